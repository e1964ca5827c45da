//! A redirection is never followed: the token would travel along.

use kore_api::{Error, Odd};

use crate::support::{Server, bot, json, reply};

#[tokio::test]
async fn no_other_address_ever_sees_a_request() {
    let other = Server::start(|_, _| json(200, "{}")).await;
    let targets = [
        format!(
            "http://127.0.0.1:{}/api/public/bot/x/publish/status",
            other.port
        ),
        format!("http://localhost:{}/login?next=/secret", other.port),
        format!("//127.0.0.1:{}/", other.port),
        "/elsewhere/on/the/same/host".to_owned(),
    ];
    for status in [300, 301, 302, 303, 307, 308] {
        for target in &targets {
            let location = target.clone();
            let server = Server::start(move |_, _| {
                reply(
                    status,
                    &[("location", &location), ("set-cookie", "a=b")],
                    "moved",
                )
            })
            .await;
            let answer = server.client().publish_status(&bot()).await;
            let error = answer.job.unwrap_err();
            let Error::NotKore {
                odd: Odd::Redirect { to },
                ..
            } = &error
            else {
                panic!("{status} to {target} is {error:?}")
            };
            assert_eq!(to.is_some(), target.contains("//"), "{target}");
            assert!(!error.to_string().contains("secret"), "{error}");
            assert_eq!(server.seen().len(), 1, "{status} to {target}");
        }
    }
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn a_redirection_to_nowhere_is_one_too() {
    for headers in [&[][..], &[("location", "")], &[("location", "http://[")]] {
        let server = Server::start(move |_, _| reply(302, headers, "")).await;
        let error = server
            .client()
            .publish_status(&bot())
            .await
            .job
            .unwrap_err();
        assert_eq!(error.kind(), domain::FailureKind::NotKore);
    }
}
