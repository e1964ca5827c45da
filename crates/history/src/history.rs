//! The two ways to hold the file: the one writer, and readers beside it.

use std::fs::File;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, TransactionBehavior};

use crate::connection::{Access, connect};
use crate::damage;
use crate::mark::{self, Ending};
use crate::migrations;
use crate::newer::{self, Beside};
use crate::problem::Problem;

/// Looks into the history. It sees each reply wholly or not at all, and never holds up the
/// writer, nor the writer it. To be used from one thread at a time.
#[derive(Debug)]
pub struct Reader {
    conn: Connection,
    pub(crate) shared: Arc<Shared>,
}

/// The one writer. It answers everything that a [`Reader`] does.
///
/// Dropped without [`History::close`], it counts as an unclean end: nothing is lost, and the
/// next start looks for damage.
#[derive(Debug)]
pub struct History {
    reader: Reader,
    /// What the file says about its end, as this connection knows.
    ending: Ending,
}

/// What the connections to one file have in common.
#[derive(Debug)]
pub(crate) struct Shared {
    pub path: PathBuf,
    /// Damage came up while running: the end will not be called clean.
    damage_seen: AtomicBool,
    /// Held as long as any connection lives. It also keeps the file from being read around
    /// SQLite meanwhile: on Unix, closing any handle of it drops SQLite's locks.
    lock: Option<File>,
    /// `Some`: the file is of a newer version and is only looked into.
    newer: Option<Beside>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        if let Some(beside) = &self.newer {
            beside.clear();
        }
        // Said rather than left to the closing of the handle, which a process that is just being
        // started by another thread may have inherited for a moment.
        if let Some(lock) = &self.lock {
            let _ = lock.unlock();
        }
    }
}

impl Reader {
    /// Looks into a file of a newer version.
    pub(crate) fn looking(path: &Path, lock: Option<File>) -> Result<Self, Problem> {
        Self::connected(Arc::new(Shared {
            path: path.to_owned(),
            damage_seen: AtomicBool::new(false),
            lock,
            newer: Some(Beside::about_to_come(path)),
        }))
    }

    /// Another connection, which only looks.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn reader(&self) -> Result<Self, Problem> {
        Self::connected(Arc::clone(&self.shared))
    }

    fn connected(shared: Arc<Shared>) -> Result<Self, Problem> {
        let conn = connect(&shared.path, Access::Read)?;
        if shared.newer.is_some() {
            newer::leave_log(&conn)?;
        }
        Ok(Self { conn, shared })
    }

    /// Size of the history on disk, in bytes: the file and its write-ahead log.
    pub fn file_bytes(&self) -> u64 {
        let path = &self.shared.path;
        [path.clone(), damage::with_suffix(path, "-wal")]
            .iter()
            .filter_map(|path| std::fs::metadata(path).ok())
            .map(|metadata| metadata.len())
            .sum()
    }

    /// The version of the file's form.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn schema_version(&self) -> Result<i64, Problem> {
        self.read(migrations::version)
    }

    /// Searches the whole file for damage, which takes seconds where it is large, and is for a
    /// quiet moment. Damage makes the next start set the file aside.
    ///
    /// # Errors
    /// [`Problem::Damaged`] where there is any.
    pub fn examine(&self) -> Result<(), Problem> {
        self.note(damage::examine(&self.conn, damage::Depth::Whole))
    }

    /// One question.
    pub(crate) fn read<T>(
        &self,
        ask: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Problem> {
        self.note(ask(&self.conn).map_err(Problem::from))
    }

    /// Several questions about the same moment.
    pub(crate) fn read_as_one<T>(
        &self,
        ask: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Problem> {
        self.read(|conn| {
            let tx = conn.unchecked_transaction()?;
            let answer = ask(&tx)?;
            tx.finish()?;
            Ok(answer)
        })
    }

    fn note<T>(&self, result: Result<T, Problem>) -> Result<T, Problem> {
        if matches!(result, Err(Problem::Damaged)) {
            self.shared.damage_seen.store(true, Ordering::Relaxed);
        }
        result
    }
}

impl Deref for History {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl History {
    pub(crate) fn new(conn: Connection, path: &Path, lock: Option<File>, ending: Ending) -> Self {
        Self {
            reader: Reader {
                conn,
                shared: Arc::new(Shared {
                    path: path.to_owned(),
                    damage_seen: AtomicBool::new(false),
                    lock,
                    newer: None,
                }),
            },
            ending,
        }
    }

    /// Ends in order: everything goes into the one file, and the next start need not look for
    /// damage. Readers should be gone by then; one that is left keeps its side files alive.
    ///
    /// # Errors
    /// See [`Problem`]; what was recorded is safe all the same.
    pub fn close(mut self) -> Result<(), Problem> {
        let ending = if self.shared.damage_seen.load(Ordering::Relaxed) {
            Ending::Damaged
        } else {
            Ending::Clean
        };
        if self.ending != ending {
            let conn = &mut self.reader.conn;
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            mark::set_ending(&tx, ending)?;
            tx.commit()?;
        }
        let conn = self.reader.conn;
        conn.flush_prepared_statement_cache();
        conn.query_one("PRAGMA wal_checkpoint(TRUNCATE)", (), |_| Ok(()))?;
        conn.close().map_err(|(_, error)| error.into())
    }

    /// Everything that a write does happens, or nothing. `IMMEDIATE`: two writers wait for each
    /// other instead of failing half-way.
    pub(crate) fn write<T>(
        &mut self,
        change: impl FnOnce(&Connection) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let first = self.ending != Ending::Open;
        let conn = &mut self.reader.conn;
        let result = (|| {
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if first {
                mark::set_ending(&tx, Ending::Open)?;
            }
            let result = change(&tx)?;
            tx.commit()?;
            Ok(result)
        })();
        if result.is_ok() {
            self.ending = Ending::Open;
        }
        self.note(result)
    }

    /// Lets the file grow to so many pages only, which looks like a full disk.
    #[cfg(test)]
    pub(crate) fn limit_pages(&self, pages: i64) {
        self.reader
            .conn
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .unwrap();
    }

    #[cfg(test)]
    pub(crate) fn pages(&self) -> i64 {
        self.reader
            .conn
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap()
    }
}

#[cfg(test)]
mod tests {
    use domain::{AccountId, BotId, ClientId};
    use jiff::Timestamp;

    use super::*;
    use crate::AccountRecord;

    #[test]
    fn a_file_that_may_not_grow_is_told_and_keeps_what_it_has() {
        let folder = tempfile::tempdir().unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let opened = History::open(&folder.path().join("history.sqlite3"), now).unwrap();
        let mut history = opened.history;
        let id = AccountId::new("a");
        let account = AccountRecord::new(
            id.clone(),
            "https://platform.kore.ai",
            ClientId::new("cs-1"),
            now,
        );
        history.add_account(&account).unwrap();
        let bots: Vec<BotId> = (0..5_000)
            .map(|number| BotId::new(format!("st-{number}")))
            .collect();

        history.limit_pages(history.pages());
        assert_eq!(history.add_bots(&id, &bots, now), Err(Problem::DiskFull));
        assert_eq!(history.board().unwrap(), [], "all or nothing");
        assert_eq!(history.accounts().unwrap(), [account]);
        history.limit_pages(10_000);
        assert_eq!(history.add_bots(&id, &bots, now), Ok(5_000));
        history.close().unwrap();
    }
}
