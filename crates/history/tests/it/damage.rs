//! Damaged files: told and kept, never silently emptied, never a panic.

use std::fs;
use std::path::{Path, PathBuf};

use domain::PublishState;
use history::{BoardRow, History, JobFilter, Problem, StoredJob};

use crate::world::{World, at, job, part};

type Everything = (Vec<BoardRow>, Vec<StoredJob>);

fn read(history: &History) -> Result<Everything, Problem> {
    let rows = history.jobs(&JobFilter::default(), None, 1_000)?.jobs;
    let mut jobs = Vec::new();
    for row in rows {
        jobs.push(history.job(row.row)?.ok_or(Problem::Damaged)?);
    }
    Ok((history.board()?, jobs))
}

/// A closed file of 150 jobs, and what is in it.
fn made() -> (World, PathBuf, Vec<u8>, Everything) {
    let mut world = World::new();
    for number in 0..150 {
        let mut told = job(
            &format!("ds-{number}"),
            number * 100,
            PublishState::Published,
        );
        told.version_comment = Some(format!("version {number} of the greeting"));
        told.resources
            .push(part(&format!("dialog-{number}"), PublishState::Published));
        world.success(number * 100 + 50, Some(&told));
    }
    let world = world.again();
    let everything = read(&world.history).unwrap();
    let path = world.path();
    let copy = path.with_file_name("copy.sqlite3");
    let world = world.again();
    fs::copy(&path, &copy).unwrap();
    let bytes = fs::read(&copy).unwrap();
    (world, copy, bytes, everything)
}

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything is there.
    Same,
    /// Told at the start; the damaged file is kept as it was, and a new one works.
    SetAside,
    /// Told when it was read.
    ToldOnRead,
    /// A value differs from what was written, in a file that is sound in itself.
    OtherValue,
}

fn open_damaged(path: &Path, damaged: &[u8], before: &Everything) -> Outcome {
    fs::write(path, damaged).unwrap();
    let opened = History::open(path, at(0)).unwrap();
    if let Some(aside) = opened.damaged {
        assert_eq!(fs::read(&aside).unwrap(), damaged, "kept as it was");
        assert_eq!(read(&opened.history).unwrap(), (vec![], vec![]));
        opened.history.close().unwrap();
        fs::remove_file(aside).unwrap();
        return Outcome::SetAside;
    }
    let outcome = match read(&opened.history) {
        Ok(now) if now == *before => Outcome::Same,
        Ok(now) => {
            assert_eq!(
                now.0.len(),
                before.0.len(),
                "a bot is missing and nothing was told"
            );
            assert_eq!(
                now.1.len(),
                before.1.len(),
                "a job is missing and nothing was told"
            );
            Outcome::OtherValue
        }
        Err(problem) => {
            assert_eq!(problem, Problem::Damaged);
            Outcome::ToldOnRead
        }
    };
    opened.history.close().unwrap();
    outcome
}

/// What a failing disk, memory or program does to a file.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// A few bytes are something else.
    Bytes,
    /// One bit is the other.
    Bit,
    /// A block was never written.
    Zeros,
    /// A block stands in another's place.
    Misplaced,
    /// The end is missing.
    Cut,
    /// Something was put in between, and all behind it moved.
    Shifted,
}

const BLOCK: usize = 4_096;

fn damage(sound: &[u8], kind: Kind, random: &mut fastrand::Rng) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    let blocks = bytes.len() / BLOCK;
    let block = |number: usize| number * BLOCK..(number + 1) * BLOCK;
    let at = random.usize(..bytes.len() - 16);
    match kind {
        Kind::Bytes => random.fill(&mut bytes[at..at + 16]),
        Kind::Bit => bytes[at] ^= 1 << random.u8(..8),
        Kind::Zeros => bytes[block(random.usize(..blocks))].fill(0),
        Kind::Misplaced => {
            bytes.copy_within(
                block(random.usize(..blocks)),
                random.usize(..blocks) * BLOCK,
            );
        }
        Kind::Cut => bytes.truncate(at),
        Kind::Shifted => {
            let between: Vec<u8> = (0..random.usize(1..BLOCK)).map(|_| random.u8(..)).collect();
            bytes.splice(at..at, between);
        }
    }
    bytes
}

