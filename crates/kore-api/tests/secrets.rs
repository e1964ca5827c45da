//! The secret and the tokens appear in nothing that this crate, or any library under it, writes
//! to a log or into an error: at the most talkative level, over HTTP/1 and HTTP/2, when all goes
//! well and in each way in which it does not.
//!
//! Runs in a process of its own: the log is the whole process's, and so is the trusted authority.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use std::fmt::Write as _;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kore_api::{Habits, Limits, Network, Target, test_connection};
use support::certificates::{Authority, expired};
use support::{
    Piece, SAMPLE, SECRET, Seen, Server, bot, bytes, client, credentials, html, json, reply,
};

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

    let mut found = Found {
        told: format!("{:?}", credentials()),
        tokens: Vec::new(),
    };
    for answer in ANSWERS {
        let server = Server::start(move |request, _| answer(request)).await;
        found.ask(&server, &server.origin()).await;
    }
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
        found.ask(&server, &origin).await;
    }
    let (port, seen) = serve_http2(&trusted).await;
    found.told += &tell(&format!("https://localhost:{port}")).await;
    let seen = seen.lock().unwrap().clone();
    assert!(!seen.is_empty(), "HTTP/2 was spoken");
    found.tokens.extend(seen);

    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    for library in ["hyper_util", "rustls", "h2", "kore_api"] {
        assert!(log.contains(library), "the log hears {library}");
    }
    assert!(found.tokens.len() > 15, "{}", found.tokens.len());
    assert_free_of_secrets("the log", &log, &found.tokens);
    assert_free_of_secrets("an error", &found.told, &found.tokens);
    for text in [&log, &found.told] {
        assert!(
            !text.contains("0therApps"),
            "the secret of another app is there"
        );
    }
}

type Answer = fn(&Seen) -> Vec<Piece>;

/// A list of bots, as the platform sends it: with the secrets of their own apps.
const BOTS: &str = r#"{"total":1,"availableMore":false,"bots":[{"_id":"st-1","name":"Leave",
    "jwtApps":[{"clientId":"cs-2","clientSecret":"an0therAppsSecret0therApps="}]}]}"#;

/// Each way to answer over HTTP/1. Several send back what they were sent.
const ANSWERS: [Answer; 16] = [
    |_| json(200, SAMPLE),
    |_| json(200, BOTS),
    |_| json(500, BOTS),
    |_| json(200, "{}"),
    |request| json(401, &echo("errors", request)),
    |request| {
        html(
            200,
            &format!(
                "<title>{}</title>",
                request.header("auth").unwrap_or("no token")
            ),
        )
    },
    |_| json(500, &format!(r#"{{"message":"the secret is {SECRET}"}}"#)),
    |_| json(401, r#"{"errors":[{"msg":"Scope is incorrect!"}]}"#),
    |_| json(400, r#"{"errors":[{"msg":"Invalid StreamId"}]}"#),
    |_| html(404, "<html>"),
    |_| reply(429, &[("retry-after", "7")], ""),
    |request| {
        let location = format!(
            "https://localhost:1/?t={}",
            request.header("auth").unwrap_or("no token")
        );
        reply(302, &[("location", &location)], "")
    },
    |_| vec![Piece::Silence],
    |_| bytes("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"),
    |_| bytes("no http at all\r\n\r\n"),
    |request| json(200, &echo("message", request)),
];

fn echo(key: &str, request: &Seen) -> String {
    format!(
        r#"{{"{key}":["no: {}"]}}"#,
        request.header("auth").unwrap_or("no token")
    )
}

/// What came out, and what must not be in it.
struct Found {
    told: String,
    tokens: Vec<String>,
}

impl Found {
    async fn ask(&mut self, server: &Server, origin: &str) {
        self.told += &tell(origin).await;
        let seen = server.seen();
        // The first request of a connection test has none.
        let tokens = seen.iter().filter_map(|request| request.header("auth"));
        self.tokens.extend(tokens.map(str::to_owned));
    }
}

fn assert_free_of_secrets(place: &str, text: &str, tokens: &[String]) {
    for secret in spellings(SECRET) {
        assert!(!text.contains(&secret), "the secret is in {place}");
    }
    for token in tokens {
        for part in token.split('.') {
            // Also where it was cut.
            assert!(!text.contains(&part[..20]), "a token is in {place}");
        }
    }
}

/// All that a caller could print of a client's answer.
async fn tell(origin: &str) -> String {
    let limits = Limits {
        read: Duration::from_secs(2),
        ..Limits::default()
    };
    let client = client(origin, Habits::default(), limits);
    let answer = client.publish_status(&bot()).await;
    let mut told = format!("{answer:?}{:?}", client.habits());
    if let Err(error) = answer.job {
        told += &error.to_string();
    }
    let listed = client.bots().await;
    write!(told, "{listed:?}").unwrap();
    if let Some(error) = listed.error {
        told += &error.to_string();
    }
    let tested = test_connection(Target {
        host: domain::Host::read(origin).unwrap().host,
        credentials: credentials(),
        bot: Some(bot()),
        network: Network::default(),
        limits,
    })
    .await;
    told + &format!("{tested:?}")
}

/// The secret as text, as hexadecimal, and as Rust prints bytes.
fn spellings(secret: &str) -> [String; 3] {
    let bytes = secret.as_bytes();
    let hex = format!("{bytes:02x?}").replace(['[', ']', ',', ' '], "");
    [secret.to_owned(), hex, format!("{bytes:?}")]
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
