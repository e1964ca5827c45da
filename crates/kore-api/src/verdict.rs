//! What an answer means, decided from its status, its headers and its body.

use domain::{BotId, PublishJob};
use jiff::{SignedDuration, Timestamp};

use crate::refusal::{Meaning, is_surely_about_signing_in, meaning, speaks_of_rate_limit};
use crate::wire::{self, Record, ServerText};
use crate::{Cause, Error, Limits, Odd, Said};

/// What matters of an HTTP answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<SignedDuration>,
    /// The name and port that a redirection points to.
    pub(crate) redirect_to: Option<String>,
    /// The server's own time (`Date`).
    pub(crate) server_now: Option<Timestamp>,
    pub(crate) body: Vec<u8>,
}

/// What an answer means.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// The bot's publish, or that there was none.
    Answered(Option<PublishJob>),
    /// The token was refused: the other form of claims may be worth a try.
    Refused(Refusal),
    /// HTTP 404: the other address may be worth a try.
    NotFound(NotFound),
    /// No answer, and no other try would bring one.
    Failed(Error),
}

/// A refused token.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) text: ServerText,
}

/// An address that is not there, or a bot or publish that is not.
#[derive(Debug)]
pub(crate) struct NotFound {
    /// The platform itself speaks: of a bot, or of a publish.
    pub(crate) certain: bool,
    pub(crate) outcome: Result<Option<PublishJob>, Error>,
}

/// Reads an answer about `bot` with the given HTTP status: its publish, or `None` where it was
/// never published. This is what [`Client`](crate::Client) does with an answer, without its
/// second tries.
///
/// # Errors
/// Whatever else the answer says; see [`Error`].
pub fn read_publish_status(
    status: u16,
    body: &[u8],
    bot: &BotId,
) -> Result<Option<PublishJob>, Error> {
    let reply = Reply {
        status,
        retry_after: None,
        redirect_to: None,
        server_now: None,
        body: body.to_vec(),
    };
    match judge(&reply, bot, Limits::default().max_body_bytes) {
        Verdict::Answered(job) => Ok(job),
        Verdict::Failed(error) => Err(error),
        Verdict::NotFound(not_found) => not_found.outcome,
        Verdict::Refused(refusal) => Err(Error::BadCredentials {
            status: refusal.status,
            wants_encryption: false,
            said: Said::text(&refusal.text.words),
        }),
    }
}

/// What `reply` means as an answer about `bot`.
pub(crate) fn judge(reply: &Reply, bot: &BotId, limit_bytes: usize) -> Verdict {
    let status = reply.status;
    let text = String::from_utf8_lossy(&reply.body);
    let body = text.trim_start_matches('\u{feff}').trim();
    let odd = |odd: Odd| {
        Verdict::Failed(Error::NotKore {
            status,
            odd,
            excerpt: excerpt(body),
        })
    };
    match status {
        200..=299 => match wire::read(body, bot) {
            Record::Job(job) => Verdict::Answered(Some(*job)),
            Record::Nothing => Verdict::Answered(None),
            Record::Refusal(text) => {
                let status = status_in(&text).unwrap_or(status);
                refusal(reply, status, text, true)
            }
            Record::OtherBot => nothing_quoted(status, Odd::OtherBot),
            Record::OtherJob => nothing_quoted(status, Odd::OtherJob),
            // A record's own words may be confidential; an unfamiliar one's too.
            Record::Unfamiliar => nothing_quoted(status, Odd::Unfamiliar),
            Record::Cut => Verdict::Failed(Error::Unreachable {
                cause: Cause::Broke,
            }),
            Record::NotJson if speaks_of_rate_limit(excerpt(body).as_str()) => {
                rate_limited(reply, excerpt(body))
            }
            Record::NotJson if is_page(body) => odd(Odd::Page),
            Record::NotJson => odd(Odd::Unreadable),
            Record::TooManyParts => Verdict::Failed(Error::TooLarge { limit_bytes }),
        },
        // "Network Authentication Required": a sign-in page of the network (RFC 6585).
        511 => odd(Odd::Page),
        407 => Verdict::Failed(Error::Unreachable {
            cause: Cause::ProxySignIn,
        }),
        0..=399 => Verdict::Failed(Error::NotKore {
            status,
            odd: Odd::Redirect {
                to: reply.redirect_to.clone(),
            },
            excerpt: Said::default(),
        }),
        _ => {
            let json = ServerText::read(body);
            if json.is_empty() {
                let text = ServerText {
                    words: excerpt(body).as_str().to_owned(),
                    ..ServerText::default()
                };
                refusal(reply, status, text, false)
            } else {
                refusal(reply, status, json, true)
            }
        }
    }
}

