//! Starting other programs, and saying what is started.

mod tree;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// What a chore comes to; the error is what a person reads.
pub type Outcome<T = ()> = Result<T, String>;

/// Runs it with this terminal, and fails when it fails.
pub fn run(command: &mut Command) -> Outcome {
    let line = announce(command);
    let status = command.status().map_err(|error| no_start(&line, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(failed(&line))
    }
}

/// A program that says nothing for so long hangs. A cold build says nothing here for up to ten
/// minutes.
const SILENCE: Duration = Duration::from_mins(25);

/// Runs it, shows its standard output as it comes and hands each line to `each`. One that hangs is
/// ended, with all that it started.
///
/// The error stream stays with the terminal: cargo writes its progress there.
pub fn run_reading(command: &mut Command, each: impl FnMut(&str)) -> Outcome {
    run_reading_for(command, SILENCE, each)
}

fn run_reading_for(
    command: &mut Command,
    silence: Duration,
    mut each: impl FnMut(&str),
) -> Outcome {
    let line = announce(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| no_start(&line, &error))?;
    if let Some(stdout) = child.stdout.take() {
        let (heard, hear) = mpsc::channel();
        // Ends when the program closed its output, or nobody hears any more.
        thread::spawn(move || {
            let mut reader = BufReader::new(stdout);
            let mut bytes = Vec::new();
            while reader.read_until(b'\n', &mut bytes).is_ok_and(|n| n > 0) {
                if heard.send(std::mem::take(&mut bytes)).is_err() {
                    break;
                }
            }
        });
        loop {
            match hear.recv_timeout(silence) {
                Ok(bytes) => {
                    let text = String::from_utf8_lossy(&bytes);
                    print!("{text}");
                    each(text.trim_end());
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    tree::end(&mut child);
                    let _ = child.wait();
                    return Err(silent(&line, silence));
                }
            }
        }
    }
    let status = child.wait().map_err(|error| no_start(&line, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(failed(&line))
    }
}

/// Runs it unseen: its standard output, when it succeeds.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The command as it could be typed.
fn announce(command: &Command) -> String {
    let program = command.get_program();
    let name = if program == crate::cargo::program() {
        "cargo".into()
    } else {
        program.to_string_lossy()
    };
    let arguments = command.get_args().map(|word| word.to_string_lossy());
    let words: Vec<String> = std::iter::once(name)
        .chain(arguments)
        .map(|word| quoted(&word))
        .collect();
    let line = words.join(" ");
    eprintln!("\n> {line}");
    line
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

fn no_start(line: &str, error: &std::io::Error) -> String {
    format!("This did not start ({error}):\n  {line}")
}

fn failed(line: &str) -> String {
    format!("This failed:\n  {line}")
}

fn silent(line: &str, silence: Duration) -> String {
    let minutes = silence.as_secs() / 60;
    format!("This said nothing for {minutes} minutes and was ended:\n  {line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_so_that_a_shell_reads_it_the_same() {
        assert_eq!(quoted("--features=tauri/test"), "--features=tauri/test");
        assert_eq!(quoted("two words"), "'two words'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn a_program_that_fails_is_an_error_that_names_it() {
        let mut command = Command::new(crate::cargo::program());
        let why = run(command.arg("no-such-subcommand")).unwrap_err();
        assert!(why.contains("no-such-subcommand"), "{why}");
    }

    #[test]
    fn each_line_is_read_and_the_end_is_waited_for() {
        let mut lines = Vec::new();
        let mut command = Command::new(crate::cargo::program());
        run_reading(command.arg("--version"), |line| lines.push(line.to_owned())).unwrap();
        assert_eq!(lines.len(), 1);
        assert!(lines[0].starts_with("cargo "));
    }

    /// A shell whose child goes on for long: the child holds the output open too.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_program_that_hangs_is_ended_with_all_that_it_started() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 61.5 & echo $!; wait"]);
        let mut child = 0u32;
        let silence = Duration::from_secs(5);
        let why = run_reading_for(&mut command, silence, |line| child = line.parse().unwrap());
        assert!(why.unwrap_err().contains("said nothing"));
        assert_ne!(child, 0, "it did not begin");
        // Whoever takes over orphans may need a moment to bury it, or never does.
        let lives = || {
            let stat = std::fs::read_to_string(format!("/proc/{child}/stat"));
            let state = stat
                .ok()
                .and_then(|stat| Some(stat.rsplit_once(") ")?.1.to_owned()));
            state.is_some_and(|state| !state.starts_with('Z'))
        };
        for _ in 0..100 {
            if !lives() {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("process {child} goes on");
    }
}
