//! What an error text means. The platform's codes do not tell: 4002 stands for a wrong secret and
//! for a missing permission alike (page *Bot Publish Status* and its neighbours), so the words do.

use crate::wire::ServerText;

/// What an error text speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Too many requests, whatever the HTTP status says: the page *Rate Limits* has the words and
    /// leaves out the status.
    RateLimit,
    /// The app may not do this.
    Scope,
    /// The token or what it was made with.
    Credentials,
    /// The bot's id.
    UnknownBot,
    /// There is no publish to tell of.
    NoPublish,
    /// Something else, or nothing.
    Other,
}

/// What `text` speaks of.
pub(crate) fn meaning(text: &ServerText) -> Meaning {
    let words = plain(&text.words);
    let says = |any_of: &[&str]| any_of.iter().any(|part| words.contains(part));
    if speaks_of_rate_limit(&text.words) {
        Meaning::RateLimit
    } else if says(&["invalid stream", "invalid bot"]) {
        Meaning::UnknownBot
    } else if says(&["scope", "permission"]) {
        Meaning::Scope
    } else if says(&[
        "credential",
        "jwt",
        "token",
        "jti",
        "jwe",
        "signature",
        "client id",
    ]) {
        Meaning::Credentials
    } else if is_negative(&words) && says(&["publish", "status", "record", "dock"]) {
        Meaning::NoPublish
    } else if is_negative(&words) && says(&["stream", "bot"]) {
        Meaning::UnknownBot
    } else if text.code.as_deref() == Some("4002") {
        Meaning::Credentials
    } else {
        Meaning::Other
    }
}

/// One of the documented texts: "Rate limit for this API has been reached. …", "You've exceeded
/// the per-minute rate limit. …", "You've exceeded the hourly rate limit. …".
pub(crate) fn speaks_of_rate_limit(words: &str) -> bool {
    let words = words.to_lowercase();
    let says = |part: &str| words.contains(part);
    (says("rate limit") && (says("reached") || says("exceeded") || says("limited")))
        || says("rate limited")
        || says("too many requests")
}

/// Words that nothing but the platform's sign-in says. Beside HTTP 401 and 403 they are asked for:
/// "Unexpected token in JSON" with HTTP 400 speaks of no token of ours.
pub(crate) fn is_surely_about_signing_in(text: &ServerText) -> bool {
    let words = text.words.to_lowercase();
    text.code.as_deref() == Some("4002")
        || [
            "sdk credentials",
            "jwt",
            "scope is incorrect",
            "permission denied",
        ]
        .iter()
        .any(|part| words.contains(part))
}

/// The token's times: "jwt expired", "exp must be …", "iat is in the future", "jwt not active".
pub(crate) fn speaks_of_time(words: &str) -> bool {
    let lower = words.to_lowercase();
    has_word(
        &lower,
        &["exp", "iat", "nbf", "expiry", "expiration", "clock"],
    ) || [
        "expired",
        "not active",
        "not yet valid",
        "issued at",
        "in the future",
    ]
    .iter()
    .any(|part| lower.contains(part))
}

/// The app asks for encrypted tokens (its switch *Enforce JWE*).
pub(crate) fn wants_encryption(words: &str) -> bool {
    let lower = words.to_lowercase();
    has_word(&lower, &["jwe"]) || lower.contains("encrypt") || lower.contains("decrypt")
}

/// "Invalid JWT token": what the platform says of a text that is no signed token at all. Said of
/// one that is, it expects another kind of token.
pub(crate) fn takes_it_for_no_token(words: &str) -> bool {
    words.to_lowercase().contains("invalid jwt token")
}

/// A claim is missing, such as with the app's switch *Enforce JTI*.
pub(crate) fn asks_for_claims(words: &str) -> bool {
    let lower = words.to_lowercase();
    has_word(&lower, &["jti", "exp", "iat", "claim", "claims"])
}

/// The token was seen before.
pub(crate) fn is_replay(words: &str) -> bool {
    words.to_lowercase().contains("replay")
}

fn has_word(lower: &str, any_of: &[&str]) -> bool {
    lower
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| any_of.contains(&word))
}

/// The words without those that hold a path: a web framework that knows no such address says
/// `Route GET:/api/public/bot/…/publish/status not found`.
fn plain(words: &str) -> String {
    let mut lower = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !word.contains('/') || word == "/" {
            lower.push_str(&word.to_lowercase());
            lower.push(' ');
        }
    }
    lower
}

fn is_negative(lower: &str) -> bool {
    has_word(
        lower,
        &[
            "no", "not", "never", "none", "unknown", "nothing", "without", "doesn", "isn", "hasn",
            "missing",
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> Meaning {
        meaning(&ServerText {
            words: words.to_owned(),
            ..ServerText::default()
        })
    }

    #[test]
    fn the_documented_texts() {
        let table = [
            ("Invalid StreamId", Meaning::UnknownBot),
            ("Invalid SDK credentials", Meaning::Credentials),
            ("Permission denied. Scope is incorrect!", Meaning::Scope),
            ("Invalid JWT token", Meaning::Credentials),
            (
                r#"error verifying the jwt: if "jti" claim "exp" must be <= 1 hour(s)"#,
                Meaning::Credentials,
            ),
            (
                "error verifying the jwt: possibly a replay",
                Meaning::Credentials,
            ),
            (
                "Rate limit for this API has been reached. Please try again after some time.",
                Meaning::RateLimit,
            ),
            (
                "You've exceeded the per-minute rate limit. Please wait for sometime before retrying.",
                Meaning::RateLimit,
            ),
            ("You've exceeded the hourly rate limit.", Meaning::RateLimit),
            ("Method Not Allowed", Meaning::Other),
            ("Internal Server Error", Meaning::Other),
            ("Validation errors/ Invalid arguments", Meaning::Other),
            ("", Meaning::Other),
        ];
        for (words, expected) in table {
            assert_eq!(of(words), expected, "{words}");
        }
    }

    #[test]
    fn never_published_is_told_from_an_unknown_bot_and_an_unknown_address() {
        let table = [
            ("No publish found for this bot", Meaning::NoPublish),
            ("Bot has never been published", Meaning::NoPublish),
            ("Publish status not found", Meaning::NoPublish),
            ("No record found for stream st-1", Meaning::NoPublish),
            ("Bot not found", Meaning::UnknownBot),
            ("Stream does not exist", Meaning::UnknownBot),
            (
                "Route GET:/api/public/bot/st-1/publish/status not found",
                Meaning::Other,
            ),
            (
                "Cannot GET /api/public/bot/st-1/publish/status",
                Meaning::Other,
            ),
            ("no Route matched with those values", Meaning::Other),
            ("Not Found", Meaning::Other),
        ];
        for (words, expected) in table {
            assert_eq!(of(words), expected, "{words}");
        }
    }

    #[test]
    fn words_of_time_are_words() {
        for words in [
            "jwt expired",
            r#""exp" must be <= 1 hour(s)"#,
            "iat is in the future",
            "jwt not active",
        ] {
            assert!(speaks_of_time(words), "{words}");
        }
        for words in [
            "an unexpected error",
            "Invalid SDK credentials",
            "export failed",
        ] {
            assert!(!speaks_of_time(words), "{words}");
        }
    }
}
