//! A history that is only looked at: a newer version of the app wrote it. There is no loop, so
//! nothing is checked, and what would write is refused.

use std::collections::HashMap;
use std::sync::Arc;

use history::Reader;
use jiff::Timestamp;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::{Monitor, StartProblem};
use crate::account::Account;
use crate::carried::Carried;
use crate::chores::Chores;
use crate::doubtful::Doubtful;
use crate::held::Held;
use crate::overall::{Standing, Summary};
use crate::planner::BotKey;
use crate::ports::Now;
use crate::run::{Ports, next_seq};
use crate::show;
use crate::view::{AlertSummary, BotRow, Mode, Notice, Pause, Refusal, SecretPlace, Snapshot};

impl Monitor {
    /// Shows what a history of a newer version holds. It is not written to, the password store is
    /// not asked, and nothing is sent.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn look(ports: Ports, reader: Reader) -> Result<Self, StartProblem> {
        ports.outlet.overall(summary(&reader)?);
        let history = Arc::new(Held::nothing());
        let doubtful = Arc::new(Doubtful::new(&history, &ports.keychain));
        let (wakes, _nobody) = mpsc::channel(1);
        let closing = CancellationToken::new();
        let chores = Chores::new(&closing, &Carried::default());
        Ok(Self {
            ports,
            history,
            reader: Held::new(reader),
            doubtful,
            wakes,
            closing,
            exporting: Arc::default(),
            running: tokio::sync::Mutex::default(),
            chores,
            keep_changed: Arc::default(),
            looks_only: true,
        })
    }

    /// Whether it only shows what is there.
    pub fn looks_only(&self) -> bool {
        self.looks_only
    }

    /// Refuses what needs a history that is written.
    pub(super) fn keeps(&self) -> Result<(), Refusal> {
        if self.looks_only {
            return Err(Refusal::Newer);
        }
        Ok(())
    }

    pub(super) async fn still_snapshot(&self) -> Result<Snapshot, Refusal> {
        let now = self.ports.clock.now();
        self.read(move |reader| {
            let rows = rows(reader, now)?;
            let mut bots: HashMap<&str, u32> = HashMap::new();
            for row in rows.iter().filter(|row| !row.archived) {
                *bots.entry(&row.account_id).or_default() += 1;
            }
            let accounts = reader.accounts()?.into_iter().map(|record| {
                let bots = bots.get(record.id.as_str()).copied().unwrap_or_default();
                still(record, bots, now.wall)
            });
            let accounts = accounts
                .map(|account| account.view(None, (0, 0), 0))
                .collect();
            let count = reader.alert_count()?;
            Ok(Snapshot {
                mode: Mode::Own,
                seq: next_seq(),
                accounts,
                bots: rows,
                notices: vec![Notice::HistoryNewer],
                pause: Pause::default(),
                alerts: AlertSummary {
                    to_look_at: count.to_look_at,
                    newest: count.newest,
                },
                people: Vec::new(),
            })
        })
        .await
    }

    pub(super) async fn still_row(&self, key: BotKey) -> Result<Option<BotRow>, Refusal> {
        let now = self.ports.clock.now();
        let rows = self.read(move |reader| rows(reader, now)).await?;
        let this =
            |row: &BotRow| row.account_id == key.account.as_str() && row.bot_id == key.bot.as_str();
        Ok(rows.into_iter().find(this))
    }
}

/// What is known may have changed at once: it is outdated.
fn rows(reader: &Reader, now: Now) -> Result<Vec<BotRow>, history::Problem> {
    let rows = reader.board()?;
    let view = |row| {
        let mut row = show::bot_row(row, None, None, false, now);
        row.outdated_at = row.outdated_at.and(row.last_check_at);
        row
    };
    Ok(rows.iter().map(view).collect())
}

/// What the tray shows: how these bots are now, nobody knows.
fn summary(reader: &Reader) -> Result<Summary, history::Problem> {
    let rows = reader.board()?;
    let watched = rows.iter().filter(|row| row.archived_at.is_none());
    let bots: Vec<_> = watched
        .map(|row| {
            let key = BotKey {
                account: row.account.clone(),
                bot: row.bot.clone(),
            };
            let standing = Standing::of(row.job.as_ref(), true, row.last_success.is_some());
            (key, row.name.as_deref(), standing)
        })
        .collect();
    let bots = bots.iter().map(|(key, name, how)| (key, *name, *how));
    Ok(Summary::of(bots, None))
}

/// Where the secret is, nobody asks: one that is kept is taken to be where it was put.
fn still(record: history::AccountRecord, bots: u32, now: Timestamp) -> Account {
    let mut account = Account::new(record, now);
    if account.secret == SecretPlace::Opening {
        account.secret = SecretPlace::Keychain;
    }
    account.bots = bots;
    account
}
