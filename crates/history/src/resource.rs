//! Table `resource`: the parts of each job and what they are doing, in the platform's order.

use domain::Resource;
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

/// Writes the resources of a job in place of those that are there.
pub(crate) fn replace(
    conn: &Connection,
    bot: i64,
    job: i64,
    resources: &[Resource],
) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM resource WHERE job = ?1")?
        .execute([job])?;
    let mut insert = conn.prepare_cached(
        "INSERT INTO resource (job, position, part, state, server_status, awaiting_approval,
                               published_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (position, resource) in (0_i64..).zip(resources) {
        insert.execute((
            job,
            position,
            part::nr(conn, bot, resource)?,
            Word(resource.state),
            &resource.server_status,
            resource.awaiting_approval,
            resource.published_at.map(Ms),
        ))?;
    }
    kinds::keep(conn, job, resources)
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
