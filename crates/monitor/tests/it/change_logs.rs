//! What the platform's change logs tell of publishes that nobody watched.

use std::time::Duration;

use domain::{FailureKind, PublishState};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kore_simulator::{Change, Life, Setup, Switches};
use monitor::view::{
    AccountRef, BotDetail, BotRef, ChangeLogChoice, ExportDraft, ExportFormat, HistoryFilter,
};

use crate::world::World;

const ADA: &str = "u-11111111-1111-5111-9111-111111111111";

fn ago(hours: i64) -> Timestamp {
    Timestamp::now() - SignedDuration::from_hours(hours)
}

fn publish(hours: i64, dialogs: &[&str]) -> Vec<Change> {
    Change::publish(ago(hours), ADA, ("Ada", "Byron"), dialogs)
}

async fn world() -> (World, BotRef) {
    let setup = Setup::new()
        .bot("st-1111", "One", Life::published(Duration::from_hours(30)))
        .bot("st-2222", "Two", Life::published(Duration::from_hours(2)));
    let world = World::with(setup).await;
    let account_id = world.add_account().await;
    world.until_all_checked().await;
    let bot_id = "st-1111".to_owned();
    (world, BotRef { account_id, bot_id })
}

async fn detail(world: &World, bot: &BotRef) -> BotDetail {
    world.monitor.bot(bot.clone()).await.unwrap()
}

#[tokio::test]
async fn what_happened_before_the_bot_was_watched_is_filled_in_and_nothing_twice() {
    let (world, bot) = world().await;
    world
        .simulator
        .log("st-1111", publish(24 * 150, &["Leave", "Cards"]));
    world.simulator.log("st-1111", publish(24 * 40, &["Leave"]));
    // The one that the status tells of, too.
    world.simulator.log("st-1111", publish(30, &["Leave"]));
    let noise = Change::other(ago(24 * 30), ADA, ("Ada", "Byron"), "Bot updated");
    world.simulator.log("st-1111", vec![noise]);

    let read = world.monitor.read_change_log(bot.clone()).await.unwrap();
    assert_eq!((read.found, read.kind), (2, None));
    assert!(read.back_to.unwrap() <= ago(24 * 179).as_millisecond());
    let again = world.monitor.read_change_log(bot.clone()).await.unwrap();
    assert_eq!((again.found, again.kind), (0, None));
    let told = detail(&world, &bot).await;
    assert_eq!(told.history.len(), 1);
    let parts: Vec<usize> = told.logged.iter().map(|one| one.parts.len()).collect();
    assert_eq!(parts, [2, 3], "newest first");
    assert_eq!(told.logged[0].person.as_deref(), Some(ADA));
    let board = world.monitor.snapshot().await.unwrap();
    let named = board.people.iter().find(|person| person.id == ADA).unwrap();
    assert_eq!(named.name, "Ada Byron");

    let (lines, logged) = exported(&world, HistoryFilter::default()).await;
    assert_eq!((logged, told_by_log(&lines)), (2, 2), "{lines}");
    assert_eq!(lines.matches("Ada Byron").count(), 2);
    assert!(!lines.contains(ADA), "{lines}");
    // Of none is known how it ended, nor what kinds of parts it had.
    let of = |who: &str| HistoryFilter {
        started_by: Some(who.to_owned()),
        ..HistoryFilter::default()
    };
    let states = HistoryFilter {
        states: vec![PublishState::Failed],
        ..HistoryFilter::default()
    };
    let parts = HistoryFilter {
        parts_failed: true,
        ..HistoryFilter::default()
    };
    for (filter, left) in [(of(ADA), 2), (of("u-2"), 0), (states, 0), (parts, 0)] {
        let (lines, logged) = exported(&world, filter.clone()).await;
        assert_eq!((logged, told_by_log(&lines)), (left, left), "{filter:?}");
    }
}

/// The lines of an export, and of how many publishes from change logs it says that they are there.
async fn exported(world: &World, filter: HistoryFilter) -> (String, usize) {
    let draft = ExportDraft {
        filter,
        format: ExportFormat::JsonLines,
        with_user_ids: false,
    };
    let exporter = world.monitor.exporter(draft, TimeZone::UTC).await.unwrap();
    let mut lines = Vec::new();
    let written = exporter.write(&mut lines, |_| true).unwrap();
    (String::from_utf8(lines).unwrap(), written.logged as usize)
}

fn told_by_log(lines: &str) -> usize {
    let told = |line: &&str| line.contains("\"in the change log\"");
    lines.lines().filter(told).count()
}

#[tokio::test]
async fn a_log_of_several_pages_is_read_whole() {
    let (world, bot) = world().await;
    world.simulator.set_limits(kore_simulator::Limits::NONE);
    let busy = (0..170).map(|number| {
        let at = ago(24 * 3) + SignedDuration::from_secs(10 * number);
        Change::other(at, ADA, ("Ada", "Byron"), &format!("Saved BOT {number}"))
    });
    world.simulator.log("st-1111", busy.collect());
    world.simulator.log("st-1111", publish(24 * 4, &["Leave"]));
    let read = world.monitor.read_change_log(bot.clone()).await.unwrap();
    assert_eq!((read.found, read.kind, read.stop), (1, None, None));
    assert!(read.back_to.unwrap() <= ago(24 * 179).as_millisecond());
}

#[tokio::test]
async fn without_the_permission_it_says_so_and_nothing_that_is_known_changes() {
    let (world, bot) = world().await;
    world.simulator.log("st-1111", publish(24 * 40, &["Leave"]));
    world.monitor.read_change_log(bot.clone()).await.unwrap();
    world.simulator.set_switches(Switches {
        change_log_scope: false,
        ..Switches::default()
    });
    let read = world.monitor.read_change_log(bot.clone()).await.unwrap();
    assert_eq!(read.kind, Some(FailureKind::MissingScope));
    assert_eq!((read.found, read.back_to), (0, None), "not up to now");
    let told = detail(&world, &bot).await;
    assert_eq!(told.logged.len(), 1);
    assert_eq!(told.row.failure, None, "checks go on");
}

#[tokio::test]
async fn it_is_chosen_for_each_account_and_forgotten_with_it() {
    let (world, bot) = world().await;
    let account_id = bot.account_id.clone();
    let account = || AccountRef {
        account_id: account_id.clone(),
    };
    let choice = world.monitor.change_log_choice(account()).await.unwrap();
    assert!(!choice.on);
    let on = ChangeLogChoice { on: true, ..choice };
    world.monitor.choose_change_log(on.clone()).await.unwrap();
    let world = world.restart().await;
    assert_eq!(
        world.monitor.change_log_choice(account()).await.unwrap(),
        on
    );
    world
        .monitor
        .remove_account(account_id.clone())
        .await
        .unwrap();
    assert!(!world.monitor.change_log_choice(account()).await.unwrap().on);
    assert!(world.monitor.read_change_log(bot).await.is_err());
}
