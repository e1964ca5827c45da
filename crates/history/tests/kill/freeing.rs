use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use crate::life::{folder, killed, kills, numbers, say, task};
use crate::version_1;
use crate::world::open;

/// More than a fast computer removes until the last kill.
fn jobs() -> i64 {
    1_000 + 400 * kills().cast_signed()
}

/// Up to here each may go: the last of a bot, and its last good one, come later.
fn may_go() -> i64 {
    jobs() - 200
}

/// The publishes of [`version_1`] were asked for a second apart, in the order of their numbers.
fn second(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// Not a test: what the child does until it is killed.
#[test]
#[ignore = "the child of a_kill_while_old_publishes_are_removed_or_room_is_given_back_takes_no_other"]
fn child() {
    let Some((path, _)) = task() else { return };
    let mut history = open(&path);
    loop {
        for _ in 0..12 {
            say("removing");
            let removed = history.remove_before(second(may_go()), 1).unwrap();
            say(&format!("removed {removed}"));
        }
        say("compacting");
        history.compact().unwrap();
        say("compacted");
    }
}

/// The number of the oldest that is left. Those from it on must all be there, and be whole.
fn oldest(path: &Path) -> i64 {
    let history = open(path);
    history.examine().unwrap();
    let all = history.jobs(&history::JobFilter::default(), None, u32::MAX);
    let mut there: Vec<i64> = all.unwrap().jobs.iter().map(|row| row.row).collect();
    there.sort_unstable();
    let oldest = there[0];
    assert_eq!(
        there,
        (oldest..=jobs()).collect::<Vec<_>>(),
        "one is missing"
    );
    for row in there.iter().step_by(100) {
        assert_eq!(history.job(*row).unwrap().unwrap().resources.len(), 5);
    }
    let since = history.kept_since().unwrap();
    assert_eq!(since, (oldest > 1).then(|| second(may_go())));
    oldest
}

#[test]
fn a_kill_while_old_publishes_are_removed_or_room_is_given_back_takes_no_other() {
    let folder = folder();
    let path = folder.path().join("history.sqlite3");
    version_1::make(&path, u32::try_from(jobs()).unwrap());
    let mut before = oldest(&path);
    assert_eq!(before, 1);
    let (mut removing, mut compacting, mut compacted) = (0, 0, 0);
    for cycle in 0..kills() {
        let said = killed("freeing::child", &path, 0, Duration::from_millis(250));
        match said.last().unwrap().as_str() {
            "removing" => removing += 1,
            "compacting" => compacting += 1,
            _ => {}
        }
        compacted += said.iter().filter(|word| *word == "compacted").count();
        let acknowledged: u64 = numbers(&said, "removed").iter().sum();
        let now = oldest(&path);
        let gone = (now - before).cast_unsigned();
        // The last step may not have been told any more.
        assert!(
            (acknowledged..=acknowledged + 1).contains(&gone),
            "cycle {cycle}: {acknowledged} told, {gone} gone"
        );
        before = now;
    }
    println!(
        "freeing: {} kills, {removing} while removing, {compacting} while compacting; {} removed, \
         compacted {compacted} times",
        kills(),
        before - 1
    );
    assert!(before < may_go(), "there was nothing left to do");
    assert!(removing > 0 && compacting > 0, "no kill came in the middle");
}
