//! How a connection to the file is set up.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

/// Longer than any of our own transactions; what holds the file for longer is another program.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Make a new file.
    Create,
    /// The one writer of a file that is there.
    Write,
    /// Look only.
    Read,
}

pub(crate) fn connect(path: &Path, access: Access) -> rusqlite::Result<Connection> {
    // Each connection stays on one thread at a time, so SQLite need not lock for us.
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
        | match access {
            Access::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY_TIMEOUT)?;
    // The file may have been changed by others: no SQL in its schema may do harm, and ours may
    // not damage it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // FULL: a commit that was acknowledged survives a power cut. `fullfsync` is macOS's word for
    // a sync that reaches the disk; elsewhere it does nothing. No mmap: a read error would be a
    // crash (page *Memory-Mapped I/O* of SQLite). `cell_size_check` finds damage earlier.
    // Deleting rows after a large removal must not leave a huge WAL behind.
    conn.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA mmap_size = 0;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 16777216;",
    )?;
    if access == Access::Read {
        conn.execute_batch("PRAGMA query_only = ON;")?;
    }
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(conn: &Connection, pragma: &str) -> i64 {
        conn.pragma_query_value(None, pragma, |row| row.get(0))
            .unwrap()
    }

    #[test]
    fn every_connection_is_careful() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file:x?mode=memory&ü");
        let writer = connect(&path, Access::Create).unwrap();
        writer.execute_batch("CREATE TABLE t (a)").unwrap();
        assert!(path.exists(), "a strange name is a name, not an address");
        let reader = connect(&path, Access::Read).unwrap();
        for conn in [&writer, &reader] {
            assert_eq!(number(conn, "synchronous"), 2);
            assert_eq!(number(conn, "foreign_keys"), 1);
            assert_eq!(number(conn, "trusted_schema"), 0);
            assert_eq!(number(conn, "busy_timeout"), 5_000);
            assert_eq!(number(conn, "fullfsync"), 1);
            assert_eq!(number(conn, "checkpoint_fullfsync"), 1);
            assert_eq!(number(conn, "mmap_size"), 0);
            let defensive = conn.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE);
            assert!(defensive.unwrap());
        }
        assert!(reader.execute_batch("INSERT INTO t VALUES (1)").is_err());
    }
}
