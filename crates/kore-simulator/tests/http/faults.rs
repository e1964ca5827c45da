//! Answers that are wrong on purpose.

use std::time::Duration;

use kore_simulator::{Fault, Life, Mood, RetryAfter, Simulator};

use crate::client::{BOT, http, one_bot, plain_claims, status_of, token};

async fn raw(sim: &Simulator) -> reqwest::Response {
    let url = format!("{}/api/public/bot/{BOT}/publish/status", sim.origin());
    let token = token(sim, &plain_claims(sim));
    let request = http().get(url).header("auth", token);
    request.send().await.unwrap()
}

#[tokio::test]
async fn a_sign_in_page_stands_in_for_the_answer() {
    let sim = one_bot(Life::fault(Fault::Html)).await;
    let by_bot = status_of(&sim, BOT).await;
    sim.set_life(BOT, Life::quick());
    sim.set_mood(Mood::Html);
    let by_mood = status_of(&sim, BOT).await;
    for got in [by_bot, by_mood] {
        assert_eq!(got.status, 200);
        assert!(got.header("content-type").unwrap().starts_with("text/html"));
        assert!(got.text.contains("Sign in"));
    }
}

#[tokio::test]
async fn redirects_lead_to_the_given_origin() {
    let sim = one_bot(Life::quick()).await;
    for status in [301, 302, 303, 307, 308] {
        let to = "http://127.0.0.1:9".to_owned();
        sim.set_life(BOT, Life::fault(Fault::Redirect { to, status }));
        let got = status_of(&sim, BOT).await;
        assert_eq!(got.status, status);
        assert_eq!(
            got.header("location"),
            Some("http://127.0.0.1:9/api/public/bot/st-1/publish/status")
        );
    }
    sim.set_mood(Mood::Redirect("http://127.0.0.1:9/".into()));
    let got = status_of(&sim, BOT).await;
    assert_eq!(got.status, 302);
    assert!(
        got.header("location")
            .unwrap()
            .starts_with("http://127.0.0.1:9/api")
    );
}

#[tokio::test]
async fn server_errors_carry_the_general_body_and_retry_after_as_configured() {
    let sim = one_bot(Life::fault(Fault::Status(500))).await;
    let got = status_of(&sim, BOT).await;
    assert_eq!(
        (got.status, got.error().0),
        (500, "Internal Server Error".into())
    );
    sim.set_mood(Mood::ServerError(503));
    sim.set_retry_after(RetryAfter::Seconds(7));
    let got = status_of(&sim, BOT).await;
    assert_eq!((got.status, got.header("retry-after")), (503, Some("7")));
}

#[tokio::test]
async fn any_fault_can_be_the_mood_of_the_whole_server() {
    let sim = one_bot(Life::quick()).await;
    sim.set_mood(Mood::Fault(Fault::Raw {
        status: 407,
        content_type: "text/plain".into(),
        body: "who are you?".into(),
    }));
    let got = status_of(&sim, "st-nobody").await;
    assert_eq!((got.status, got.text.as_str()), (407, "who are you?"));
}

#[tokio::test]
async fn a_cut_body_promises_more_than_it_sends() {
    let sim = one_bot(Life::fault(Fault::CutBody)).await;
    let mut response = raw(&sim).await;
    let promised = response.content_length().unwrap();
    let first = response.chunk().await.unwrap().unwrap();
    assert!(!first.is_empty() && (first.len() as u64) < promised);
    assert!(response.chunk().await.is_err());
}

#[tokio::test]
async fn a_body_that_stops_sends_half_and_then_keeps_silent() {
    let sim = one_bot(Life::fault(Fault::StopMidBody)).await;
    let mut response = raw(&sim).await;
    assert!(response.chunk().await.unwrap().is_some());
    let more = tokio::time::timeout(Duration::from_millis(200), response.chunk());
    assert!(more.await.is_err(), "it went on");
    sim.stop().await;
    assert!(response.chunk().await.is_err(), "stopping did not cut it");
}

#[tokio::test]
async fn a_dripping_body_goes_on_and_on() {
    let every = Duration::from_millis(5);
    let sim = one_bot(Life::fault(Fault::Drip { every })).await;
    let mut response = raw(&sim).await;
    for _ in 0..10 {
        assert!(response.chunk().await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_bomb_is_small_on_the_wire() {
    let sim = one_bot(Life::fault(Fault::GzipBomb { mebibytes: 256 })).await;
    let client = reqwest::Client::builder().no_proxy().no_gzip();
    let url = format!("{}/api/public/bot/{BOT}/publish/status", sim.origin());
    let token = token(&sim, &plain_claims(&sim));
    let request = client.build().unwrap().get(url).header("auth", token);
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    let bytes = response.bytes().await.unwrap();
    assert!(bytes.len() < 600_000, "{}", bytes.len());
}

#[tokio::test]
async fn a_small_bomb_unpacks_in_a_real_client() {
    let sim = one_bot(Life::fault(Fault::GzipBomb { mebibytes: 2 })).await;
    let got = status_of(&sim, BOT).await;
    assert_eq!(got.text.len(), 2 * 1024 * 1024 + 2);
    assert_eq!(got.json(), serde_json::json!({}));
}

#[tokio::test]
async fn a_body_that_is_not_gzip_though_it_says_so_cannot_be_read() {
    let sim = one_bot(Life::fault(Fault::BadGzip)).await;
    assert!(raw(&sim).await.bytes().await.is_err());
}

#[tokio::test]
async fn any_body_can_be_given() {
    let sim = one_bot(Life::body(r#"{"percentageComplete":"85"}"#)).await;
    assert_eq!(
        status_of(&sim, BOT).await.json()["percentageComplete"],
        "85"
    );
}

#[tokio::test]
async fn a_large_reply_is_packed_for_those_who_take_it() {
    let sim = one_bot(Life::huge()).await;
    let got = status_of(&sim, BOT).await;
    assert!(got.text.len() > 4_000_000, "{}", got.text.len());
    let dialogs = got.json()["statusSummary"].as_array().unwrap().len();
    assert!(dialogs > 200);
    let plain = reqwest::Client::builder().no_proxy().no_gzip();
    let url = format!("{}/api/public/bot/{BOT}/publish/status", sim.origin());
    let token = token(&sim, &plain_claims(&sim));
    let request = plain.build().unwrap().get(url).header("auth", token);
    let response = request.send().await.unwrap();
    assert!(!response.headers().contains_key("content-encoding"));
}
