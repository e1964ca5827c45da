//! The mark of a clean end, one row.
//!
//! It is cleared by the first write after opening, in the same transaction, and set by
//! [`History::close`](crate::History::close). So a file that carries it was not written to since
//! it was closed in order, and opening it needs no search for damage.

use rusqlite::Connection;

pub(crate) const V1: &str = "
CREATE TABLE mark (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  clean INTEGER NOT NULL CHECK (clean IN (0, 1))
) STRICT;
INSERT INTO mark VALUES (1, 1);
";

pub(crate) fn is_clean(conn: &Connection) -> rusqlite::Result<bool> {
    conn.query_one("SELECT clean FROM mark WHERE one = 1", (), |row| row.get(0))
}

pub(crate) fn set_clean(conn: &Connection, clean: bool) -> rusqlite::Result<()> {
    conn.execute("UPDATE mark SET clean = ?1 WHERE one = 1", [clean])
        .map(drop)
}
