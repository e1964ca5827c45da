//! What happens before the first query.
//!
//! A new file is made under another name and moved into place when it is whole, so the file in
//! its place is never legitimately empty: an empty one, a cut one, or a write-ahead log without
//! its file is damage, and no mark elsewhere is needed to know it.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::Connection;

use crate::connection::{Access, connect};
use crate::damage::{self, Depth, with_suffix};
use crate::history::History;
use crate::mark::{self, Ending};
use crate::migrations::{self, APPLICATION_ID, STEPS, Step};
use crate::newer::leave_log;
use crate::problem::{OpenProblem, Problem};
use crate::restore;

/// Up to this size a file is searched for damage at every start: some 9,000 publishes, searched
/// in at most 0.1 s.
const ALWAYS_BYTES: u64 = 8 << 20;

/// Up to this size a file is searched thoroughly after an unclean end: one to four seconds on two
/// slow cores; a larger one quickly, which finds less (a million publishes, 840 MB: about 8 s). Damage that slips through comes up when it
/// is read, and makes the next start search thoroughly whatever the size.
const WHOLE_BYTES: u64 = 128 << 20;

/// A version above what is known by more than this is not a newer app but a damaged number.
const NEWER_VERSIONS: i64 = 10_000;

/// The history, open.
#[derive(Debug)]
pub struct Opened {
    /// The history.
    pub history: History,
    /// The file that was in its place was damaged: it was moved here, a new one was begun, and
    /// the person is to be told.
    pub damaged: Option<PathBuf>,
    /// How thoroughly the file was searched for damage.
    pub examined: Examined,
}

/// How thoroughly a file was searched for damage when it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Examined {
    /// Not at all: it is large and had ended cleanly, or it is new.
    Not,
    /// After an unclean end, but too large for more than a quick look.
    Quickly,
    /// Wholly.
    Wholly,
}

impl History {
    /// Opens the history in `path`, or begins a new one where there is none. The folder must be
    /// there. `now` names a damaged file that is set aside.
    ///
    /// # Errors
    /// See [`OpenProblem`]; the file was then not changed.
    pub fn open(path: &Path, now: Timestamp) -> Result<Opened, OpenProblem> {
        open_with(path, now, STEPS)
    }
}

fn open_with(path: &Path, now: Timestamp, steps: &[Step]) -> Result<Opened, OpenProblem> {
    // A relative name could read as an address to SQLite (`file:…`), and has no folder to sync.
    let path = &std::path::absolute(path).map_err(|error| OpenProblem::of_files(&error))?;
    let lock = lock(path)?;
    restore::clear(path);
    let mut damaged = None;
    match look(path, steps)? {
        Found::Ours => match open_existing(path, steps) {
            Ok(ready) => return Ok(ready.opened(path, lock, None)),
            Err(Refused::Problem(problem)) => return Err(problem),
            Err(Refused::Damaged) => damaged = Some(set_aside(path, now)?),
        },
        Found::Damaged => damaged = Some(set_aside(path, now)?),
        Found::Nothing => {}
    }
    create(path, steps)?;
    match open_existing(path, steps) {
        Ok(ready) => Ok(ready.opened(path, lock, damaged)),
        Err(Refused::Problem(problem)) => Err(problem),
        // Damaged within a moment: the disk itself fails.
        Err(Refused::Damaged) => Err(Problem::Damaged.into()),
    }
}

/// One process at a time. SQLite's own locks do not serve: they are held during a transaction
/// only, and our readers need the file too.
pub(crate) fn lock(path: &Path) -> Result<Option<File>, OpenProblem> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(with_suffix(path, ".lock"))
        .map_err(|error| OpenProblem::of_files(&error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(OpenProblem::InUse),
        Err(TryLockError::Error(error)) => {
            tracing::warn!(kind = %error.kind(), "this folder has no locks; going on without");
            Ok(None)
        }
    }
}

fn set_aside(path: &Path, now: Timestamp) -> Result<PathBuf, OpenProblem> {
    let target = damage::set_aside(path, now).map_err(|error| OpenProblem::of_files(&error))?;
    tracing::warn!("the history was damaged and has been set aside");
    Ok(target)
}

/// What lies in the file's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Nothing,
    Ours,
    Damaged,
}

