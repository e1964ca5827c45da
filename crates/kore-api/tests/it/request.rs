//! What is sent.

use std::collections::HashSet;

use domain::BotId;
use kore_api::{Habits, Limits};

use crate::support::{BOT, CLIENT_ID, SAMPLE, Server, bot, client, json};

#[tokio::test]
async fn the_documented_request_is_sent() {
    let server = Server::start(|_, _| json(200, SAMPLE)).await;
    let answer = server.client().publish_status(&bot()).await;
    assert!(answer.job.unwrap().is_some());
    assert_eq!(answer.requests, 1);

    let seen = server.seen();
    let [request] = seen.as_slice() else {
        panic!("one request, not {}", seen.len())
    };
    assert_eq!(request.method, "GET");
    assert_eq!(
        request.path,
        format!("/api/public/bot/{BOT}/publish/status")
    );
    assert!(
        request
            .header("user-agent")
            .unwrap()
            .starts_with("PublishMonitor/")
    );
    for absent in ["referer", "cookie", "authorization"] {
        assert_eq!(request.header(absent), None, "{absent}");
    }
}

#[tokio::test]
async fn the_claims_are_the_documented_ones_with_times_and_an_id() {
    let server = Server::start(|_, _| json(200, SAMPLE)).await;
    let before = jiff::Timestamp::now().as_second();
    server.client().publish_status(&bot()).await.job.unwrap();
    let after = jiff::Timestamp::now().as_second();

    let claims = server.seen()[0].claims();
    assert_eq!(claims["appId"], CLIENT_ID);
    assert!(!claims["sub"].as_str().unwrap().is_empty());
    let issued = claims["iat"].as_i64().unwrap();
    assert!((before - 30..=after - 30).contains(&issued));
    assert_eq!(claims["exp"].as_i64().unwrap() - issued, 330);
    assert_eq!(claims["jti"].as_str().unwrap().len(), 36);
    assert_eq!(claims.as_object().unwrap().len(), 5, "{claims}");
}

#[tokio::test]
async fn every_request_has_an_id_of_its_own_second_tries_too() {
    let server = Server::start(|_, _| json(404, "{}")).await;
    let client = server.client();
    for _ in 0..10 {
        client.publish_status(&bot()).await.job.unwrap_err();
    }
    let ids: HashSet<String> = server
        .seen()
        .iter()
        .map(|request| request.claims()["jti"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(server.seen().len(), 20);
    assert_eq!(ids.len(), 20);
}

#[tokio::test]
async fn an_odd_bot_id_stays_one_segment_of_the_path() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    let client = server.client();
    for (id, path) in [
        ("a/../b", "/api/public/bot/a%2F..%2Fb/publish/status"),
        ("a?b=c#d", "/api/public/bot/a%3Fb%3Dc%23d/publish/status"),
        (
            "a b\r\nx: y",
            "/api/public/bot/a%20b%0D%0Ax%3A%20y/publish/status",
        ),
    ] {
        let answer = client.publish_status(&BotId::new(id)).await;
        assert_eq!(answer.requests, 1, "{id:?}");
        let sent = server.seen().last().unwrap().path.clone();
        assert_eq!(sent, path, "{id:?}");
    }
}

#[tokio::test]
async fn an_id_that_no_address_can_hold_costs_no_request() {
    let server = Server::start(|_, _| json(200, SAMPLE)).await;
    for id in ["", ".", ".."] {
        let answer = server.client().publish_status(&BotId::new(id)).await;
        assert_eq!(
            answer.job.unwrap_err().kind(),
            domain::FailureKind::UnknownBot
        );
        assert_eq!(answer.requests, 0);
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn many_ask_at_once_through_one_client() {
    let server = Server::start(|_, _| json(200, SAMPLE)).await;
    let client = std::sync::Arc::new(client(
        &server.origin(),
        Habits::default(),
        Limits::default(),
    ));
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let client = std::sync::Arc::clone(&client);
        tasks.spawn(async move { client.publish_status(&bot()).await.job });
    }
    while let Some(job) = tasks.join_next().await {
        assert!(job.unwrap().unwrap().is_some());
    }
    assert_eq!(server.seen().len(), 50);
}
