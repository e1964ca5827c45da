//! A plain client: it asks, and gives back what came.

use std::sync::LazyLock;

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kore_simulator::{Life, Setup, Simulator};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

/// The bot of most tests.
pub const BOT: &str = "st-1";

/// An answer, read to its end.
pub struct Got {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Got {
    /// The body as JSON; null where it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    /// The text and the code of the first error.
    pub fn error(&self) -> (String, Value) {
        let error = &self.json()["errors"][0];
        let text = error["msg"].as_str().unwrap_or_default().to_owned();
        (text, error["code"].clone())
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// One bot with this life.
pub async fn one_bot(life: Life) -> Simulator {
    Simulator::start(Setup::new().bot(BOT, "Card services", life))
        .await
        .unwrap()
}

/// A token over these claims and this secret.
pub fn signed(claims: &Value, secret: &str) -> String {
    let key = EncodingKey::from_secret(secret.as_bytes());
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &key).unwrap()
}

/// A token with the right secret.
pub fn token(sim: &Simulator, claims: &Value) -> String {
    signed(claims, sim.client_secret())
}

/// The payload of the page *API Introduction*.
pub fn plain_claims(sim: &Simulator) -> Value {
    json!({"sub": "1234567890", "appId": sim.client_id()})
}

/// The payload with times and an id used once.
pub fn timed_claims(sim: &Simulator, now: i64, life_seconds: i64) -> Value {
    json!({
        "sub": "1234567890",
        "appId": sim.client_id(),
        "iat": now,
        "exp": now + life_seconds,
        "jti": uuid::Uuid::new_v4().to_string(),
    })
}

pub fn now() -> i64 {
    Timestamp::now().as_second()
}

/// One client for all tests: making one reads the system's certificates. It keeps no connection,
/// since each test has a runtime of its own.
pub fn http() -> reqwest::Client {
    static CLIENT: LazyLock<reqwest::Client> = LazyLock::new(|| {
        let builder = reqwest::Client::builder().no_proxy();
        let builder = builder.redirect(reqwest::redirect::Policy::none());
        builder.pool_max_idle_per_host(0).build().unwrap()
    });
    CLIENT.clone()
}

pub async fn ask(sim: &Simulator, method: Method, path: &str, token: Option<&str>) -> Got {
    let mut request = http().request(method, format!("{}{path}", sim.origin()));
    if let Some(token) = token {
        request = request.header("auth", token);
    }
    let response = request.send().await.unwrap();
    Got {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        text: response.text().await.unwrap(),
    }
}

/// The status of a bot, with a good token.
pub async fn status_of(sim: &Simulator, bot_id: &str) -> Got {
    let token = token(sim, &plain_claims(sim));
    let path = format!("/api/public/bot/{bot_id}/publish/status");
    ask(sim, Method::GET, &path, Some(&token)).await
}

/// The status of the one bot, with these claims.
pub async fn with_claims(sim: &Simulator, claims: &Value) -> Got {
    with_token(sim, Some(&token(sim, claims))).await
}

pub async fn with_token(sim: &Simulator, token: Option<&str>) -> Got {
    let path = format!("/api/public/bot/{BOT}/publish/status");
    ask(sim, Method::GET, &path, token).await
}
