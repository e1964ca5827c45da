//! Why a check did not bring an answer, sorted by what happens next.

use serde::{Deserialize, Serialize};

/// Why the state of a bot could not be read. Our problem, never the bot's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum FailureKind {
    /// The server knows no such client id, or the secret is another one.
    BadCredentials,
    /// The app may not read the publish status.
    MissingScope,
    /// The server knows no such bot (or not in this account).
    UnknownBot,
    /// Too many requests.
    RateLimited,
    /// No connection, no name, or no answer in time.
    Unreachable,
    /// The server's certificate is not trusted by this computer.
    UntrustedServer,
    /// An answer that is not the platform's: a sign-in page, a redirect, another service.
    NotKore,
    /// The platform answered that it is in trouble.
    Server,
    /// This computer's clock is off, and the server refuses the signature's times.
    WrongClock,
    /// The answer is larger than what the app is ready to read.
    TooLarge,
    /// This computer has no network.
    Offline,
    /// A page of the network in between, which wants a person to sign in: the platform itself had
    /// answered here before.
    SignInPage,
    /// The app on the platform asks for encrypted tokens (its switch *Enforce JWE*).
    EncryptionEnforced,
    /// The proxy server between asks for a name and a password.
    ProxySignIn,
    /// The proxy server between does not let the connection through.
    ProxyRefused,
    /// The secret is not on this computer (any more): nothing is sent.
    SecretMissing,
    /// The account came without a secret, and waits for it: nothing is sent.
    SecretAwaited,
    /// The password store did not hand the secret over: nothing is sent.
    SecretUnavailable,
}

/// What happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Only a person can mend it: no request goes out until one did, or asks.
    AskPerson,
    /// Wait as long as the server says.
    SlowDown,
    /// Try again by itself, less and less often.
    TryLater,
    /// Trying again soon brings nothing: look seldom.
    GiveUp,
}

/// What a failure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every bot of the account.
    Account,
    /// This bot alone.
    Bot,
}

impl FailureKind {
    /// All kinds, in the order of the documentation.
    pub const ALL: [Self; 18] = [
        Self::BadCredentials,
        Self::MissingScope,
        Self::UnknownBot,
        Self::RateLimited,
        Self::Unreachable,
        Self::UntrustedServer,
        Self::NotKore,
        Self::Server,
        Self::WrongClock,
        Self::TooLarge,
        Self::Offline,
        Self::SignInPage,
        Self::EncryptionEnforced,
        Self::ProxySignIn,
        Self::ProxyRefused,
        Self::SecretMissing,
        Self::SecretAwaited,
        Self::SecretUnavailable,
    ];

    /// What happens next.
    pub fn class(self) -> Class {
        match self {
            Self::BadCredentials
            | Self::MissingScope
            | Self::EncryptionEnforced
            | Self::SecretMissing
            | Self::SecretAwaited
            | Self::SecretUnavailable => Class::AskPerson,
            Self::RateLimited => Class::SlowDown,
            // A clock is often set right by the system itself a moment later, and a computer that
            // leaves the office leaves its proxy.
            Self::Unreachable
            | Self::UntrustedServer
            | Self::NotKore
            | Self::Server
            | Self::WrongClock
            | Self::Offline
            | Self::SignInPage
            | Self::ProxySignIn
            | Self::ProxyRefused => Class::TryLater,
            Self::UnknownBot | Self::TooLarge => Class::GiveUp,
        }
    }

    /// Whether the account or the bot is concerned, as far as one answer can tell: a server may
    /// also refuse, or fail at, a single bot. Who checks many bots asks a second one.
    pub fn reach(self) -> Reach {
        match self {
            Self::UnknownBot | Self::TooLarge => Reach::Bot,
            _ => Reach::Account,
        }
    }

    /// One word for files, tools and the database. Stable.
    pub fn as_word(self) -> &'static str {
        match self {
            Self::BadCredentials => "bad_credentials",
            Self::MissingScope => "missing_scope",
            Self::UnknownBot => "unknown_bot",
            Self::RateLimited => "rate_limited",
            Self::Unreachable => "unreachable",
            Self::UntrustedServer => "untrusted_server",
            Self::NotKore => "not_kore",
            Self::Server => "server",
            Self::WrongClock => "wrong_clock",
            Self::TooLarge => "too_large",
            Self::Offline => "offline",
            Self::SignInPage => "sign_in_page",
            Self::EncryptionEnforced => "encryption_enforced",
            Self::ProxySignIn => "proxy_sign_in",
            Self::ProxyRefused => "proxy_refused",
            Self::SecretMissing => "secret_missing",
            Self::SecretAwaited => "secret_awaited",
            Self::SecretUnavailable => "secret_unavailable",
        }
    }

    /// The reverse of [`FailureKind::as_word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_and_are_what_serde_writes() {
        for kind in FailureKind::ALL {
            assert_eq!(FailureKind::from_word(kind.as_word()), Some(kind));
        }
        assert_eq!(FailureKind::from_word("on_fire"), None);
    }
}
