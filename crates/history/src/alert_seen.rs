//! What a decision about alerts is made from, and the reply that is stored with it.

use domain::{AlertKind, PublishState};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::alert::{self, AlertRow, NewAlert};
use crate::alert_quiet::{self, Quiet};
use crate::alert_rule::{self, RuleChoice};
use crate::bot::{self, Place};
use crate::history::History;
use crate::job::{COLUMNS, JobRow, line};
use crate::problem::Problem;
use crate::record::{self, Change, Recorded, Success};
use crate::values::{Ms, Word};

/// A publish as it was before a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobBefore {
    /// Its state.
    pub state: PublishState,
    /// It waited for an admin's approval.
    pub awaiting_approval: bool,
    /// Parts that had failed.
    pub parts_failed: u32,
}

/// The newest other publish of a bot that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastEnded {
    /// How it ended.
    pub state: PublishState,
    /// Parts that failed.
    pub parts_failed: u32,
    /// When it was asked for, as lists have it.
    pub requested_at: Timestamp,
}

/// What is known when a reply has been written, in the same transaction.
#[derive(Clone, Debug)]
pub struct Seen {
    /// How the reply compares with what was known.
    pub change: Change,
    /// The running or last publish, as it is now.
    pub job: JobRow,
    /// The same publish before this reply; `None` where it was not known.
    pub before: Option<JobBefore>,
    /// How the publish before it ended.
    pub last_ended: Option<LastEnded>,
    /// Since when nothing of it has moved while the bot was watched as promised.
    pub still_since: Timestamp,
    /// What was told of it so far.
    pub told: Vec<AlertKind>,
    /// Choices that concern this bot.
    pub choices: Vec<RuleChoice>,
    /// Why its alerts may stay in the list.
    pub quiets: Vec<Quiet>,
    /// Another bot of its group has a last publish that failed.
    pub group_fails: bool,
}

/// What is decided from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Alerts to write.
    pub alerts: Vec<NewAlert>,
    /// Quiets that end, by number.
    pub end_quiets: Vec<i64>,
}

impl History {
    /// [`History::record_success`], with the alerts that come of it in the same transaction.
    /// `decide` is asked only where something changed or a publish is running. Answers the
    /// alerts that are new: what was told before is not among them.
    ///
    /// # Errors
    /// See [`Problem`]; nothing of the reply is then kept.
    pub fn record_success_and_alert(
        &mut self,
        success: &Success<'_>,
        decide: impl FnOnce(&Seen) -> Decision,
    ) -> Result<(Recorded, Vec<AlertRow>), Problem> {
        self.write(|conn| {
            let place = bot::find(conn, success.account, success.bot)?.ok_or(Problem::Gone)?;
            let (recorded, before) = record::record(conn, place, success)?;
            let Some(job) = recorded.job else {
                return Ok((recorded, Vec::new()));
            };
            let Some(seen) = seen(conn, place, job, recorded.change, before)? else {
                return Ok((recorded, Vec::new()));
            };
            let decision = decide(&seen);
            for nr in decision.end_quiets {
                alert_quiet::end(conn, nr)?;
            }
            let mut added = Vec::new();
            for new in decision.alerts {
                added.extend(alert::add(conn, place.bot, job, success.at, new)?);
            }
            Ok((recorded, added))
        })
    }
}

fn seen(
    conn: &Connection,
    place: Place,
    job: i64,
    change: Change,
    before: Option<JobBefore>,
) -> rusqlite::Result<Option<Seen>> {
    let row = conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM job JOIN bot ON bot.nr = job.bot
             JOIN account ON account.nr = job.account WHERE job.nr = ?1"
        ))?
        .query_one([job], |row| line(row, 0))?;
    if change == Change::Same && !row.state.is_moving() {
        return Ok(None);
    }
    Ok(Some(Seen {
        change,
        before,
        last_ended: last_ended(conn, place.bot, job)?,
        still_since: still_since(conn, place.bot)?,
        told: alert::of_job(conn, job)?,
        choices: alert_rule::of_bot(conn, place.bot)?,
        quiets: alert_quiet::of_bot(conn, place.bot)?,
        group_fails: group_fails(conn, place.bot)?,
        job: row,
    }))
}

fn last_ended(conn: &Connection, bot: i64, job: i64) -> rusqlite::Result<Option<LastEnded>> {
    // Read backwards in the index of the bot: the first or second is it, but where many run.
    conn.prepare_cached(
        "SELECT state, parts_failed, listed_at FROM job INDEXED BY job_of_bot
         WHERE bot = ?1 AND state IN ('published', 'failed') AND nr <> ?2
         ORDER BY listed_at DESC, nr DESC LIMIT 1",
    )?
    .query_one((bot, job), |row| {
        Ok(LastEnded {
            state: row.get::<_, Word<_>>(0)?.0,
            parts_failed: row.get(1)?,
            requested_at: row.get::<_, Ms>(2)?.0,
        })
    })
    .optional()
}

/// The later one of the last change and the begin of the stretch that is watched without a gap:
/// what stood still while nobody looked is nobody's news.
fn still_since(conn: &Connection, bot: i64) -> rusqlite::Result<Timestamp> {
    conn.prepare_cached(
        "SELECT max(ifnull(last_check.changed_at, last_check.success_at),
                    (SELECT max(since) FROM watched WHERE watched.bot = ?1))
         FROM last_check WHERE last_check.bot = ?1",
    )?
    .query_one([bot], |row| row.get::<_, Ms>(0).map(|ms| ms.0))
}

fn group_fails(conn: &Connection, bot: i64) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM bot AS own JOIN bot AS other ON other.bot_group = own.bot_group
            AND other.nr <> own.nr
         JOIN last_check ON last_check.bot = other.nr JOIN job ON job.nr = last_check.job
         WHERE own.nr = ?1 AND (job.state = 'failed' OR job.parts_failed > 0))",
    )?
    .query_one([bot], |row| row.get(0))
}
