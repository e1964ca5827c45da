//! A disk that is full or read-only: real ones, of a small file system made for the test.

use std::path::Path;
use std::process::Command;

use domain::PublishState;
use history::{History, JobFilter, OpenProblem, Problem, Success};

use crate::world::{EVERY, account, at, job};

/// A file system of its own, as long as it lives.
pub struct Disk(tempfile::TempDir);

impl Disk {
    /// `None`, said on the test's output, where this user may not make one.
    pub fn of_bytes(bytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let made = mount(&format!("size={bytes}"), folder.path());
        if !made {
            eprintln!("skipped: making a small file system needs Linux and root");
        }
        made.then(|| Self(folder))
    }

    pub fn file(&self) -> std::path::PathBuf {
        self.0.path().join("history.sqlite3")
    }

    pub fn fill(&self) {
        let mut bytes = 1 << 20;
        let mut filler = std::fs::File::create(self.0.path().join("filler")).unwrap();
        while bytes > 0 {
            if std::io::Write::write(&mut filler, &vec![1; bytes]).is_err() {
                bytes /= 2;
            }
        }
    }

    pub fn make_space(&self) {
        std::fs::remove_file(self.0.path().join("filler")).unwrap();
    }
}

fn mount(options: &str, folder: &Path) -> bool {
    Command::new("mount")
        .args(["-t", "tmpfs", "-o", options, "tmpfs"])
        .arg(folder)
        .output()
        .is_ok_and(|output| output.status.success())
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

pub fn record(history: &mut History, number: i64) -> Result<(), Problem> {
    let mut told = job(&format!("ds-{number}"), number, PublishState::Published);
    told.version_comment = Some("x".repeat(3_000));
    let success = Success {
        account: &account("a").id,
        bot: &domain::BotId::new("st-1111"),
        at: at(number),
        every: EVERY,
        job: Some(&told),
    };
    history.record_success(&success).map(drop)
}

pub fn begun(disk: &Disk) -> History {
    let mut history = History::open(&disk.file(), at(0)).unwrap().history;
    history.add_account(&account("a")).unwrap();
    let bots = [domain::BotId::new("st-1111")];
    history.add_bots(&account("a").id, &bots, at(0)).unwrap();
    history
}

#[test]
fn a_full_disk_is_told_reads_go_on_and_recording_resumes() {
    let Some(disk) = Disk::of_bytes(2 << 20) else {
        return;
    };
    let others = disk.0.path().join("others");
    std::fs::write(&others, vec![1; 512 << 10]).unwrap();
    let mut history = begun(&disk);
    let mut kept = 0;
    let problem = loop {
        match record(&mut history, kept) {
            Ok(()) => kept += 1,
            Err(problem) => break problem,
        }
        assert!(kept < 10_000, "the disk never filled");
    };
    assert_eq!(problem, Problem::DiskFull);
    disk.fill();
    assert_eq!(
        record(&mut history, kept),
        Err(Problem::DiskFull),
        "also to the last byte"
    );
    let reader = history.reader().unwrap();
    let all = reader.jobs(&JobFilter::default(), None, 10_000).unwrap();
    let rows = all.jobs;
    assert_eq!(
        i64::try_from(rows.len()).unwrap(),
        kept,
        "all that was acknowledged, nothing else"
    );
    drop(reader);

    std::fs::remove_file(others).unwrap();
    assert_eq!(record(&mut history, kept), Ok(()));
    history.close().unwrap();
    let opened = History::open(&disk.file(), at(0)).unwrap();
    assert_eq!(opened.damaged, None);
    assert_eq!(opened.history.job_count().unwrap().cast_signed(), kept + 1);
}

#[test]
fn a_full_disk_stops_a_new_history_and_leaves_no_half_of_one() {
    let Some(disk) = Disk::of_bytes(1 << 20) else {
        return;
    };
    disk.fill();
    let problem = History::open(&disk.file(), at(0)).map(drop).unwrap_err();
    assert_eq!(problem, OpenProblem::DiskFull);
    assert!(!disk.file().exists());
    disk.make_space();
    begun(&disk).close().unwrap();
}

#[test]
fn a_read_only_disk_is_told() {
    let Some(disk) = Disk::of_bytes(2 << 20) else {
        return;
    };
    begun(&disk).close().unwrap();
    assert!(mount("remount,ro", disk.0.path()));
    let problem = History::open(&disk.file(), at(0)).map(drop).unwrap_err();
    assert_eq!(problem, OpenProblem::NotWritable);
}
