//! Table `person`: who started publishes. The platform tells an id of some 40 characters with each
//! publish; a few people start all of them, so each id is kept once and the jobs point to it.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::damage;
use crate::history::{History, Reader};
use crate::problem::Problem;

pub(crate) const V2: &str = "
CREATE TABLE person (
  nr INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO person (id) SELECT DISTINCT started_by FROM job
WHERE started_by IS NOT NULL ORDER BY started_by;
";

/// What somebody is called: a publish tells no name. Empty: a person took the name away, and no
/// change log gives it back.
pub(crate) const V4: &str = "
ALTER TABLE person ADD COLUMN name TEXT;
";

/// Somebody who started publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The platform's id, `u-…`.
    pub id: String,
    /// The name: given by hand, or told by a change log where none was given or taken away.
    pub name: Option<String>,
}

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

/// Everyone, with their number.
pub(crate) fn all(conn: &Connection) -> rusqlite::Result<Vec<(Person, i64)>> {
    conn.prepare_cached("SELECT id, name, nr FROM person")?
        .query_map((), |row| Ok((person(row)?, row.get(2)?)))?
        .collect()
}

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, "SELECT id, name FROM person", person)
}

fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        id: row.get(0)?,
        name: row
            .get::<_, Option<String>>(1)?
            .filter(|name| !name.is_empty()),
    })
}

impl Reader {
    /// The people who started publishes: those with a name by it, then the others by id; at most
    /// `limit`.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn people(&self, limit: u32) -> Result<Vec<Person>, Problem> {
        self.read(|conn| {
            conn.prepare_cached(
                "SELECT id, name FROM person
                 ORDER BY ifnull(name, '') = '', name COLLATE NOCASE, id LIMIT ?1",
            )?
            .query_map([limit], person)?
            .collect()
        })
    }

    /// The people who have a name, by id.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn named_people(&self) -> Result<Vec<Person>, Problem> {
        self.read(|conn| {
            conn.prepare_cached("SELECT id, name FROM person WHERE name <> '' ORDER BY id")?
                .query_map((), person)?
                .collect()
        })
    }
}

impl History {
    /// Gives a person a name, another one, or none.
    ///
    /// # Errors
    /// [`Problem::Gone`] where nothing is known that they started.
    pub fn name_person(&mut self, id: &str, name: Option<&str>) -> Result<(), Problem> {
        self.write(|conn| {
            let named = conn
                .prepare_cached("UPDATE person SET name = ?2 WHERE id = ?1")?
                .execute((id, name.unwrap_or_default()))?;
            if named == 0 {
                return Err(Problem::Gone);
            }
            Ok(())
        })
    }
}
