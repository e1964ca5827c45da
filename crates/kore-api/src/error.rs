//! Why a bot's publish status could not be read.

use domain::{Class, FailureKind};
use jiff::SignedDuration;
use thiserror::Error;

use crate::{Cause, Certificate, Issuer, Said};

/// Why a bot's publish status could not be read, sorted by what happens next.
///
/// Its text is one plain sentence with a detail for a technician. It never holds a secret, a
/// token, an address or more than a few words of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// The client id or the secret is not the right one, or the app wants tokens of a kind that
    /// cannot be made here.
    #[error("{} (HTTP {status}{said}).", refused(*wants_encryption))]
    BadCredentials {
        /// The HTTP status.
        status: u16,
        /// The app's switch *Enforce JWE* is on: turn it off, or make another app.
        wants_encryption: bool,
        /// The server's words.
        said: Said,
    },
    /// The app may not read the publish status.
    #[error("The app lacks the permission to read the publish status (HTTP {status}{said}).")]
    MissingScope {
        /// The HTTP status.
        status: u16,
        /// The server's words.
        said: Said,
    },
    /// The server knows no such bot.
    #[error("The server knows no bot with this ID (HTTP {status}{said}).")]
    UnknownBot {
        /// The HTTP status; 0 where the id was not even sent, since no address can hold it.
        status: u16,
        /// The server's words.
        said: Said,
    },
    /// Too many requests.
    #[error("The server received too many requests (HTTP {status}{said}).")]
    RateLimited {
        /// The HTTP status, which need not be 429.
        status: u16,
        /// How long the server asks to wait, at most 15 minutes.
        retry_after: Option<SignedDuration>,
        /// The server's words.
        said: Said,
    },
    /// No answer.
    #[error("The server could not be reached: {cause}.")]
    Unreachable {
        /// Why not.
        cause: Cause,
    },
    /// The server's certificate is not trusted by this computer. No token was sent.
    #[error("The server's certificate is not trusted: {reason}{}.", issued_by(issuer.as_ref()))]
    UntrustedServer {
        /// Why not.
        reason: Certificate,
        /// Who issued it, by its own words: a company's proxy has its name here.
        issuer: Option<Issuer>,
    },
    /// An answer that is not the platform's, or not about this bot.
    #[error("{odd} (HTTP {status}{excerpt}).")]
    NotKore {
        /// The HTTP status.
        status: u16,
        /// What came in its place.
        odd: Odd,
        /// A web page's title, or the first words.
        excerpt: Said,
    },
    /// The platform answered that it is in trouble, or that it does not take the request.
    #[error("The server answered with an error (HTTP {status}{said}).")]
    Server {
        /// The HTTP status, or the status that the answer's own code names.
        status: u16,
        /// How long the server asks to wait, at most 15 minutes.
        retry_after: Option<SignedDuration>,
        /// The server's words.
        said: Said,
    },
    /// This computer's clock and the server's differ, and the server refuses the token's times.
    #[error("This computer's clock is {} the server's{said}.", off_by(*by))]
    WrongClock {
        /// How far this computer's clock is ahead; negative where it is behind.
        by: SignedDuration,
        /// The server's words.
        said: Said,
    },
    /// The answer is larger than what is read.
    #[error("The server's answer is larger than {limit_bytes} bytes or has too many parts.")]
    TooLarge {
        /// Most bytes that are read.
        limit_bytes: usize,
    },
}

/// What came in place of an answer of the platform.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Odd {
    /// A web page: a sign-in page, an error page of something between.
    #[error("A web page came instead of an answer")]
    Page,
    /// A redirection, which is never followed: the token would travel along.
    #[error("The server points to another address{}", pointing(to.as_deref()))]
    Redirect {
        /// Where to: the name and port only.
        to: Option<String>,
    },
    /// Neither JSON nor a page.
    #[error("The answer cannot be read")]
    Unreadable,
    /// JSON of another kind.
    #[error("The answer is not what was asked for")]
    Unfamiliar,
    /// The publish of another bot than asked for. Never taken.
    #[error("The answer is about another bot")]
    OtherBot,
    /// Another kind of job than a publish. Never taken.
    #[error("The answer is about another kind of job")]
    OtherJob,
    /// The server knows neither of the documented addresses.
    #[error("The server does not know the address of the publish status")]
    NoSuchAddress,
}

