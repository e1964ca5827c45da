//! What a person may be told without asking.

use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AlertKind {
    /// A publish failed.
    Failed,
    /// A publish ended as published, but some of its parts failed.
    PartsFailed,
    /// A publish worked after one that failed.
    WorksAgain,
    /// A running publish shows no progress for long.
    Stuck,
    /// No bot of an account can be checked any more.
    CannotCheck,
    /// This computer reaches no server of the platform.
    Unreachable,
    /// A publish began.
    Started,
    /// A publish worked.
    Published,
}

/// What a person switches on and off: the same, as one thinks of it beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AlertRule {
    /// A publish failed, in whole or in part.
    Failed,
    /// Working again after a failure.
    WorksAgain,
    /// Seems stuck.
    Stuck,
    /// Cannot check any more.
    CannotCheck,
    /// A publish began.
    Started,
    /// A publish worked.
    Published,
}

impl AlertKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Failed,
        Self::PartsFailed,
        Self::WorksAgain,
        Self::Stuck,
        Self::CannotCheck,
        Self::Unreachable,
        Self::Started,
        Self::Published,
    ];

    /// One word for the database. Stable.
    pub fn as_word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::PartsFailed => "parts_failed",
            Self::WorksAgain => "works_again",
            Self::Stuck => "stuck",
            Self::CannotCheck => "cannot_check",
            Self::Unreachable => "unreachable",
            Self::Started => "started",
            Self::Published => "published",
        }
    }

    /// The reverse of [`AlertKind::as_word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_word() == word)
    }

    /// The state of a publish that this speaks of. Each publish is spoken of once per state, so
    /// "works again" and "published" share one.
    pub fn state_word(self) -> &'static str {
        match self {
            Self::WorksAgain | Self::Published => "published",
            other => other.as_word(),
        }
    }

    /// The switch that it depends on.
    pub fn rule(self) -> AlertRule {
        match self {
            Self::Failed | Self::PartsFailed => AlertRule::Failed,
            Self::WorksAgain => AlertRule::WorksAgain,
            Self::Stuck => AlertRule::Stuck,
            Self::CannotCheck | Self::Unreachable => AlertRule::CannotCheck,
            Self::Started => AlertRule::Started,
            Self::Published => AlertRule::Published,
        }
    }

    /// Somebody should look; the others are good to know.
    pub fn needs_look(self) -> bool {
        matches!(
            self,
            Self::Failed | Self::PartsFailed | Self::Stuck | Self::CannotCheck | Self::Unreachable
        )
    }
}

impl AlertRule {
    /// All rules, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Failed,
        Self::WorksAgain,
        Self::Stuck,
        Self::CannotCheck,
        Self::Started,
        Self::Published,
    ];

    /// One word for the database. Stable.
    pub fn as_word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::WorksAgain => "works_again",
            Self::Stuck => "stuck",
            Self::CannotCheck => "cannot_check",
            Self::Started => "started",
            Self::Published => "published",
        }
    }

    /// The reverse of [`AlertRule::as_word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_word() == word)
    }

    /// Whether it is on where the person said nothing.
    pub fn on_by_default(self) -> bool {
        !matches!(self, Self::Started | Self::Published)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_come_back() {
        for kind in AlertKind::ALL {
            assert_eq!(AlertKind::from_word(kind.as_word()), Some(kind));
        }
        for rule in AlertRule::ALL {
            assert_eq!(AlertRule::from_word(rule.as_word()), Some(rule));
        }
    }
}
