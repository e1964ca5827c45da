//! Tables `run` and `absence`: when the app ran, and why bots were not watched meanwhile.

use domain::{AccountId, Unwatched};
use jiff::Timestamp;
use rusqlite::{Connection, Row};

use crate::history::History;
use crate::problem::Problem;
use crate::values::{Ms, Word};
use crate::{account, damage};

/// `account` is NULL where all accounts are concerned, `bot` where all bots of the account are.
/// No index: a year of a restless network is some thousand rows.
pub(crate) const V2: &str = "
CREATE TABLE run (
  since INTEGER PRIMARY KEY,
  until INTEGER NOT NULL
) STRICT;
CREATE TABLE absence (
  nr      INTEGER PRIMARY KEY,
  account INTEGER REFERENCES account ON DELETE CASCADE,
  bot     INTEGER REFERENCES bot ON DELETE CASCADE,
  why     TEXT NOT NULL,
  since   INTEGER NOT NULL,
  until   INTEGER NOT NULL
) STRICT;
";

/// A reason for which bots are not watched, since when.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Absence {
    /// The account; `None`: all of them.
    pub account: Option<AccountId>,
    /// Why.
    pub why: Unwatched,
    /// Since when.
    pub since: Timestamp,
}

impl History {
    /// Takes note that the app has run since `running_since` and still does, and that the given
    /// reasons have lasted until now. To be said once a minute and where a reason ends: what was
    /// not said is taken for not so.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn note_absences(
        &mut self,
        running_since: Timestamp,
        lasting: &[Absence],
        now: Timestamp,
    ) -> Result<(), Problem> {
        self.write(|conn| {
            conn.prepare_cached(
                "INSERT INTO run (since, until) VALUES (?1, ?2)
                 ON CONFLICT (since) DO UPDATE SET until = max(until, ?2)",
            )?
            .execute((Ms(running_since), Ms(now.max(running_since))))?;
            for absence in lasting {
                let of = match &absence.account {
                    // An account that is gone needs no reasons any more.
                    Some(id) => match account::nr(conn, id)? {
                        Some(nr) => Some(nr),
                        None => continue,
                    },
                    None => None,
                };
                lasts(conn, of, None, absence.why, absence.since, now)?;
            }
            Ok(())
        })
    }
}

/// Makes a reason last until `until`.
pub(crate) fn lasts(
    conn: &Connection,
    account: Option<i64>,
    bot: Option<i64>,
    why: Unwatched,
    since: Timestamp,
    until: Timestamp,
) -> rusqlite::Result<()> {
    let until = until.max(since);
    let values = (account, bot, Word(why), Ms(since), Ms(until));
    let known = conn
        .prepare_cached(
            "UPDATE absence SET until = max(until, ?5)
             WHERE account IS ?1 AND bot IS ?2 AND why = ?3 AND since = ?4",
        )?
        .execute(values)?;
    if known == 0 {
        conn.prepare_cached(
            "INSERT INTO absence (account, bot, why, since, until) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(values)?;
    }
    Ok(())
}

/// A stretch with its reason.
pub(crate) type Reason = (Timestamp, Timestamp, Unwatched);

/// A time in which the app ran.
pub(crate) type Run = (Timestamp, Timestamp);

/// The reasons that touch a stretch, of a bot, its account, and all.
pub(crate) fn of_bot(
    conn: &Connection,
    bot: i64,
    from: Timestamp,
    to: Timestamp,
) -> rusqlite::Result<Vec<Reason>> {
    conn.prepare_cached(
        "SELECT since, until, why FROM absence
         WHERE until >= ?2 AND since <= ?3
           AND (bot = ?1 OR bot IS NULL
                AND (account IS NULL OR account = (SELECT account FROM bot WHERE nr = ?1)))
         ORDER BY since, nr",
    )?
    .query_map((bot, Ms(from), Ms(to)), reason)?
    .collect()
}

/// When the app ran, within a stretch; and when it first did at all.
pub(crate) fn runs(
    conn: &Connection,
    from: Timestamp,
    to: Timestamp,
) -> rusqlite::Result<(Vec<Run>, Option<Timestamp>)> {
    let runs = conn
        .prepare_cached("SELECT since, until FROM run WHERE until >= ?1 AND since <= ?2")?
        .query_map((Ms(from), Ms(to)), run)?
        .collect::<Result<_, _>>()?;
    let first = conn
        .prepare_cached("SELECT min(since) FROM run")?
        .query_one((), |row| row.get::<_, Option<Ms>>(0))?;
    Ok((runs, first.map(|ms| ms.0)))
}

pub(crate) fn run(row: &Row<'_>) -> rusqlite::Result<Run> {
    Ok((row.get::<_, Ms>(0)?.0, row.get::<_, Ms>(1)?.0))
}

pub(crate) fn reason(row: &Row<'_>) -> rusqlite::Result<Reason> {
    Ok((
        row.get::<_, Ms>(0)?.0,
        row.get::<_, Ms>(1)?.0,
        row.get::<_, Word<Unwatched>>(2)?.0,
    ))
}

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, "SELECT since, until, why FROM absence", reason)?;
    damage::each(conn, "SELECT since, until FROM run", run)
}
