//! Why a bot was not watched for a while.

use serde::{Deserialize, Serialize};

/// Why a bot was not watched for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Unwatched {
    /// The app was not running.
    Closed,
    /// The computer slept, or its clock was set forward: nobody can tell the two apart.
    Asleep,
    /// This computer had no network.
    Offline,
    /// A person had paused the checks.
    Paused,
    /// The platform refused the account, asked for fewer requests, or there was no secret.
    Refused,
    /// Checks brought no answer.
    Failing,
    /// The app ran and checked later than it had promised.
    Late,
    /// Nobody wrote down why: an earlier version of the app.
    Untold,
}

impl Unwatched {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Closed,
        Self::Asleep,
        Self::Offline,
        Self::Paused,
        Self::Refused,
        Self::Failing,
        Self::Late,
        Self::Untold,
    ];

    /// One word for the database. Stable.
    pub fn as_word(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Asleep => "asleep",
            Self::Offline => "offline",
            Self::Paused => "paused",
            Self::Refused => "refused",
            Self::Failing => "failing",
            Self::Late => "late",
            Self::Untold => "untold",
        }
    }

    /// The reverse of [`Unwatched::as_word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        for why in Unwatched::ALL {
            assert_eq!(Unwatched::from_word(why.as_word()), Some(why));
        }
        assert_eq!(Unwatched::from_word("bored"), None);
    }
}
