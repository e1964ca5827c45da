//! Each documented error body with its status.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use kore_simulator::{Life, Mood, Refusal, Switches};
use reqwest::Method;
use serde_json::json;

use crate::client::{
    BOT, ask, now, one_bot, plain_claims, status_of, timed_claims, token, with_claims, with_token,
};

#[tokio::test]
async fn a_good_request_is_answered_on_both_paths() {
    let sim = one_bot(Life::quick()).await;
    let token = token(&sim, &plain_claims(&sim));
    for path in [
        "/api/public/bot/st-1/publish/status",
        "/api/1.1/public/bot/st-1/publish/status/",
    ] {
        let got = ask(&sim, Method::GET, path, Some(&token)).await;
        assert_eq!(got.status, 200, "{path}: {}", got.text);
        assert_eq!(got.json()["streamId"], BOT);
    }
}

#[tokio::test]
async fn each_path_can_be_missing() {
    let sim = one_bot(Life::quick()).await;
    let token = token(&sim, &plain_claims(&sim));
    let plain = "/api/public/bot/st-1/publish/status";
    let versioned = "/api/1.1/public/bot/st-1/publish/status/";
    for (plain_path, versioned_path) in [(false, true), (true, false)] {
        sim.set_switches(Switches {
            plain_path,
            versioned_path,
            ..Switches::default()
        });
        for (path, is_on) in [(plain, plain_path), (versioned, versioned_path)] {
            let got = ask(&sim, Method::GET, path, Some(&token)).await;
            assert_eq!(got.status, if is_on { 200 } else { 404 }, "{path}");
        }
    }
}

#[tokio::test]
async fn no_token_is_refused_as_bad_credentials_and_text_as_no_token() {
    let sim = one_bot(Life::quick()).await;
    let got = with_token(&sim, None).await;
    assert_eq!(got.status, 401);
    assert_eq!(got.error(), ("Invalid SDK credentials".into(), json!(4002)));
    let got = with_token(&sim, Some("bearer of nothing")).await;
    assert_eq!(got.status, 401);
    assert_eq!(got.error().0, "Invalid JWT token");
}

#[tokio::test]
async fn an_unknown_bot_is_an_invalid_stream_id() {
    let sim = one_bot(Life::quick()).await;
    let got = status_of(&sim, "st-2").await;
    assert_eq!(got.status, 400);
    assert_eq!(got.error(), ("Invalid StreamId".into(), json!(400)));
}

#[tokio::test]
async fn a_deleted_bot_is_unknown_and_can_come_back() {
    let sim = one_bot(Life::quick()).await;
    sim.add_bot("st-2", "Loan desk", Life::quick());
    sim.remove_bot(BOT);
    assert_eq!(status_of(&sim, BOT).await.status, 400);
    assert_eq!(status_of(&sim, "st-2").await.json()["streamId"], "st-2");
    sim.add_bot(BOT, "Card services", Life::quick());
    assert_eq!(status_of(&sim, BOT).await.status, 200);
}

#[tokio::test]
async fn another_method_is_not_allowed() {
    let sim = one_bot(Life::quick()).await;
    let token = token(&sim, &plain_claims(&sim));
    let path = "/api/public/bot/st-1/publish/status";
    for method in [Method::PUT, Method::POST, Method::DELETE] {
        let got = ask(&sim, method, path, Some(&token)).await;
        assert_eq!(got.status, 405);
        assert_eq!(got.error(), ("Method Not Allowed".into(), json!(405)));
    }
}

#[tokio::test]
async fn each_api_wants_its_own_scope() {
    let sim = one_bot(Life::quick()).await;
    sim.set_switches(Switches {
        publish_status_scope: false,
        ..Switches::default()
    });
    let got = status_of(&sim, BOT).await;
    assert_eq!(got.status, 401);
    let text = "Permission denied. Scope is incorrect!";
    assert_eq!(got.error(), (text.into(), json!(4002)));
    let token = token(&sim, &plain_claims(&sim));
    let bots = ask(&sim, Method::GET, "/api/public/bots", Some(&token)).await;
    assert_eq!(bots.status, 200);

    sim.set_switches(Switches {
        role_management_scope: false,
        ..Switches::default()
    });
    assert_eq!(status_of(&sim, BOT).await.status, 200);
    let bots = ask(&sim, Method::GET, "/api/public/bots", Some(&token)).await;
    assert_eq!((bots.status, bots.error().0), (401, text.into()));
}

#[tokio::test]
async fn every_refusal_can_be_asked_for() {
    let sim = one_bot(Life::quick()).await;
    let jti = "error verifying the jwt: if \"jti\" claim \"exp\" must be <= 1 hour(s)";
    for (refusal, status, text) in [
        (Refusal::BadCredentials, 401, "Invalid SDK credentials"),
        (Refusal::BadToken, 401, "Invalid JWT token"),
        (
            Refusal::MissingScope,
            401,
            "Permission denied. Scope is incorrect!",
        ),
        (
            Refusal::Expired,
            401,
            "error verifying the jwt: jwt expired",
        ),
        (Refusal::LongJti, 401, jti),
        (
            Refusal::Replay,
            401,
            "error verifying the jwt: possibly a replay",
        ),
        (Refusal::UnknownBot, 400, "Invalid StreamId"),
        (Refusal::WrongMethod, 405, "Method Not Allowed"),
        (Refusal::NotFound, 404, "Not Found"),
        (
            Refusal::BadArguments,
            412,
            "Validation errors/ Invalid arguments",
        ),
    ] {
        sim.set_mood(Mood::Refuse(refusal));
        let got = status_of(&sim, BOT).await;
        assert_eq!((got.status, got.error().0), (status, text.to_owned()));
    }
    sim.set_mood(Mood::Refuse(Refusal::MissingScopeAsMessage));
    let got = status_of(&sim, BOT).await.json();
    assert_eq!(
        got["errors"][0]["message"],
        "Permission denied. Scope is incorrect!"
    );
    sim.set_mood(Mood::Refuse(Refusal::BadArguments));
    assert_eq!(status_of(&sim, BOT).await.error().1, "ValidationError");
    sim.set_mood(Mood::Normal);
    assert_eq!(status_of(&sim, BOT).await.status, 200);
}

#[tokio::test]
async fn the_date_is_always_told_and_a_wrong_clock_judges_tokens_by_itself() {
    let sim = one_bot(Life::quick()).await;
    let told = |text: &str| -> i64 {
        let time: Timestamp = DateTimeParser::new().parse_timestamp(text).unwrap();
        time.as_second() - now()
    };
    let got = with_token(&sim, None).await;
    assert!(told(got.header("date").unwrap()).abs() <= 5);

    sim.set_mood(Mood::ClockOff(3600));
    let got = with_claims(&sim, &timed_claims(&sim, now(), 600)).await;
    assert_eq!(got.status, 401);
    assert_eq!(got.error().0, "error verifying the jwt: jwt expired");
    assert!((3590..3610).contains(&told(got.header("date").unwrap())));

    sim.set_mood(Mood::ClockOff(-3600));
    let got = with_claims(&sim, &timed_claims(&sim, now(), 600)).await;
    assert_eq!(got.status, 401);
    let text = "error verifying the jwt: jwt issued in the future";
    assert_eq!(got.error().0, text);
    let got = with_claims(&sim, &plain_claims(&sim)).await;
    assert_eq!(got.status, 200, "a token without times suits every clock");
}
