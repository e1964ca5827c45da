//! What is known from earlier runs: the board, and what the planner remembers.

use std::collections::HashMap;
use std::time::Duration;

use domain::{AccountId, BotId};
use history::{BoardRow, Reader, RecentJob, Spent};
use jiff::{SignedDuration, Timestamp};

use crate::knowledge::of_row;
use crate::pace::Publish;
use crate::planner::{BotKey, Newcomer, Planner};
use crate::ports::Now;

/// Older publishes tell hardly anything about how often a bot is published now.
const SINCE: SignedDuration = SignedDuration::from_hours(24 * 120);
/// Of each bot.
const NEWEST: u32 = 32;

/// So many requests of each account are written down before they are sent.
pub(crate) const IN_ADVANCE: u32 = 12;
/// For so long.
pub(crate) const FOR: Duration = Duration::from_secs(30);

/// What the history remembers.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The lines of the board.
    pub rows: Vec<BoardRow>,
    recent: HashMap<(AccountId, BotId), Vec<RecentJob>>,
    spent: Vec<(AccountId, Spent)>,
}

impl Memory {
    pub fn read(history: &Reader, now: Timestamp) -> Result<Self, history::Problem> {
        let since = now.checked_sub(SINCE).unwrap_or(Timestamp::MIN);
        Ok(Self {
            rows: history.board()?,
            recent: history.recent_jobs(since, NEWEST)?,
            spent: history.spent()?,
        })
    }

    /// Counts what an earlier run sent. A time to come (the clock was set back, or the last run
    /// wrote down what it was about to send) counts as now.
    pub fn count_spent(&self, planner: &mut Planner, now: Now) {
        for (account, spent) in &self.spent {
            let earlier: Vec<_> = spent
                .iter()
                .map(|(at, requests)| (ago(now.wall, *at), *requests))
                .collect();
            planner.remember(account, now.up, &earlier);
        }
    }

    /// A line of the board, for the planner.
    pub fn newcomer(&mut self, row: &BoardRow, now: Timestamp) -> Newcomer {
        let key = BotKey {
            account: row.account.clone(),
            bot: row.bot.clone(),
        };
        let past = self
            .recent
            .remove(&(row.account.clone(), row.bot.clone()))
            .unwrap_or_default();
        Newcomer {
            key,
            knowledge: of_row(row, now),
            checked_ago: row
                .last_success
                .and_then(|at| Duration::try_from(now.duration_since(at)).ok()),
            past: past.iter().map(|job| publish(job, now)).collect(),
            watched_for: ago(now, row.added_at),
        }
    }
}

fn publish(job: &RecentJob, now: Timestamp) -> Publish {
    Publish {
        number: job.row,
        requested_ago: ago(now, job.requested_at),
        lasted: job
            .lasted
            .and_then(|lasted| Duration::try_from(lasted).ok()),
    }
}

fn ago(now: Timestamp, at: Timestamp) -> Duration {
    Duration::try_from(now.duration_since(at)).unwrap_or_default()
}

/// Requests as they are kept: how long ago each was sent becomes a few moments of the calendar,
/// none earlier than it was.
pub(crate) fn to_keep(now: Timestamp, ages: &[Duration], about_to: u32, until: Timestamp) -> Spent {
    const GRAIN_MS: i64 = 10_000;
    let mut spent: Spent = Vec::new();
    for ago in ages {
        let ago = SignedDuration::try_from(*ago).unwrap_or(SignedDuration::ZERO);
        let at = now.checked_sub(ago).unwrap_or(now).as_millisecond();
        let end = at - at.rem_euclid(GRAIN_MS) + GRAIN_MS;
        let end = Timestamp::from_millisecond(end).unwrap_or(now).min(now);
        match spent.last_mut().filter(|(last, _)| *last == end) {
            Some((_, requests)) => *requests += 1,
            None => spent.push((end, 1)),
        }
    }
    if about_to > 0 {
        spent.push((until, about_to));
    }
    spent
}
