use std::collections::BTreeSet;
use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use history::copies;

use crate::life::{enough, folder, killed, numbers, say, task};
use crate::world::{at, made, open, record, replies, replies_of_kept};

const REPLIES: u64 = 20;

/// Not a test: what the child does until it is killed. It writes, and copies meanwhile.
#[test]
#[ignore = "the child of a_kill_while_copying_leaves_whole_copies_only"]
fn child() {
    let Some((path, from)) = task() else { return };
    let mut history = open(&path);
    let reader = history.reader().unwrap();
    let acknowledged = &AtomicU64::new(from);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for second in from.. {
                let before = acknowledged.load(Ordering::SeqCst);
                reader.copier().unwrap().make(at(second)).unwrap();
                say(&format!("copied {second}"));
                say(&format!("with {before}"));
            }
        });
        for number in from.. {
            record(&mut history, number);
            acknowledged.store(number + 1, Ordering::SeqCst);
            say(&format!("acknowledged {number}"));
            std::thread::sleep(Duration::from_millis(2));
        }
    });
}

#[test]
fn a_kill_while_copying_leaves_whole_copies_only() {
    let folder = folder();
    let path = made(folder.path(), REPLIES, 10_000);
    let beside = folder.path().join("copies");
    let mut acknowledged: BTreeSet<u64> = (0..REPLIES).collect();
    let mut next = REPLIES;
    let mut made_in_all = 0;
    let mut unfinished = 0;
    for cycle in 0.. {
        if enough(cycle, unfinished > 0) {
            break;
        }
        let said = killed("copying::child", &path, next, Duration::from_millis(400));
        acknowledged.extend(numbers(&said, "acknowledged"));
        unfinished += u32::from(beside.join("unfinished").exists());
        let there = {
            let history = open(&path);
            let there = replies(&history);
            let lost: Vec<_> = acknowledged.difference(&there).collect();
            assert!(lost.is_empty(), "lost in cycle {cycle}: {lost:?}");
            there
        };

        let kept = copies(&path);
        let copied = numbers(&said, "copied");
        made_in_all += copied.len();
        // The seventh may have gone already for one that was not told any more.
        for second in copied.iter().rev().take(6) {
            assert!(
                kept.iter().any(|copy| copy.at == at(*second)),
                "{second} is gone"
            );
        }
        let least = numbers(&said, "with").pop().unwrap_or(REPLIES);
        if let Some(newest) = kept.first() {
            let in_copy = replies_of_kept(&newest.path);
            let whole: BTreeSet<u64> = (0..in_copy.len() as u64).collect();
            assert_eq!(in_copy, whole, "a copy with a hole");
            assert!(in_copy.len() as u64 >= least, "a copy of an earlier moment");
        }
        next = there.last().unwrap() + 1;
    }
    let history = open(&path);
    history
        .copier()
        .unwrap()
        .make(at(next + 1_000_000))
        .unwrap();
    for copy in copies(&path) {
        assert!(replies_of_kept(&copy.path).len() as u64 >= REPLIES);
    }
    let names = fs::read_dir(&beside).unwrap().count();
    assert_eq!(names, copies(&path).len(), "what the kills left is cleared");
    println!("copying: {unfinished} kills in the middle of a copy, {made_in_all} copies made");
    assert!(unfinished > 0, "no kill came in the middle");
}
