//! What one good reply changes: all of it in one transaction, and nothing twice.

use domain::{AccountId, BotId, PublishJob, Unwatched};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use crate::alert_seen::JobBefore;
use crate::bot::{self, Place};
use crate::history::History;
use crate::job::{self, Facts};
use crate::last_check::{self, Before};
use crate::problem::Problem;
use crate::{absence, progress, resource, watched};

/// A check that brought an answer.
#[derive(Clone, Copy, Debug)]
pub struct Success<'a> {
    /// The account through which it was asked.
    pub account: &'a AccountId,
    /// The bot that was asked for.
    pub bot: &'a BotId,
    /// When the answer came.
    pub at: Timestamp,
    /// The promise in force: how often this bot was to be checked. Tells a gap from a pause.
    pub every: SignedDuration,
    /// The running or last publish; `None` where the bot was never published.
    pub job: Option<&'a PublishJob>,
}

/// What came of recording a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The number of the bot's running or last publish. Where the server tells of none although
    /// one is known, the known one: what was seen stays.
    pub job: Option<i64>,
    /// How it compares with what was known.
    pub change: Change,
}

/// How a reply compares with what was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The first successful check of this bot: a baseline, no news, whatever the job's state.
    FirstSight,
    /// Nothing that is shown changed.
    Same,
    /// A publish that was not known. It may be over already: it then began and ended between
    /// two checks.
    NewJob,
    /// The same publish, of which something that is shown changed: the state, the percentage, a
    /// part, a time. Also: the server tells of an earlier publish again.
    Moved,
    /// The same publish, which is now over and was not, or ended otherwise than told before.
    Ended,
}

impl History {
    /// Records a check that brought an answer.
    ///
    /// The same reply again changes nothing but the time of the last success. A publish is the
    /// same as one before when [`domain::JobKey`] is, so one that began and ended between two
    /// checks enters the history too. What the server tells is kept as told: a percentage may
    /// go back.
    ///
    /// # Errors
    /// See [`Problem`]; nothing of the reply is then kept.
    pub fn record_success(&mut self, success: &Success<'_>) -> Result<Recorded, Problem> {
        self.write(|conn| {
            let place = bot::find(conn, success.account, success.bot)?.ok_or(Problem::Gone)?;
            Ok(record(conn, place, success)?.0)
        })
    }
}

/// Records a success within a transaction. Also answers how the same publish was before.
pub(crate) fn record(
    conn: &Connection,
    place: Place,
    success: &Success<'_>,
) -> rusqlite::Result<(Recorded, Option<JobBefore>)> {
    let before = last_check::before(conn, place.bot)?;
    let (recorded, job_before) = if let Some(job) = success.job {
        record_job(conn, place, before, success.at, job)?
    } else {
        let recorded = Recorded {
            job: before.job,
            change: first_or(before, Change::Same),
        };
        (recorded, None)
    };
    if let Some(since) = last_check::failing_since(conn, place.bot)? {
        let why = Unwatched::Failing;
        absence::lasts(
            conn,
            Some(place.account),
            Some(place.bot),
            why,
            since,
            success.at,
        )?;
    }
    watched::succeeded(conn, place.bot, success.at, success.every)?;
    let changed = match recorded.change {
        Change::Same => false,
        Change::FirstSight => recorded.job.is_some(),
        Change::NewJob | Change::Moved | Change::Ended => true,
    };
    last_check::succeeded(
        conn,
        place.bot,
        success.at,
        success.every,
        recorded.job,
        changed,
    )?;
    Ok((recorded, job_before))
}

fn record_job(
    conn: &Connection,
    place: Place,
    before: Before,
    at: Timestamp,
    told: &PublishJob,
) -> rusqlite::Result<(Recorded, Option<JobBefore>)> {
    let key = told.key();
    let facts = Facts::of(told);
    let Some((nr, kept)) = job::find(conn, place.bot, &key)? else {
        let before_watching = before.success_at.is_none() && told.state.is_over();
        let nr = job::insert(conn, place, &key, at, before_watching)?;
        job::update(conn, nr, &facts)?;
        resource::replace(conn, place.bot, nr, &told.resources, at)?;
        progress::add(conn, nr, facts.progress(at))?;
        let recorded = Recorded {
            job: Some(nr),
            change: first_or(before, Change::NewJob),
        };
        return Ok((recorded, None));
    };
    if kept != facts {
        job::update(conn, nr, &facts)?;
    }
    if kept.progress(at) != facts.progress(at) {
        progress::add(conn, nr, facts.progress(at))?;
    }
    let same_parts = resource::same(&resource::of_job(conn, nr)?, &told.resources);
    if !same_parts {
        resource::replace(conn, place.bot, nr, &told.resources, at)?;
    }
    let told_again = before.job != Some(nr);
    let recorded = Recorded {
        job: Some(nr),
        change: first_or(before, compare(&kept, &facts, same_parts && !told_again)),
    };
    let job_before = JobBefore {
        state: kept.state,
        awaiting_approval: kept.awaiting_approval,
        parts_failed: kept.parts.failed,
    };
    Ok((recorded, Some(job_before)))
}

fn first_or(before: Before, change: Change) -> Change {
    match before.success_at {
        None => Change::FirstSight,
        Some(_) => change,
    }
}

fn compare(kept: &Facts, told: &Facts, rest_is_same: bool) -> Change {
    if told.state.is_over() && kept.state != told.state {
        return Change::Ended;
    }
    // The server touches a running job's record all the time; that alone is no news.
    let shown = |facts: &Facts| Facts {
        modified_at: facts.modified_at.filter(|_| facts.state.is_over()),
        ..facts.clone()
    };
    if rest_is_same && shown(kept) == shown(told) {
        Change::Same
    } else {
        Change::Moved
    }
}
