//! Table `part`: what the parts of a bot are. A bot publishes the same parts again and again, so
//! each description is kept once and the resources of a job point to it: a quarter of the space.

use domain::Resource;
use rusqlite::{Connection, OptionalExtension};

/// A new name or other modules make a new row; old jobs keep what was told then. `modules` is a
/// JSON array of texts.
pub(crate) const V1: &str = "
CREATE TABLE part (
  nr      INTEGER PRIMARY KEY,
  bot     INTEGER NOT NULL REFERENCES bot ON DELETE CASCADE,
  id      TEXT,
  kind    TEXT,
  name    TEXT,
  modules TEXT NOT NULL
) STRICT;
CREATE INDEX part_of_bot ON part (bot, id);
";

/// The number of the part that this resource is, which is made where it is new.
pub(crate) fn nr(conn: &Connection, bot: i64, resource: &Resource) -> rusqlite::Result<i64> {
    let modules = modules_text(&resource.modules);
    let found = conn
        .prepare_cached(
            "SELECT nr FROM part
             WHERE bot = ?1 AND id IS ?2 AND kind IS ?3 AND name IS ?4 AND modules = ?5",
        )?
        .query_one(
            (bot, &resource.id, &resource.kind, &resource.name, &modules),
            |row| row.get(0),
        )
        .optional()?;
    if let Some(nr) = found {
        return Ok(nr);
    }
    conn.prepare_cached(
        "INSERT INTO part (bot, id, kind, name, modules) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .insert((bot, &resource.id, &resource.kind, &resource.name, &modules))
}

fn modules_text(modules: &[String]) -> String {
    serde_json::Value::from(modules).to_string()
}

/// The reverse of what was written; `None` for what we never wrote.
pub(crate) fn modules_of_text(text: &str) -> Option<Vec<String>> {
    serde_json::from_str(text).ok()
}
