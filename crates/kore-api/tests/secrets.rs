//! The secret and the tokens appear in nothing that this crate, or any library under it, writes
//! to a log or into an error: at the most talkative level, over HTTP/1 and HTTP/2, when all goes
//! well and in each way in which it does not.
//!
//! Runs in a process of its own: the log is the whole process's, and so is the trusted authority.

mod support;

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kore_api::{Client, Habits, Limits};
use support::certificates::{Authority, expired};
use support::{Piece, SAMPLE, SECRET, Server, bot, bytes, client, credentials, html, json, reply};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
#[cfg(target_os = "linux")]
fn no_log_and_no_error_holds_the_secret_or_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "everything_with_the_log_on",
            "--ignored",
            "--nocapture",
        ])
        .env("SSL_CERT_FILE", folder.path().join("authority.pem"))
        .env_remove("SSL_CERT_DIR")
        .status()
        .unwrap();
    assert!(status.success());
}

#[tokio::test]
#[ignore = "started by no_log_and_no_error_holds_the_secret_or_a_token"]
async fn everything_with_the_log_on() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .init();
    let trusted = Authority::new("Trusted by this process");
    std::fs::write(std::env::var("SSL_CERT_FILE").unwrap(), &trusted.pem).unwrap();

    let mut told = format!("{:?}", credentials());
    let mut tokens = Vec::new();
    let limits = Limits {
        read: Duration::from_millis(500),
        ..Limits::default()
    };

    // Over HTTP/1, each way to answer. The third one sends back all that it was sent.
    type Answer = fn(&support::Seen) -> Vec<Piece>;
    let answers: [Answer; 14] = [
        |_| json(200, SAMPLE),
        |_| json(200, "{}"),
        |request| {
            json(
                401,
                &format!(
                    r#"{{"errors":[{{"msg":"bad token {:?}"}}]}}"#,
                    request.token()
                )
                .replace("\\\"", ""),
            )
        },
        |request| html(200, &format!("<title>{}</title>", request.token())),
        |_| {
            json(
                500,
                &format!(r#"{{"errors":[{{"msg":"the secret is {SECRET}"}}]}}"#),
            )
        },
        |_| {
            json(
                401,
                r#"{"errors":[{"msg":"Permission denied. Scope is incorrect!"}]}"#,
            )
        },
        |_| json(400, r#"{"errors":[{"msg":"Invalid StreamId"}]}"#),
        |_| html(404, "<html>"),
        |_| reply(429, &[("retry-after", "7")], ""),
        |request| {
            reply(
                302,
                &[(
                    "location",
                    &format!("https://localhost:1/?t={}", request.token()),
                )],
                "",
            )
        },
        |_| vec![Piece::Silence],
        |_| bytes("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"),
        |_| bytes("no http at all\r\n\r\n"),
        |request| json(200, &format!(r#"{{"message":"{}"}}"#, request.token())),
    ];
    for answer in answers {
        let server = Server::start(move |request, _| answer(request)).await;
        let client = client(&server.origin(), Habits::default(), limits);
        told += &tell(&client).await;
        tokens.extend(
            server
                .seen()
                .iter()
                .map(|request| request.token().to_owned()),
        );
    }

    // Over HTTPS: trusted, and not.
    for acceptor in [trusted.acceptor(|_| {}), trusted.acceptor(expired)] {
        let server = Server::start_wrapped(
            |_, _| json(200, SAMPLE),
            move |stream| {
                let acceptor = acceptor.clone();
                async move { acceptor.accept(stream).await }
            },
        )
        .await;
        let origin = format!("https://localhost:{}", server.port);
        told += &tell(&client(&origin, Habits::default(), limits)).await;
        tokens.extend(
            server
                .seen()
                .iter()
                .map(|request| request.token().to_owned()),
        );
    }

    // Over HTTP/2.
    let (port, seen) = serve_http2(&trusted).await;
    let origin = format!("https://localhost:{port}");
    told += &tell(&client(&origin, Habits::default(), limits)).await;
    let seen = seen.lock().unwrap().clone();
    assert_eq!(seen.len(), 1, "HTTP/2 was spoken");
    tokens.extend(seen);

    assert!(tokens.len() > 15, "{}", tokens.len());
    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    for library in ["hyper_util", "rustls", "h2", "kore_api"] {
        assert!(log.contains(library), "the log hears {library}");
    }
    for (place, text) in [("log", &log), ("errors", &told)] {
        for secret in spellings(SECRET.as_bytes()) {
            assert!(!text.contains(&secret), "the secret is in the {place}");
        }
        for token in &tokens {
            for part in token.split('.').skip(1).chain([token.as_str()]) {
                assert!(!text.contains(part), "a token is in the {place}");
            }
        }
    }
}

/// All that a caller could print of a client's answer.
async fn tell(client: &Client) -> String {
    let answer = client.publish_status(&bot()).await;
    let mut told = format!("{answer:?}{:?}", client.habits());
    if let Err(error) = answer.job {
        told += &error.to_string();
    }
    told
}

fn spellings(secret: &[u8]) -> Vec<String> {
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let list = format!("{secret:?}");
    let text = String::from_utf8(secret.to_vec()).unwrap();
    vec![hex.to_uppercase(), hex, list, text]
}

/// A server that speaks HTTP/2 only and keeps the tokens it was sent.
async fn serve_http2(authority: &Authority) -> (u16, Arc<Mutex<Vec<String>>>) {
    use axum::body::Bytes;
    use axum::http::Response;

    let acceptor = authority.http2_acceptor();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let tokens = Arc::clone(&seen);
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let stream = acceptor.accept(stream).await.unwrap();
        let mut connection = h2::server::handshake(stream).await.unwrap();
        while let Some(Ok((request, mut respond))) = connection.accept().await {
            let token = request.headers()["auth"].to_str().unwrap().to_owned();
            tokens.lock().unwrap().push(token);
            let mut body = respond.send_response(Response::new(()), false).unwrap();
            body.send_data(Bytes::from_static(SAMPLE.as_bytes()), true)
                .unwrap();
        }
    });
    (port, seen)
}
