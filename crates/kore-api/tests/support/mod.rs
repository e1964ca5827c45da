//! A server that sends exactly the bytes it is told to, and remembers what it was asked.

#![allow(dead_code, reason = "each test binary uses its own part of it")]
#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "test code")]

pub mod certificates;

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use domain::{BotId, ClientId, ClientSecret, Host};
use kore_api::{Client, Credentials, Habits, Limits};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub const SECRET: &str = "pQ3vR9sK2mX7tB5nW8yD1fG4hJ6lZ0cA+eU/iO5xE2k=";
pub const CLIENT_ID: &str = "cs-11111111-2222-5333-8444-555555555555";
pub const BOT: &str = "st-a86a6717-340b-5830-a8b6-13b4aeb6b865";

/// The sample response of the page *Bot Publish Status*.
pub const SAMPLE: &str = include_str!("sample.json");

/// One request as it arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn token(&self) -> &str {
        self.header("auth").expect("the request has a token")
    }

    /// The claims, the signature being verified.
    pub fn claims(&self) -> Value {
        use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
        let mut validation = Validation::new(Algorithm::HS256);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        let key = DecodingKey::from_secret(SECRET.as_bytes());
        decode::<Value>(self.token(), &key, &validation)
            .expect("the token is signed with the secret")
            .claims
    }

    pub fn is_timed(&self) -> bool {
        self.claims().get("exp").is_some()
    }
}

/// What to send.
pub enum Piece {
    Bytes(Vec<u8>),
    /// Nothing for a while.
    Wait(Duration),
    /// Nothing more, with the connection open.
    Silence,
}

pub fn bytes(text: impl Into<Vec<u8>>) -> Vec<Piece> {
    vec![Piece::Bytes(text.into())]
}

pub fn json(status: u16, body: &str) -> Vec<Piece> {
    reply(status, &[("content-type", "application/json")], body)
}

pub fn html(status: u16, body: &str) -> Vec<Piece> {
    reply(status, &[("content-type", "text/html")], body)
}

pub fn reply(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<Piece> {
    let body = body.as_ref();
    let mut head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        head += name;
        head += ": ";
        head += value;
        head += "\r\n";
    }
    head.push_str("connection: close\r\n\r\n");
    let mut all = head.into_bytes();
    all.extend_from_slice(body);
    bytes(all)
}

/// An HTTP date that lies `seconds` from now.
pub fn date_from_now(seconds: i64) -> String {
    let distance = Duration::from_secs(seconds.unsigned_abs());
    let now = SystemTime::now();
    httpdate::fmt_http_date(if seconds < 0 {
        now - distance
    } else {
        now + distance
    })
}

type Answer = dyn Fn(&Seen, usize) -> Vec<Piece> + Send + Sync;

pub struct Server {
    pub port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// `answer` gets each request and its number, from 0.
    pub async fn start(
        answer: impl Fn(&Seen, usize) -> Vec<Piece> + Send + Sync + 'static,
    ) -> Self {
        Self::start_wrapped(answer, |stream| async { Ok(stream) }).await
    }

    /// `wrap` turns a connection into what HTTP is spoken over.
    pub async fn start_wrapped<S, F>(
        answer: impl Fn(&Seen, usize) -> Vec<Piece> + Send + Sync + 'static,
        wrap: impl Fn(tokio::net::TcpStream) -> F + Send + Sync + 'static,
    ) -> Self
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        F: Future<Output = std::io::Result<S>> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let answer: Arc<Answer> = Arc::new(answer);
        let task = tokio::spawn({
            let seen = Arc::clone(&seen);
            async move {
                let mut connections = tokio::task::JoinSet::new();
                loop {
                    let (stream, _) = listener.accept().await.unwrap();
                    let stream = wrap(stream);
                    let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                    connections.spawn(async move {
                        if let Ok(stream) = stream.await {
                            let _ = serve(stream, &seen, &*answer).await;
                        }
                    });
                }
            }
        });
        Self { port, seen, task }
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub fn client(&self) -> Client {
        self.client_with(Habits::default())
    }

    pub fn client_with(&self, habits: Habits) -> Client {
        client(&self.origin(), habits, Limits::default())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    seen: &Mutex<Vec<Seen>>,
    answer: &Answer,
) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.lines();
    let mut request_line = lines.next().unwrap().split(' ');
    let request = Seen {
        method: request_line.next().unwrap().to_owned(),
        path: request_line.next().unwrap().to_owned(),
        headers: lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    };
    let number = {
        let mut seen = seen.lock().unwrap();
        seen.push(request.clone());
        seen.len() - 1
    };
    for piece in answer(&request, number) {
        match piece {
            Piece::Bytes(bytes) => {
                stream.write_all(&bytes).await?;
                stream.flush().await?;
            }
            Piece::Wait(pause) => tokio::time::sleep(pause).await,
            Piece::Silence => std::future::pending().await,
        }
    }
    stream.shutdown().await
}

pub fn credentials() -> Credentials {
    Credentials {
        client_id: ClientId::new(CLIENT_ID),
        secret: ClientSecret::read(SECRET).unwrap().secret,
        algorithm: domain::Algorithm::default(),
    }
}

pub fn client(origin: &str, habits: Habits, limits: Limits) -> Client {
    let host = Host::read(origin).unwrap().host;
    Client::new(host, credentials(), habits, limits).unwrap()
}

pub fn bot() -> BotId {
    BotId::new(BOT)
}
