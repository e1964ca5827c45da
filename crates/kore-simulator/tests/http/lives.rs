//! Lives over time, through HTTP, with a clock that only the test moves.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use kore_simulator::{Clock, Life, Nothing, Setup, Simulator};

use crate::client::{BOT, status_of};

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

async fn standing(life: Life) -> Simulator {
    let setup = Setup::new()
        .bot(BOT, "Card services", life)
        .clock(Clock::standing_at(Timestamp::now()));
    Simulator::start(setup).await.unwrap()
}

#[tokio::test]
async fn a_publish_runs_and_ends() {
    let sim = standing(Life::published(secs(86_400))).await;
    let before = status_of(&sim, BOT).await.json();
    assert_eq!(before["status"], "successful");
    sim.publish(BOT, Life::long());
    sim.advance(secs(20));
    let during = status_of(&sim, BOT).await.json();
    assert_eq!(during["status"], "inprogress");
    assert_ne!(during["_id"], before["_id"]);
    let percent = during["percentageComplete"].as_u64().unwrap();
    assert!((40..65).contains(&percent), "{percent}");
    sim.advance(secs(20));
    let after = status_of(&sim, BOT).await.json();
    assert_eq!(after["status"], "successful");
    assert_eq!(after["_id"], during["_id"]);
}

#[tokio::test]
async fn publish_forgets_the_age_of_a_life_and_set_life_keeps_it() {
    let sim = standing(Life::waiting()).await;
    let requested = async || -> Timestamp {
        let got = status_of(&sim, BOT).await.json();
        got["requestedTime"].as_str().unwrap().parse().unwrap()
    };
    let start = requested().await;
    sim.set_life(BOT, Life::failed(secs(300)));
    assert_eq!(start.duration_since(requested().await).as_secs(), 300);
    assert_eq!(status_of(&sim, BOT).await.json()["status"], "failed");
    sim.publish(BOT, Life::failed(secs(300)));
    assert_eq!(requested().await, start);
}

#[tokio::test]
async fn a_bot_never_published_says_so_in_each_way() {
    for (nothing, status, text) in [
        (Nothing::EmptyObject, 200, "{}"),
        (Nothing::Null, 200, "null"),
        (Nothing::EmptyBody, 200, ""),
    ] {
        let sim = standing(Life::never(nothing)).await;
        let got = status_of(&sim, BOT).await;
        assert_eq!((got.status, got.text.as_str()), (status, text));
    }
    let sim = standing(Life::never(Nothing::NotFound)).await;
    assert_eq!(status_of(&sim, BOT).await.status, 404);
}

#[tokio::test]
async fn a_first_publish_comes() {
    let sim = standing(Life::first_publish_after(secs(30))).await;
    assert_eq!(status_of(&sim, BOT).await.text, "{}");
    sim.advance(secs(32));
    assert_eq!(status_of(&sim, BOT).await.json()["status"], "successful");
}

#[tokio::test]
async fn a_clock_of_the_test_moves_lives_and_date_together() {
    let seconds = Arc::new(AtomicI64::new(1_800_000_000));
    let reads = Arc::clone(&seconds);
    let clock =
        Clock::reading(move || Timestamp::from_second(reads.load(Ordering::Relaxed)).unwrap());
    let setup = Setup::new()
        .bot(BOT, "Card services", Life::long())
        .clock(clock);
    let sim = Simulator::start(setup).await.unwrap();
    let got = status_of(&sim, BOT).await;
    assert_eq!(got.json()["requestedTime"], "2027-01-15T08:00:00.000Z");
    assert_eq!(got.header("date"), Some("Fri, 15 Jan 2027 08:00:00 GMT"));
    seconds.fetch_add(60, Ordering::Relaxed);
    let got = status_of(&sim, BOT).await;
    assert_eq!(got.json()["status"], "successful");
    assert_eq!(got.header("date"), Some("Fri, 15 Jan 2027 08:01:00 GMT"));
}

#[tokio::test]
#[should_panic(expected = "no bot st-9")]
async fn a_life_for_a_bot_that_is_not_there_is_a_mistake_in_the_test() {
    standing(Life::quick())
        .await
        .set_life("st-9", Life::quick());
}
