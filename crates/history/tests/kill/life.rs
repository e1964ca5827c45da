//! One life of a child: this same test program, started for one of its ignored tests.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// Says to the child where its history is.
const FILE: &str = "HISTORY_TO_WRITE";
/// The first number that it may use.
const FROM: &str = "FIRST_NUMBER";
const WORD: &str = "says ";

/// So many kills of each kind.
pub fn kills() -> u64 {
    let all = std::env::var("PUBLISH_MONITOR_KILLS");
    let all = all.map_or(40, |text| text.parse::<u64>().unwrap());
    all.div_ceil(5)
}

/// Whether there were enough of them: all, and one of those that they are for, which a few kills
/// may all miss.
pub fn enough(kills_so_far: u64, one_met: bool) -> bool {
    kills_so_far >= kills() && (one_met || kills_so_far >= 20 * kills())
}

/// A folder in memory where the system has one: a kill loses nothing of what the system was given,
/// so that the disk adds nothing but waiting.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}

/// The child's side: its history and its first number; `None` where nobody started it as a child.
pub fn task() -> Option<(PathBuf, u64)> {
    let path = std::env::var_os(FILE)?;
    let from = std::env::var(FROM).ok()?.parse().ok()?;
    Some((path.into(), from))
}

/// The child's side: tells the parent. What was told before a kill arrives.
pub fn say(text: &str) {
    println!("{WORD}{text}");
}

/// Starts a child, waits until it says something for the first time, kills it at some moment
/// `within` that, and gives what it said.
pub fn killed(child: &str, path: &Path, from: u64, within: Duration) -> Vec<String> {
    let (mut child, mut output, mut text) = begun(child, path, from);
    let micros = u64::try_from(within.as_micros()).unwrap();
    std::thread::sleep(Duration::from_micros(fastrand::u64(..=micros)));
    child.kill().unwrap();
    child.wait().unwrap();
    output.read_to_string(&mut text).unwrap();
    said(&text)
}

/// Lets a child come to its end, and gives how long that was after its first word.
pub fn undisturbed(child: &str, path: &Path) -> Duration {
    let (mut child, mut output, mut text) = begun(child, path, 0);
    let from = Instant::now();
    output.read_to_string(&mut text).unwrap();
    assert!(child.wait().unwrap().success(), "{text}");
    from.elapsed()
}

fn begun(child: &str, path: &Path, from: u64) -> (Child, BufReader<ChildStdout>, String) {
    let mut started = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", "--test-threads=1"])
        .arg(child)
        .env(FILE, path)
        .env(FROM, from.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(started.stdout.take().unwrap());
    let mut text = String::new();
    while said(&text).is_empty() {
        let read = output.read_line(&mut text).unwrap();
        assert!(read > 0, "the child ended: {text}");
    }
    (started, output, text)
}

/// The test program says words of its own. The last line may be cut.
fn said(text: &str) -> Vec<String> {
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole
        .lines()
        .filter_map(|line| Some(line.split_once(WORD)?.1.to_owned()))
        .collect()
}

/// The numbers behind `word` among what was said.
pub fn numbers(said: &[String], word: &str) -> Vec<u64> {
    said.iter()
        .filter_map(|line| line.strip_prefix(word)?.trim().parse().ok())
        .collect()
}
