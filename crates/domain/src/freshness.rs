//! When knowledge is old.

use jiff::{SignedDuration, Timestamp};

/// Missed rounds after which what we know is called outdated.
const MISSED_ROUNDS: i32 = 2;

/// A check may be late by this much (a full queue, a slow reply) without anyone being warned.
const GRACE: SignedDuration = SignedDuration::from_secs(15);

/// How far what we know of a bot can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// No check has succeeded yet.
    NeverChecked,
    /// Within the promise.
    Fresh,
    /// Two rounds of this bot's own schedule were missed.
    Outdated,
}

/// The moment from which what was learned at `checked_at` is outdated, given that the bot is
/// promised a check every `every`.
pub fn outdated_at(checked_at: Timestamp, every: SignedDuration) -> Timestamp {
    let wait = every
        .checked_mul(MISSED_ROUNDS)
        .and_then(|wait| wait.checked_add(GRACE))
        .unwrap_or(SignedDuration::MAX);
    checked_at.checked_add(wait).unwrap_or(Timestamp::MAX)
}

impl Freshness {
    /// Judges at `now`. A success from the future (the clock was set back) is not trusted for
    /// longer than one from now would be.
    pub fn at(now: Timestamp, last_success: Option<Timestamp>, every: SignedDuration) -> Self {
        match last_success {
            None => Self::NeverChecked,
            Some(checked_at) if outdated_at(now, every) < checked_at => Self::Outdated,
            Some(checked_at) if now < outdated_at(checked_at, every) => Self::Fresh,
            Some(_) => Self::Outdated,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    #[test]
    fn two_missed_rounds_make_it_outdated() {
        let every = SignedDuration::from_secs(60);
        assert_eq!(Freshness::at(at(134), Some(at(0)), every), Freshness::Fresh);
        assert_eq!(
            Freshness::at(at(135), Some(at(0)), every),
            Freshness::Outdated
        );
    }

    #[test]
    fn never_checked_is_not_fresh() {
        assert_eq!(
            Freshness::at(at(0), None, SignedDuration::MAX),
            Freshness::NeverChecked
        );
    }

    #[test]
    fn a_clock_set_back_does_not_keep_it_fresh_for_hours() {
        let every = SignedDuration::from_secs(60);
        assert_eq!(
            Freshness::at(at(0), Some(at(3_600)), every),
            Freshness::Outdated
        );
    }
}
