//! Table `person`: who started publishes. The platform tells an id of some 40 characters with each
//! publish; a few people start all of them, so each id is kept once and the jobs point to it.

use rusqlite::{Connection, OptionalExtension};

use crate::history::Reader;
use crate::problem::Problem;

pub(crate) const V2: &str = "
CREATE TABLE person (
  nr INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO person (id) SELECT DISTINCT started_by FROM job
WHERE started_by IS NOT NULL ORDER BY started_by;
";

/// The number of the person with this id, which is made where it is new.
pub(crate) fn nr(conn: &Connection, id: Option<&str>) -> rusqlite::Result<Option<i64>> {
    let Some(id) = id else {
        return Ok(None);
    };
    if let Some(known) = known(conn, id)? {
        return Ok(Some(known));
    }
    conn.prepare_cached("INSERT INTO person (id) VALUES (?1)")?
        .insert([id])
        .map(Some)
}

/// The number of the person with this id, if publishes of theirs were seen.
pub(crate) fn known(conn: &Connection, id: &str) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT nr FROM person WHERE id = ?1")?
        .query_one([id], |row| row.get(0))
        .optional()
}

/// Everyone, by id.
pub(crate) fn all(conn: &Connection) -> rusqlite::Result<Vec<(String, i64)>> {
    conn.prepare_cached("SELECT id, nr FROM person ORDER BY id")?
        .query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

impl Reader {
    /// The ids of the people who started publishes, in their order, at most `limit`.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn people(&self, limit: u32) -> Result<Vec<String>, Problem> {
        self.read(|conn| {
            conn.prepare_cached("SELECT id FROM person ORDER BY id LIMIT ?1")?
                .query_map([limit], |row| row.get(0))?
                .collect()
        })
    }
}
