//! Copies of the history, so that a damaged disk costs a day and not everything.
//!
//! A copy is made from a snapshot by a connection of its own (`VACUUM INTO`): the writer goes on
//! meanwhile, the copy is one moment as a whole, and it is without the holes of the original. It
//! is written under another name, searched for damage, brought to the disk and then renamed, so
//! that what has the name of a copy is one.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, InterruptHandle};

use crate::connection::{Access, connect};
use crate::damage::{self, Depth, with_suffix};
use crate::history::{Reader, Shared};
use crate::keep::kept_since;
use crate::problem::Problem;

/// So many of the newest copies stay.
const KEPT: usize = 7;
/// So long a copy is fresh enough.
const EACH: SignedDuration = SignedDuration::from_hours(24);
const UTC: TimeZone = TimeZone::UTC;
const FOLDER: &str = "copies";
const TIME: &str = "%Y%m%dT%H%M%SZ";
const ENDING: &str = "sqlite3";

/// A copy of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryCopy {
    /// Where it is.
    pub path: PathBuf,
    /// The moment that it shows.
    pub at: Timestamp,
    /// Its size in bytes.
    pub bytes: u64,
}

/// The copies of the history in `path`, newest first. A folder that cannot be read holds none.
pub fn copies(path: &Path) -> Vec<HistoryCopy> {
    let stem = stem(path);
    let read = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let time = name
            .strip_prefix(&format!("{stem}."))?
            .strip_suffix(&format!(".{ENDING}"))?;
        Some(HistoryCopy {
            path: entry.path(),
            at: UTC
                .to_timestamp(DateTime::strptime(TIME, time).ok()?)
                .ok()?,
            bytes: entry.metadata().ok()?.len(),
        })
    };
    let entries = fs::read_dir(folder(path)).into_iter().flatten();
    let mut all: Vec<HistoryCopy> = entries.filter_map(Result::ok).filter_map(read).collect();
    all.sort_by_key(|copy| std::cmp::Reverse(copy.at));
    all
}

/// Whether it is time for another copy. One of the future was made by a clock that ran ahead.
pub fn copy_due(newest: Option<Timestamp>, now: Timestamp) -> bool {
    newest.is_none_or(|at| now.duration_since(at).abs() >= EACH)
}

/// The copies that may go, newest first given: all but the newest seven and the largest. After
/// damage a new history grows from nothing, and its copies must not drive the full ones out. One
/// that is smaller because a person removed old publishes does: the largest copy would hold them
/// for ever.
fn to_drop(copies: &[HistoryCopy], removed: bool) -> Vec<&HistoryCopy> {
    let largest = copies
        .iter()
        .max_by_key(|copy| copy.bytes)
        .filter(|_| !removed);
    copies
        .iter()
        .skip(KEPT)
        .filter(|copy| Some(*copy) != largest)
        .collect()
}

/// Makes one copy.
pub struct Copier {
    conn: Connection,
    shared: Arc<Shared>,
}

/// Stops a [`Copier`] from any thread; nothing of its copy stays then.
pub struct StopCopying(InterruptHandle);

impl StopCopying {
    /// Stops it.
    pub fn stop(&self) {
        self.0.interrupt();
    }
}

impl Reader {
    /// Where copies of this history are kept is decided by its own place: see [`copies`].
    pub fn copies(&self) -> Vec<HistoryCopy> {
        copies(&self.shared.path)
    }

    /// Prepares a copy, to be made on another thread while this one goes on.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn copier(&self) -> Result<Copier, Problem> {
        let conn = connect(&self.shared.path, Access::Read)?;
        // The file itself stays read-only by the way it was opened.
        conn.pragma_update(None, "query_only", false)?;
        Ok(Copier {
            conn,
            shared: Arc::clone(&self.shared),
        })
    }
}

impl Copier {
    /// The way to stop it.
    pub fn stopper(&self) -> StopCopying {
        StopCopying(self.conn.get_interrupt_handle())
    }

    /// Makes the copy, and drops old ones. What a stop or a kill left behind earlier is cleared
    /// away.
    ///
    /// # Errors
    /// See [`Problem`]; no half of a copy stays, and the older ones do.
    pub fn make(self, now: Timestamp) -> Result<HistoryCopy, Problem> {
        let history = self.shared.path.clone();
        let folder = folder(&history);
        fs::create_dir_all(&folder).map_err(|error| Problem::of_files(&error))?;
        let name = format!("{}.{}.{ENDING}", stem(&history), now.strftime(TIME));
        let path = folder.join(name);
        let draft = folder.join("unfinished");
        // A stop may come as early as here: it clears away all the same.
        let made = kept_since(&self.conn)
            .map_err(Problem::from)
            .and_then(|kept| self.write(&draft, &path).map(|()| kept.is_some()));
        if made.is_err() {
            discard(&draft);
        }
        let removed = made?;
        let all = copies(&history);
        for old in to_drop(&all, removed) {
            if let Err(error) = fs::remove_file(&old.path) {
                tracing::warn!(kind = %error.kind(), "an old copy of the history stays");
            }
        }
        all.into_iter()
            .find(|copy| copy.path == path)
            .ok_or(Problem::ReadOnly)
    }

    fn write(self, draft: &Path, path: &Path) -> Result<(), Problem> {
        discard(draft);
        let name = draft.to_str().ok_or(Problem::ReadOnly)?;
        self.conn.execute("VACUUM INTO ?1", [name])?;
        let copy = connect(draft, Access::Read)?;
        damage::examine(&copy, Depth::Quick)?;
        copy.close().map_err(|(_, error)| error)?;
        File::options()
            .write(true)
            .open(draft)
            .and_then(|file| file.sync_all())
            .and_then(|()| damage::rename(draft, path))
            .and_then(|()| damage::sync_folder(path))
            .map_err(|error| Problem::of_files(&error))
    }
}

fn discard(draft: &Path) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        let _ = fs::remove_file(with_suffix(draft, suffix));
    }
}

fn folder(history: &Path) -> PathBuf {
    history.with_file_name(FOLDER)
}

fn stem(history: &Path) -> String {
    let stem = history.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(day: i64, bytes: u64) -> HistoryCopy {
        HistoryCopy {
            path: PathBuf::from(day.to_string()),
            at: Timestamp::from_second(day * 86_400).unwrap(),
            bytes,
        }
    }

    #[test]
    fn the_newest_seven_stay_and_the_largest_as_long_as_nothing_was_removed() {
        let all: Vec<HistoryCopy> = (0..10)
            .map(|back| copy(100 - back, if back == 8 { 9_000 } else { 10 }))
            .collect();
        let gone = |removed| -> Vec<i64> {
            let gone = to_drop(&all, removed).into_iter();
            gone.map(|copy| copy.at.as_second() / 86_400).collect()
        };
        assert_eq!(gone(false), [93, 91]);
        assert_eq!(
            gone(true),
            [93, 92, 91],
            "what was removed goes from copies too"
        );
        assert!(to_drop(&all[..7], true).is_empty());
    }

    #[test]
    fn a_day_later_another_copy_is_due_whichever_way_the_clock_went() {
        let at = |hours: i64| Timestamp::from_second(1_700_000_000 + hours * 3_600).unwrap();
        assert!(copy_due(None, at(0)));
        assert!(!copy_due(Some(at(0)), at(23)));
        assert!(copy_due(Some(at(0)), at(24)));
        assert!(!copy_due(Some(at(0)), at(-1)));
        assert!(copy_due(Some(at(0)), at(-24)));
    }
}
