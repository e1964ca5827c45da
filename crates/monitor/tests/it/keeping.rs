//! A loop that stops or stands still.

use std::sync::atomic::Ordering;
use std::time::Duration;

use domain::PublishState;
use monitor::view::{Notice, SecretPlace};

use crate::pretend::{Pretend, Weather, bot_id};

const HOST: &str = "platform.kore.ai";

fn says_stopped(notices: &[Notice]) -> bool {
    notices.contains(&Notice::CheckingStopped)
}

/// Not only the loop looks at the clock: who else does stops too, and the next look is broken again.
async fn stop_the_loop(world: &Pretend) {
    for _ in 0..1_200 {
        world.clocks.breaks.store(true, Ordering::Relaxed);
        world.pass(Duration::from_millis(50)).await;
        if !world.told.checking.lock().unwrap().is_empty() {
            world.clocks.breaks.store(false, Ordering::Relaxed);
            return;
        }
    }
    panic!("the loop did not stop within a minute");
}

#[tokio::test(start_paused = true)]
async fn a_loop_that_stops_by_a_mistake_comes_back_and_knows_everything() {
    let world = Pretend::new();
    let account = world.add_account(HOST, 3).await;
    world
        .sky
        .publish(&bot_id(HOST, 0), Duration::from_secs(1), true);
    world.pass(Duration::from_mins(5)).await;
    let before = world.board().await;
    let told_before = world.told.tellings.lock().unwrap().len();

    stop_the_loop(&world).await;
    let down = world.board().await;
    assert!(says_stopped(&down.notices), "it says so");
    assert_eq!(down.bots.len(), 3, "and still answers");
    for (row, known) in down.bots.iter().zip(&before.bots) {
        assert_eq!(row.job, known.job);
        // One may have come back just before it stopped.
        assert!(row.last_check_at >= known.last_check_at);
    }

    world.pass(Duration::from_mins(10)).await;
    let after = world.board().await;
    assert!(!says_stopped(&after.notices));
    assert_eq!(after.accounts[0].secret, SecretPlace::Keychain);
    assert!(
        after
            .bots
            .iter()
            .zip(&before.bots)
            .all(|(row, known)| row.last_check_at > known.last_check_at),
        "it checks again"
    );
    assert_eq!(
        world
            .bot(&account, &bot_id(HOST, 0))
            .await
            .job
            .unwrap()
            .state,
        PublishState::Failed
    );
    let alerts = world.told.tellings.lock().unwrap().len();
    assert_eq!(alerts, told_before, "nothing is told twice");
    let runs = world.told.checking.lock().unwrap().clone();
    assert_eq!(runs, [false, true], "the tray hears it too");
}

#[tokio::test(start_paused = true)]
async fn a_loop_that_stops_again_and_again_is_started_less_and_less_often_but_always() {
    let world = Pretend::new();
    world.add_account(HOST, 1).await;
    world.pass(Duration::from_mins(1)).await;
    let began = tokio::time::Instant::now();
    while began.elapsed() < Duration::from_mins(20) {
        world.clocks.breaks.store(true, Ordering::Relaxed);
        world.pass(Duration::from_secs(1)).await;
    }
    let stops = world.told.checking.lock().unwrap().len();
    assert!((10..=90).contains(&stops), "{stops}");
    world.clocks.breaks.store(false, Ordering::Relaxed);
    world.pass(Duration::from_mins(3)).await;
    assert!(!says_stopped(&world.board().await.notices));
}

#[tokio::test(start_paused = true)]
async fn a_check_whose_task_stops_by_a_mistake_does_not_leave_its_bot_behind() {
    let world = Pretend::new();
    let account = world.add_account(HOST, 2).await;
    world.pass(Duration::from_mins(1)).await;
    for weather in [Weather::Breaks, Weather::Silent] {
        world.sky.set(weather);
        world.pass(Duration::from_hours(1)).await;
        let row = world.bot(&account, &bot_id(HOST, 0)).await;
        assert!(row.failure.is_some(), "{weather:?}");
        world.sky.set(Weather::Fair);
        let back = world.clocks.wall().as_millisecond();
        world.pass(Duration::from_mins(30)).await;
        for bot in 0..2 {
            let row = world.bot(&account, &bot_id(HOST, bot)).await;
            assert!(row.failure.is_none() && row.last_check_at > Some(back));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_window_hears_something_at_least_every_twenty_seconds() {
    let world = Pretend::new();
    world.pass(Duration::from_mins(10)).await;
    assert!(world.told.changes.lock().unwrap().len() >= 29);
}
