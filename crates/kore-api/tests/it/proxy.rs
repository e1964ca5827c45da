//! The system's proxy: used for the world, never for this computer.
//!
//! In processes of their own, since the proxy is told through the environment.

use kore_api::{Cause, Error, Habits, Limits};

use crate::support::{SAMPLE, Server, bot, bytes, client, json};

async fn run(test: &str, proxy: &Server) {
    let address = proxy.origin();
    let status = tokio::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .envs([("HTTPS_PROXY", &address), ("HTTP_PROXY", &address)])
        .envs([("ALL_PROXY", &address)])
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .env_remove("REQUEST_METHOD")
        .status()
        .await
        .unwrap();
    assert!(status.success());
}

#[tokio::test]
async fn a_proxy_that_lets_nothing_through_is_named_and_gets_no_token() {
    for (answer, test) in [
        (
            "407 Sign in",
            "proxy::behind_a_proxy_that_asks_for_a_sign_in",
        ),
        ("403 No", "proxy::behind_a_proxy_that_refuses"),
    ] {
        let proxy = Server::start(move |_, _| bytes(format!("HTTP/1.1 {answer}\r\n\r\n"))).await;
        run(test, &proxy).await;
        let seen = proxy.seen();
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].method, "CONNECT");
        assert_eq!(seen[0].header("auth"), None);
    }
}

#[tokio::test]
#[ignore = "started by a_proxy_that_lets_nothing_through_is_named_and_gets_no_token"]
async fn behind_a_proxy_that_asks_for_a_sign_in() {
    assert_eq!(cause_behind_the_proxy().await, Cause::ProxySignIn);
}

#[tokio::test]
#[ignore = "started by a_proxy_that_lets_nothing_through_is_named_and_gets_no_token"]
async fn behind_a_proxy_that_refuses() {
    assert_eq!(cause_behind_the_proxy().await, Cause::ProxyRefused);
}

async fn cause_behind_the_proxy() -> Cause {
    let client = client(
        "https://publish-monitor.invalid",
        Habits::default(),
        Limits::default(),
    );
    match client.publish_status(&bot()).await.job {
        Err(Error::Unreachable { cause }) => cause,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn this_computers_own_addresses_are_never_asked_through_a_proxy() {
    let proxy = Server::start(|_, _| json(200, "{}")).await;
    run("proxy::an_own_address_while_there_is_a_proxy", &proxy).await;
    assert!(proxy.seen().is_empty());
}

#[tokio::test]
#[ignore = "started by this_computers_own_addresses_are_never_asked_through_a_proxy"]
async fn an_own_address_while_there_is_a_proxy() {
    let server = Server::start(|_, _| json(200, SAMPLE)).await;
    for origin in [server.origin(), format!("http://localhost:{}", server.port)] {
        let client = client(&origin, Habits::default(), Limits::default());
        let job = client.publish_status(&bot()).await.job.unwrap();
        assert!(job.is_some());
    }
    assert_eq!(server.seen().len(), 2);
}
