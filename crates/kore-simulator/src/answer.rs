//! The edge: an HTTP request in, an HTTP response out.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::json;

use crate::fault::{self, Fault};
use crate::life::Nothing;
use crate::odd_body::OddBody;
use crate::platform::{Asked, Platform, Verdict};
use crate::timeline::Reply;
use crate::{Refusal, RetryAfter, Seen, refusal, token};

const JSON: &str = "application/json; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// Bodies from this size on are packed for clients that take gzip.
const PACK_FROM_BYTES: usize = 16 * 1024;

/// A response, before it is one.
struct Answer {
    status: u16,
    content_type: String,
    body: OddBody,
    more: Vec<(HeaderName, String)>,
}

/// Answers a request, or never does.
pub(crate) async fn answer(State(platform): State<Arc<Platform>>, request: Request) -> Response {
    let headers = request.headers();
    let token = headers
        .get("auth")
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let uri = request.uri();
    let path_and_query = uri.path_and_query().map_or("/", |both| both.as_str());
    let number = platform.record().came(
        Seen {
            at: platform.clock.now(),
            method: request.method().to_string(),
            path: uri.path().to_owned(),
            query: uri.query().map(str::to_owned),
            status: 0,
            jti: token.as_deref().and_then(token::jti_of),
        },
        token.as_deref(),
    );
    platform.announce();
    let verdict = platform.decide(&Asked {
        method: request.method(),
        path: uri.path(),
        query: uri.query().unwrap_or_default(),
        token: token.as_deref(),
    });
    let now = platform.server_now(&platform.state());
    let (path, gzip) = (path_and_query.to_owned(), takes_gzip(headers));
    let is_heavy = matches!(&verdict, Verdict::Life(glance) if glance.is_heavy());
    let rendered = if is_heavy {
        let work = tokio::task::spawn_blocking(move || render(verdict, &path, gzip, now));
        // An error here is a panic in the work: then as any server says it.
        work.await.unwrap_or_else(|_| Some(Answer::trouble(500)))
    } else {
        render(verdict, &path, gzip, now)
    };
    let Some(answer) = rendered else {
        return std::future::pending().await;
    };
    if platform.latency > Duration::ZERO {
        tokio::time::sleep(platform.latency).await;
    }
    platform.record().answered(number, answer.status);
    answer.into_response(now)
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING);
    accepted
        .and_then(|value| value.to_str().ok())
        .is_some_and(|text| text.contains("gzip"))
}

/// The answer; nothing for one that never comes.
fn render(verdict: Verdict, path: &str, gzip: bool, now: Timestamp) -> Option<Answer> {
    Some(match verdict {
        Verdict::Life(glance) => match glance.reply() {
            Reply::Status(reply) => Answer::json(200, &reply, gzip),
            Reply::Nothing(nothing) => render_nothing(nothing),
            Reply::Fault(fault) => return render_fault(fault, path),
        },
        Verdict::Json(status, body) => Answer::json(status, &body, gzip),
        Verdict::Refused(refusal) => Answer::refusal(refusal),
        Verdict::Limited(text, retry_after, seconds) => {
            Answer::json(429, &text.body(), false).later(&retry_after, seconds, now)
        }
        Verdict::Trouble(status, retry_after) => {
            Answer::trouble(status).later(&retry_after, 60, now)
        }
        Verdict::Fault(fault) => return render_fault(fault, path),
    })
}

fn render_nothing(nothing: Nothing) -> Answer {
    match nothing {
        Nothing::EmptyObject => Answer::json(200, &json!({}), false),
        Nothing::Null => Answer::json(200, &json!(null), false),
        Nothing::EmptyBody => Answer::new(200, JSON, OddBody::whole(Vec::new())),
        Nothing::NotFound => Answer::refusal(Refusal::NotFound),
    }
}

fn render_fault(fault: Fault, path: &str) -> Option<Answer> {
    let half_of = json!({"_id": "ds-cut", "action": "RUN", "jobType": "PUBLISH_BOT",
        "status": "successful", "percentageComplete": 100, "statusSummary": []});
    let half_of = half_of.to_string();
    let half_of = half_of.as_bytes();
    Some(match fault {
        Fault::Html => Answer::text(200, HTML, fault::SIGN_IN_PAGE),
        Fault::Redirect { to, status } => Answer::redirect(status, &to, path),
        Fault::Stall => return None,
        Fault::Drip { every } => Answer::new(200, JSON, OddBody::dripping(b"{", every)),
        Fault::StopMidBody => Answer::new(200, JSON, OddBody::halted(half_of)),
        Fault::CutBody => Answer::new(200, JSON, OddBody::cut(half_of)),
        Fault::GzipBomb { mebibytes } => {
            let body = OddBody::whole(fault::gzip_bomb(mebibytes));
            Answer::new(200, JSON, body).with(header::CONTENT_ENCODING, "gzip")
        }
        Fault::BadGzip => {
            Answer::text(200, JSON, "{\"_id\":\"ds-1\"}").with(header::CONTENT_ENCODING, "gzip")
        }
        Fault::Status(status) => Answer::trouble(status),
        Fault::Raw {
            status,
            content_type,
            body,
        } => Answer::text(status, &content_type, &body),
    })
}

impl Answer {
    fn new(status: u16, content_type: &str, body: OddBody) -> Self {
        Self {
            status,
            content_type: content_type.to_owned(),
            body,
            more: Vec::new(),
        }
    }

    fn text(status: u16, content_type: &str, body: &str) -> Self {
        Self::new(
            status,
            content_type,
            OddBody::whole(body.as_bytes().to_vec()),
        )
    }

    fn json(status: u16, body: &impl Serialize, gzip: bool) -> Self {
        // Cannot fail: no map here has keys that are not text.
        let bytes = serde_json::to_vec(body).unwrap_or_default();
        if gzip && bytes.len() >= PACK_FROM_BYTES {
            let body = OddBody::whole(fault::gzip(&bytes));
            return Self::new(status, JSON, body).with(header::CONTENT_ENCODING, "gzip");
        }
        Self::new(status, JSON, OddBody::whole(bytes))
    }

    fn refusal(refusal: Refusal) -> Self {
        Self::json(refusal.status(), &refusal.body(), false)
    }

    fn trouble(status: u16) -> Self {
        Self::json(status, &refusal::server_error(status), false)
    }

    fn redirect(status: u16, to: &str, path: &str) -> Self {
        let location = format!("{}{path}", to.trim_end_matches('/'));
        Self::text(status, HTML, "").with(header::LOCATION, &location)
    }

    fn with(mut self, name: HeaderName, value: &str) -> Self {
        self.more.push((name, value.to_owned()));
        self
    }

    fn later(self, retry_after: &RetryAfter, seconds: i64, now: Timestamp) -> Self {
        let value = match retry_after {
            RetryAfter::Off => return self,
            RetryAfter::Honest => seconds.to_string(),
            RetryAfter::Seconds(seconds) => seconds.to_string(),
            RetryAfter::DateIn(seconds) => http_date(now + SignedDuration::from_secs(*seconds)),
            RetryAfter::Text(text) => text.clone(),
        };
        self.with(header::RETRY_AFTER, &value)
    }

    fn into_response(self, now: Timestamp) -> Response {
        let mut response = Response::new(Body::new(self.body));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let own = [
            (header::CONTENT_TYPE, self.content_type),
            (header::DATE, http_date(now)),
        ];
        for (name, value) in own.into_iter().chain(self.more) {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

/// The form of `Date` and `Retry-After`; empty for years that it cannot write.
fn http_date(time: Timestamp) -> String {
    DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&time)
        .unwrap_or_default()
}
