use std::fs;

use history::{JobFilter, JobRow};

use crate::life::{enough, folder, killed, say, task, undisturbed};
use crate::version_1;
use crate::world::open;

const JOBS: u32 = 5_000;

/// Not a test: what the child does until it is killed.
#[test]
#[ignore = "the child of a_kill_while_an_old_history_is_brought_up_loses_nothing"]
fn child() {
    let Some((path, _)) = task() else { return };
    say("begun");
    let history = open(&path);
    say("done");
    drop(history);
}

fn rows(history: &history::History) -> Vec<JobRow> {
    let all = history.jobs(&JobFilter::default(), None, u32::MAX).unwrap();
    all.jobs
}

#[test]
fn a_kill_while_an_old_history_is_brought_up_loses_nothing() {
    let folder = folder();
    let old = folder.path().join("old.sqlite3");
    version_1::make(&old, JOBS);
    let path = folder.path().join("history.sqlite3");
    let before = folder.path().join("history.sqlite3.version-1");
    let draft = folder.path().join("history.sqlite3.version-1.new");
    let begin = || {
        for file in [&path, &before, &draft] {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                let _ = fs::remove_file(format!("{}{suffix}", file.display()));
            }
        }
        fs::copy(&old, &path).unwrap();
    };
    begin();
    let whole = undisturbed("migrating::child", &path);
    let expected = rows(&open(&path));
    assert_eq!(expected.len(), JOBS as usize);

    let (mut searching, mut copying, mut changing, mut over) = (0, 0, 0, 0);
    for cycle in 0.. {
        if enough(cycle, copying + changing > 0) {
            break;
        }
        begin();
        // The search and the copy come first, and are short.
        let within = if cycle % 2 == 0 { whole } else { whole / 8 };
        let said = killed("migrating::child", &path, 0, within);
        *match (said.len(), draft.exists(), before.exists()) {
            (2.., ..) => &mut over,
            (_, true, _) => &mut copying,
            (_, _, true) => &mut changing,
            _ => &mut searching,
        } += 1;
        let history = open(&path);
        history.examine().unwrap();
        assert_eq!(rows(&history), expected);
        history.close().unwrap();
        assert!(version_1::is_whole(&before, JOBS), "the copy of before");
        assert!(!draft.exists(), "half a copy is left");
    }
    println!(
        "bringing up {} bytes: killed while searching {searching}, copying {copying}, changing \
         {changing}, over {over}",
        fs::metadata(&old).unwrap().len()
    );
    assert!(copying + changing > 0, "no kill came in the middle");
}