/// Sorts an answer that refuses. `status` is the answer's, or the one that its text names.
pub(crate) fn refusal(reply: &Reply, status: u16, text: ServerText, is_json: bool) -> Verdict {
    let said = Said::text(&text.words);
    let body_is_page = !is_json && is_page(String::from_utf8_lossy(&reply.body).trim());
    let meaning = meaning(&text);
    if status == 429 || meaning == Meaning::RateLimit {
        return rate_limited(reply, said);
    }
    if status >= 500 {
        return server(reply, status, said);
    }
    if body_is_page {
        let error = Error::NotKore {
            status,
            odd: Odd::Page,
            excerpt: said,
        };
        return if status == 404 {
            Verdict::NotFound(NotFound {
                certain: false,
                outcome: Err(error),
            })
        } else {
            Verdict::Failed(error)
        };
    }
    let not_found = |certain, outcome| {
        if reply.status == 404 {
            Verdict::NotFound(NotFound { certain, outcome })
        } else {
            outcome.map_or_else(Verdict::Failed, Verdict::Answered)
        }
    };
    let signed_in = !matches!(status, 401 | 403);
    let about_signing_in = !signed_in || status != 404 && is_surely_about_signing_in(&text);
    match (meaning, status) {
        (Meaning::UnknownBot, _) => not_found(true, Err(Error::UnknownBot { status, said })),
        (Meaning::NoPublish, _) if signed_in && is_json => not_found(true, Ok(None)),
        (Meaning::Scope, _) if about_signing_in => {
            Verdict::Failed(Error::MissingScope { status, said })
        }
        (Meaning::Credentials, _) if about_signing_in => Verdict::Refused(Refusal { status, text }),
        (_, 401) => Verdict::Refused(Refusal { status, text }),
        (_, 403) => Verdict::Failed(Error::MissingScope { status, said }),
        // The platform's own shape without a telling word: the address is there, the bot is not.
        (_, 404) if text.kore_shaped => not_found(false, Err(Error::UnknownBot { status, said })),
        (_, 404) => not_found(
            false,
            Err(Error::NotKore {
                status,
                odd: Odd::NoSuchAddress,
                excerpt: said,
            }),
        ),
        // 405 and 412 are documented for requests that this client does not send; whoever says so
        // in the platform's shape is the platform, and a later version may bring better news.
        (_, 408) => server(reply, status, said),
        _ if is_json => server(reply, status, said),
        _ => Verdict::Failed(Error::NotKore {
            status,
            odd: Odd::Unreadable,
            excerpt: said,
        }),
    }
}

fn rate_limited(reply: &Reply, said: Said) -> Verdict {
    Verdict::Failed(Error::RateLimited {
        status: reply.status,
        retry_after: reply.retry_after,
        said,
    })
}

fn server(reply: &Reply, status: u16, said: Said) -> Verdict {
    Verdict::Failed(Error::Server {
        status,
        retry_after: reply.retry_after,
        said,
    })
}

fn nothing_quoted(status: u16, odd: Odd) -> Verdict {
    Verdict::Failed(Error::NotKore {
        status,
        odd,
        excerpt: Said::default(),
    })
}

/// An error that comes with HTTP 200 may name its status as its code.
pub(crate) fn status_in(text: &ServerText) -> Option<u16> {
    text.code
        .as_ref()?
        .parse()
        .ok()
        .filter(|code| (400..=599).contains(code))
}

pub(crate) fn is_page(body: &str) -> bool {
    body.starts_with('<')
}

pub(crate) fn excerpt(body: &str) -> Said {
    if is_page(body) {
        Said::page(body)
    } else {
        let start = body
            .char_indices()
            .nth(400)
            .map_or(body, |(end, _)| &body[..end]);
        Said::text(start)
    }
}
