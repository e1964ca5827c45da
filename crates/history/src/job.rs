//! Table `job`: every publish that was seen, once.

use domain::{AccountId, BotId, JobId, JobKey, PartCounts, PublishJob, PublishState, Resource};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::bot::Place;
use crate::damage;
use crate::history::Reader;
use crate::person;
use crate::problem::Problem;
use crate::progress::{self, Progress};
use crate::resource::{self, PartTimes};
use crate::values::{Ms, SpanMs, Word, whole_ms};

/// `requested_at` is what the server told, and with `id` what makes the job one job; two absent
/// times are the same (`ifnull` gives a text, which no time is). `listed_at` is the same or the
/// time of the first sight, and is what lists are sorted by; it never changes. The counts of
/// parts stand here so that lists need not look into `resource`.
///
/// Lists are merged from the rows of each state (see `page`); that is why no other word may stand
/// in `state`.
pub(crate) const V1: &str = "
CREATE TABLE job (
  nr                INTEGER PRIMARY KEY,
  account           INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  bot               INTEGER NOT NULL REFERENCES bot ON DELETE CASCADE,
  id                TEXT NOT NULL,
  requested_at      INTEGER,
  listed_at         INTEGER NOT NULL,
  before_watching   INTEGER NOT NULL CHECK (before_watching IN (0, 1)),
  state             TEXT NOT NULL
    CHECK (state IN ('published', 'failed', 'publishing', 'waiting', 'unknown')),
  server_status     TEXT,
  awaiting_approval INTEGER NOT NULL CHECK (awaiting_approval IN (0, 1)),
  percent           INTEGER,
  started_at        INTEGER,
  modified_at       INTEGER,
  duration_ms       INTEGER,
  started_by        TEXT,
  version_comment   TEXT,
  parts             INTEGER NOT NULL,
  parts_published   INTEGER NOT NULL,
  parts_failed      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX job_once ON job (bot, id, ifnull(requested_at, ''));
CREATE INDEX job_of_state   ON job (state, listed_at);
CREATE INDEX job_of_account ON job (account, state, listed_at);
CREATE INDEX job_of_bot     ON job (bot, state, listed_at);
";

/// Who started a job and what kinds of parts it has are numbers from here on. Each index begins
/// with what a list is read by and carries everything that lists are filtered by, so that a line
/// which is not wanted costs no look into the table.
pub(crate) const V2: &str = "
ALTER TABLE job ADD COLUMN who INTEGER;
ALTER TABLE job ADD COLUMN kinds INTEGER;
ALTER TABLE job ADD COLUMN kinds_failed INTEGER;
DROP INDEX job_of_state;
DROP INDEX job_of_account;
DROP INDEX job_of_bot;
";

/// After the new columns are filled.
pub(crate) const INDEXES_V2: &str = "
ALTER TABLE job DROP COLUMN started_by;
CREATE INDEX job_of_state
  ON job (state, listed_at, nr, bot, who, kinds, kinds_failed, duration_ms);
CREATE INDEX job_of_bot
  ON job (bot, listed_at, nr, state, who, kinds, kinds_failed, duration_ms);
CREATE INDEX job_of_who
  ON job (who, listed_at, nr, bot, state, kinds, kinds_failed, duration_ms);
CREATE INDEX job_of_duration
  ON job (duration_ms, nr, listed_at, bot, state, who, kinds, kinds_failed);
CREATE INDEX job_with_failed_parts
  ON job (listed_at, nr, bot, state, who, kinds, kinds_failed, duration_ms)
  WHERE kinds_failed IS NOT NULL;
";

/// One publish, as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// The job's number in this file. A later job has a higher one.
    pub row: i64,
    /// Its account.
    pub account: AccountId,
    /// Its bot.
    pub bot: BotId,
    /// What the person calls the bot.
    pub bot_name: Option<String>,
    /// What it is doing, or how it ended.
    pub state: PublishState,
    /// The server's own word for that.
    pub server_status: Option<String>,
    /// It waits for an admin's approval.
    pub awaiting_approval: bool,
    /// 0 to 100.
    pub percent: Option<u8>,
    /// When it was asked for; where the server does not say, when it was first seen.
    pub requested_at: Timestamp,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it ended, where it is over and the server says.
    pub ended_at: Option<Timestamp>,
    /// How long it took, by the domain's rule.
    pub duration: Option<SignedDuration>,
    /// The platform's id of the person who started it.
    pub started_by: Option<String>,
    /// Parts in all.
    pub parts: u32,
    /// Parts that are published.
    pub parts_published: u32,
    /// Parts that failed.
    pub parts_failed: u32,
    /// It had already ended at the first successful check of its bot.
    pub before_watching: bool,
}