impl Error {
    /// The kind, for rules and for words to show.
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::BadCredentials {
                wants_encryption: true,
                ..
            } => FailureKind::EncryptionEnforced,
            Self::BadCredentials { .. } => FailureKind::BadCredentials,
            Self::MissingScope { .. } => FailureKind::MissingScope,
            Self::UnknownBot { .. } => FailureKind::UnknownBot,
            Self::RateLimited { .. } => FailureKind::RateLimited,
            Self::Unreachable { cause } => match cause {
                Cause::NoNetwork => FailureKind::Offline,
                Cause::ProxySignIn => FailureKind::ProxySignIn,
                Cause::ProxyRefused => FailureKind::ProxyRefused,
                _ => FailureKind::Unreachable,
            },
            Self::UntrustedServer { .. } => FailureKind::UntrustedServer,
            Self::NotKore { .. } => FailureKind::NotKore,
            Self::Server { .. } => FailureKind::Server,
            Self::WrongClock { .. } => FailureKind::WrongClock,
            Self::TooLarge { .. } => FailureKind::TooLarge,
        }
    }

    /// What happens next.
    pub fn class(&self) -> Class {
        self.kind().class()
    }

    /// How long the server asks to wait, at most 15 minutes; also of a server in trouble.
    pub fn retry_after(&self) -> Option<SignedDuration> {
        match self {
            Self::RateLimited { retry_after, .. } | Self::Server { retry_after, .. } => {
                *retry_after
            }
            _ => None,
        }
    }

    /// No address can hold the bot's id: nothing was asked.
    pub(crate) fn no_address() -> Self {
        Self::UnknownBot {
            status: 0,
            said: Said::default(),
        }
    }

    /// Forgets the server's words where they hold `secret`.
    pub(crate) fn without(mut self, secret: &str) -> Self {
        if let Some(said) = self.said() {
            *said = std::mem::take(said).without(secret);
        }
        self
    }

    /// Forgets the server's words.
    pub(crate) fn without_words(mut self) -> Self {
        if let Some(said) = self.said() {
            *said = Said::default();
        }
        self
    }

    fn said(&mut self) -> Option<&mut Said> {
        match self {
            Self::BadCredentials { said, .. }
            | Self::MissingScope { said, .. }
            | Self::UnknownBot { said, .. }
            | Self::RateLimited { said, .. }
            | Self::NotKore { excerpt: said, .. }
            | Self::Server { said, .. }
            | Self::WrongClock { said, .. } => Some(said),
            Self::Unreachable { .. } | Self::UntrustedServer { .. } | Self::TooLarge { .. } => None,
        }
    }
}

fn refused(wants_encryption: bool) -> &'static str {
    if wants_encryption {
        "The app on the server seems to take encrypted tokens only (its switch Enforce JWE)"
    } else {
        "The server does not accept the client ID and secret"
    }
}

fn issued_by(issuer: Option<&Issuer>) -> String {
    issuer
        .map(|issuer| format!("; it names “{issuer}” as its issuer"))
        .unwrap_or_default()
}

fn pointing(to: Option<&str>) -> String {
    to.map(|to| format!(", {to}")).unwrap_or_default()
}

fn off_by(by: SignedDuration) -> String {
    let seconds = by.as_secs().unsigned_abs();
    let amount = if seconds < 120 {
        format!("{seconds} seconds")
    } else if seconds < 2 * 60 * 60 {
        format!("{} minutes", (seconds + 30) / 60)
    } else if seconds < 2 * 24 * 60 * 60 {
        format!("{} hours", (seconds + 1_800) / 3_600)
    } else {
        format!("{} days", (seconds + 43_200) / 86_400)
    };
    let side = if by.is_negative() {
        "behind"
    } else {
        "ahead of"
    };
    format!("{amount} {side}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_sentence() {
        let error = Error::BadCredentials {
            status: 401,
            wants_encryption: false,
            said: Said::text("Invalid SDK credentials"),
        };
        assert_eq!(
            error.to_string(),
            "The server does not accept the client ID and secret (HTTP 401; it said “Invalid SDK credentials”)."
        );
        let error = Error::NotKore {
            status: 302,
            odd: Odd::Redirect {
                to: Some("login.example.com".into()),
            },
            excerpt: Said::default(),
        };
        assert_eq!(
            error.to_string(),
            "The server points to another address, login.example.com (HTTP 302)."
        );
    }

    #[test]
    fn a_clock_is_off_in_words() {
        let text = |seconds| {
            Error::WrongClock {
                by: SignedDuration::from_secs(seconds),
                said: Said::default(),
            }
            .to_string()
        };
        assert_eq!(
            text(-600),
            "This computer's clock is 10 minutes behind the server's."
        );
        assert_eq!(
            text(86_400 * 3),
            "This computer's clock is 3 days ahead of the server's."
        );
    }
}
