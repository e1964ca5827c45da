//! How tokens are signed.

use serde::{Deserialize, Serialize};

/// The signing algorithms that the platform offers with a shared secret (page *SDK Security*).
/// Its steps for the public APIs name `HS256` (page *API Introduction*).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Algorithm {
    /// HMAC with SHA-256.
    #[default]
    Hs256,
    /// HMAC with SHA-512.
    Hs512,
}

impl Algorithm {
    /// All of them, the usual one first.
    pub const ALL: [Self; 2] = [Self::Hs256, Self::Hs512];

    /// As the platform writes it, and as it is kept. Stable.
    pub fn as_word(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
            Self::Hs512 => "HS512",
        }
    }

    /// The reverse of [`Algorithm::as_word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_word() == word)
    }

    /// Bytes that a secret needs, or it is the weakest part (RFC 7518, section 3.2). The platform
    /// chooses the secret, so a shorter one is taken, and the person is warned.
    pub fn key_bytes(self) -> usize {
        match self {
            Self::Hs256 => 32,
            Self::Hs512 => 64,
        }
    }

    /// The one to try where this one is refused.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Hs256 => Self::Hs512,
            Self::Hs512 => Self::Hs256,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        for one in Algorithm::ALL {
            assert_eq!(Algorithm::from_word(one.as_word()), Some(one));
            assert_ne!(one.other(), one);
        }
        assert_eq!(Algorithm::from_word("none"), None);
        assert_eq!(Algorithm::default().as_word(), "HS256");
    }
}
