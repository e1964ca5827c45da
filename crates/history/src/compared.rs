//! A publish beside the one before it that worked.

use domain::Resource;
use rusqlite::{Connection, OptionalExtension};

use crate::history::Reader;
use crate::job::{self, JobRow};
use crate::problem::Problem;
use crate::resource;
use crate::values::Ms;

/// What a publish can be compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The parts of the publish itself.
    pub now: Vec<Resource>,
    /// The publish to compare it with; `None`: the history holds none before it.
    pub before: Option<Before>,
}

/// An earlier publish of the same bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// Its line.
    pub row: JobRow,
    /// Its parts.
    pub resources: Vec<Resource>,
    /// It was published with no failed part. Where no earlier publish was, it is the one before.
    pub worked: bool,
}

impl Reader {
    /// A publish, and the newest one of the same bot before it that worked as a whole; where none
    /// did, the one before it. `None`: there is no such publish.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn beside(&self, row: i64) -> Result<Option<Beside>, Problem> {
        self.read_as_one(|conn| {
            let found = conn
                .prepare_cached("SELECT bot, listed_at FROM job WHERE nr = ?1")?
                .query_one([row], |found| Ok((found.get(0)?, found.get::<_, Ms>(1)?)))
                .optional()?;
            let Some((bot, listed_at)) = found else {
                return Ok(None);
            };
            let place = (bot, listed_at, row);
            let worked = newest_before(conn, place, WORKED)?;
            let before = match worked {
                Some(worked) => Some((worked, true)),
                None => newest_before(conn, place, "")?.map(|before| (before, false)),
            };
            let before = before
                .map(|(row, worked)| {
                    Ok::<_, rusqlite::Error>(Before {
                        resources: resource::of_job(conn, row.row)?,
                        row,
                        worked,
                    })
                })
                .transpose()?;
            Ok(Some(Beside {
                now: resource::of_job(conn, row)?,
                before,
            }))
        })
    }
}

const WORKED: &str =
    "AND job.state = 'published' AND job.parts_failed = 0 AND NOT job.awaiting_approval";

/// Read backwards in the index `job_of_bot`, up to the first that fits.
fn newest_before(
    conn: &Connection,
    (bot, listed_at, nr): (i64, Ms, i64),
    whole: &str,
) -> rusqlite::Result<Option<JobRow>> {
    conn.prepare_cached(&format!(
        "SELECT {} FROM job INDEXED BY job_of_bot
         JOIN bot ON bot.nr = job.bot JOIN account ON account.nr = job.account
         WHERE job.bot = ?1 AND (job.listed_at, job.nr) < (?2, ?3) {whole}
         ORDER BY job.listed_at DESC, job.nr DESC LIMIT 1",
        job::COLUMNS
    ))?
    .query_one((bot, listed_at, nr), |row| job::line(row, 0))
    .optional()
}
