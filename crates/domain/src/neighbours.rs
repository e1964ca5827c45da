//! Whether a failed publish failed alone.

use serde::{Deserialize, Serialize};

/// What other bots of the same host did at about the same time says of a failed publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum FailedWith {
    /// Others published, and none of them failed: it is this bot.
    OnlyThisBot,
    /// Others failed too, and still more published well.
    Others,
    /// Three or more failed, and no more published well than failed: likely the platform.
    LikelyThePlatform,
    /// No other bot published at that time: nothing can be said.
    NobodyElse,
}

/// Fewer than these at once may be chance.
const AT_ONCE: u32 = 3;

impl FailedWith {
    /// Judges by how many other bots failed and published well.
    pub fn of(others_failed: u32, others_fine: u32) -> Self {
        let failed = others_failed.saturating_add(1);
        match (others_failed, others_fine) {
            (0, 0) => Self::NobodyElse,
            (0, _) => Self::OnlyThisBot,
            (_, fine) if failed >= AT_ONCE && failed >= fine => Self::LikelyThePlatform,
            _ => Self::Others,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_among_successes_is_told_apart_from_one_among_failures() {
        assert_eq!(FailedWith::of(0, 0), FailedWith::NobodyElse);
        assert_eq!(FailedWith::of(0, 4), FailedWith::OnlyThisBot);
        assert_eq!(
            FailedWith::of(1, 0),
            FailedWith::Others,
            "two may be chance"
        );
        assert_eq!(FailedWith::of(2, 9), FailedWith::Others);
        assert_eq!(FailedWith::of(2, 3), FailedWith::LikelyThePlatform);
        assert_eq!(FailedWith::of(4, 0), FailedWith::LikelyThePlatform);
    }
}
