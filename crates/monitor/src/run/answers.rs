//! What the loop does with what came back from the platform.

use std::time::Duration;

use domain::{AccountId, FailureKind, PLAIN_STUCK_AFTER, Reach};
use history::{BoardRow, LastFailure};
use jiff::SignedDuration;

use super::{Loop, habits_of};
use crate::account::AccountFailure;
use crate::alert::decide;
use crate::knowledge::of_row;
use crate::network::kind_of;
use crate::planner::{BotKey, Miss};
use crate::ports::Now;
use crate::usual;
use crate::view::Notice;
use crate::wake::Fetched;

impl Loop {
    pub(super) async fn fetched(&mut self, fetched: Fetched) {
        let Fetched {
            bot,
            connection,
            answer,
            took,
        } = fetched;
        let now = self.now();
        self.carried.things().health.came_back(&bot.account, took);
        if !self.is_current(&bot, connection) {
            self.planner.dropped(&bot, now.up, answer.requests);
            return;
        }
        match answer.job {
            Ok(job) => self.answered(&bot, now, answer.requests, job).await,
            Err(error) => self.not_answered(&bot, now, answer.requests, &error).await,
        }
        if !self.planner.is_watched(&bot) {
            self.carried.things().watched.remove(&bot);
        }
        self.keep_habits(&bot.account).await;
        self.untold.accounts = true;
        self.untold.bots.insert(bot);
    }

    /// Whether an answer counts: its connection is in use, and its bot is meant to be checked.
    pub(super) fn is_current(&self, bot: &BotKey, connection: u64) -> bool {
        let current = self
            .accounts
            .iter()
            .any(|account| account.record.id == bot.account && account.connection == connection);
        let row = self.board.get(bot);
        current && row.is_some_and(|row| row.archived_at.is_none())
    }

    pub(super) async fn answered(
        &mut self,
        bot: &BotKey,
        now: Now,
        requests: u32,
        job: Option<domain::PublishJob>,
    ) {
        let every = self
            .planner
            .outlook(bot)
            .map(|outlook| outlook.every)
            .unwrap_or_default();
        let kept = every;
        let every = every.try_into().unwrap_or(jiff::SignedDuration::MAX);
        let key = bot.clone();
        let followed = self.planner.is_watched(bot);
        let stuck_after = self.stuck_after(bot, job.as_ref()).await;
        let stored = self
            .history
            .call(move |history| {
                let success = history::Success {
                    account: &key.account,
                    bot: &key.bot,
                    at: now.wall,
                    every,
                    job: job.as_ref(),
                };
                let mut quiet_ended = false;
                let (_, alerts) = history.record_success_and_alert(&success, |seen| {
                    let decision = decide(seen, now.wall, followed, stuck_after);
                    quiet_ended = !decision.end_quiets.is_empty();
                    decision
                })?;
                let row = history.board_row(&key.account, &key.bot)?;
                Ok::<_, history::Problem>((row, alerts, quiet_ended))
            })
            .await;
        match stored {
            Ok(Ok((row, alerts, quiet_ended))) => {
                if let Some(row) = row {
                    self.known(bot, row);
                }
                self.alerts_written(alerts);
                if quiet_ended {
                    self.alerts_changed().await;
                }
                self.set_notice(Notice::HistoryNotWritten, false);
            }
            // Removed while the answer was on its way.
            Ok(Err(history::Problem::Gone)) => {}
            Ok(Err(problem)) => {
                tracing::warn!(%problem, "a reply was not kept");
                self.set_notice(Notice::HistoryNotWritten, true);
            }
            Err(_) => self.set_notice(Notice::HistoryNotWritten, true),
        }
        let knowledge = self
            .board
            .get(bot)
            .map_or(crate::pace::Knowledge::NONE, |row| of_row(row, now.wall));
        self.planner.succeeded(bot, now.up, requests, knowledge);
        self.keep_promise(bot, kept).await;
        self.clear_account_failure(&bot.account);
        self.checks_work(&bot.account).await;
    }

    /// How long the publish may show nothing new before it seems stuck: learned once for each, while
    /// it runs. Where that cannot be read the plain time counts, and the answer is kept all the same.
    async fn stuck_after(
        &mut self,
        bot: &BotKey,
        job: Option<&domain::PublishJob>,
    ) -> SignedDuration {
        let Some(job) = job.filter(|job| job.state.is_moving()) else {
            self.stuck_times.remove(bot);
            return PLAIN_STUCK_AFTER;
        };
        if let Some((of, known)) = self.stuck_times.get(bot)
            && *of == job.requested_at
        {
            return *known;
        }
        let key = bot.clone();
        let read = self
            .history
            .call(move |history| usual::stuck_time(history, &key.account, &key.bot))
            .await;
        let Ok(Ok(learned)) = read else {
            tracing::warn!("how long this bot usually pauses was not read");
            return PLAIN_STUCK_AFTER;
        };
        self.stuck_times
            .insert(bot.clone(), (job.requested_at, learned));
        learned
    }

