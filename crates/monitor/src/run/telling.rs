//! What the loop tells the window and the tray.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::{AccountId, outdated_at};
use jiff::SignedDuration;

use super::{Loop, next_seq};
use crate::overall::{Standing, Summary};
use crate::planner::BotKey;
use crate::ports::Now;
use crate::show;
use crate::view::{AccountView, BotRow, Changes, SecretPlace, Snapshot};

impl Loop {
    pub(super) fn row(&self, key: &BotKey, now: Now) -> Option<BotRow> {
        let row = self.board.get(key)?;
        let account = self.accounts.iter().find(|a| a.record.id == key.account);
        let retry_at = self.retry_at(&key.account, now);
        let failure = account.and_then(|account| account.row_failure(retry_at));
        let mut row = show::bot_row(
            row,
            failure.as_ref(),
            self.planner.outlook(key),
            self.planner.is_watched(key),
            now,
        );
        self.note_quiet(key, &mut row);
        Some(row)
    }

    pub(super) fn retry_at(&self, account: &AccountId, now: Now) -> Option<jiff::Timestamp> {
        self.planner
            .held_until(account)
            .map(|at| show::wall(now, at).max(now.wall))
    }

    pub(super) fn account_views(&self, now: Now) -> Vec<AccountView> {
        self.accounts
            .iter()
            .map(|account| {
                let id = &account.record.id;
                account.view(
                    self.retry_at(id, now),
                    self.planner.used(id, now.up),
                    self.more_bots(id),
                )
            })
            .collect()
    }

    pub(super) fn rows(&self, now: Now) -> Vec<BotRow> {
        self.board
            .keys()
            .filter_map(|key| self.row(key, now))
            .collect()
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        let now = self.now();
        Snapshot {
            mode: self.mode,
            seq: self.seq,
            accounts: self.account_views(now),
            bots: self.rows(now),
            notices: self.notices.clone(),
            pause: self.pause_view(),
            alerts: self.alert_summary(),
            people: Vec::new(),
        }
    }

    pub(super) fn tell(&mut self) {
        let now = self.now();
        let untold = std::mem::take(&mut self.untold);
        self.untold.told_at = Some(now.up);
        self.seq = next_seq();
        let changes = Changes {
            seq: self.seq,
            bots: if untold.resync {
                Vec::new()
            } else {
                untold
                    .bots
                    .iter()
                    .filter_map(|key| self.row(key, now))
                    .collect()
            },
            accounts: untold.accounts.then(|| self.account_views(now)),
            notices: untold.notices.then(|| self.notices.clone()),
            alerts: untold.alerts,
            resync: untold.resync,
            pause: untold.pause,
            ..Changes::default()
        };
        self.ports.outlet.changes(changes);
        self.tell_summary();
    }

    /// Tells the tray, where something changed: also what only time has changed.
    pub(super) fn tell_summary(&mut self) {
        let now = self.now();
        let failing: BTreeSet<_> = self
            .accounts
            .iter()
            .filter(|account| account.failure.is_some() || account.source.is_none())
            .map(|account| &account.record.id)
            .collect();
        let signed_out: BTreeSet<_> = self
            .accounts
            .iter()
            .filter(|account| account.secret == SecretPlace::SignedOut)
            .map(|account| &account.record.id)
            .collect();
        // Nobody expects news of what a person put away or signed out of.
        let watched = self
            .board
            .iter()
            .filter(|(key, row)| row.archived_at.is_none() && !signed_out.contains(&key.account));
        let bots = watched.map(|(key, row)| {
            let can_check = row.failure.is_none() && !failing.contains(&key.account);
            let outdated = row.last_success.is_some_and(|at| {
                let every = self
                    .planner
                    .outlook(key)
                    .map_or(Duration::ZERO, |o| o.every);
                let every = SignedDuration::try_from(every).unwrap_or(SignedDuration::MAX);
                outdated_at(at, every) <= now.wall
            });
            let standing = Standing::of(row.job.as_ref(), can_check, outdated);
            (key, row.name.as_deref(), standing)
        });
        let summary = Summary::of(bots, self.paused_until);
        if self.summary.as_ref() != Some(&summary) {
            self.summary = Some(summary.clone());
            self.ports.outlet.overall(summary);
        }
    }
}