/// Looks at the file's first bytes only, so that a file which is not for us stays untouched.
/// Where they are: page *Database File Format* of SQLite, section 1.3.
fn look(path: &Path, steps: &[Step]) -> Result<Found, OpenProblem> {
    let mut head = [0_u8; 100];
    match File::open(path).and_then(|mut file| file.read_exact(&mut head)) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(Found::Damaged),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(match bytes(&with_suffix(path, "-wal")) {
                0 => Found::Nothing,
                _ => Found::Damaged,
            });
        }
        Err(error) => return Err(OpenProblem::of_files(&error)),
    }
    if !head.starts_with(b"SQLite format 3\0") {
        return Ok(Found::Damaged);
    }
    // SQLite fills up a page that was cut with zeros, without a word. With a log beside it, the
    // page may be one that a killed app was about to bring over.
    let page = match u64::from(u16::from_be_bytes([head[16], head[17]])) {
        1 => 65_536,
        bytes => bytes.max(1),
    };
    if !bytes(path).is_multiple_of(page) && bytes(&with_suffix(path, "-wal")) == 0 {
        return Ok(Found::Damaged);
    }
    if number(&head, 68) != APPLICATION_ID {
        return whose(path);
    }
    judge_version(number(&head, 60).into(), steps)
}

/// Refuses what [`History::open`] would not take for a history.
pub(crate) fn find(path: &Path) -> Result<(), OpenProblem> {
    match look(path, STEPS)? {
        Found::Ours => Ok(()),
        Found::Nothing | Found::Damaged => Err(Problem::Damaged.into()),
    }
}

fn bytes(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

fn number(head: &[u8; 100], at: usize) -> i32 {
    i32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]])
}

/// A file without our mark is another program's, unless its tables are ours (the mark was
/// damaged) or it has none (nobody's loss, and still kept aside).
fn whose(path: &Path) -> Result<Found, OpenProblem> {
    let tables = connect(path, Access::Read).and_then(|conn| {
        conn.query_one(
            "SELECT count(*), count(*) FILTER (WHERE name IN ('mark', 'last_check', 'watched'))
             FROM sqlite_schema WHERE type = 'table'",
            (),
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
        )
    });
    match tables.map_err(Problem::from) {
        Ok((0, _) | (_, 3)) | Err(Problem::Damaged) => Ok(Found::Damaged),
        Ok(_) | Err(_) => Err(OpenProblem::NotOurs),
    }
}

/// Whether a newer app may have written that number.
pub(crate) fn newer_version(found: i64, known: i64) -> bool {
    found > known && found <= known + NEWER_VERSIONS
}

fn judge_version(found: i64, steps: &[Step]) -> Result<Found, OpenProblem> {
    let known = migrations::newest(steps);
    if (1..=known).contains(&found) {
        Ok(Found::Ours)
    } else if newer_version(found, known) {
        Err(OpenProblem::Newer { found, known })
    } else {
        Ok(Found::Damaged)
    }
}

/// Makes a whole new file and moves it into place.
fn create(path: &Path, steps: &[Step]) -> Result<(), OpenProblem> {
    let draft = with_suffix(path, ".new");
    let discard = || {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(with_suffix(&draft, suffix));
        }
    };
    discard();
    let made = make(&draft, steps)
        .map_err(OpenProblem::from)
        .and_then(|()| {
            damage::rename(&draft, path)
                .and_then(|()| damage::sync_folder(path))
                .map_err(|error| OpenProblem::of_files(&error))
        });
    if made.is_err() {
        discard();
    }
    made
}

fn make(draft: &Path, steps: &[Step]) -> Result<(), Problem> {
    let mut conn = connect(draft, Access::Create)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    begin_log(&conn)?;
    migrations::migrate(&mut conn, steps)?;
    // Closing the last connection puts the log into the file and removes it.
    conn.close().map_err(|(_, error)| error.into())
}

/// Write-ahead log. Where the file system has no shared memory (some network folders), SQLite
/// stays with its rollback journal: safe too, but readers then wait.
fn begin_log(conn: &Connection) -> rusqlite::Result<()> {
    let mode: String =
        conn.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    if mode != "wal" {
        tracing::warn!("this folder allows no write-ahead log");
    }
    Ok(())
}

struct Ready {
    conn: Connection,
    ending: Ending,
    examined: Examined,
}

impl Ready {
    fn opened(self, path: &Path, lock: Option<File>, damaged: Option<PathBuf>) -> Opened {
        Opened {
            history: History::new(self.conn, path, lock, self.ending),
            damaged,
            examined: self.examined,
        }
    }
}

/// Why a file could not be opened.
enum Refused {
    Damaged,
    Problem(OpenProblem),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Damaged => Self::Damaged,
            other => Self::Problem(other.into()),
        }
    }
}

impl From<rusqlite::Error> for Refused {
    fn from(error: rusqlite::Error) -> Self {
        Problem::from(error).into()
    }
}

