//! A history that a newer version of the app wrote: looked into, and never changed.
//!
//! A newer form may only have more than this version knows of, so what both know can be read.
//! Whether that is so is tried out on some of everything; where it is not, nothing is shown.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::damage::with_suffix;
use crate::history::Reader;
use crate::list_filter::JobFilter;
use crate::migrations::{self, STEPS};
use crate::open::{lock, newer_version};
use crate::problem::OpenProblem;

/// So many of the newest publishes and alerts are tried.
const TRIED: u32 = 50;

impl Reader {
    /// Looks into the history in `path` that [`History::open`](crate::History::open) refused as
    /// one of a newer version. Its file and its write-ahead log stay what they are, byte for byte.
    ///
    /// # Errors
    /// [`OpenProblem::Newer`] where this version cannot read what it holds; else see
    /// [`OpenProblem`].
    pub fn of_newer(path: &Path) -> Result<Self, OpenProblem> {
        let path = &std::path::absolute(path).map_err(|error| OpenProblem::of_files(&error))?;
        let lock = lock(path)?;
        let reader = Self::looking(path, lock)?;
        let found = reader.schema_version()?;
        let known = migrations::newest(STEPS);
        if !newer_version(found, known) {
            return Err(OpenProblem::NotOurs);
        }
        reader.try_some_of_everything().map_err(|problem| {
            tracing::warn!(%problem, "the newer history cannot be read");
            OpenProblem::Newer { found, known }
        })?;
        Ok(reader)
    }

    fn try_some_of_everything(&self) -> Result<(), crate::Problem> {
        self.accounts()?;
        let rows = self.board()?;
        self.people(TRIED)?;
        self.alerts(None, TRIED)?;
        self.rule_choices()?;
        self.kept_since()?;
        self.log_wanted()?;
        for row in rows.iter().take(TRIED as usize) {
            self.gaps(&row.account, &row.bot, None, TRIED)?;
            self.logged(&row.account, &row.bot)?;
            self.log_in_part(&row.account, &row.bot, TRIED)?;
        }
        for job in self.jobs(&JobFilter::default(), None, TRIED)?.jobs {
            self.job(job.row)?;
        }
        Ok(())
    }
}

/// What SQLite puts beside a file that is only read: an index of the log, and an empty log. They
/// go again with the last connection, so that the folder too is what it was.
#[derive(Debug, Default)]
pub(crate) struct Beside(Vec<PathBuf>);

impl Beside {
    /// What is not there yet.
    pub fn about_to_come(path: &Path) -> Self {
        let names = ["-wal", "-shm"].map(|suffix| with_suffix(path, suffix));
        Self(names.into_iter().filter(|name| !name.exists()).collect())
    }

    /// Removes what came. To be called after the last connection.
    pub fn clear(&self) {
        for name in &self.0 {
            let log = name.to_string_lossy().ends_with("-wal");
            if !log || fs::metadata(name).is_ok_and(|found| found.len() == 0) {
                let _ = fs::remove_file(name);
            }
        }
    }
}

/// The last connection that goes would otherwise bring the log into the file.
pub(crate) fn leave_log(conn: &Connection) -> rusqlite::Result<()> {
    use rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    conn.set_db_config(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        .map(drop)
}
