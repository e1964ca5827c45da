//! Each refusal and its kind.

use domain::FailureKind;
use jiff::SignedDuration;
use kore_api::Error;

use crate::support::{Server, bot, date_from_now, html, json, reply};

async fn error_of(status: u16, body: &'static str) -> Error {
    let server = Server::start(move |_, _| json(status, body)).await;
    match server.client().publish_status(&bot()).await.job {
        Err(error) => error,
        Ok(job) => panic!("{status} {body} gave {job:?}"),
    }
}

use FailureKind::{
    BadCredentials, MissingScope, NotKore, RateLimited, Server as InTrouble, UnknownBot,
};

const TABLE: [(u16, &str, FailureKind); 48] = [
    (
        200,
        r#"{"errors":[{"msg":"Slow down","code":429}]}"#,
        RateLimited,
    ),
    (
        200,
        r#"{"errors":[{"msg":"Unauthorized","code":"401"}]}"#,
        BadCredentials,
    ),
    (
        400,
        r#"{"errors":[{"msg":"Invalid StreamId","code":400}]}"#,
        UnknownBot,
    ),
    (
        400,
        r#"{"errors":[{"message":"Invalid StreamId","code":"400"}]}"#,
        UnknownBot,
    ),
    (
        404,
        r#"{"errors":[{"msg":"Invalid StreamId","code":404}]}"#,
        UnknownBot,
    ),
    (
        404,
        r#"{"errors":[{"msg":"Bot not found","code":404}]}"#,
        UnknownBot,
    ),
    (
        401,
        r#"{"errors":[{"msg":"Invalid SDK credentials","code":4002}]}"#,
        BadCredentials,
    ),
    (
        403,
        r#"{"errors":[{"msg":"Invalid SDK credentials","code":4002}]}"#,
        BadCredentials,
    ),
    (
        401,
        r#"{"errors":[{"msg":"Permission denied. Scope is incorrect!","code":4002}]}"#,
        MissingScope,
    ),
    (
        403,
        r#"{"errors":[{"message":"Permission denied. Scope is incorrect!","code":"4002"}]}"#,
        MissingScope,
    ),
    (
        401,
        r#"{"errors":[{"msg":"Invalid JWT token"}]}"#,
        FailureKind::EncryptionEnforced,
    ),
    (
        401,
        r#"{"errors":[{"msg":"error verifying the jwt: possibly a replay","code":401}]}"#,
        BadCredentials,
    ),
    (401, "", BadCredentials),
    (401, "{}", BadCredentials),
    (401, r#"{"error":"Unauthorized"}"#, BadCredentials),
    (403, r#"{"message":"Forbidden"}"#, MissingScope),
    (
        405,
        r#"{"errors":[{"msg":"Method Not Allowed","code":405}]}"#,
        InTrouble,
    ),
    (
        412,
        r#"{"errors":[{"msg":"Validation errors/ Invalid arguments","code":"ValidationError"}]}"#,
        InTrouble,
    ),
    (
        500,
        r#"{"errors":[{"msg":"Internal Server Error","code":500}]}"#,
        InTrouble,
    ),
    (500, "", InTrouble),
    (502, "<html><h1>502 Bad Gateway</h1></html>", InTrouble),
    (511, "<html>sign in</html>", NotKore),
    (429, "", RateLimited),
    (429, "<html>slow down</html>", RateLimited),
    (
        400,
        r#"{"errors":[{"msg":"Rate limit for this API has been reached. Please try again after some time."}]}"#,
        RateLimited,
    ),
    (
        403,
        r#"{"errors":[{"msg":"You've exceeded the per-minute rate limit. Please wait for sometime before retrying.","code":4002}]}"#,
        RateLimited,
    ),
    (
        200,
        r#"{"errors":[{"msg":"You've exceeded the hourly rate limit. Please wait."}]}"#,
        RateLimited,
    ),
    (
        200,
        r#"{"message":"Rate limit for this API has been reached."}"#,
        RateLimited,
    ),
    (
        200,
        "Rate limit for this API has been reached.",
        RateLimited,
    ),
    (
        503,
        r#""You've exceeded the per-minute rate limit.""#,
        RateLimited,
    ),
    (
        200,
        r#"{"errors":[{"msg":"Invalid SDK credentials","code":4002}]}"#,
        BadCredentials,
    ),
    (
        400,
        r#"{"errors":[{"msg":"Unexpected token < in JSON"}]}"#,
        InTrouble,
    ),
    (
        401,
        r#"{"errors":[{"msg":"Invalid appId"}]}"#,
        BadCredentials,
    ),
    (
        400,
        r#"{"errors":[{"msg":"Permission denied. Scope is incorrect!"}]}"#,
        MissingScope,
    ),
    (
        200,
        r#"{"errors":[{"msg":"Something broke","code":500}]}"#,
        InTrouble,
    ),
    (
        200,
        r#"[{"msg":"Invalid StreamId","code":400}]"#,
        UnknownBot,
    ),
    (404, "<html><title>404</title></html>", NotKore),
    (404, r#"{"message":"Not Found"}"#, NotKore),
    (404, "", NotKore),
    (200, r#"{"hello":1}"#, NotKore),
    (200, r#"{"status":"success","data":{}}"#, NotKore),
    (200, "<!doctype html><title>Sign in</title>", NotKore),
    (200, "hello", NotKore),
    (200, "true", NotKore),
    (200, r#"{"_id":"ds-1"} and more"#, NotKore),
    (400, "<html>bad request</html>", NotKore),
    (403, "<html>blocked</html>", NotKore),
    (407, "", FailureKind::ProxySignIn),
];

#[tokio::test]
async fn a_short_secret_that_a_server_knows_is_not_repeated() {
    let server = Server::start(|_, _| json(500, r#"{"message":"is it hunter2?"}"#)).await;
    let credentials = kore_api::Credentials {
        secret: domain::ClientSecret::read("hunter2").unwrap().secret,
        ..crate::support::credentials()
    };
    let host = domain::Host::read(&server.origin()).unwrap().host;
    let client = kore_api::Client::new(
        host,
        credentials,
        kore_api::Habits::default(),
        kore_api::Limits::default(),
    )
    .unwrap();
    let error = client.publish_status(&bot()).await.job.unwrap_err();
    assert!(!format!("{error} {error:?} {client:?}").contains("hunter2"));
}

#[tokio::test]
async fn each_documented_error_has_its_kind() {
    for (status, body, kind) in TABLE {
        let error = error_of(status, body).await;
        assert_eq!(error.kind(), kind, "{status} {body}: {error}");
    }
}

#[tokio::test]
async fn what_the_server_said_is_told_and_nothing_more() {
    let error = error_of(500, r#"{"errors":[{"msg":"Disk full\u0000 <b>now</b>"}]}"#).await;
    assert!(error.to_string().contains("Disk full"), "{error}");
    let server =
        Server::start(|_, _| html(200, "<html><title>Sign\nin</title><p>secret page")).await;
    let error = server
        .client()
        .publish_status(&bot())
        .await
        .job
        .unwrap_err();
    assert!(error.to_string().contains("Sign in"), "{error}");
    assert!(!error.to_string().contains("secret page"), "{error}");
}

#[tokio::test]
async fn how_long_to_wait_is_read_in_every_form() {
    let table: [(u16, String, Option<i64>); 11] = [
        (429, "7".into(), Some(7)),
        (429, "0".into(), Some(0)),
        (429, "100000".into(), Some(900)),
        (429, "99999999999999999999999".into(), Some(900)),
        (429, "-5".into(), None),
        (429, "soon".into(), None),
        (429, String::new(), None),
        (429, date_from_now(3_600 * 24 * 365), Some(900)),
        (429, date_from_now(-60), Some(0)),
        (503, "7".into(), Some(7)),
        (400, "7".into(), Some(7)),
    ];
    for (status, header, seconds) in table {
        let value = header.clone();
        let server = Server::start(move |_, _| {
            let text = r#"{"errors":[{"msg":"You've exceeded the hourly rate limit."}]}"#;
            let body = if status == 503 { "" } else { text };
            reply(status, &[("retry-after", &value)], body)
        })
        .await;
        let error = server
            .client()
            .publish_status(&bot())
            .await
            .job
            .unwrap_err();
        let expected = if status == 503 {
            FailureKind::Server
        } else {
            FailureKind::RateLimited
        };
        assert_eq!(error.kind(), expected);
        assert_eq!(
            error.retry_after(),
            seconds.map(SignedDuration::from_secs),
            "{status} {header:?}"
        );
    }
}

#[tokio::test]
async fn a_date_to_wait_for_is_taken_by_the_servers_own_clock() {
    let server = Server::start(|_, _| {
        let headers = [
            ("date", "Thu, 01 Jan 2026 00:00:00 GMT"),
            ("retry-after", "Thu, 01 Jan 2026 00:00:42 GMT"),
        ];
        reply(429, &headers, "")
    })
    .await;
    let error = server
        .client()
        .publish_status(&bot())
        .await
        .job
        .unwrap_err();
    assert_eq!(error.retry_after(), Some(SignedDuration::from_secs(42)));
}
