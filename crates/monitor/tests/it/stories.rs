//! Outages, sleeps and clocks, in virtual time.

use std::time::Duration;

use domain::{FailureKind, PublishState};
use jiff::SignedDuration;
use monitor::network::Network;
use monitor::view::{BotRefs, Pace, PauseFor, SecretDraft};

use crate::pretend::{Asked, Pretend, Weather, bot_id, bot_ref};

const HOST: &str = "platform.kore.ai";

fn up() -> Duration {
    Duration::ZERO
}

/// The most requests within any stretch of this length.
fn most_within(asked: &[Asked], window: Duration) -> usize {
    (0..asked.len())
        .map(|from| {
            let end = asked[from].up + window;
            asked[from..].iter().take_while(|one| one.up < end).count()
        })
        .max()
        .unwrap_or_default()
}

#[tokio::test(start_paused = true)]
async fn of_a_thousand_bots_no_more_than_six_are_asked_after_the_secret_is_refused() {
    let world = Pretend::new();
    let account_id = world.add_account(HOST, 1_000).await;
    world.pass(Duration::from_mins(20)).await;
    world.sky.set(Weather::Refuses);
    let before = world.sky.asked.lock().unwrap().len();
    world.pass(Duration::from_hours(3)).await;
    let after = world.sky.asked.lock().unwrap().len() - before;
    assert!((1..=6).contains(&after), "{after} requests");
    let board = world.board().await;
    let failure = board.accounts[0].failure.as_ref().unwrap();
    assert_eq!(failure.kind, FailureKind::BadCredentials);
    assert_eq!(failure.retry_at, None, "it waits for the person");

    world.sky.set(Weather::Fair);
    let draft = SecretDraft {
        account_id,
        secret: "another-secret-that-is-long-enough-for-it".into(),
        keep_in_memory: false,
    };
    world.monitor.give_secret(draft).await.unwrap();
    world.pass(Duration::from_mins(1)).await;
    assert_eq!(world.board().await.accounts[0].failure, None);
}

