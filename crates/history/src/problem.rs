//! What went wrong, sorted by what happens next. No text of SQLite's that could quote a value
//! comes through.

use rusqlite::ErrorCode;
use rusqlite::ffi;

/// Why something could not be read or written. What was recorded before stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Say it; the next write may succeed. Reading still works.
    #[error("The disk is full: nothing new can be recorded until there is space again.")]
    DiskFull,
    /// Say it; only a person can change that. Reading still works.
    #[error("The history may not be written: its file or folder is read-only.")]
    ReadOnly,
    /// The next [`History::open`](crate::History::open) sets the file aside and says so.
    #[error("The history file is damaged.")]
    Damaged,
    /// There is no such account or bot (any more). Nothing was written.
    #[error("The history knows no such account or bot.")]
    Gone,
    /// Another program held the file for longer than five seconds; try again.
    #[error("Another program is holding the history file.")]
    Busy,
    /// Anything else, in SQLite's own fixed words.
    #[error("The history could not be read or written: {words} (SQLite code {code}).")]
    Other {
        /// SQLite's extended result code; 1 where it has none.
        code: i32,
        /// What SQLite calls that code.
        words: &'static str,
    },
}

/// Why the history could not be opened. The file was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenProblem {
    /// A newer version of the app made it.
    #[error(
        "The history was written by a newer version of Publish Monitor (its format is {found}; \
         this version knows {known})."
    )]
    Newer {
        /// The version in the file.
        found: i64,
        /// The newest one that this code knows.
        known: i64,
    },
    /// The file belongs to another program.
    #[error("The file in the history's place belongs to another program.")]
    NotOurs,
    /// Publish Monitor runs already, or another program holds the file.
    #[error("The history is in use, by Publish Monitor or by another program.")]
    InUse,
    /// The file or its folder cannot be written.
    #[error("The history may not be written: its file or folder is read-only or missing.")]
    NotWritable,
    /// There is no space to begin or to open it.
    #[error("The disk is full, so the history cannot be opened.")]
    DiskFull,
    /// The system could not read or move a file.
    #[error("The history's files could not be read or moved ({0}).")]
    Files(std::io::ErrorKind),
    /// Anything else, in SQLite's own fixed words.
    #[error("The history could not be opened: {words} (SQLite code {code}).")]
    Other {
        /// SQLite's extended result code; 1 where it has none.
        code: i32,
        /// What SQLite calls that code.
        words: &'static str,
    },
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match error {
            E::SqliteFailure(error, _) | E::SqlInputError { error, .. } => of_code(error),
            // A value that is not what was written: text that is no UTF-8, a number out of range,
            // an unfamiliar word, a row that must be there.
            E::FromSqlConversionFailure(..)
            | E::IntegralValueOutOfRange(..)
            | E::Utf8Error(..)
            | E::InvalidColumnType(..)
            | E::QueryReturnedNoRows => Self::Damaged,
            _ => Self::Other {
                code: ffi::SQLITE_ERROR,
                words: ffi::code_to_str(ffi::SQLITE_ERROR),
            },
        }
    }
}

fn of_code(error: ffi::Error) -> Problem {
    match (error.code, error.extended_code) {
        (ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_SHMSIZE) => Problem::DiskFull,
        (ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen, _) => {
            Problem::ReadOnly
        }
        // A page that ends before its end is a file that was cut.
        (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _)
        | (_, ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_CORRUPTFS) => Problem::Damaged,
        (
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::FileLockingProtocolFailed,
            _,
        ) => Problem::Busy,
        (_, code) => Problem::Other {
            code,
            words: ffi::code_to_str(code),
        },
    }
}

impl Problem {
    pub(crate) fn of_files(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::ReadOnly,
        }
    }
}

impl OpenProblem {
    pub(crate) fn of_files(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::NotFound
            | ErrorKind::NotADirectory => Self::NotWritable,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            kind => Self::Files(kind),
        }
    }
}

impl From<Problem> for OpenProblem {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::DiskFull => Self::DiskFull,
            Problem::ReadOnly => Self::NotWritable,
            Problem::Busy => Self::InUse,
            // Opening answers both itself before it comes here.
            Problem::Damaged | Problem::Gone => Self::Other {
                code: ffi::SQLITE_CORRUPT,
                words: ffi::code_to_str(ffi::SQLITE_CORRUPT),
            },
            Problem::Other { code, words } => Self::Other { code, words },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(code: i32) -> Problem {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), Some("secret 'value'".into())).into()
    }

    #[test]
    fn each_code_has_its_next_step() {
        assert_eq!(failure(ffi::SQLITE_FULL), Problem::DiskFull);
        assert_eq!(failure(ffi::SQLITE_READONLY), Problem::ReadOnly);
        assert_eq!(failure(ffi::SQLITE_CORRUPT), Problem::Damaged);
        assert_eq!(failure(ffi::SQLITE_NOTADB), Problem::Damaged);
        assert_eq!(failure(ffi::SQLITE_BUSY), Problem::Busy);
    }

    #[test]
    fn what_sqlite_quotes_does_not_come_through() {
        let problem = failure(ffi::SQLITE_CONSTRAINT_UNIQUE);
        assert!(matches!(problem, Problem::Other { .. }), "{problem:?}");
        assert!(!format!("{problem} {problem:?}").contains("secret"));
    }
}
