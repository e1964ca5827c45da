//! Table `resource`: the parts of each job and what they are doing, in the platform's order.

use std::collections::{HashMap, VecDeque};

use domain::{PublishState, Resource};
use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, Row};

use crate::values::{Ms, Word, whole_ms};
use crate::{damage, kinds, part};

/// `part` has no foreign key: it would want an index of its own over the largest table. Both go
/// with their bot, never alone.
pub(crate) const V1: &str = "
CREATE TABLE resource (
  job               INTEGER NOT NULL REFERENCES job ON DELETE CASCADE,
  position          INTEGER NOT NULL,
  part              INTEGER NOT NULL,
  state             TEXT NOT NULL,
  server_status     TEXT,
  awaiting_approval INTEGER NOT NULL CHECK (awaiting_approval IN (0, 1)),
  published_at      INTEGER,
  PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;
";

/// When the app saw a part begin and end: at the check that found it so. Absent where no check
/// found it before that.
pub(crate) const V2: &str = "
ALTER TABLE resource ADD COLUMN began_at INTEGER;
ALTER TABLE resource ADD COLUMN ended_at INTEGER;
";

/// When a part was seen to move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartTimes {
    /// The check that first found it publishing.
    pub began_at: Option<Timestamp>,
    /// The check that found it over, after one that had not.
    pub ended_at: Option<Timestamp>,
}

const ALL: &str = "SELECT part.id, part.kind, part.name, resource.state, resource.server_status,
    part.modules, resource.awaiting_approval, resource.published_at
    FROM resource LEFT JOIN part ON part.nr = resource.part";

/// The resources of a job.
pub(crate) fn of_job(conn: &Connection, job: i64) -> rusqlite::Result<Vec<Resource>> {
    let sql = format!("{ALL} WHERE resource.job = ?1 ORDER BY resource.position");
    conn.prepare_cached(&sql)?
        .query_map([job], resource)?
        .collect()
}

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, ALL, resource)
}

/// When the parts of a job were seen to move, in the order of the parts.
pub(crate) fn times_of_job(conn: &Connection, job: i64) -> rusqlite::Result<Vec<PartTimes>> {
    conn.prepare_cached("SELECT began_at, ended_at FROM resource WHERE job = ?1 ORDER BY position")?
        .query_map([job], |row| times(row, 0))?
        .collect()
}

/// Writes the resources of a job, as a check at `at` found them, in place of those that are there.
pub(crate) fn replace(
    conn: &Connection,
    bot: i64,
    job: i64,
    resources: &[Resource],
    at: Timestamp,
) -> rusqlite::Result<()> {
    let mut before = kept_times(conn, job)?;
    conn.prepare_cached("DELETE FROM resource WHERE job = ?1")?
        .execute([job])?;
    let mut insert = conn.prepare_cached(
        "INSERT INTO resource (job, position, part, state, server_status, awaiting_approval,
                               published_at, began_at, ended_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (position, resource) in (0_i64..).zip(resources) {
        let part = part::nr(conn, bot, resource)?;
        // Twins follow each other in the platform's order.
        let kept = before.get_mut(&part).and_then(VecDeque::pop_front);
        let times = seen(kept, resource.state, at);
        insert.execute((
            job,
            position,
            part,
            Word(resource.state),
            &resource.server_status,
            resource.awaiting_approval,
            resource.published_at.map(Ms),
            times.began_at.map(Ms),
            times.ended_at.map(Ms),
        ))?;
    }
    kinds::keep(conn, job, resources)
}

type Kept = (PublishState, PartTimes);

fn kept_times(conn: &Connection, job: i64) -> rusqlite::Result<HashMap<i64, VecDeque<Kept>>> {
    let mut kept: HashMap<_, VecDeque<_>> = HashMap::new();
    let mut statement = conn.prepare_cached(
        "SELECT part, state, began_at, ended_at FROM resource WHERE job = ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([job])?;
    while let Some(row) = rows.next()? {
        let one = (row.get::<_, Word<_>>(1)?.0, times(row, 2)?);
        kept.entry(row.get(0)?).or_default().push_back(one);
    }
    Ok(kept)
}

/// What is known of a part's times after a check at `at` found it in `state`.
fn seen(kept: Option<Kept>, state: PublishState, at: Timestamp) -> PartTimes {
    let (before, times) = kept.map_or((None, PartTimes::default()), |(state, times)| {
        (Some(state), times)
    });
    let begins = state == PublishState::Publishing;
    let ends = state.is_over() && before.is_some_and(|before| !before.is_over());
    PartTimes {
        began_at: times.began_at.or(begins.then_some(at)),
        ended_at: if ends {
            Some(at)
        } else {
            times.ended_at.filter(|_| state.is_over())
        },
    }
}

fn times(row: &Row<'_>, from: usize) -> rusqlite::Result<PartTimes> {
    Ok(PartTimes {
        began_at: row.get::<_, Option<Ms>>(from)?.map(|ms| ms.0),
        ended_at: row.get::<_, Option<Ms>>(from + 1)?.map(|ms| ms.0),
    })
}

/// Whether what is kept is what was told, to the millisecond.
pub(crate) fn same(kept: &[Resource], told: &[Resource]) -> bool {
    kept.len() == told.len()
        && kept.iter().zip(told).all(|(kept, told)| {
            kept.published_at == told.published_at.map(whole_ms)
                && Resource {
                    published_at: kept.published_at,
                    ..told.clone()
                } == *kept
        })
}

fn resource(row: &Row<'_>) -> rusqlite::Result<Resource> {
    // Absent only where the part's row is missing, which nothing of ours does.
    let modules: String = row.get(5)?;
    Ok(Resource {
        id: row.get(0)?,
        kind: row.get(1)?,
        name: row.get(2)?,
        state: row.get::<_, Word<_>>(3)?.0,
        server_status: row.get(4)?,
        modules: part::modules_of_text(&modules).ok_or_else(|| {
            rusqlite::Error::InvalidColumnType(5, "modules".to_owned(), Type::Text)
        })?,
        awaiting_approval: row.get(6)?,
        published_at: row.get::<_, Option<Ms>>(7)?.map(|ms| ms.0),
    })
}