    /// Writes down how often the bot is checked from now on, where that is not much like what its
    /// last success kept: otherwise the history would call a check late that is not.
    async fn keep_promise(&mut self, bot: &BotKey, kept: Duration) {
        let Some(outlook) = self.planner.outlook(bot) else {
            return;
        };
        if outlook.every.abs_diff(kept) <= kept / 20 {
            return;
        }
        let every = outlook.every.try_into();
        let every = every.unwrap_or(jiff::SignedDuration::MAX);
        let key = bot.clone();
        let stored = self
            .history
            .call(move |history| history.promise(&key.account, &key.bot, every))
            .await;
        if !matches!(stored, Ok(Ok(()) | Err(history::Problem::Gone))) {
            tracing::warn!("how often a bot is checked was not kept");
        }
    }

    pub(super) fn known(&mut self, bot: &BotKey, after: BoardRow) {
        let Some(row) = self.board.get_mut(bot) else {
            return;
        };
        *row = after;
        if let Some(job) = &row.job {
            tracing::debug!(job = job.row, state = job.state.as_word(), "kept");
        }
    }

    pub(super) async fn not_answered(
        &mut self,
        bot: &BotKey,
        now: Now,
        requests: u32,
        error: &kore_api::Error,
    ) {
        let kind = kind_of(error, self.evidence(bot));
        let retry_after = error
            .retry_after()
            .and_then(|wait| Duration::try_from(wait).ok());
        self.missed(bot, now, requests, (kind, retry_after), error.to_string())
            .await;
    }

    /// A check brought nothing: why, and how long the server asks to wait.
    pub(super) async fn missed(
        &mut self,
        bot: &BotKey,
        now: Now,
        requests: u32,
        (kind, retry_after): (FailureKind, Option<Duration>),
        detail: String,
    ) {
        if let Some(row) = self.board.get_mut(bot) {
            row.last_attempt = Some(now.wall);
        }
        if kind == FailureKind::BadCredentials {
            self.look_for_another_secret(&bot.account);
        }
        self.carried
            .things()
            .health
            .failed(&bot.account, kind, now.wall);
        let miss = Miss { kind, retry_after };
        match self.planner.failed(bot, now.up, requests, miss) {
            Reach::Account => {
                let failure = AccountFailure {
                    kind,
                    since: now.wall,
                    detail,
                };
                self.set_account_failure(&bot.account, Some(failure));
                self.mark_account(&bot.account);
                self.checks_missed(&bot.account, kind).await;
            }
            Reach::Bot => {
                self.clear_account_failure(&bot.account);
                self.bot_failed(bot, now, kind, detail).await;
            }
        }
    }

    /// An account fails as long as the plan holds it back.
    fn clear_account_failure(&mut self, account: &AccountId) {
        if self.planner.is_free(account) {
            self.set_account_failure(account, None);
        }
    }

    pub(super) async fn bot_failed(
        &mut self,
        bot: &BotKey,
        now: Now,
        kind: domain::FailureKind,
        detail: String,
    ) {
        if let Some(row) = self.board.get_mut(bot) {
            let since = row
                .failure
                .as_ref()
                .map_or(now.wall, |failure| failure.since);
            row.failure = Some(LastFailure {
                kind,
                since,
                detail: detail.clone(),
            });
        }
        let key = bot.clone();
        let stored = self
            .history
            .call(move |history| {
                history.record_failure(&key.account, &key.bot, now.wall, kind, &detail)
            })
            .await;
        if !matches!(stored, Ok(Err(history::Problem::Gone))) {
            self.set_notice(Notice::HistoryNotWritten, !matches!(stored, Ok(Ok(()))));
        }
    }

    pub(super) fn set_account_failure(
        &mut self,
        account: &AccountId,
        failure: Option<AccountFailure>,
    ) {
        let Some(account) = self.accounts.iter_mut().find(|a| a.record.id == *account) else {
            return;
        };
        let id = account.record.id.clone();
        match (&mut account.failure, failure) {
            (None, None) => return,
            (Some(known), Some(new)) => {
                // It fails since it first failed, whatever it says this time.
                let since = known.since;
                *known = AccountFailure { since, ..new };
            }
            (slot, new) => *slot = new,
        }
        self.mark_account(&id);
    }

    pub(super) fn mark_account(&mut self, account: &AccountId) {
        let rows = self
            .board
            .keys()
            .filter(|key| key.account == *account)
            .cloned();
        self.untold.bots.extend(rows);
        self.untold.accounts = true;
    }

    pub(super) async fn keep_habits(&mut self, account: &AccountId) {
        let Some(account) = self.accounts.iter_mut().find(|a| a.record.id == *account) else {
            return;
        };
        let Some(habits) = account.source.as_ref().map(|source| source.habits()) else {
            return;
        };
        if habits == habits_of(&account.record) {
            return;
        }
        let (path, claims) = (
            habits.path.as_word().to_owned(),
            habits.claims.as_word().to_owned(),
        );
        account.record.path_form.clone_from(&path);
        account.record.claims_form.clone_from(&claims);
        let id = account.record.id.clone();
        let stored = self
            .history
            .call(move |history| history.set_account_habits(&id, &path, &claims))
            .await;
        if !matches!(stored, Ok(Ok(()))) {
            tracing::warn!("what was learned of a server was not kept");
        }
    }
}
