//! Files that are not to be touched, and files that are in use.

use std::fs;
use std::path::{Path, PathBuf};

use domain::PublishState;
use history::{History, OpenProblem};
use rusqlite::Connection;

use crate::world::{World, at, job};

fn problem(path: &Path) -> OpenProblem {
    History::open(path, at(0)).map(|_| ()).unwrap_err()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "history.sqlite3.lock")
        .collect();
    names.sort();
    names
}

fn closed() -> (World, PathBuf) {
    let mut world = World::new();
    world.success(0, Some(&job("ds-1", 0, PublishState::Published)));
    let world = world.again();
    let copy = world.folder.path().join("apart/history.sqlite3");
    fs::create_dir(copy.parent().unwrap()).unwrap();
    let path = world.path();
    let world = world.again();
    fs::copy(path, &copy).unwrap();
    (world, copy)
}

#[test]
fn a_newer_file_is_refused_and_untouched() {
    let (_world, path) = closed();
    let conn = Connection::open(&path).unwrap();
    let version: i64 = conn
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    conn.pragma_update(None, "user_version", version + 1)
        .unwrap();
    conn.close().unwrap();
    let before = fs::read(&path).unwrap();
    let found = version + 1;
    let newer = OpenProblem::Newer {
        found,
        known: version,
    };
    assert_eq!(problem(&path), newer);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(names(path.parent().unwrap()), ["history.sqlite3"]);
}

#[test]
fn a_newer_version_that_stands_in_the_log_only_is_refused_and_untouched() {
    let (_world, path) = closed();
    let conn = Connection::open(&path).unwrap();
    let known: i64 = conn
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    let found = known + 1;
    conn.pragma_update(None, "user_version", found).unwrap();
    let apart = path.with_file_name("killed.sqlite3");
    let log = path.with_file_name("killed.sqlite3-wal");
    fs::copy(&path, &apart).unwrap();
    fs::copy(path.with_file_name("history.sqlite3-wal"), &log).unwrap();
    let before = (fs::read(&apart).unwrap(), fs::read(&log).unwrap());
    assert_eq!(problem(&apart), OpenProblem::Newer { found, known });
    assert_eq!((fs::read(&apart).unwrap(), fs::read(&log).unwrap()), before);
}

#[test]
fn another_programs_file_is_refused_and_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite3");
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch("CREATE TABLE bookmark (address TEXT); INSERT INTO bookmark VALUES ('x')")
        .unwrap();
    conn.close().unwrap();
    let before = fs::read(&path).unwrap();
    assert_eq!(problem(&path), OpenProblem::NotOurs);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(names(folder.path()), ["history.sqlite3"]);
}

#[test]
fn our_file_with_a_damaged_mark_is_damage_and_not_another_programs() {
    let (_world, path) = closed();
    let mut bytes = fs::read(&path).unwrap();
    bytes[68..72].copy_from_slice(b"????");
    fs::write(&path, bytes).unwrap();
    assert!(History::open(&path, at(0)).unwrap().damaged.is_some());
}

#[test]
fn what_is_no_database_is_kept_under_another_name_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite3");
    for number in 1..=3 {
        fs::write(&path, format!("notes {number}").repeat(100)).unwrap();
        let opened = History::open(&path, at(0)).unwrap();
        let aside = opened.damaged.unwrap();
        assert!(
            fs::read_to_string(aside)
                .unwrap()
                .starts_with(&format!("notes {number}"))
        );
        opened.history.close().unwrap();
    }
    assert_eq!(
        names(folder.path()),
        [
            "history.damaged-20231114T221320Z-2.sqlite3",
            "history.damaged-20231114T221320Z-3.sqlite3",
            "history.damaged-20231114T221320Z.sqlite3",
            "history.sqlite3",
        ]
    );
}

#[test]
fn a_history_in_use_is_not_opened_twice() {
    let world = World::new();
    assert_eq!(problem(&world.path()), OpenProblem::InUse);
    let reader = world.history.reader().unwrap();
    let path = world.path();
    world.history.close().unwrap();
    assert_eq!(problem(&path), OpenProblem::InUse);
    drop(reader);
    assert!(History::open(&path, at(0)).is_ok());
}

#[test]
fn a_folder_that_is_missing_or_a_folder_in_its_place_is_told() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        problem(&folder.path().join("no/history.sqlite3")),
        OpenProblem::NotWritable
    );
    fs::create_dir(folder.path().join("history.sqlite3")).unwrap();
    let told = problem(&folder.path().join("history.sqlite3"));
    assert!(
        matches!(told, OpenProblem::Files(_) | OpenProblem::NotWritable),
        "{told}"
    );
}

#[test]
fn only_a_file_closed_in_order_is_marked_clean() {
    fn clean(path: &Path) -> bool {
        let conn = Connection::open(path).unwrap();
        let ending: String = conn
            .query_one("SELECT ending FROM mark", (), |row| row.get(0))
            .unwrap();
        ending == "clean"
    }
    let mut world = World::new();
    let path = world.path();
    assert!(!clean(&path), "something was written");
    world = world.again();
    assert!(clean(&path), "nothing was written since");
    world.success(0, None);
    assert!(!clean(&path));
    drop(world.history);
    assert!(!clean(&path), "it was not closed");
    let history = History::open(&path, at(0)).unwrap().history;
    history.close().unwrap();
    assert!(clean(&path));
    assert_eq!(
        names(world.folder.path()),
        ["history.sqlite3"],
        "no side files are left"
    );
}
