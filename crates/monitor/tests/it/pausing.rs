use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kore_simulator::{Life, Setup};
use monitor::overall::Standing;
use monitor::view::{Pace, PauseFor};

use crate::world::World;

fn two_bots() -> Setup {
    Setup::new()
        .bot("st-1111", "One", Life::published(Duration::from_hours(3)))
        .bot("st-2222", "Two", Life::failed(Duration::from_hours(5)))
}

#[tokio::test]
async fn a_pause_sends_nothing_not_even_after_a_restart_and_ends_when_a_person_goes_on() {
    let world = World::with(two_bots()).await;
    world.add_account().await;
    world.until_all_checked().await;
    let begun = Timestamp::now();
    let pause = world.monitor.pause(PauseFor::Hour).await.unwrap();
    let until = pause.until.unwrap() - begun.as_millisecond();
    assert!((3_600_000..3_700_000).contains(&until), "{until}");

    let world = world.restart().await;
    let board = world
        .until("paused rows", |board| {
            board.bots.iter().all(|bot| bot.pace == Pace::Paused)
        })
        .await;
    assert_eq!(board.pause, pause);
    let sent = world.simulator.requests().len();
    let reply = world.monitor.check_all().await.unwrap();
    assert_eq!((reply.planned, reply.left_out), (0, 2));
    let summary = world.told.overall.lock().unwrap().clone().unwrap();
    assert_eq!(
        summary.paused_until.map(Timestamp::as_millisecond),
        pause.until
    );

    assert_eq!(world.simulator.requests().len(), sent);
    world.monitor.unpause().await.unwrap();
    assert_eq!(world.monitor.check_all().await.unwrap().left_out, 0);
    world
        .until("checked again", |board| {
            board.pause.until.is_none()
                && board.bots.iter().all(|bot| {
                    bot.last_check_at
                        .is_some_and(|at| at >= begun.as_millisecond())
                })
        })
        .await;
    let world = world.restart().await;
    assert_eq!(world.monitor.snapshot().await.unwrap().pause.until, None);
    world.monitor.stop().await;
}

#[tokio::test]
async fn a_pause_is_over_when_its_time_has_come_also_while_the_app_was_closed() {
    let mut world = World::with(two_bots()).await;
    world.add_account().await;
    world.until_all_checked().await;
    for (left, what) in [
        (1_500, "a pause that ends"),
        (-1_500, "a pause that is over"),
    ] {
        let until = Timestamp::now() + SignedDuration::from_millis(left);
        world = world.restart_with("paused-until", &until.to_string()).await;
        world.until(what, |board| board.pause.until.is_none()).await;
        assert!(Timestamp::now() >= until, "{what}");
    }
    world.monitor.stop().await;
}

#[tokio::test]
async fn the_tray_is_told_which_bots_need_a_look() {
    let world = World::with(two_bots()).await;
    world.add_account().await;
    world.until_all_checked().await;
    world
        .until("a summary", |_| {
            let told = world.told.overall.lock().unwrap();
            told.as_ref().is_some_and(|summary| {
                summary.overall.failed == 1 && summary.overall.need_look() == 1
            })
        })
        .await;
    let summary = world.told.overall.lock().unwrap().clone().unwrap();
    assert_eq!(summary.overall.bots, 2);
    assert_eq!(summary.needs_look.len(), 1);
    assert_eq!(summary.needs_look[0].bot.bot.as_str(), "st-2222");
    assert_eq!(summary.needs_look[0].standing, Standing::Failed);
    world.monitor.stop().await;
}
