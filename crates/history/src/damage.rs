//! Finding damage, and putting a damaged file where nothing can happen to it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

use jiff::Timestamp;
use rusqlite::{Connection, Row};

use crate::problem::Problem;
use crate::{
    absence, account, alert, board, job, log_in_part, logged, person, progress, resource, setting,
    spent, watched,
};

/// How thorough a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Every page, row and index (`integrity_check`), and whether every value can be read:
    /// SQLite does not mind text that is no text.
    Whole,
    /// As [`Depth::Whole`], without reading the values: those of an older version have another
    /// shape than today's.
    Pages,
    /// Not the agreement of tables and indexes (`quick_check`).
    Quick,
}

/// Searches for damage; `Damaged` where there is any.
pub(crate) fn examine(conn: &Connection, depth: Depth) -> Result<(), Problem> {
    let sql = match depth {
        Depth::Whole | Depth::Pages => "PRAGMA integrity_check(1)",
        Depth::Quick => "PRAGMA quick_check(1)",
    };
    let verdict: String = conn.query_one(sql, (), |row| row.get(0))?;
    if verdict != "ok" {
        return Err(Problem::Damaged);
    }
    if depth == Depth::Whole {
        read_everything(conn)?;
        if !tables_agree(conn)? {
            return Err(Problem::Damaged);
        }
    }
    Ok(())
}

/// Whether what belongs together is there: a page of an empty table in the place of the only page
/// of another one is sound in itself.
fn tables_agree(conn: &Connection) -> rusqlite::Result<bool> {
    let mut lost = conn.prepare("PRAGMA foreign_key_check")?;
    if lost.exists(())? {
        return Ok(false);
    }
    let never = [
        // Each publish is seen to begin, and each success is kept as the last check too.
        "SELECT 1 FROM job WHERE NOT EXISTS (SELECT 1 FROM progress WHERE progress.job = job.nr)",
        "SELECT 1 FROM watched
         WHERE NOT EXISTS (SELECT 1 FROM last_check WHERE last_check.bot = watched.bot)",
        "SELECT 1 FROM job WHERE parts <> (SELECT count(*) FROM resource WHERE resource.job = job.nr)",
    ];
    for sql in never {
        if conn.prepare(sql)?.exists(())? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Reads each row as the app would, and throws it away.
pub(crate) fn read_everything(conn: &Connection) -> rusqlite::Result<()> {
    account::each(conn)?;
    board::each(conn)?;
    watched::each(conn)?;
    job::each(conn)?;
    person::each(conn)?;
    logged::each(conn)?;
    log_in_part::each(conn)?;
    resource::each(conn)?;
    progress::each(conn)?;
    alert::each(conn)?;
    absence::each(conn)?;
    spent::each(conn)?;
    setting::each(conn)
}

/// Reads all that `sql` finds through `row`.
pub(crate) fn each<T>(
    conn: &Connection,
    sql: &str,
    row: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<()> {
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query(())?;
    while let Some(found) = rows.next()? {
        row(found)?;
    }
    Ok(())
}

/// `path` with something added to its name, such as `-wal`.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// Moves the file and its side files to `….damaged-<time>.…` in the same folder, and says where.
/// The side files keep their endings, so that SQLite's own tools can still join them.
pub(crate) fn set_aside(path: &Path, now: Timestamp) -> io::Result<PathBuf> {
    let target = free_name(path, "damaged", now);
    // A stop half-way leaves a `-wal` without its file, which the next start sets aside too.
    for suffix in ["", "-wal", "-shm"] {
        match rename(&with_suffix(path, suffix), &with_suffix(&target, suffix)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            other => other?,
        }
    }
    sync_folder(path)?;
    Ok(target)
}

/// A name beside `path` that is not taken: `….<word>-<time>.…`.
pub(crate) fn free_name(path: &Path, word: &str, now: Timestamp) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default();
    let time = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut tries = 1_u32;
    loop {
        let mut name = stem.to_owned();
        name.push(format!(".{word}-{time}"));
        if tries > 1 {
            name.push(format!("-{tries}"));
        }
        if let Some(extension) = path.extension() {
            name.push(".");
            name.push(extension);
        }
        let target = path.with_file_name(name);
        let taken = ["", "-wal", "-shm"]
            .iter()
            .any(|suffix| with_suffix(&target, suffix).exists());
        if !taken {
            return target;
        }
        tries += 1;
    }
}

/// A virus scanner on Windows may hold a file for a moment after it was written.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut wait = std::time::Duration::from_millis(20);
    loop {
        match fs::rename(from, to) {
            Err(error)
                if cfg!(windows)
                    && error.kind() == io::ErrorKind::PermissionDenied
                    && wait.as_millis() < 1_500 =>
            {
                std::thread::sleep(wait);
                wait *= 2;
            }
            other => return other,
        }
    }
}

/// Makes new names in the folder survive a power cut.
#[cfg_attr(
    not(unix),
    allow(
        clippy::unnecessary_wraps,
        reason = "it can fail where there is something to do"
    )
)]
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
