use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use history::{copies, restore};

use crate::life::{enough, folder, killed, numbers, say, task};
use crate::world::{at, made, open, record, replies, replies_of_kept};

const REPLIES: u64 = 10;

/// Not a test: what the child does until it is killed. Each round adds a reply that the copy has
/// not, and goes back to the copy.
#[test]
#[ignore = "the child of a_kill_while_going_back_to_a_copy_leaves_both_histories"]
fn child() {
    let Some((path, from)) = task() else { return };
    let copy = copies(&path).pop().unwrap();
    for number in from.. {
        let mut history = open(&path);
        record(&mut history, number);
        history.close().unwrap();
        say(&format!("acknowledged {number}"));
        restore(&path, &copy, at(number)).unwrap();
        say(&format!("went back {number}"));
    }
}

fn names(folder: &Path, with: &str) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains(with))
        .collect()
}

#[test]
fn a_kill_while_going_back_to_a_copy_leaves_both_histories() {
    let folder = folder();
    let path = made(folder.path(), REPLIES, 10_000);
    let history = open(&path);
    history.copier().unwrap().make(at(0)).unwrap();
    history.close().unwrap();
    let first: BTreeSet<u64> = (0..REPLIES).collect();
    let mut next = REPLIES;
    let (mut preparing, mut rounds) = (0, 0);
    for cycle in 0.. {
        if enough(cycle, preparing > 0) {
            break;
        }
        // The first word comes right before going back, which is over soon.
        let within = Duration::from_millis(if cycle % 4 == 0 { 200 } else { 15 });
        let said = killed("restoring::child", &path, next, within);
        let acknowledged = numbers(&said, "acknowledged");
        rounds += acknowledged.len();
        preparing += u32::from(!names(folder.path(), ".restored").is_empty());

        // Whichever of the two is in the place is whole.
        let history = open(&path);
        let mut there = replies(&history);
        assert!(there.is_superset(&first), "cycle {cycle}: {there:?}");
        history.close().unwrap();
        assert_eq!(names(folder.path(), ".restored"), [] as [PathBuf; 0]);
        for kept in names(folder.path(), "before-copy") {
            there.extend(replies_of_kept(&kept));
            fs::remove_file(kept).unwrap();
        }
        let lost: Vec<_> = acknowledged
            .iter()
            .filter(|number| !there.contains(number))
            .collect();
        assert!(lost.is_empty(), "lost in cycle {cycle}: {lost:?}");
        next = there.last().unwrap() + 1;
    }
    println!("going back: {preparing} kills in the middle, {rounds} rounds");
    assert!(preparing > 0, "no kill came in the middle");
}
