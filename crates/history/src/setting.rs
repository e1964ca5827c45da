//! Table `setting`: what the app wants to remember and a person would miss, by key.

use rusqlite::{Connection, OptionalExtension};

use crate::damage;
use crate::history::{History, Reader};
use crate::problem::Problem;

pub(crate) const V1: &str = "
CREATE TABLE setting (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, "SELECT key, value FROM setting", |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })
}

impl Reader {
    /// What was kept under `key`.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn setting(&self, key: &str) -> Result<Option<String>, Problem> {
        self.read(|conn| {
            conn.prepare_cached("SELECT value FROM setting WHERE key = ?1")?
                .query_one([key], |row| row.get(0))
                .optional()
        })
    }
}

impl History {
    /// Keeps `value` under `key`, in place of what was there.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), Problem> {
        self.write(|conn| {
            conn.prepare_cached("INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)")?
                .execute([key, value])?;
            Ok(())
        })
    }
}
