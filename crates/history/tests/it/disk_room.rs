//! A disk with a little room, and then a little more, until it is enough: wherever a step comes to
//! the end of the room, it is told, nothing is lost, and it goes on when there is more.

use std::fs;
use std::path::Path;

use history::{History, HistoryCopy, JobFilter, OpenProblem, Problem, copies, restore};

use crate::disk::{Disk, begun, record};
use crate::version_1;
use crate::world::at;

const STEP_BYTES: usize = 96 << 10;
const DISK_BYTES: u32 = 8 << 20;

/// Takes all room but so many bytes.
fn leave(disk: &Disk, bytes: usize) {
    let room = disk.file().with_file_name("room");
    let _ = fs::remove_file(disk.file().with_file_name("filler"));
    fs::write(&room, vec![1; bytes]).unwrap();
    disk.fill();
    fs::remove_file(room).unwrap();
}

/// Tries with more and more room, and says how often there was not enough.
fn until_there_is_room(disk: &Disk, mut enough: impl FnMut() -> bool) -> usize {
    for step in 0..64 {
        leave(disk, step * STEP_BYTES);
        if enough() {
            return step;
        }
    }
    panic!("there is room for all of it, and it does not go on")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "filler")
        .collect();
    names.sort();
    names
}

#[test]
fn an_old_history_waits_for_room_to_be_brought_up_and_loses_nothing() {
    const JOBS: u32 = 2_000;
    let Some(disk) = Disk::of_bytes(DISK_BYTES) else {
        return;
    };
    version_1::make(&disk.file(), JOBS);
    let refused = until_there_is_room(&disk, || match History::open(&disk.file(), at(0)) {
        Ok(opened) => {
            assert_eq!(opened.damaged, None);
            opened.history.examine().unwrap();
            assert_eq!(opened.history.job_count().unwrap(), u64::from(JOBS));
            // Brought up in the log, which waits for room in the file.
            let closed = opened.history.close();
            assert!(matches!(closed, Ok(()) | Err(Problem::DiskFull)));
            closed.is_ok()
        }
        Err(problem) => {
            assert_eq!(problem, OpenProblem::DiskFull);
            let apart = tempfile::tempdir().unwrap();
            let apart = apart.path().join("apart.sqlite3");
            fs::copy(disk.file(), &apart).unwrap();
            assert!(version_1::is_whole(&apart, JOBS), "it is what it was");
            false
        }
    });
    println!("refused {refused} times");
    assert!(refused >= 5, "only {refused} places were tried");
    let before = disk.file().with_file_name("history.sqlite3.version-1");
    assert!(version_1::is_whole(&before, JOBS));
}

/// A history with so many publishes.
fn filled(disk: &Disk, publishes: i64) -> History {
    let mut history = begun(disk);
    for number in 0..publishes {
        record(&mut history, number).unwrap();
    }
    history
}

fn sound(copy: &HistoryCopy) -> u64 {
    let apart = tempfile::tempdir().unwrap();
    let file = apart.path().join("apart.sqlite3");
    fs::copy(&copy.path, &file).unwrap();
    let opened = History::open(&file, at(0)).unwrap();
    assert_eq!(opened.damaged, None);
    opened.history.examine().unwrap();
    opened.history.job_count().unwrap()
}

#[test]
fn a_copy_waits_for_room_and_the_earlier_ones_and_the_history_stay() {
    let Some(disk) = Disk::of_bytes(DISK_BYTES) else {
        return;
    };
    let mut history = filled(&disk, 100);
    let first = history.copier().unwrap().make(at(0)).unwrap();
    for number in 100..150 {
        record(&mut history, number).unwrap();
    }
    let refused = until_there_is_room(&disk, || match history.copier().unwrap().make(at(1)) {
        Ok(second) => {
            assert_eq!(sound(&second), 150);
            true
        }
        Err(problem) => {
            assert_eq!(problem, Problem::DiskFull);
            assert_eq!(history.copies(), std::slice::from_ref(&first));
            let beside = first.path.parent().unwrap();
            assert_eq!(names(beside).len(), 1, "no half of one takes up the room");
            false
        }
    });
    println!("refused {refused} times");
    assert!(refused >= 4, "only {refused} places were tried");
    assert_eq!(sound(&first), 100);
    disk.make_space();
    record(&mut history, 150).unwrap();
    let all = history.jobs(&JobFilter::default(), None, 1_000).unwrap();
    assert_eq!(all.jobs.len(), 151);
}

