//! A folder with a history, and replies to record.

use domain::{AccountId, BotId, ClientId, JobId, PublishJob, PublishState, Resource};
use history::{AccountRecord, History, Recorded, Success};
use jiff::{SignedDuration, Timestamp};
use std::path::PathBuf;

pub const EVERY: SignedDuration = SignedDuration::from_secs(60);

pub struct World {
    pub folder: tempfile::TempDir,
    pub history: History,
    pub account: AccountId,
    pub bot: BotId,
}

/// Seconds after the world began.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

pub fn account(id: &str) -> AccountRecord {
    AccountRecord {
        name: format!("Account {id}"),
        secret_in_keychain: true,
        path_form: "plain".into(),
        claims_form: "full".into(),
        ..AccountRecord::new(
            AccountId::new(id),
            "https://platform.kore.ai",
            ClientId::new("cs-1"),
            at(0),
        )
    }
}

pub fn job(id: &str, requested: i64, state: PublishState) -> PublishJob {
    PublishJob {
        id: Some(JobId::new(id)),
        bot_id: None,
        state,
        server_status: Some(state.as_word().to_uppercase()),
        percent: Some(if state.is_over() { 100 } else { 40 }),
        requested_at: Some(at(requested)),
        started_at: Some(at(requested + 1)),
        modified_at: Some(at(requested + 31)),
        started_by: Some("u-1".into()),
        version_comment: Some("new greeting".into()),
        resources: vec![
            part("SETTINGS", PublishState::Published),
            part("CHANNELS", state),
        ],
    }
}

pub fn part(kind: &str, state: PublishState) -> Resource {
    Resource {
        id: Some(kind.into()),
        kind: Some(kind.into()),
        name: Some(format!("The {kind}")),
        state,
        server_status: Some("X".into()),
        modules: vec!["one".into(), "two \"quoted\"".into()],
        awaiting_approval: false,
        published_at: Some(at(5)),
    }
}

impl World {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut history = History::open(&folder.path().join("history.sqlite3"), at(0))
            .unwrap()
            .history;
        let account = account("a");
        let bot = BotId::new("st-1111");
        history.add_account(&account).unwrap();
        history
            .add_bots(&account.id, std::slice::from_ref(&bot), at(0))
            .unwrap();
        Self {
            folder,
            history,
            account: account.id,
            bot,
        }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("history.sqlite3")
    }

    pub fn success(&mut self, second: i64, job: Option<&PublishJob>) -> Recorded {
        let success = Success {
            account: &self.account,
            bot: &self.bot,
            at: at(second),
            every: EVERY,
            job,
        };
        self.history.record_success(&success).unwrap()
    }

    /// Closes in order and opens again.
    pub fn again(self) -> Self {
        let path = self.path();
        let Self {
            folder,
            history,
            account,
            bot,
        } = self;
        history.close().unwrap();
        let opened = History::open(&path, at(9_999)).unwrap();
        assert_eq!(opened.damaged, None);
        Self {
            folder,
            history: opened.history,
            account,
            bot,
        }
    }
}