/// One publish with everything that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredJob {
    /// The line.
    pub row: JobRow,
    /// The platform's `_id`.
    pub job_id: Option<JobId>,
    /// The comment given with the publish.
    pub version_comment: Option<String>,
    /// The parts, in the platform's order.
    pub resources: Vec<Resource>,
    /// When each of them was seen to move, in the same order.
    pub times: Vec<PartTimes>,
    /// How it moved, oldest first.
    pub progress: Vec<Progress>,
}

impl Reader {
    /// One publish by its number; `None` where it is not there (any more).
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn job(&self, row: i64) -> Result<Option<StoredJob>, Problem> {
        self.read_as_one(|conn| {
            let found = conn
                .prepare_cached(&sql("WHERE job.nr = ?1"))?
                .query_one([row], stored)
                .optional()?;
            let Some(mut job) = found else {
                return Ok(None);
            };
            job.resources = resource::of_job(conn, row)?;
            job.times = resource::times_of_job(conn, row)?;
            job.progress = progress::of_job(conn, row)?;
            Ok(Some(job))
        })
    }

    /// How many publishes are known. Counts them: not for every refresh of a window.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn job_count(&self) -> Result<u64, Problem> {
        let count: i64 =
            self.read(|conn| conn.query_one("SELECT count(*) FROM job", (), |row| row.get(0)))?;
        Ok(count.unsigned_abs())
    }
}

/// What [`stored`] reads.
fn sql(rest: &str) -> String {
    format!(
        "SELECT job.id, job.version_comment, {COLUMNS}
         FROM job JOIN bot ON bot.nr = job.bot JOIN account ON account.nr = job.account
         {rest}"
    )
}

/// All but what stands in other tables.
fn stored(row: &Row<'_>) -> rusqlite::Result<StoredJob> {
    let id: String = row.get(0)?;
    Ok(StoredJob {
        row: line(row, 2)?,
        job_id: (!id.is_empty()).then(|| JobId::new(id)),
        version_comment: row.get(1)?,
        resources: Vec::new(),
        times: Vec::new(),
        progress: Vec::new(),
    })
}

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, &sql(""), stored)
}

/// What [`line`] reads, from `job`, `bot` and `account`.
pub(crate) const COLUMNS: &str = "job.nr, account.id, bot.id, bot.name, job.state, \
    job.server_status, job.awaiting_approval, job.percent, job.listed_at, job.started_at, \
    job.modified_at, job.duration_ms, (SELECT id FROM person WHERE nr = job.who), job.parts, job.parts_published, \
    job.parts_failed, job.before_watching";

/// Reads [`COLUMNS`], the first of which is column `from`.
pub(crate) fn line(row: &Row<'_>, from: usize) -> rusqlite::Result<JobRow> {
    let state: PublishState = row.get::<_, Word<_>>(from + 4)?.0;
    let modified_at = row.get::<_, Option<Ms>>(from + 10)?.map(|ms| ms.0);
    Ok(JobRow {
        row: row.get(from)?,
        account: AccountId::new(row.get::<_, String>(from + 1)?),
        bot: BotId::new(row.get::<_, String>(from + 2)?),
        bot_name: row.get(from + 3)?,
        state,
        server_status: row.get(from + 5)?,
        awaiting_approval: row.get(from + 6)?,
        percent: row.get(from + 7)?,
        requested_at: row.get::<_, Ms>(from + 8)?.0,
        started_at: row.get::<_, Option<Ms>>(from + 9)?.map(|ms| ms.0),
        ended_at: modified_at.filter(|_| state.is_over()),
        duration: row.get::<_, Option<SpanMs>>(from + 11)?.map(|span| span.0),
        started_by: row.get(from + 12)?,
        parts: row.get(from + 13)?,
        parts_published: row.get(from + 14)?,
        parts_failed: row.get(from + 15)?,
        before_watching: row.get(from + 16)?,
    })
}

