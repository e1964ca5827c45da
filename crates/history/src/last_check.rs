//! Table `last_check`: what came of the last checks of each bot. One row per bot, the one that
//! every check writes.

use domain::{AccountId, BotId, FailureKind};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use crate::bot;
use crate::history::History;
use crate::problem::Problem;
use crate::values::{Ms, SpanMs, Word};

/// `job` is what the last success told of. It has no foreign key: jobs go only with their bot,
/// and this row goes then too; a key would cost a search here for each job that is deleted.
pub(crate) const V1: &str = "
CREATE TABLE last_check (
  bot           INTEGER PRIMARY KEY REFERENCES bot ON DELETE CASCADE,
  attempt_at    INTEGER NOT NULL,
  success_at    INTEGER,
  every_ms      INTEGER,
  job           INTEGER,
  changed_at    INTEGER,
  failure       TEXT,
  failing_since INTEGER,
  detail        TEXT,
  CHECK ((failure IS NULL) = (failing_since IS NULL) AND (failure IS NULL) = (detail IS NULL))
) STRICT;
";

/// Of the details of a failure, no more than this many characters are kept.
const DETAIL_CHARS: usize = 500;

impl History {
    /// Records that a check did not succeed. What the last success told stays; the time of the
    /// first failure since then stays too.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn record_failure(
        &mut self,
        account: &AccountId,
        bot: &BotId,
        at: Timestamp,
        kind: FailureKind,
        detail: &str,
    ) -> Result<(), Problem> {
        let detail: String = detail.chars().take(DETAIL_CHARS).collect();
        self.write(|conn| {
            let place = bot::find(conn, account, bot)?.ok_or(Problem::Gone)?;
            conn.prepare_cached(
                "INSERT INTO last_check (bot, attempt_at, failure, failing_since, detail)
                 VALUES (?1, ?2, ?3, ?2, ?4)
                 ON CONFLICT (bot) DO UPDATE SET
                   attempt_at = ?2, failure = ?3, detail = ?4,
                   failing_since = ifnull(failing_since, ?2)",
            )?
            .execute((place.bot, Ms(at), Word(kind), detail))?;
            Ok(())
        })
    }
}

/// What the last success left.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Before {
    pub success_at: Option<Timestamp>,
    pub every: Option<SignedDuration>,
    pub job: Option<i64>,
}

pub(crate) fn before(conn: &Connection, bot: i64) -> rusqlite::Result<Before> {
    let found = conn
        .prepare_cached("SELECT success_at, every_ms, job FROM last_check WHERE bot = ?1")?
        .query_one([bot], |row| {
            Ok(Before {
                success_at: row.get::<_, Option<Ms>>(0)?.map(|ms| ms.0),
                every: row.get::<_, Option<SpanMs>>(1)?.map(|span| span.0),
                job: row.get(2)?,
            })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// Since when checks of a bot fail for a reason of its own.
pub(crate) fn failing_since(conn: &Connection, bot: i64) -> rusqlite::Result<Option<Timestamp>> {
    let found = conn
        .prepare_cached("SELECT failing_since FROM last_check WHERE bot = ?1")?
        .query_one([bot], |row| row.get::<_, Option<Ms>>(0))
        .optional()?;
    Ok(found.flatten().map(|ms| ms.0))
}

pub(crate) fn succeeded(
    conn: &Connection,
    bot: i64,
    at: Timestamp,
    every: SignedDuration,
    job: Option<i64>,
    changed: bool,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO last_check (bot, attempt_at, success_at, every_ms, job, changed_at)
         VALUES (?1, ?2, ?2, ?3, ?4, ?5)
         ON CONFLICT (bot) DO UPDATE SET
           attempt_at = ?2, success_at = ?2, every_ms = ?3, job = ?4,
           changed_at = ifnull(?5, changed_at),
           failure = NULL, failing_since = NULL, detail = NULL",
    )?
    .execute((bot, Ms(at), SpanMs(every), job, changed.then_some(Ms(at))))
    .map(drop)
}
