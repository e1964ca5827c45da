use std::collections::BTreeSet;
use std::time::Duration;

use crate::life::{folder, killed, kills, numbers, say, task};
use crate::world::{made, open, record, replies};

/// Not a test: what the child does until it is killed.
#[test]
#[ignore = "the child of nothing_acknowledged_is_lost_when_the_app_is_killed"]
fn child() {
    let Some((path, from)) = task() else { return };
    let mut history = open(&path);
    for number in from.. {
        record(&mut history, number);
        say(&format!("acknowledged {number}"));
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_the_app_is_killed() {
    let folder = folder();
    let path = made(folder.path(), 0, 0);
    let mut acknowledged = BTreeSet::new();
    let mut next = 0;
    for cycle in 0..kills() {
        // At any moment: in a commit, between two, in a checkpoint.
        let said = killed("writing::child", &path, next, Duration::from_millis(200));
        acknowledged.extend(numbers(&said, "acknowledged"));
        // Dropped, not closed: the file never ends in order in this test.
        let there = replies(&open(&path));
        let lost: Vec<_> = acknowledged.difference(&there).collect();
        assert!(lost.is_empty(), "lost in cycle {cycle}: {lost:?}");
        let more = there.len() - acknowledged.len();
        assert!(more as u64 <= cycle + 1, "more than was written");
        next = there.last().map_or(0, |newest| newest + 1);
    }
    println!(
        "writing: {} kills, {} replies acknowledged, none lost",
        kills(),
        acknowledged.len()
    );
    assert!(acknowledged.len() as u64 >= kills(), "the child hardly ran");
}