#[test]
fn going_back_to_a_copy_waits_for_room_and_the_history_stays() {
    let Some(disk) = Disk::of_bytes(DISK_BYTES) else {
        return;
    };
    let mut history = filled(&disk, 100);
    history.copier().unwrap().make(at(0)).unwrap();
    record(&mut history, 100).unwrap();
    history.close().unwrap();
    let copy = copies(&disk.file()).pop().unwrap();
    let before = names(disk.file().parent().unwrap());
    let bytes = fs::read(disk.file()).unwrap();
    let refused = until_there_is_room(&disk, || match restore(&disk.file(), &copy, at(1)) {
        Ok(aside) => {
            // Not `assert_eq`: that would print a whole file.
            assert!(fs::read(aside.unwrap()).unwrap() == bytes);
            true
        }
        Err(problem) => {
            assert_eq!(problem, OpenProblem::DiskFull);
            assert!(fs::read(disk.file()).unwrap() == bytes);
            assert_eq!(names(disk.file().parent().unwrap()), before);
            false
        }
    });
    println!("refused {refused} times");
    assert!(refused >= 4, "only {refused} places were tried");
    disk.make_space();
    let opened = History::open(&disk.file(), at(0)).unwrap();
    assert_eq!(opened.damaged, None);
    assert_eq!(opened.history.job_count().unwrap(), 100);
}

fn ids(history: &History) -> Vec<i64> {
    let all = history.jobs(&JobFilter::default(), None, 1_000).unwrap();
    all.jobs.iter().map(|job| job.row).collect()
}

/// A history whose log was taken in: all that a step writes needs room of its own.
fn filled_anew(disk: &Disk, publishes: i64) -> History {
    filled(disk, publishes).close().unwrap();
    History::open(&disk.file(), at(0)).unwrap().history
}

#[test]
fn the_removing_of_old_publishes_waits_for_room_and_takes_nothing_by_halves() {
    let Some(disk) = Disk::of_bytes(DISK_BYTES) else {
        return;
    };
    let mut history = filled_anew(&disk, 300);
    let before = ids(&history);
    let refused = until_there_is_room(&disk, || match history.remove_before(at(200), 150) {
        Ok(removed) => {
            assert_eq!(removed, 150);
            true
        }
        Err(problem) => {
            assert_eq!(problem, Problem::DiskFull);
            assert_eq!(ids(&history), before);
            assert_eq!(history.kept_since(), Ok(None));
            history.examine().unwrap();
            false
        }
    });
    println!("refused {refused} times");
    assert!(refused >= 2, "only {refused} places were tried");
    disk.make_space();
    assert_eq!(history.remove_before(at(200), 150), Ok(50), "it goes on");
    assert_eq!(ids(&history), before[..100]);
    history.examine().unwrap();
    record(&mut history, 300).unwrap();
}

#[test]
fn the_giving_back_of_room_waits_for_room_and_nothing_is_lost() {
    let Some(disk) = Disk::of_bytes(DISK_BYTES) else {
        return;
    };
    let mut history = filled_anew(&disk, 300);
    assert_eq!(history.remove_before(at(100), 100), Ok(100));
    history.close().unwrap();
    let mut history = History::open(&disk.file(), at(0)).unwrap().history;
    let before = ids(&history);
    let (unused, full) = (history.unused_bytes().unwrap(), history.file_bytes());
    assert!(unused > 0);
    let refused = until_there_is_room(&disk, || match history.compact() {
        Ok(()) => true,
        Err(problem) => {
            assert_eq!(problem, Problem::DiskFull);
            assert_eq!(history.unused_bytes(), Ok(unused), "it is as it was");
            assert_eq!(ids(&history), before);
            history.examine().unwrap();
            false
        }
    });
    println!("refused {refused} times");
    assert!(refused >= 4, "only {refused} places were tried");
    assert_eq!(history.unused_bytes(), Ok(0));
    assert!(history.file_bytes() < full);
    assert_eq!(ids(&history), before);
    disk.make_space();
    record(&mut history, 300).unwrap();
}
