//! Table `mark`, one row: how the file was left.
//!
//! The first write after opening says `open`, in the same transaction, and
//! [`History::close`](crate::History::close) says `clean`. So a file that says `clean` was not
//! written to since it was closed in order, and opening it needs no search for damage.

use rusqlite::Connection;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};

pub(crate) const V1: &str = "
CREATE TABLE mark (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  ending TEXT NOT NULL CHECK (ending IN ('clean', 'open', 'damaged'))
) STRICT;
INSERT INTO mark VALUES (1, 'clean');
";

/// How the file was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Closed in order.
    Clean,
    /// Written to, and not closed: it is in use, or its app was killed.
    Open,
    /// Damage came up while it was in use.
    Damaged,
}

impl Ending {
    fn as_word(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Open => "open",
            Self::Damaged => "damaged",
        }
    }
}

impl FromSql for Ending {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word = value.as_str()?;
        [Self::Clean, Self::Open, Self::Damaged]
            .into_iter()
            .find(|ending| ending.as_word() == word)
            .ok_or(FromSqlError::InvalidType)
    }
}

pub(crate) fn ending(conn: &Connection) -> rusqlite::Result<Ending> {
    conn.query_one("SELECT ending FROM mark WHERE one = 1", (), |row| {
        row.get(0)
    })
}

pub(crate) fn set_ending(conn: &Connection, ending: Ending) -> rusqlite::Result<()> {
    conn.execute(
        "UPDATE mark SET ending = ?1 WHERE one = 1",
        [ending.as_word()],
    )
    .map(drop)
}