#[tokio::test(start_paused = true)]
async fn a_rate_limit_pauses_the_account_until_the_time_that_the_server_said() {
    let world = Pretend::new();
    world.add_account(HOST, 20).await;
    world.pass(Duration::from_mins(30)).await;
    for told in [Some(600), Some(0), None] {
        world.sky.set(Weather::Limits(told));
        while world.board().await.accounts[0].failure.is_none() {
            world.pass(Duration::from_secs(1)).await;
        }
        let board = world.board().await;
        let failure = board.accounts[0].failure.as_ref().unwrap();
        assert_eq!(failure.kind, FailureKind::RateLimited);
        let until = failure.retry_at.unwrap() - world.clocks.wall().as_millisecond();
        if told == Some(600) {
            assert!((590_000..=600_000).contains(&until), "{until}");
        }
        assert!(board.bots.iter().all(|bot| bot.pace == Pace::BackingOff));
        let before = world.sky.asked.lock().unwrap().len();
        world.pass(Duration::from_mins(9)).await;
        let sent = world.sky.asked.lock().unwrap().len() - before;
        assert!(sent <= 12, "told {told:?}: {sent} requests in nine minutes");
        world.sky.set(Weather::Fair);
        world.pass(Duration::from_mins(30)).await;
        assert_eq!(world.board().await.accounts[0].failure, None);
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_network_it_says_so_asks_seldom_and_goes_on_when_it_is_back() {
    let world = Pretend::new();
    world.add_account(HOST, 30).await;
    world.pass(Duration::from_mins(30)).await;
    world.sky.set(Weather::Away);
    world.monitor.network_changed(Network::Offline).await;
    world.pass(Duration::from_secs(5)).await;
    let board = world.board().await;
    assert!(
        board
            .bots
            .iter()
            .all(|bot| bot.failure.as_ref().unwrap().kind == FailureKind::Offline),
        "no bot has a failure of its own"
    );
    let before = world.sky.asked.lock().unwrap().len();
    world.pass(Duration::from_hours(2)).await;
    let sent = world.sky.asked.lock().unwrap().len() - before;
    assert!((20..=80).contains(&sent), "{sent} probes in two hours");

    world.sky.set(Weather::Fair);
    world.monitor.network_changed(Network::Online).await;
    world.pass(Duration::from_secs(10)).await;
    assert_eq!(world.board().await.accounts[0].failure, None);
    let lives = world.lives().await;
    assert!(
        lives[0]
            .1
            .iter()
            .any(|one| one.why == Some(domain::Unwatched::Offline))
    );
}

/// Meanwhile checks were saved up, and every bot became due.
#[tokio::test(start_paused = true)]
async fn after_an_outage_and_after_a_pause_a_hundred_bots_come_back_without_a_burst() {
    let world = Pretend::new();
    world.add_account(HOST, 100).await;
    world.pass(Duration::from_mins(30)).await;

    world.sky.set(Weather::Away);
    world.pass(Duration::from_mins(30)).await;
    let before = world.sky.asked.lock().unwrap().len();
    world.sky.set(Weather::Fair);
    world.pass(Duration::from_mins(10)).await;
    assert_eq!(world.board().await.accounts[0].failure, None);
    let asked = world.sky.asked.lock().unwrap()[before..].to_vec();
    assert!(asked.len() >= 100, "all are asked again");
    let burst = most_within(&asked, Duration::from_secs(10));
    assert!(burst <= 16, "{burst} in ten seconds after the outage");

    world.monitor.pause(PauseFor::HalfHour).await.unwrap();
    world.pass(Duration::from_mins(20)).await;
    let before = world.sky.asked.lock().unwrap().len();
    world.monitor.unpause().await.unwrap();
    world.pass(Duration::from_mins(10)).await;
    let asked = world.sky.asked.lock().unwrap()[before..].to_vec();
    assert!(asked.len() >= 100, "all are asked again");
    let burst = most_within(&asked, Duration::from_secs(10));
    assert!(burst <= 16, "{burst} in ten seconds after the pause");
}

#[tokio::test(start_paused = true)]
async fn a_page_from_a_network_that_wants_a_sign_in_is_told_from_a_wrong_address() {
    let world = Pretend::new();
    world.add_account(HOST, 3).await;
    world.sky.set(Weather::Page);
    world.pass(Duration::from_mins(1)).await;
    let kind = |board: monitor::view::Snapshot| board.accounts[0].failure.as_ref().map(|f| f.kind);
    assert_eq!(kind(world.board().await), Some(FailureKind::NotKore));
    world.sky.set(Weather::Fair);
    world.pass(Duration::from_mins(10)).await;
    assert_eq!(kind(world.board().await), None);
    world.sky.set(Weather::Page);
    world.monitor.check_all().await.unwrap();
    world.pass(Duration::from_secs(30)).await;
    assert_eq!(kind(world.board().await), Some(FailureKind::SignInPage));
}

#[tokio::test(start_paused = true)]
async fn five_thousand_bots_after_a_night_come_back_without_a_burst_the_visible_first() {
    let world = Pretend::new();
    let account = world.add_account(HOST, 5_000).await;
    world.pass(Duration::from_mins(20)).await;
    let visible: Vec<String> = (4_000..4_020).map(|bot| bot_id(HOST, bot)).collect();
    let bots = visible.iter().map(|bot| bot_ref(&account, bot)).collect();
    world.monitor.looking_at(BotRefs { bots }).await.unwrap();
    world.pass(Duration::from_secs(1)).await;
    let connections = *world.sky.connections.lock().unwrap();

    world.sleep(Duration::from_hours(8));
    let woke = world.sky.asked.lock().unwrap().len();
    world.pass(Duration::from_mins(10)).await;
    assert!(
        *world.sky.connections.lock().unwrap() > connections,
        "over new connections"
    );
    let asked: Vec<Asked> = world.sky.asked.lock().unwrap()[woke..].to_vec();
    // An answer takes 300 ms here.
    assert!(most_within(&asked, Duration::from_millis(300)) <= 6);
    assert!(most_within(&asked, Duration::from_mins(1)) <= 48);
    let first: Vec<&str> = asked.iter().take(30).map(|one| one.bot.as_str()).collect();
    let seen = visible.iter().filter(|bot| first.contains(&bot.as_str()));
    assert!(seen.count() >= 18, "{first:?}");
    let all = world.sky.asked_since(up());
    assert!(most_within(&all, Duration::from_mins(1)) <= 60);
    assert!(most_within(&all, Duration::from_hours(1)) <= 1_800);
}

#[tokio::test(start_paused = true)]
async fn a_calendar_set_back_or_forward_neither_stops_checking_nor_floods_the_platform() {
    for by in [
        SignedDuration::from_hours(-3),
        SignedDuration::from_hours(3),
    ] {
        let world = Pretend::new();
        let account = world.add_account(HOST, 10).await;
        world.pass(Duration::from_mins(30)).await;
        let before = world.sky.asked.lock().unwrap().len();
        world.clocks.move_calendar(by);
        world.pass(Duration::from_mins(20)).await;
        let asked: Vec<Asked> = world.sky.asked.lock().unwrap()[before..].to_vec();
        assert!(asked.len() >= 10, "{by}: {} requests", asked.len());
        assert!(most_within(&asked, Duration::from_secs(10)) <= 12, "{by}");
        let row = world.bot(&account, &bot_id(HOST, 0)).await;
        let now = world.clocks.wall().as_millisecond();
        assert!(
            row.last_check_at.unwrap() <= now && row.outdated_at.unwrap() > now,
            "{by}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_bot_that_is_watched_is_followed_fast_until_its_publish_is_done() {
    let world = Pretend::new();
    let account = world.add_account(HOST, 50).await;
    world.pass(Duration::from_hours(2)).await;
    let bot = bot_id(HOST, 7);
    world
        .monitor
        .watch_bot(bot_ref(&account, &bot))
        .await
        .unwrap();
    let row = world.bot(&account, &bot).await;
    assert!(row.watched && row.pace == Pace::Watched);
    world.pass(Duration::from_mins(2)).await;
    world.sky.publish(&bot, Duration::from_mins(4), false);
    world.pass(Duration::from_secs(15)).await;
    let row = world.bot(&account, &bot).await;
    assert_eq!(
        row.job.unwrap().state,
        PublishState::Publishing,
        "seen within seconds"
    );
    world.pass(Duration::from_mins(4)).await;
    let row = world.bot(&account, &bot).await;
    assert_eq!(row.job.unwrap().state, PublishState::Published);
    assert!(!row.watched, "it ends by itself");
    let gone = world
        .monitor
        .watch_bot(bot_ref(&account, "st-nobody"))
        .await;
    assert!(gone.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_forward_before_a_kill_makes_nothing_sent_look_old() {
    let mut world = Pretend::new();
    world.add_account(HOST, 60).await;
    world.pass(Duration::from_mins(5)).await;
    world.monitor.check_all().await.unwrap();
    world.pass(Duration::from_secs(20)).await;
    world.clocks.move_calendar(SignedDuration::from_hours(2));
    world.pass(Duration::from_secs(10)).await;
    world = world.killed_for(Duration::from_secs(3)).await;
    world.monitor.check_all().await.unwrap();
    world.pass(Duration::from_mins(2)).await;
    let asked = world.sky.asked.lock().unwrap();
    let most = most_within(&asked, Duration::from_mins(1));
    assert!(most <= 60, "{most} within a minute");
}
