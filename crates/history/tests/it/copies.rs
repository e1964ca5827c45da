//! Copies of the history, made while it is written to.

use std::fs;

use domain::PublishState;
use history::{History, JobFilter, OpenProblem, Problem, copies, restore};

use crate::world::{World, at, job};

fn ids(history: &History) -> Vec<i64> {
    let page = history.jobs(&JobFilter::default(), None, 10_000).unwrap();
    page.jobs.iter().map(|job| job.row).collect()
}

fn filled(jobs: i64) -> World {
    let mut world = World::new();
    for number in 0..jobs {
        let told = job(&format!("ds-{number}"), number, PublishState::Published);
        world.success(number, Some(&told));
    }
    world
}

#[test]
fn a_copy_is_one_moment_as_a_whole_and_the_writer_goes_on() {
    let mut world = filled(30);
    let copier = world.history.copier().unwrap();
    let making = std::thread::spawn(move || copier.make(at(100)).unwrap());
    for number in 30..60 {
        let told = job(&format!("ds-{number}"), number, PublishState::Published);
        world.success(number, Some(&told));
    }
    let copy = making.join().unwrap();
    assert_eq!(world.history.copies(), std::slice::from_ref(&copy));
    assert_eq!(copy.at, at(100));
    assert_eq!(ids(&world.history).len(), 60);

    let apart = world.folder.path().join("apart.sqlite3");
    fs::copy(&copy.path, &apart).unwrap();
    let opened = History::open(&apart, at(0)).unwrap();
    assert_eq!(opened.damaged, None);
    opened.history.examine().unwrap();
    let there = ids(&opened.history);
    assert!((30..=60).contains(&there.len()), "{}", there.len());
    let whole: Vec<i64> = (1..=i64::try_from(there.len()).unwrap()).rev().collect();
    assert_eq!(there, whole, "without a hole");
    assert_eq!(opened.history.board().unwrap().len(), 1);
}

#[test]
fn a_copy_that_is_stopped_leaves_nothing_and_keeps_the_others() {
    let world = filled(2);
    let first = world.history.copier().unwrap().make(at(100)).unwrap();
    // Large enough that the copy is not there before the stop.
    let others = rusqlite::Connection::open(world.path()).unwrap();
    others
        .execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 200000)
         INSERT INTO setting SELECT 'filler ' || x, hex(randomblob(100)) FROM n",
            (),
        )
        .unwrap();
    drop(others);
    let copier = world.history.copier().unwrap();
    let folder = first.path.parent().unwrap().to_owned();
    // What a kill in the middle of a copy leaves.
    fs::write(folder.join("unfinished"), "half a copy").unwrap();
    let all = copies(&world.path());
    assert_eq!(all, std::slice::from_ref(&first), "it counts for none");
    let stop = copier.stopper();
    let stopping = std::thread::spawn(move || {
        for _ in 0..2_000 {
            stop.stop();
            std::thread::sleep(std::time::Duration::from_micros(100));
        }
    });
    let made = copier.make(at(200));
    stopping.join().unwrap();
    match made {
        Err(problem) => {
            assert!(matches!(problem, Problem::Other { .. }), "{problem}");
            assert_eq!(copies(&world.path()), [first]);
            assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        }
        Ok(copy) => panic!("it was never stopped: {copy:?}"),
    }
    world.history.copier().unwrap().make(at(300)).unwrap();
    assert_eq!(copies(&world.path()).len(), 2);
}

#[test]
fn the_newest_seven_copies_stay() {
    let world = filled(3);
    for day in 0..9 {
        world
            .history
            .copier()
            .unwrap()
            .make(at(day * 86_400))
            .unwrap();
    }
    let left: Vec<_> = copies(&world.path()).iter().map(|copy| copy.at).collect();
    let newest: Vec<_> = (2..9).rev().map(|day| at(day * 86_400)).collect();
    assert_eq!(left[..7], newest);
}

#[test]
fn what_a_person_removed_goes_from_the_copies_too_as_newer_ones_take_their_place() {
    let mut world = filled(300);
    let make = |world: &World, day: i64| {
        let copier = world.history.copier().unwrap();
        copier.make(at(day * 86_400)).unwrap().bytes
    };
    let full = make(&world, 0);
    while world.history.remove_before(at(290), 50).unwrap() > 0 {}
    for day in 1..8 {
        assert!(make(&world, day) < full);
    }
    let left: Vec<_> = copies(&world.path()).iter().map(|copy| copy.at).collect();
    let newest: Vec<_> = (1..8).rev().map(|day| at(day * 86_400)).collect();
    assert_eq!(left, newest);
}

#[test]
fn going_back_to_a_copy_keeps_what_was_there_beside_it() {
    let mut world = filled(3);
    let copy = world.history.copier().unwrap().make(at(100)).unwrap();
    world.success(9, Some(&job("ds-9", 9, PublishState::Published)));
    let path = world.path();
    assert_eq!(restore(&path, &copy, at(200)), Err(OpenProblem::InUse));
    world.history.close().unwrap();

    let aside = restore(&path, &copy, at(200)).unwrap().unwrap();
    for (file, jobs) in [(&path, 3), (&aside, 4)] {
        let opened = History::open(file, at(0)).unwrap();
        assert_eq!((opened.damaged, ids(&opened.history).len()), (None, jobs));
        opened.history.close().unwrap();
    }
    assert!(copy.path.exists(), "a copy serves more than once");
}

#[test]
fn a_copy_that_is_damaged_or_no_history_takes_nothing_away() {
    let world = filled(40);
    let copy = world.history.copier().unwrap().make(at(100)).unwrap();
    let path = world.path();
    world.history.close().unwrap();
    let sound = fs::read(&copy.path).unwrap();
    let mut torn = sound.clone();
    // Behind the schema: opening it alone does not find that.
    let behind = torn.len() / 2;
    torn[behind..].fill(0xff);
    for damaged in [torn.as_slice(), &sound[..5_000], b"notes"] {
        fs::write(&copy.path, damaged).unwrap();
        assert!(restore(&path, &copy, at(200)).is_err());
        let opened = History::open(&path, at(0)).unwrap();
        assert_eq!((opened.damaged, ids(&opened.history).len()), (None, 40));
        opened.history.close().unwrap();
    }
    let mut names: Vec<_> = fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["copies", "history.sqlite3", "history.sqlite3.lock"]);
}
