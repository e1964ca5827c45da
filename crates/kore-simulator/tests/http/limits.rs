//! The two rolling windows, with a clock that only the test moves.

use std::time::Duration;

use jiff::fmt::rfc2822::DateTimeParser;
use jiff::{SignedDuration, Timestamp};
use kore_simulator::{Clock, Life, Limits, Mood, RateText, RetryAfter, Setup, Simulator};
use reqwest::Method;

use crate::client::{BOT, ask, plain_claims, status_of, token};

async fn limited(per_minute: u32, per_hour: u32) -> Simulator {
    let setup = Setup::new()
        .bot(BOT, "Card services", Life::quick())
        .clock(Clock::standing_at(Timestamp::now()))
        .limits(per_minute, per_hour);
    Simulator::start(setup).await.unwrap()
}

#[tokio::test]
async fn the_sixty_first_request_in_a_minute_is_refused_with_its_own_text() {
    let sim = limited(60, 1800).await;
    for _ in 0..60 {
        assert_eq!(status_of(&sim, BOT).await.status, 200);
    }
    let got = status_of(&sim, BOT).await;
    assert_eq!(got.status, 429);
    assert!(got.error().0.starts_with("You've exceeded the per-minute"));
    assert_eq!(got.header("retry-after"), None);

    sim.advance(Duration::from_millis(59_999));
    assert_eq!(status_of(&sim, BOT).await.status, 429);
    sim.advance(Duration::from_millis(1));
    assert_eq!(status_of(&sim, BOT).await.status, 200);
}

#[tokio::test]
async fn a_full_hour_refuses_whatever_the_minute_says() {
    let sim = limited(60, 5).await;
    for _ in 0..5 {
        assert_eq!(status_of(&sim, BOT).await.status, 200);
        sim.advance(Duration::from_mins(2));
    }
    let got = status_of(&sim, BOT).await;
    assert_eq!(got.status, 429);
    assert!(got.error().0.starts_with("You've exceeded the hourly"));
    sim.set_retry_after(RetryAfter::Honest);
    let got = status_of(&sim, BOT).await;
    assert_eq!(got.header("retry-after"), Some("3000"));
    sim.advance(Duration::from_mins(50));
    assert_eq!(status_of(&sim, BOT).await.status, 200);
}

#[tokio::test]
async fn each_api_has_its_own_windows_and_limits_can_be_lifted() {
    let sim = limited(1, 10).await;
    assert_eq!(status_of(&sim, BOT).await.status, 200);
    assert_eq!(status_of(&sim, BOT).await.status, 429);
    let token = token(&sim, &plain_claims(&sim));
    let bots = ask(&sim, Method::GET, "/api/public/bots", Some(&token)).await;
    assert_eq!(bots.status, 200);
    sim.set_limits(Limits::NONE);
    assert_eq!(status_of(&sim, BOT).await.status, 200);
}

#[tokio::test]
async fn retry_after_has_every_form() {
    let sim = limited(60, 1800).await;
    let told = async |retry_after: RetryAfter| {
        sim.set_mood(Mood::RateLimited {
            window: RateText::General,
            retry_after,
        });
        let got = status_of(&sim, BOT).await;
        assert_eq!(got.status, 429);
        assert!(got.error().0.starts_with("Rate limit for this API"));
        (
            got.header("retry-after").map(str::to_owned),
            got.header("date").unwrap().to_owned(),
        )
    };
    assert_eq!(told(RetryAfter::Off).await.0, None);
    assert_eq!(told(RetryAfter::Seconds(-5)).await.0.unwrap(), "-5");
    let text = RetryAfter::Text("soon".into());
    assert_eq!(told(text).await.0.unwrap(), "soon");
    let (until, date) = told(RetryAfter::DateIn(90)).await;
    let parse = |text: &str| DateTimeParser::new().parse_timestamp(text).unwrap();
    assert_eq!(
        parse(&until.unwrap()).duration_since(parse(&date)),
        SignedDuration::from_secs(90)
    );
}

#[tokio::test]
async fn a_refused_token_does_not_use_the_allowance() {
    let sim = limited(1, 10).await;
    for _ in 0..3 {
        assert_eq!(crate::client::with_token(&sim, None).await.status, 401);
    }
    assert_eq!(status_of(&sim, BOT).await.status, 200);
}