#[test]
fn of_many_random_damages_none_empties_the_history_silently() {
    let (_world, path, sound, before) = made();
    let times = std::env::var("PUBLISH_MONITOR_DAMAGES");
    let times = times.map_or(100, |text| text.parse::<usize>().unwrap());
    let kinds = [
        Kind::Bytes,
        Kind::Bit,
        Kind::Zeros,
        Kind::Misplaced,
        Kind::Cut,
        Kind::Shifted,
    ];
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    let outcomes = [
        Outcome::Same,
        Outcome::SetAside,
        Outcome::ToldOnRead,
        Outcome::OtherValue,
    ];
    let mut counts = kinds.map(|_| outcomes.each_ref().map(|_| 0));
    for time in 0..times {
        let kind = time % kinds.len();
        let damaged = damage(&sound, kinds[kind], &mut random);
        let found = open_damaged(&path, &damaged, &before);
        let outcome = outcomes.iter().position(|one| *one == found).unwrap();
        counts[kind][outcome] += 1;
    }
    println!(
        "{} bytes: same, set aside, told on read, other value",
        sound.len()
    );
    for (kind, counts) in kinds.iter().zip(&counts) {
        println!("{kind:?}: {counts:?}");
        assert_eq!(
            counts[2], 0,
            "{kind:?}: a small file is searched at the start"
        );
    }
    // SQLite keeps no checksum of a page: a letter inside a text can become another. Whole blocks
    // cannot.
    for (kind, counts) in kinds.iter().zip(&counts).skip(2) {
        assert_eq!(counts[3], 0, "{kind:?}");
    }
    let each = times / kinds.len();
    assert!(counts[2][1] >= each, "a missing block is always found");
    assert!(counts[4][1] >= each, "a cut is always found");
    assert!(counts[5][1] >= each, "a shift is always found");
}

#[test]
fn a_file_that_was_cut_anywhere_is_set_aside() {
    let (_world, path, sound, before) = made();
    let mut random = fastrand::Rng::with_seed(43);
    let mut lengths = vec![0, 1, 15, 16, 99, 100, 101, 4_096, sound.len() - 1];
    lengths.extend((0..60).map(|_| random.usize(..sound.len())));
    for length in lengths {
        let outcome = open_damaged(&path, &sound[..length], &before);
        assert_eq!(outcome, Outcome::SetAside, "cut to {length} bytes");
    }
}

#[test]
fn a_log_without_its_file_is_set_aside() {
    let (_world, path, ..) = made();
    fs::remove_file(&path).unwrap();
    let log = path.with_file_name("copy.sqlite3-wal");
    fs::write(&log, "rest of a log").unwrap();
    let opened = History::open(&path, at(0)).unwrap();
    let mut aside = opened.damaged.unwrap().into_os_string();
    aside.push("-wal");
    assert_eq!(fs::read_to_string(aside).unwrap(), "rest of a log");
    assert!(opened.history.board().unwrap().is_empty());
}

#[test]
fn damage_in_the_log_of_a_killed_app_loses_no_more_than_its_last_replies() {
    let mut world = World::new();
    world.success(0, Some(&job("ds-0", 0, PublishState::Published)));
    let mut world = world.again();
    for number in 1..40 {
        let told = job(&format!("ds-{number}"), number, PublishState::Published);
        world.success(number * 10, Some(&told));
    }
    // A copy taken while it runs is what a killed app leaves.
    let copy = world.folder.path().join("copy.sqlite3");
    let log = world.folder.path().join("copy.sqlite3-wal");
    let file = fs::read(world.path()).unwrap();
    let sound = fs::read(world.path().with_file_name("history.sqlite3-wal")).unwrap();
    let mut random = fastrand::Rng::with_seed(44);
    for _ in 0..100 {
        let mut damaged = sound.clone();
        let from = random.usize(..damaged.len() - 16);
        random.fill(&mut damaged[from..from + 16]);
        fs::write(&copy, &file).unwrap();
        fs::write(&log, &damaged).unwrap();
        let _ = fs::remove_file(world.folder.path().join("copy.sqlite3-shm"));
        let opened = History::open(&copy, at(0)).unwrap();
        if opened.damaged.is_some() {
            continue;
        }
        let rows = opened
            .history
            .jobs(&JobFilter::default(), None, 100)
            .unwrap()
            .jobs;
        let seen: Vec<i64> = rows.iter().rev().map(|row| row.row).collect();
        let first: Vec<i64> = (1..=i64::try_from(rows.len()).unwrap()).collect();
        assert_eq!(seen, first, "the earlier ones, without a hole");
        assert!(!seen.is_empty());
    }
}

#[test]
fn damage_that_comes_up_while_reading_is_found_at_the_next_start() {
    // Large enough that a clean file is not searched at the start.
    let mut world = World::new();
    let comment = "x".repeat(100_000);
    for number in 0..100 {
        let mut told = job(&format!("ds-{number}"), number, PublishState::Published);
        told.version_comment = Some(comment.clone());
        world.success(number * 10, Some(&told));
    }
    let mut world = world.again();
    let victim = world.success(9_999, Some(&job("ds-100", 100, PublishState::Published)));
    let path = world.path();
    world.history.close().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let needle = b"\0\0\0new greeting";
    let found = bytes
        .windows(needle.len() - 3)
        .position(|window| window == &needle[3..])
        .unwrap();
    bytes[found..found + 4].copy_from_slice(&[0xff; 4]);
    fs::write(&path, &bytes).unwrap();

    let opened = History::open(&path, at(0)).unwrap();
    assert_eq!(opened.examined, history::Examined::Not);
    assert_eq!(opened.damaged, None);
    let told = opened.history.job(victim.job.unwrap());
    assert_eq!(told.unwrap_err(), Problem::Damaged);
    opened.history.close().unwrap();
    let opened = History::open(&path, at(0)).unwrap();
    assert_eq!(opened.examined, history::Examined::Wholly);
    assert!(opened.damaged.is_some());
}