fn how_to_examine(bytes: u64, ending: Ending) -> Examined {
    match ending {
        _ if bytes <= ALWAYS_BYTES => Examined::Wholly,
        Ending::Clean => Examined::Not,
        Ending::Open if bytes > WHOLE_BYTES => Examined::Quickly,
        Ending::Open | Ending::Damaged => Examined::Wholly,
    }
}

fn open_existing(path: &Path, steps: &[Step]) -> Result<Ready, Refused> {
    let mut conn = connect(path, Access::Write)?;
    if conn.is_readonly("main")? {
        return Err(Refused::Problem(OpenProblem::NotWritable));
    }
    // The log may hold a newer version than the file's first page: leave both as they are.
    let version = migrations::version(&conn)?;
    match judge_version(version, steps) {
        Ok(Found::Ours) => {}
        Ok(_) => return Err(Refused::Damaged),
        Err(problem) => {
            leave_log(&conn)?;
            return Err(Refused::Problem(problem));
        }
    }
    let older = version < migrations::newest(steps);
    let ending = mark::ending(&conn)?;
    let examined = how_to_examine(bytes(path), ending);
    match examined {
        Examined::Not => {}
        Examined::Quickly => damage::examine(&conn, Depth::Quick)?,
        Examined::Wholly if older => damage::examine(&conn, Depth::Pages)?,
        Examined::Wholly => damage::examine(&conn, Depth::Whole)?,
    }
    if older {
        keep_as_it_was(&conn, path, version)?;
    }
    begin_log(&conn)?;
    migrations::migrate(&mut conn, steps)?;
    if older && examined == Examined::Wholly {
        damage::read_everything(&conn)?;
    }
    Ok(Ready {
        conn,
        ending,
        examined,
    })
}

