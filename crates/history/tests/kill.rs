//! The app is killed in the middle of writing, again and again.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use domain::{AccountId, BotId, ClientId, JobId, PublishJob, PublishState, Resource};
use history::{AccountRecord, History, JobFilter, Success};
use jiff::{SignedDuration, Timestamp};

/// Says to this same test program, started as a child, where to write.
const FILE: &str = "HISTORY_TO_WRITE";
/// The number of the first reply to write.
const FROM: &str = "FIRST_REPLY";
const CYCLES: u32 = 50;
const PARTS: usize = 5;

fn account() -> AccountId {
    AccountId::new("a")
}

fn open(path: &Path) -> History {
    let opened = History::open(path, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(opened.damaged, None);
    opened.history
}

fn reply(number: u64) -> PublishJob {
    let part = |position: usize| Resource {
        id: Some(format!("dg-{position}")),
        kind: Some("dialog".into()),
        name: Some(format!("Dialog {position} of {number}")),
        state: PublishState::Published,
        server_status: Some("SUCCESS".into()),
        modules: vec![],
        awaiting_approval: false,
        published_at: None,
    };
    PublishJob {
        id: Some(JobId::new(format!("ds-{number}"))),
        bot_id: None,
        state: PublishState::Published,
        server_status: Some("successful".into()),
        percent: Some(100),
        requested_at: None,
        started_at: None,
        modified_at: None,
        started_by: None,
        version_comment: None,
        resources: (0..PARTS).map(part).collect(),
    }
}

/// Not a test: what the child does until it is killed.
#[test]
#[ignore = "the child of nothing_acknowledged_is_lost_when_the_app_is_killed"]
fn writes_and_acknowledges_until_it_is_killed() {
    let (Ok(path), Ok(from)) = (std::env::var(FILE), std::env::var(FROM)) else {
        return;
    };
    let mut history = open(Path::new(&path));
    for number in from.parse::<u64>().unwrap().. {
        let success = Success {
            account: &account(),
            bot: &BotId::new("st-1111"),
            at: Timestamp::UNIX_EPOCH,
            every: SignedDuration::from_secs(60),
            job: Some(&reply(number)),
        };
        history.record_success(&success).unwrap();
        println!("acknowledged {number}");
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_the_app_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite3");
    let mut history = open(&path);
    let record = AccountRecord {
        id: account(),
        name: "A".into(),
        host: "https://platform.kore.ai".into(),
        client_id: ClientId::new("cs-1"),
        secret_in_keychain: true,
        path_form: String::new(),
        claims_form: String::new(),
        algorithm: domain::Algorithm::default(),
        added_at: Timestamp::UNIX_EPOCH,
        colour: domain::Colour::None,
        signed_out: false,
    };
    history.add_account(&record).unwrap();
    let bots = [BotId::new("st-1111")];
    history
        .add_bots(&account(), &bots, Timestamp::UNIX_EPOCH)
        .unwrap();
    history.close().unwrap();

    let mut acknowledged = HashSet::new();
    let mut next = 0;
    for cycle in 0..CYCLES {
        acknowledged.extend(one_life(&path, next));
        let history = open(&path);
        history.examine().unwrap();
        let all = history.jobs(&JobFilter::default(), None, u32::MAX).unwrap();
        let rows = all.jobs;
        let mut there = HashSet::new();
        for row in &rows {
            let job = history.job(row.row).unwrap().unwrap();
            assert_eq!(job.resources.len(), PARTS, "half a reply");
            assert_eq!(job.progress.len(), 1, "half a reply");
            let id = job.job_id.unwrap();
            there.insert(
                id.as_str()
                    .strip_prefix("ds-")
                    .unwrap()
                    .parse::<u64>()
                    .unwrap(),
            );
        }
        let lost: Vec<_> = acknowledged.difference(&there).collect();
        assert!(lost.is_empty(), "lost in cycle {cycle}: {lost:?}");
        assert!(
            there.len() <= acknowledged.len() + 1 + cycle as usize,
            "more than was written"
        );
        next = there.iter().max().map_or(0, |newest| newest + 1);
        // Dropped, not closed: the file never ends in order in this test.
    }
    println!(
        "{CYCLES} kills, {} replies acknowledged, none lost",
        acknowledged.len()
    );
    assert!(
        acknowledged.len() >= CYCLES as usize,
        "the child hardly ran"
    );
}

/// Starts a writer, kills it at some moment, and gives what it acknowledged.
fn one_life(path: &Path, from: u64) -> Vec<u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", "--test-threads=1"])
        .arg("writes_and_acknowledges_until_it_is_killed")
        .env(FILE, path)
        .env(FROM, from.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut text = String::new();
    // Once it has written something, at any moment: in a commit, between two, in a checkpoint.
    while !text.contains("acknowledged") {
        assert!(
            output.read_line(&mut text).unwrap() > 0,
            "the child ended: {text}"
        );
    }
    std::thread::sleep(Duration::from_micros(fastrand::u64(..200_000)));
    child.kill().unwrap();
    child.wait().unwrap();
    output.read_to_string(&mut text).unwrap();
    // The last line may be cut in the middle of its number.
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole
        .lines()
        .filter_map(|line| line.rsplit_once("acknowledged ")?.1.parse().ok())
        .collect()
}