/// What a later reply may tell differently, as the database gives it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    pub state: PublishState,
    pub server_status: Option<String>,
    pub awaiting_approval: bool,
    pub percent: Option<u8>,
    pub started_at: Option<Timestamp>,
    pub modified_at: Option<Timestamp>,
    pub duration: Option<SignedDuration>,
    pub started_by: Option<String>,
    pub version_comment: Option<String>,
    pub parts: PartCounts,
}

impl Facts {
    pub(crate) fn of(job: &PublishJob) -> Self {
        let started_at = job.started_at.map(whole_ms);
        let modified_at = job.modified_at.map(whole_ms);
        Self {
            state: job.state,
            server_status: job.server_status.clone(),
            awaiting_approval: job.awaiting_approval(),
            percent: job.percent,
            started_at,
            modified_at,
            duration: job
                .duration()
                .map(|took| SignedDuration::from_millis_i128(took.as_millis())),
            started_by: job.started_by.clone(),
            version_comment: job.version_comment.clone(),
            parts: job.part_counts(),
        }
    }

    /// What a sample of progress is made of.
    pub(crate) fn progress(&self, at: Timestamp) -> Progress {
        Progress {
            at,
            percent: self.percent,
            parts_published: self.parts.published,
            parts_failed: self.parts.failed,
        }
    }
}

/// The job with this key, if it is known.
pub(crate) fn find(
    conn: &Connection,
    bot: i64,
    key: &JobKey,
) -> rusqlite::Result<Option<(i64, Facts)>> {
    conn.prepare_cached(
        "SELECT nr, state, server_status, awaiting_approval, percent, started_at, modified_at,
                duration_ms, (SELECT id FROM person WHERE nr = who), version_comment, parts, parts_published, parts_failed
         FROM job WHERE bot = ?1 AND id = ?2 AND ifnull(requested_at, '') = ifnull(?3, '')",
    )?
    .query_one((bot, &key.id, key.requested_at.map(Ms)), |row| {
        Ok((row.get(0)?, facts(row)?))
    })
    .optional()
}

fn facts(row: &Row<'_>) -> rusqlite::Result<Facts> {
    Ok(Facts {
        state: row.get::<_, Word<_>>(1)?.0,
        server_status: row.get(2)?,
        awaiting_approval: row.get(3)?,
        percent: row.get(4)?,
        started_at: row.get::<_, Option<Ms>>(5)?.map(|ms| ms.0),
        modified_at: row.get::<_, Option<Ms>>(6)?.map(|ms| ms.0),
        duration: row.get::<_, Option<SpanMs>>(7)?.map(|span| span.0),
        started_by: row.get(8)?,
        version_comment: row.get(9)?,
        parts: PartCounts {
            total: row.get(10)?,
            published: row.get(11)?,
            failed: row.get(12)?,
        },
    })
}

/// Adds a job that is not known yet.
pub(crate) fn insert(
    conn: &Connection,
    place: Place,
    key: &JobKey,
    seen_at: Timestamp,
    before_watching: bool,
) -> rusqlite::Result<i64> {
    conn.prepare_cached(
        "INSERT INTO job (account, bot, id, requested_at, listed_at, before_watching, state,
                          awaiting_approval, parts, parts_published, parts_failed)
         VALUES (?1, ?2, ?3, ?4, ifnull(?4, ?5), ?6, 'unknown', 0, 0, 0, 0)",
    )?
    .insert((
        place.account,
        place.bot,
        &key.id,
        key.requested_at.map(Ms),
        Ms(seen_at),
        before_watching,
    ))
}

/// Writes what the newest reply told of a job.
pub(crate) fn update(conn: &Connection, nr: i64, facts: &Facts) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "UPDATE job SET state = ?2, server_status = ?3, awaiting_approval = ?4, percent = ?5,
                        started_at = ?6, modified_at = ?7, duration_ms = ?8, who = ?9,
                        version_comment = ?10, parts = ?11, parts_published = ?12,
                        parts_failed = ?13
         WHERE nr = ?1",
    )?
    .execute((
        nr,
        Word(facts.state),
        &facts.server_status,
        facts.awaiting_approval,
        facts.percent,
        facts.started_at.map(Ms),
        facts.modified_at.map(Ms),
        facts.duration.map(SpanMs),
        person::nr(conn, facts.started_by.as_deref())?,
        &facts.version_comment,
        facts.parts.total,
        facts.parts.published,
        facts.parts.failed,
    ))
    .map(drop)
}
