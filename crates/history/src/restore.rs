//! Going back to a copy.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::connection::{Access, connect};
use crate::copies::HistoryCopy;
use crate::damage::{self, Depth, with_suffix};
use crate::open::{find, lock};
use crate::problem::{OpenProblem, Problem};

/// Puts a copy in the place of the history in `path`, which must be closed. The history that was
/// there stays beside it, and its new name comes back; `None`: there was none.
///
/// The copy is written and searched for damage under another name first, and takes the place in
/// one step: a kill at any moment leaves the one history or the other.
///
/// # Errors
/// See [`OpenProblem`]; the history is then what it was.
pub fn restore(
    path: &Path,
    copy: &HistoryCopy,
    now: Timestamp,
) -> Result<Option<PathBuf>, OpenProblem> {
    let of_files = |error: std::io::Error| OpenProblem::of_files(&error);
    let path = &std::path::absolute(path).map_err(of_files)?;
    let _lock = lock(path)?;
    // What stands in a log alone would be lost, or be taken for the copy's.
    if fs::metadata(with_suffix(path, "-wal")).is_ok_and(|log| log.len() > 0) {
        return Err(OpenProblem::InUse);
    }
    let draft = draft_beside(path);
    let prepared = prepare(&copy.path, &draft).and_then(|()| put_beside(path, now));
    let aside = prepared.and_then(|aside| {
        damage::rename(&draft, path)
            .and_then(|()| damage::sync_folder(path))
            .map_err(of_files)?;
        Ok(aside)
    });
    if aside.is_err() {
        clear(path);
    }
    aside
}

fn draft_beside(path: &Path) -> PathBuf {
    with_suffix(path, ".restored")
}

/// Removes what a kill in the middle left: as large as the history, and of no use.
pub(crate) fn clear(path: &Path) {
    let draft = draft_beside(path);
    for suffix in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(with_suffix(&draft, suffix));
    }
}

fn prepare(copy: &Path, draft: &Path) -> Result<(), OpenProblem> {
    let of_files = |error: std::io::Error| OpenProblem::of_files(&error);
    fs::copy(copy, draft).map_err(of_files)?;
    find(draft)?;
    let conn = connect(draft, Access::Read).map_err(Problem::from)?;
    damage::examine(&conn, Depth::Quick)?;
    conn.close().map_err(|(_, error)| Problem::from(error))?;
    let file = File::options().write(true).open(draft).map_err(of_files)?;
    file.sync_all().map_err(of_files)
}

/// Gives the history a second name, under which it stays. Where the disk knows no such names, it
/// is copied.
fn put_beside(path: &Path, now: Timestamp) -> Result<Option<PathBuf>, OpenProblem> {
    if !path.exists() {
        return Ok(None);
    }
    let target = damage::free_name(path, "before-copy", now);
    fs::hard_link(path, &target)
        .or_else(|_| fs::copy(path, &target).map(drop))
        .map_err(|error| OpenProblem::of_files(&error))?;
    Ok(Some(target))
}
