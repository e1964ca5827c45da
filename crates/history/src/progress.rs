//! Table `progress`: how each job moved, one row for each change that was seen.

use jiff::Timestamp;
use rusqlite::{Connection, Row};

use crate::damage;
use crate::values::Ms;

/// Rows are counted per job rather than keyed by time: a clock that is set back must neither
/// lose a row nor change their order.
pub(crate) const V1: &str = "
CREATE TABLE progress (
  job             INTEGER NOT NULL REFERENCES job ON DELETE CASCADE,
  position        INTEGER NOT NULL,
  at              INTEGER NOT NULL,
  percent         INTEGER,
  parts_published INTEGER NOT NULL,
  parts_failed    INTEGER NOT NULL,
  PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;
";

/// A moment of a job, as the server told it: a percentage may also go back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// When it was seen.
    pub at: Timestamp,
    /// 0 to 100.
    pub percent: Option<u8>,
    /// Parts published by then.
    pub parts_published: u32,
    /// Parts failed by then.
    pub parts_failed: u32,
}

const ALL: &str = "SELECT at, percent, parts_published, parts_failed FROM progress";

pub(crate) fn of_job(conn: &Connection, job: i64) -> rusqlite::Result<Vec<Progress>> {
    conn.prepare_cached(&format!("{ALL} WHERE job = ?1 ORDER BY position"))?
        .query_map([job], sample)?
        .collect()
}

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, ALL, sample)
}

fn sample(row: &Row<'_>) -> rusqlite::Result<Progress> {
    Ok(Progress {
        at: row.get::<_, Ms>(0)?.0,
        percent: row.get(1)?,
        parts_published: row.get(2)?,
        parts_failed: row.get(3)?,
    })
}

pub(crate) fn add(conn: &Connection, job: i64, sample: Progress) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO progress (job, position, at, percent, parts_published, parts_failed)
         SELECT ?1, ifnull(max(position), -1) + 1, ?2, ?3, ?4, ?5 FROM progress WHERE job = ?1",
    )?
    .execute((
        job,
        Ms(sample.at),
        sample.percent,
        sample.parts_published,
        sample.parts_failed,
    ))
    .map(drop)
}
