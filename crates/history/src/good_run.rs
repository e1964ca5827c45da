//! The good runs of a bot: what is usual for it is learned from them.

use domain::{AccountId, BotId, PublishState};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use crate::history::Reader;
use crate::problem::Problem;
use crate::progress;
use crate::values::{Ms, SpanMs};

/// A publish that worked as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoodRun {
    /// The job's number in this file.
    pub row: i64,
    /// When it was requested.
    pub requested_at: Timestamp,
    /// How long it took, where the server told.
    pub lasted: Option<SignedDuration>,
    /// The longest time between two changes that were seen; `None` where the app did not see it
    /// run. It is never shorter than the pause really was.
    pub longest_pause: Option<SignedDuration>,
}

/// A place in a bot's history: when a job was requested, and its number.
pub type JobPlace = (Timestamp, i64);

impl Reader {
    /// The newest good runs of a bot before a job, or all; oldest first.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn good_runs(
        &self,
        account: &AccountId,
        bot: &BotId,
        before: Option<JobPlace>,
        most: u32,
    ) -> Result<Vec<GoodRun>, Problem> {
        let (at, row) = before.unwrap_or((Timestamp::MAX, i64::MAX));
        self.read_as_one(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT job.nr, job.listed_at, job.duration_ms
                 FROM job INDEXED BY job_of_bot
                 JOIN bot ON bot.nr = job.bot
                 JOIN account ON account.nr = bot.account
                 WHERE account.id = ?1 AND bot.id = ?2 AND job.state = ?3
                   AND (job.listed_at, job.nr) < (?4, ?5)
                   AND job.parts_failed = 0 AND NOT job.awaiting_approval
                 ORDER BY job.listed_at DESC, job.nr DESC LIMIT ?6",
            )?;
            let asked = (
                account.as_str(),
                bot.as_str(),
                PublishState::Published.as_word(),
                Ms(at),
                row,
                most,
            );
            let rows = statement.query_map(asked, |row| {
                Ok(GoodRun {
                    row: row.get(0)?,
                    requested_at: row.get::<_, Ms>(1)?.0,
                    lasted: row.get::<_, Option<SpanMs>>(2)?.map(|span| span.0),
                    longest_pause: None,
                })
            })?;
            let mut runs = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            for run in &mut runs {
                run.longest_pause = longest_pause(conn, run.row)?;
            }
            runs.reverse();
            Ok(runs)
        })
    }
}

fn longest_pause(conn: &Connection, job: i64) -> rusqlite::Result<Option<SignedDuration>> {
    let samples = progress::of_job(conn, job)?;
    let pauses = samples
        .windows(2)
        .map(|two| two[1].at.duration_since(two[0].at));
    Ok(pauses.max().map(|pause| pause.max(SignedDuration::ZERO)))
}