/// Before a file is brought to a newer version, a copy of it stays beside it: `….version-1`. A
/// person whose new app does not serve can go back to the old one.
fn keep_as_it_was(conn: &Connection, path: &Path, version: i64) -> Result<(), Refused> {
    let target = with_suffix(path, &format!(".version-{version}"));
    let draft = with_suffix(&target, ".new");
    let _ = fs::remove_file(&draft);
    let Some(name) = draft.to_str() else {
        // SQLite takes names as text only. The step itself is one transaction.
        tracing::warn!("no copy is kept: the folder's name is no text");
        return Ok(());
    };
    let kept = conn
        .execute("VACUUM INTO ?1", [name])
        .map_err(Refused::from)
        .and_then(|_| {
            File::options()
                .write(true)
                .open(&draft)
                .and_then(|file| file.sync_all())
                .and_then(|()| damage::rename(&draft, &target))
                .and_then(|()| damage::sync_folder(path))
                .map_err(|error| Refused::Problem(OpenProblem::of_files(&error)))
        });
    if kept.is_err() {
        let _ = fs::remove_file(&draft);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{JobFilter, Parts};

    const EXTRA: Step = &["ALTER TABLE account ADD COLUMN note TEXT NOT NULL DEFAULT 'none'"];

    fn next() -> Vec<Step> {
        let mut steps = STEPS.to_vec();
        steps.push(EXTRA);
        steps
    }

    fn version(path: &Path) -> i64 {
        migrations::version(&Connection::open(path).unwrap()).unwrap()
    }

    #[test]
    fn a_file_of_the_version_before_is_brought_up_with_everything_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.sqlite3");
        let now = Timestamp::UNIX_EPOCH;
        let mut history = open_with(&path, now, STEPS).unwrap().history;
        history.set_setting("kept", "yes").unwrap();
        history.close().unwrap();
        assert_eq!(version(&path), migrations::newest(STEPS));

        let opened = open_with(&path, now, &next()).unwrap();
        assert_eq!(opened.damaged, None);
        assert_eq!(opened.history.setting("kept").unwrap().unwrap(), "yes");
        opened.history.close().unwrap();
        let found = migrations::newest(&next());
        assert_eq!(version(&path), found);
        let before = with_suffix(&path, &format!(".version-{}", found - 1));
        assert_eq!(
            version(&before),
            found - 1,
            "the copy of the version before"
        );

        let problem = History::open(&path, now).map(drop).unwrap_err();
        let known = migrations::newest(STEPS);
        assert_eq!(problem, OpenProblem::Newer { found, known });
    }

    #[test]
    fn a_file_of_the_first_version_keeps_its_accounts_bots_and_copy() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.sqlite3");
        let now = Timestamp::UNIX_EPOCH;
        create(&path, &STEPS[..1]).unwrap();
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch(
            "INSERT INTO account VALUES (1, 'a', 'Ours', 'https://x', 'cs-1', 0, '', '', 5);
             INSERT INTO bot VALUES (1, 1, 'st-1', 'Travel', 6), (2, 1, 'st-2', NULL, 7);
             INSERT INTO job VALUES
               (1, 1, 1, 'ds-1', 8, 8, 0, 'failed', 'X', 0, 90, 8, 9, 1, 'u-1', NULL, 3, 1, 2),
               (2, 1, 2, 'ds-2', 9, 9, 0, 'published', 'X', 0, 100, 9, 9, 1, 'u-2', '', 1, 1, 0),
               (3, 1, 2, 'ds-3', 10, 10, 0, 'published', 'X', 0, 100, 9, 9, 1, NULL, '', 0, 0, 0);
             INSERT INTO part VALUES (1, 1, 'a', 'dialog', 'A', '[]'), (2, 1, 'b', 'NL', 'B', '[]'),
               (3, 1, 'c', NULL, 'C', '[]'), (4, 2, 'd', 'dialog', 'D', '[]');
             INSERT INTO resource VALUES (1, 0, 1, 'published', NULL, 0, NULL),
               (1, 1, 2, 'failed', NULL, 0, NULL), (1, 2, 3, 'failed', NULL, 0, NULL),
               (2, 0, 4, 'published', NULL, 0, NULL);",
        )
        .unwrap();
        drop(conn);

        let opened = History::open(&path, now).unwrap();
        assert_eq!(opened.damaged, None, "an older shape is no damage");
        assert_eq!(opened.examined, Examined::Wholly);
        assert_eq!(opened.history.accounts().unwrap().len(), 1);
        let rows = opened.history.board().unwrap();
        let names: Vec<_> = rows.iter().map(|row| row.name.as_deref()).collect();
        assert_eq!(names, [Some("Travel"), None]);
        let found = |filter: JobFilter| {
            let page = opened.history.jobs(&filter, None, 9).unwrap();
            page.jobs.iter().map(|job| job.row).collect::<Vec<_>>()
        };
        let parts = |parts| JobFilter {
            parts: Some(parts),
            ..JobFilter::default()
        };
        let kind = |kind: &str| vec![kind.to_owned()];
        assert_eq!(found(JobFilter::default()), [3, 2, 1]);
        assert_eq!(found(parts(Parts::OfKinds(kind("dialog")))), [2, 1]);
        assert_eq!(found(parts(Parts::FailedOfKinds(kind("NL")))), [1]);
        assert!(found(parts(Parts::FailedOfKinds(kind("dialog")))).is_empty());
        assert_eq!(found(parts(Parts::Failed)), [1]);
        let who = Some("u-2".to_owned());
        assert_eq!(
            found(JobFilter {
                who,
                ..JobFilter::default()
            }),
            [2]
        );
        let told = opened.history.job(1).unwrap().unwrap();
        assert_eq!(told.row.started_by.as_deref(), Some("u-1"));
        let before = with_suffix(&path, ".version-1");
        assert_eq!(version(&before), 1);
        assert_eq!(version(&path), migrations::newest(STEPS));
    }

    #[test]
    fn a_step_that_fails_keeps_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.sqlite3");
        let now = Timestamp::UNIX_EPOCH;
        open_with(&path, now, STEPS)
            .unwrap()
            .history
            .close()
            .unwrap();
        let mut broken = next();
        broken.push(&["DROP TABLE account", "CREATE TABLE bot (again)"]);
        assert!(open_with(&path, now, &broken).is_err());
        assert_eq!(version(&path), migrations::newest(&next()));
        assert!(open_with(&path, now, &next()).unwrap().damaged.is_none());
    }

    #[test]
    fn a_version_that_no_app_ever_had_is_damage() {
        let too_new = migrations::newest(STEPS) + NEWER_VERSIONS + 1;
        for found in [0, -1, too_new, i64::from(i32::MAX)] {
            assert_eq!(judge_version(found, STEPS), Ok(Found::Damaged), "{found}");
        }
    }

    #[test]
    fn a_small_file_is_always_searched_and_a_large_one_after_an_unclean_end() {
        let small = ALWAYS_BYTES;
        let middle = WHOLE_BYTES;
        let large = WHOLE_BYTES + 1;
        for (bytes, ending, expected) in [
            (small, Ending::Clean, Examined::Wholly),
            (middle, Ending::Clean, Examined::Not),
            (large, Ending::Clean, Examined::Not),
            (middle, Ending::Open, Examined::Wholly),
            (large, Ending::Open, Examined::Quickly),
            (large, Ending::Damaged, Examined::Wholly),
        ] {
            assert_eq!(
                how_to_examine(bytes, ending),
                expected,
                "{bytes} {ending:?}"
            );
        }
    }
}
