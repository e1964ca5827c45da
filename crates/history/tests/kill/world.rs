//! A history with one bot, its replies, and what a kill must leave of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::{AccountId, BotId, ClientId, JobId, PublishJob, PublishState, Resource};
use history::{AccountRecord, History, JobFilter, Success};
use jiff::{SignedDuration, Timestamp};

const PARTS: usize = 5;

pub fn at(second: u64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second.cast_signed()).unwrap()
}

fn account() -> AccountId {
    AccountId::new("a")
}

pub fn open(path: &Path) -> History {
    let opened = History::open(path, at(0)).unwrap();
    assert_eq!(opened.damaged, None);
    opened.history
}

/// A closed history with replies of the numbers below `replies`, and settings beside them that
/// make it some 250 bytes larger each.
pub fn made(folder: &Path, replies: u64, settings: u32) -> PathBuf {
    let path = folder.join("history.sqlite3");
    let mut history = open(&path);
    history
        .add_account(&AccountRecord {
            secret_in_keychain: true,
            ..AccountRecord::new(
                account(),
                "https://platform.kore.ai",
                ClientId::new("cs-1"),
                at(0),
            )
        })
        .unwrap();
    history
        .add_bots(&account(), &[BotId::new("st-1111")], at(0))
        .unwrap();
    for number in 0..replies {
        record(&mut history, number);
    }
    history.close().unwrap();
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute(
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?1)
         INSERT INTO setting SELECT 'filler ' || x, hex(randomblob(100)) FROM n",
        [settings],
    )
    .unwrap();
    conn.close().unwrap();
    path
}

pub fn record(history: &mut History, number: u64) {
    let success = Success {
        account: &account(),
        bot: &BotId::new("st-1111"),
        at: Timestamp::UNIX_EPOCH,
        every: SignedDuration::from_secs(60),
        job: Some(&reply(number)),
    };
    history.record_success(&success).unwrap();
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

/// The numbers of the replies in a history, which must be sound and hold each of them wholly.
pub fn replies(history: &History) -> BTreeSet<u64> {
    history.examine().unwrap();
    let all = history.jobs(&JobFilter::default(), None, u32::MAX).unwrap();
    let number = |row: i64| {
        let job = history.job(row).unwrap().unwrap();
        assert_eq!(job.resources.len(), PARTS, "half a reply");
        assert_eq!(job.progress.len(), 1, "half a reply");
        let id = job.job_id.unwrap();
        id.as_str().strip_prefix("ds-").unwrap().parse().unwrap()
    };
    all.jobs.iter().map(|job| number(job.row)).collect()
}

/// The same of a file that is kept, which is left as it is.
pub fn replies_of_kept(path: &Path) -> BTreeSet<u64> {
    let folder = crate::life::folder();
    let apart = folder.path().join("apart.sqlite3");
    std::fs::copy(path, &apart).unwrap();
    replies(&open(&apart))
}
