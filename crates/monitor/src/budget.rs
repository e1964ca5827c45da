//! What the platform allows, and how much of it is used.
//!
//! Page *Rate limits* of the platform's documentation: Bot Publish Status takes 60 requests a
//! minute and 1,800 an hour, both as rolling windows; past the hourly one everything is refused
//! until it falls. Which of account, bot or request the windows belong to is not explained, so
//! they are kept for an account.

use std::collections::VecDeque;
use std::time::Duration;

/// Requests a minute that the platform allows.
pub const ALLOWED_MINUTE: u32 = 60;
/// Requests an hour that the platform allows.
pub const ALLOWED_HOUR: u32 = 1_800;

const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);

/// Who wants to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// The queue of bots that rest: less than the whole schedule, so that a long queue never takes
    /// what a running publish needs.
    Queue,
    /// The schedule: at most 70 % of what is allowed. Somebody else may use the same app.
    Schedule,
    /// A person who waits for it: up to 80 %. The rest is for second tries within one check.
    Person,
}

impl Share {
    /// Requests a minute and an hour.
    pub fn limits(self) -> (u32, u32) {
        let (minute, hour) = match self {
            Self::Queue => (60, 50),
            Self::Schedule => (70, 70),
            Self::Person => (80, 80),
        };
        (ALLOWED_MINUTE * minute / 100, ALLOWED_HOUR * hour / 100)
    }
}

/// When requests of one account were sent, over the last hour. Times are since an arbitrary
/// start, on a clock that never goes back.
#[derive(Clone, Debug, Default)]
pub struct Budget {
    sent: VecDeque<Duration>,
}

impl Budget {
    /// Counts requests sent at `up`.
    pub fn spend(&mut self, up: Duration, requests: u32) {
        while self.sent.front().is_some_and(|at| *at + HOUR <= up) {
            self.sent.pop_front();
        }
        for _ in 0..requests {
            self.sent.push_back(up);
        }
    }

    /// The earliest moment, `up` or later, at which one more request keeps both windows.
    pub fn free_at(&self, up: Duration, share: Share) -> Duration {
        let (per_minute, per_hour) = share.limits();
        let leaves = |limit: u32, window: Duration| {
            let limit = limit as usize;
            let last_that_must_leave = self.sent.len().checked_sub(limit)?;
            Some(self.sent[last_that_must_leave] + window)
        };
        [leaves(per_minute, MINUTE), leaves(per_hour, HOUR)]
            .into_iter()
            .flatten()
            .fold(up, Duration::max)
    }

    /// Requests within the last minute and the last hour.
    pub fn used(&self, up: Duration) -> (u32, u32) {
        let within = |window: Duration| {
            let count = self
                .sent
                .iter()
                .rev()
                .take_while(|at| **at + window > up)
                .count();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        (within(MINUTE), within(HOUR))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_forty_third_request_of_a_minute_waits_for_the_first_to_leave() {
        let mut budget = Budget::default();
        for second in 0..42 {
            let up = Duration::from_secs(second);
            assert_eq!(budget.free_at(up, Share::Schedule), up);
            budget.spend(up, 1);
        }
        let up = Duration::from_secs(42);
        assert_eq!(budget.free_at(up, Share::Schedule), Duration::from_mins(1));
        assert_eq!(budget.free_at(up, Share::Person), up);
        assert_eq!(budget.used(Duration::from_mins(1)), (41, 42));
    }

    proptest! {
        /// Whoever always waits until the budget is free never passes a window, however eager.
        #[test]
        fn neither_window_is_ever_passed(steps in prop::collection::vec(0u64..4_000, 200..2_500)) {
            let mut budget = Budget::default();
            let mut up = Duration::ZERO;
            let mut sent: Vec<Duration> = Vec::new();
            for step in steps {
                up += Duration::from_millis(step);
                up = budget.free_at(up, Share::Schedule);
                budget.spend(up, 1);
                sent.push(up);
            }
            for (window, limit) in [(MINUTE, 42), (HOUR, 1_260)] {
                for (index, first) in sent.iter().enumerate() {
                    let inside = sent[index..].iter().take_while(|at| **at < *first + window);
                    prop_assert!(inside.count() <= limit);
                }
            }
        }
    }
}
