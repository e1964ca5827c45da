use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;

use crate::life::{folder, killed, kills, say, task};
use crate::version_1;
use crate::world::open;

const JOBS: u32 = 1_500;

/// The publishes of [`version_1`] were asked for a second apart.
fn second(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// Not a test: what the child does until it is killed.
#[test]
#[ignore = "the child of a_kill_while_old_publishes_are_removed_takes_no_other"]
fn child() {
    let Some((path, before)) = task() else { return };
    let mut history = open(&path);
    say("begun");
    loop {
        history
            .remove_before(second(before.cast_signed()), 20)
            .unwrap();
        history.compact().unwrap();
        say("compacted");
    }
}

fn numbers(path: &std::path::Path) -> BTreeSet<i64> {
    let history = open(path);
    history.examine().unwrap();
    let all = history.jobs(&history::JobFilter::default(), None, u32::MAX);
    let all = all.unwrap().jobs;
    for row in all.iter().step_by(100) {
        assert_eq!(history.job(row.row).unwrap().unwrap().resources.len(), 5);
    }
    all.iter().map(|row| row.row).collect()
}

#[test]
fn a_kill_while_old_publishes_are_removed_takes_no_other() {
    let folder = folder();
    let path = folder.path().join("history.sqlite3");
    version_1::make(&path, JOBS);
    let mut there = numbers(&path);
    assert_eq!(there.len(), JOBS as usize);
    let mut removed = 0;
    for cycle in 1..=kills() {
        let before = u64::from(JOBS) * cycle / (kills() + 1);
        killed("freeing::child", &path, before, Duration::from_millis(150));
        let now = numbers(&path);
        let gone: Vec<_> = there.difference(&now).copied().collect();
        assert!(
            gone.iter().all(|nr| nr.cast_unsigned() < before),
            "{gone:?}"
        );
        assert!(now.is_subset(&there));
        removed += gone.len();
        there = now;
    }
    println!("removing: {} kills, {removed} removed", kills());
    assert!(removed > 0, "the child hardly ran");
}
