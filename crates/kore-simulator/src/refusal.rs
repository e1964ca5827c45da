//! The error bodies, as documented: `{"errors":[{"msg":"…","code":4002}]}`.

use serde_json::{Value, json};

use crate::{RateText, Refusal};

impl Refusal {
    /// The HTTP status.
    pub(crate) fn status(self) -> u16 {
        match self {
            Self::UnknownBot => 400,
            Self::NotFound => 404,
            Self::WrongMethod => 405,
            Self::BadArguments => 412,
            _ => 401,
        }
    }

    /// The body.
    pub(crate) fn body(self) -> Value {
        let (text, code) = match self {
            Self::BadCredentials => ("Invalid SDK credentials", 4002),
            Self::BadToken => ("Invalid JWT token", 401),
            Self::MissingScope | Self::MissingScopeAsMessage => {
                ("Permission denied. Scope is incorrect!", 4002)
            }
            Self::Expired => ("error verifying the jwt: jwt expired", 401),
            Self::FromTheFuture => ("error verifying the jwt: jwt issued in the future", 401),
            Self::LongJti => (
                "error verifying the jwt: if \"jti\" claim \"exp\" must be <= 1 hour(s)",
                401,
            ),
            Self::Replay => ("error verifying the jwt: possibly a replay", 401),
            Self::NoJti => ("error verifying the jwt: \"jti\" claim is required", 401),
            Self::UnknownBot => ("Invalid StreamId", 400),
            Self::WrongMethod => ("Method Not Allowed", 405),
            Self::NotFound => ("Not Found", 404),
            Self::BadArguments => {
                return json!({"errors": [{
                    "msg": "Validation errors/ Invalid arguments",
                    "code": "ValidationError",
                }]});
            }
        };
        if self == Self::MissingScopeAsMessage {
            return json!({"errors": [{"message": text, "code": code}]});
        }
        error(text, code)
    }
}

impl RateText {
    /// The body of a 429.
    pub(crate) fn body(self) -> Value {
        error(
            match self {
                Self::Minute => {
                    "You've exceeded the per-minute rate limit. Please wait for sometime before \
                     retrying."
                }
                Self::Hour => {
                    "You've exceeded the hourly rate limit. Please wait for sometime before \
                     retrying."
                }
                Self::General => {
                    "Rate limit for this API has been reached. Please try again after some time."
                }
            },
            429,
        )
    }
}

/// The body of a server error.
pub(crate) fn server_error(status: u16) -> Value {
    let text = match status {
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Internal Server Error",
    };
    error(text, status)
}

fn error(text: &str, code: u16) -> Value {
    json!({"errors": [{"msg": text, "code": code}]})
}
