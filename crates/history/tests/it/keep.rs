//! Removing old publishes: what goes, what stays, and the room of it.

use domain::{AlertKind, BotId, PublishState};
use history::{Decision, History, JobFilter, NewAlert, Problem, Success, Told};

use crate::disk::{Disk, begun, record};
use crate::world::{EVERY, World, at, job};

fn ids(history: &History) -> Vec<String> {
    let page = history.jobs(&JobFilter::default(), None, 10_000).unwrap();
    let id = |row| history.job(row).unwrap().unwrap().job_id.unwrap();
    page.jobs
        .iter()
        .rev()
        .map(|job| id(job.row).as_str().to_owned())
        .collect()
}

fn told(world: &mut World, id: &str, second: i64, state: PublishState) {
    world.success(second, Some(&job(id, second, state)));
}

/// All that may go before this, a few at a time.
fn remove(history: &mut History, before: i64) -> u32 {
    let mut removed = 0;
    loop {
        let now = history.remove_before(at(before), 3).unwrap();
        removed += now;
        if now < 3 {
            return removed;
        }
    }
}

#[test]
fn the_last_publish_the_last_good_one_and_those_that_run_stay_however_old() {
    let mut world = World::new();
    for (number, state) in (0..).zip([
        PublishState::Published,
        PublishState::Publishing,
        PublishState::Failed,
        PublishState::Published,
        PublishState::Failed,
        PublishState::Failed,
    ]) {
        told(&mut world, &format!("ds-{number}"), number * 100, state);
    }
    world.bot = BotId::new("st-2222");
    let bots = [world.bot.clone()];
    world
        .history
        .add_bots(&world.account, &bots, at(0))
        .unwrap();
    told(&mut world, "other", 50, PublishState::Failed);

    assert_eq!(world.history.kept_since().unwrap(), None);
    let freeable = world.history.freeable(at(9_999)).unwrap();
    assert_eq!(freeable.publishes, 3);
    assert!(freeable.bytes > 0 && freeable.bytes < world.history.file_bytes());
    assert_eq!(remove(&mut world.history, 9_999), 3);
    assert_eq!(ids(&world.history), ["other", "ds-1", "ds-3", "ds-5"]);
    assert_eq!(world.history.kept_since().unwrap(), Some(at(9_999)));
    world.history.examine().unwrap();
    assert_eq!(world.history.board().unwrap().len(), 2);
}

#[test]
fn what_is_as_old_as_said_or_newer_stays() {
    let mut world = World::new();
    for number in 0..10 {
        let id = format!("ds-{number}");
        told(&mut world, &id, number * 100, PublishState::Published);
    }
    assert_eq!(world.history.remove_before(at(0), 9), Ok(0));
    assert_eq!(world.history.kept_since().unwrap(), None, "nothing went");
    assert_eq!(world.history.remove_before(at(700), 2), Ok(2));
    assert_eq!(ids(&world.history)[0], "ds-2", "the oldest go first");
    assert_eq!(remove(&mut world.history, 700), 5);
    assert_eq!(ids(&world.history), ["ds-7", "ds-8", "ds-9"]);
    remove(&mut world.history, 100);
    assert_eq!(world.history.kept_since().unwrap(), Some(at(700)));
}

#[test]
fn a_publish_stays_until_its_alert_was_seen_and_takes_the_alert_along() {
    let mut world = World::new();
    let success = Success {
        account: &world.account,
        bot: &world.bot,
        at: at(1),
        every: EVERY,
        job: Some(&job("ds-0", 0, PublishState::Failed)),
    };
    let alert = NewAlert {
        kind: AlertKind::Failed,
        told: Told::Muted,
        still_for: None,
    };
    let decided = |_: &_| Decision {
        alerts: vec![alert],
        end_quiets: vec![],
    };
    world
        .history
        .record_success_and_alert(&success, decided)
        .unwrap();
    told(&mut world, "ds-1", 100, PublishState::Published);
    assert_eq!(remove(&mut world.history, 9_999), 0);
    let newest = world.history.alert_count().unwrap().newest;
    world.history.see_alerts(newest).unwrap();
    assert_eq!(remove(&mut world.history, 9_999), 1);
    assert!(world.history.alerts(None, 9).unwrap().is_empty());
}

#[test]
fn the_moment_for_a_size_leaves_about_that_size() {
    let mut world = World::new();
    for number in 0..400 {
        let mut told = job(&format!("ds-{number}"), number, PublishState::Published);
        told.version_comment = Some("x".repeat(2_000));
        world.success(number, Some(&told));
    }
    world.history.compact().unwrap();
    let full = world.history.file_bytes();
    assert_eq!(world.history.before_for_bytes(full), Ok(None));
    let before = world.history.before_for_bytes(full / 2).unwrap().unwrap();
    while world.history.remove_before(before, 50).unwrap() > 0 {}
    assert!(world.history.unused_bytes().unwrap() > full / 4);
    world.history.compact().unwrap();
    assert_eq!(world.history.unused_bytes(), Ok(0));
    let left = world.history.file_bytes();
    assert!(
        (full * 2 / 5..=full * 3 / 5).contains(&left),
        "{left} of {full}"
    );
    world.history.examine().unwrap();
}

#[test]
fn a_full_disk_stops_the_giving_back_of_room_and_nothing_is_lost() {
    let Some(disk) = Disk::of_bytes(16 << 20) else {
        return;
    };
    let mut history = begun(&disk);
    for number in 0..100 {
        record(&mut history, number).unwrap();
    }
    assert_eq!(history.remove_before(at(50), 100), Ok(50));
    // The log so far would be room enough.
    history.close().unwrap();
    let mut history = History::open(&disk.file(), at(0)).unwrap().history;
    record(&mut history, 100).unwrap();
    let before = ids(&history);
    disk.fill();
    assert_eq!(history.compact(), Err(Problem::DiskFull));
    assert_eq!(ids(&history), before);
    history.examine().unwrap();
    disk.make_space();
    let full = history.file_bytes();
    history.compact().unwrap();
    assert!(history.file_bytes() < full);
    assert_eq!(ids(&history), before);
    record(&mut history, 101).unwrap();
}
