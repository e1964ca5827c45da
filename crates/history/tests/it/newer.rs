//! A file that a newer version of the app wrote: it can be looked at, and stays what it is.

use std::fs;
use std::path::{Path, PathBuf};

use domain::PublishState;
use history::{History, JobFilter, OpenProblem, Reader};
use rusqlite::Connection;

use crate::world::{World, at, job};

/// All files of a folder but the lock, with what is in them.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().unwrap();
        (name, fs::read(entry.path()).unwrap())
    };
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut files: Vec<_> = entries
        .filter(|entry| entry.path().is_file() && entry.file_name() != "history.sqlite3.lock")
        .map(read)
        .collect();
    files.sort();
    files
}

/// What a newer app may have made of a file: more columns, more tables, another number.
const MORE: &str = "ALTER TABLE job ADD COLUMN mood TEXT NOT NULL DEFAULT 'fine';
    CREATE TABLE mood (nr INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT;
    INSERT INTO mood VALUES (1, 'fine');
    INSERT INTO setting VALUES ('of a newer app', 'yes');";

fn number(conn: &Connection) -> i64 {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

/// A closed history with one publish, and its place.
fn closed(published: &str) -> (tempfile::TempDir, PathBuf) {
    let mut world = World::new();
    world.success(0, Some(&job(published, 0, PublishState::Published)));
    let path = world.path();
    world.history.close().unwrap();
    (world.folder, path)
}

fn made_newer(path: &Path, how: &str) -> i64 {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(how).unwrap();
    let found = number(&conn) + 3;
    conn.pragma_update(None, "user_version", found).unwrap();
    conn.close().unwrap();
    found
}

fn publishes(reader: &Reader) -> Vec<String> {
    let page = reader.jobs(&JobFilter::default(), None, 9).unwrap();
    let id = |row| reader.job(row).unwrap().unwrap().job_id.unwrap();
    let jobs = page.jobs.iter();
    jobs.map(|job| id(job.row).as_str().to_owned()).collect()
}

#[test]
fn a_newer_history_is_looked_at_and_not_one_byte_of_it_changes() {
    let (folder, path) = closed("ds-1");
    let found = made_newer(&path, MORE);
    let before = files(folder.path());
    let refused = History::open(&path, at(1)).map(drop).unwrap_err();
    assert!(matches!(refused, OpenProblem::Newer { .. }));

    let reader = Reader::of_newer(&path).unwrap();
    assert_eq!(reader.schema_version(), Ok(found));
    assert_eq!(publishes(&reader), ["ds-1"]);
    assert_eq!(reader.board().unwrap().len(), 1);
    let another = reader.reader().unwrap();
    drop(reader);
    assert_eq!(publishes(&another), ["ds-1"]);
    let meanwhile = History::open(&path, at(1)).map(drop).unwrap_err();
    assert_eq!(
        meanwhile,
        OpenProblem::InUse,
        "nobody else writes meanwhile"
    );
    drop(another);
    assert!(files(folder.path()) == before, "something was changed");
}

#[test]
fn what_a_killed_newer_app_left_in_its_log_is_seen_and_left_there() {
    let (folder, path) = closed("ds-1");
    let apart = tempfile::tempdir().unwrap();
    let killed = apart.path().join("history.sqlite3");
    let conn = Connection::open(&path).unwrap();
    let found = number(&conn) + 1;
    conn.pragma_update(None, "user_version", found).unwrap();
    conn.execute("UPDATE job SET id = 'ds-of-the-log'", ())
        .unwrap();
    fs::copy(&path, &killed).unwrap();
    let log = |path: &Path| path.with_file_name("history.sqlite3-wal");
    fs::copy(log(&path), log(&killed)).unwrap();
    drop((conn, folder));

    let before = files(apart.path());
    assert!(
        before
            .iter()
            .any(|(name, bytes)| name.ends_with("-wal") && !bytes.is_empty())
    );
    let reader = Reader::of_newer(&killed).unwrap();
    assert_eq!(publishes(&reader), ["ds-of-the-log"]);
    drop(reader);
    assert!(files(apart.path()) == before, "something was changed");
}

#[test]
fn a_newer_form_that_cannot_be_read_is_refused_and_stays() {
    for how in [
        "ALTER TABLE job RENAME COLUMN state TO standing",
        "DROP TABLE last_check",
        "PRAGMA ignore_check_constraints = ON; UPDATE job SET state = 'singing'",
    ] {
        let (folder, path) = closed("ds-1");
        let found = made_newer(&path, how);
        let before = files(folder.path());
        let refused = Reader::of_newer(&path).map(drop).unwrap_err();
        let known = found - 3;
        assert_eq!(refused, OpenProblem::Newer { found, known }, "{how}");
        assert!(files(folder.path()) == before, "{how}");
    }
}

#[test]
fn only_a_newer_history_is_looked_at_that_way() {
    let (_folder, path) = closed("ds-1");
    let refused = Reader::of_newer(&path).map(drop).unwrap_err();
    assert_eq!(refused, OpenProblem::NotOurs);
    let nothing = path.with_file_name("nothing.sqlite3");
    assert!(Reader::of_newer(&nothing).is_err());
    assert!(!nothing.exists());
}
