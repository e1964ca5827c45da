//! The state of a publish, or of one resource in it.

use serde::{Deserialize, Serialize};

use crate::plain_word::plain_word;

/// What a publish job, or one of its resources, is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PublishState {
    /// Done, and it worked.
    Published,
    /// Ended without success.
    Failed,
    /// Running.
    Publishing,
    /// Asked for, not begun.
    Waiting,
    /// The server used a word that we do not know, or none. Never taken for success.
    Unknown,
}

impl PublishState {
    /// Reads the platform's word for a state.
    ///
    /// The documentation of Bot Publish Status lists `successful`, `failed` and `inprogress`;
    /// its older page has them in capitals, and sibling APIs of the same platform write
    /// `SUCCESS`, `IN_PROGRESS`, `FAILURE`, `Finished`, `pending`. So case, `_`, `-` and spaces
    /// do not count. A word outside the list is [`PublishState::Unknown`].
    pub fn of_word(word: Option<&str>) -> Self {
        let Some(word) = word else {
            return Self::Unknown;
        };
        match plain_word(word).as_str() {
            "successful" | "success" | "succeeded" | "completed" | "finished" | "published" => {
                Self::Published
            }
            "failed" | "failure" | "error" | "rejected" | "cancelled" | "canceled" => Self::Failed,
            "inprogress" | "running" | "publishing" => Self::Publishing,
            "pending" | "waiting" | "queued" | "requested" | "awaitingapproval" => Self::Waiting,
            _ => Self::Unknown,
        }
    }

    /// One word for files, tools and the database. Stable.
    pub fn as_word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Failed => "failed",
            Self::Publishing => "publishing",
            Self::Waiting => "waiting",
            Self::Unknown => "unknown",
        }
    }

    /// The reverse of [`PublishState::as_word`]; anything else is unknown.
    pub fn from_own_word(word: &str) -> Self {
        [
            Self::Published,
            Self::Failed,
            Self::Publishing,
            Self::Waiting,
        ]
        .into_iter()
        .find(|state| state.as_word() == word)
        .unwrap_or(Self::Unknown)
    }

    /// Nothing more will happen to it.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Published | Self::Failed)
    }

    /// It will change soon by itself.
    pub fn is_moving(self) -> bool {
        matches!(self, Self::Publishing | Self::Waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_spelling_is_known() {
        for word in [
            "successful",
            "SUCCESSFUL",
            "SUCCESS",
            "Finished",
            "completed",
        ] {
            assert_eq!(
                PublishState::of_word(Some(word)),
                PublishState::Published,
                "{word}"
            );
        }
        for word in ["failed", "FAILED", "FAILURE", "Failed", "error"] {
            assert_eq!(
                PublishState::of_word(Some(word)),
                PublishState::Failed,
                "{word}"
            );
        }
        for word in [
            "inprogress",
            "INPROGRESS",
            "IN_PROGRESS",
            "in progress",
            "In-Progress",
        ] {
            assert_eq!(
                PublishState::of_word(Some(word)),
                PublishState::Publishing,
                "{word}"
            );
        }
        assert_eq!(
            PublishState::of_word(Some("pending")),
            PublishState::Waiting
        );
    }

    #[test]
    fn an_unfamiliar_word_is_never_success() {
        for word in [
            "",
            "ok",
            "unsuccessful",
            "not published",
            "successful!",
            "COMPLETE?",
        ] {
            assert_eq!(
                PublishState::of_word(Some(word)),
                PublishState::Unknown,
                "{word}"
            );
        }
        assert_eq!(PublishState::of_word(None), PublishState::Unknown);
    }

    #[test]
    fn own_words_come_back() {
        for state in [
            PublishState::Published,
            PublishState::Failed,
            PublishState::Publishing,
            PublishState::Waiting,
            PublishState::Unknown,
        ] {
            assert_eq!(PublishState::from_own_word(state.as_word()), state);
        }
    }
}
