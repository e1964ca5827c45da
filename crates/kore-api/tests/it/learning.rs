//! What is learned about a server, and what it costs.

use domain::FailureKind;
use kore_api::{ClaimsForm, Habits, PathForm};

use crate::support::{Piece, SAMPLE, Seen, Server, bot, date_from_now, html, json, reply};

const REFUSED: &str = r#"{"errors":[{"msg":"Invalid SDK credentials","code":4002}]}"#;

fn is_versioned(request: &Seen) -> bool {
    request.path.starts_with("/api/1.1/public/bot/") && request.path.ends_with("/publish/status/")
}

/// Answers at the documented address with the version in it only.
fn versioned_only(request: &Seen) -> Vec<Piece> {
    if is_versioned(request) {
        json(200, SAMPLE)
    } else {
        html(404, "<html>Cannot GET</html>")
    }
}

#[tokio::test]
async fn the_other_address_is_tried_once_and_remembered() {
    let server = Server::start(|request, _| versioned_only(request)).await;
    let client = server.client();
    let answer = client.publish_status(&bot()).await;
    assert!(answer.job.unwrap().is_some());
    assert_eq!(answer.requests, 2);
    assert_eq!(client.habits().path, PathForm::Versioned);

    let again = client.publish_status(&bot()).await;
    assert_eq!(again.requests, 1);

    // Another client goes on with what the caller stored.
    let later = server.client_with(client.habits());
    assert_eq!(later.publish_status(&bot()).await.requests, 1);
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn a_server_that_went_back_to_the_plain_address_is_followed() {
    let server = Server::start(|request, _| {
        if is_versioned(request) {
            html(404, "")
        } else {
            json(200, SAMPLE)
        }
    })
    .await;
    let client = server.client_with(Habits {
        path: PathForm::Versioned,
        ..Habits::default()
    });
    assert_eq!(client.publish_status(&bot()).await.requests, 2);
    assert_eq!(client.habits(), Habits::default());
}

#[tokio::test]
async fn a_server_that_knows_neither_address_changes_no_habit() {
    let server = Server::start(|_, _| html(404, "<title>Not here</title>")).await;
    let client = server.client();
    let answer = client.publish_status(&bot()).await;
    assert_eq!(answer.job.unwrap_err().kind(), FailureKind::NotKore);
    assert_eq!(answer.requests, 2);
    assert_eq!(client.habits(), Habits::default());
}

#[tokio::test]
async fn a_bot_that_was_never_published_is_no_failure() {
    let table = [
        (200, "{}"),
        (200, "null"),
        (200, ""),
        (200, " \r\n"),
        (200, "[]"),
        (204, ""),
        (
            404,
            r#"{"errors":[{"msg":"No publish found for this bot","code":404}]}"#,
        ),
        (
            404,
            r#"{"errors":[{"msg":"Publish status not found","code":404}]}"#,
        ),
        (
            400,
            r#"{"errors":[{"msg":"No publish record found","code":400}]}"#,
        ),
    ];
    for (status, body) in table {
        let server = Server::start(move |_, _| json(status, body)).await;
        let client = server.client();
        let answer = client.publish_status(&bot()).await;
        assert_eq!(answer.job, Ok(None), "{status} {body}");
        assert_eq!(answer.requests, if status == 404 { 2 } else { 1 });
        assert_eq!(client.publish_status(&bot()).await.requests, 1, "{body}");
        assert_eq!(client.habits(), Habits::default());
    }
}

#[tokio::test]
async fn a_gateway_that_refuses_where_nothing_is_does_not_look_like_a_wrong_secret() {
    let server = Server::start(|request, number| match (is_versioned(request), number) {
        (true, _) => json(401, r#"{"message":"Unauthorized"}"#),
        (false, 0) => json(200, SAMPLE),
        (false, _) => json(404, r#"{"errors":[{"msg":"Not found","code":404}]}"#),
    })
    .await;
    let client = server.client();
    client.publish_status(&bot()).await.job.unwrap();
    let error = client.publish_status(&bot()).await.job.unwrap_err();
    assert_eq!(error.kind(), FailureKind::UnknownBot);
    assert_eq!(client.habits(), Habits::default());
}

#[tokio::test]
async fn never_published_costs_one_request_once_the_address_is_known() {
    let server = Server::start(|_, number| match number {
        0 => json(200, SAMPLE),
        _ => json(404, r#"{"errors":[{"msg":"No publish found","code":404}]}"#),
    })
    .await;
    let client = server.client();
    client.publish_status(&bot()).await.job.unwrap();
    let answer = client.publish_status(&bot()).await;
    assert_eq!(answer.job, Ok(None));
    assert_eq!(answer.requests, 1);
}

#[tokio::test]
async fn a_server_that_takes_the_minimum_only_is_learned_once() {
    let server = Server::start(|request, _| {
        if request.is_timed() {
            json(401, REFUSED)
        } else {
            json(200, SAMPLE)
        }
    })
    .await;
    let client = server.client();
    assert_eq!(client.publish_status(&bot()).await.requests, 2);
    assert_eq!(client.habits().claims, ClaimsForm::Minimum);
    assert_eq!(client.publish_status(&bot()).await.requests, 1);
    let last = server.seen().last().unwrap().claims();
    assert_eq!(last.as_object().unwrap().len(), 2, "{last}");
}

#[tokio::test]
async fn enforce_jti_switched_on_later_is_noticed() {
    let server = Server::start(|request, _| {
        if request.is_timed() {
            json(200, SAMPLE)
        } else {
            json(401, r#"{"errors":[{"msg":"jti is required","code":401}]}"#)
        }
    })
    .await;
    let client = server.client_with(Habits {
        claims: ClaimsForm::Minimum,
        ..Habits::default()
    });
    let answer = client.publish_status(&bot()).await;
    assert!(answer.job.is_ok());
    assert_eq!(answer.requests, 2);
    assert_eq!(client.habits().claims, ClaimsForm::WithJti);
    assert_eq!(client.publish_status(&bot()).await.requests, 1);
}

#[tokio::test]
async fn a_wrong_secret_costs_two_requests_and_changes_no_habit() {
    let server = Server::start(|_, _| json(401, REFUSED)).await;
    let client = server.client();
    let answer = client.publish_status(&bot()).await;
    assert_eq!(answer.job.unwrap_err().kind(), FailureKind::BadCredentials);
    assert_eq!(answer.requests, 2);
    assert_eq!(client.habits(), Habits::default());
}

#[tokio::test]
async fn a_missing_permission_is_not_asked_twice() {
    let server = Server::start(|_, _| {
        json(
            401,
            r#"{"errors":[{"msg":"Permission denied. Scope is incorrect!","code":4002}]}"#,
        )
    })
    .await;
    let answer = server.client().publish_status(&bot()).await;
    assert_eq!(answer.job.unwrap_err().kind(), FailureKind::MissingScope);
    assert_eq!(answer.requests, 1);
}

#[tokio::test]
async fn address_and_claims_are_learned_together() {
    let server = Server::start(
        |request, _| match (is_versioned(request), request.is_timed()) {
            (false, _) => html(404, ""),
            (true, true) => json(401, REFUSED),
            (true, false) => json(200, SAMPLE),
        },
    )
    .await;
    let client = server.client();
    assert_eq!(client.publish_status(&bot()).await.requests, 3);
    assert_eq!(
        client.habits(),
        Habits {
            path: PathForm::Versioned,
            claims: ClaimsForm::Minimum
        }
    );
    assert_eq!(client.publish_status(&bot()).await.requests, 1);
}

fn with_date(status: u16, seconds_from_now: i64, body: &str) -> Vec<Piece> {
    reply(status, &[("date", &date_from_now(seconds_from_now))], body)
}

#[tokio::test]
async fn a_clock_that_is_behind_is_named_with_how_far() {
    let server = Server::start(|_, _| {
        let text = r#"{"errors":[{"msg":"error verifying the jwt: jwt expired","code":401}]}"#;
        with_date(401, 600, text)
    })
    .await;
    let error = server
        .client()
        .publish_status(&bot())
        .await
        .job
        .unwrap_err();
    let kore_api::Error::WrongClock { by, .. } = error else {
        panic!("{error}")
    };
    assert!((-610..=-590).contains(&by.as_secs()), "{by:?}");
}

#[tokio::test]
async fn a_wrong_secret_stays_one_while_the_clock_is_wrong_too() {
    let server = Server::start(|_, _| with_date(401, 86_400, REFUSED)).await;
    let error = server
        .client()
        .publish_status(&bot())
        .await
        .job
        .unwrap_err();
    assert_eq!(error.kind(), FailureKind::BadCredentials);
}

#[tokio::test]
async fn times_are_complained_of_but_the_clocks_agree() {
    let server =
        Server::start(|_, _| with_date(401, 5, r#"{"errors":[{"msg":"jwt expired","code":401}]}"#))
            .await;
    let error = server
        .client()
        .publish_status(&bot())
        .await
        .job
        .unwrap_err();
    assert_eq!(error.kind(), FailureKind::BadCredentials);
}

#[tokio::test]
async fn a_wrong_clock_is_got_around_without_becoming_a_habit() {
    let server = Server::start(|request, number| match (request.is_timed(), number) {
        // From the sixth request on the clocks agree and times are fine.
        (true, 0..5) => with_date(401, 600, r#"{"errors":[{"msg":"jwt expired"}]}"#),
        (false, 0..5) => with_date(200, 600, SAMPLE),
        _ => with_date(200, 0, SAMPLE),
    })
    .await;
    let client = server.client();
    let costs = [2, 1, 1, 1, 1, 1, 1];
    for requests in costs {
        let answer = client.publish_status(&bot()).await;
        assert!(answer.job.is_ok());
        assert_eq!(answer.requests, requests);
        assert_eq!(client.habits(), Habits::default());
    }
    assert!(server.seen().last().unwrap().is_timed());
}
