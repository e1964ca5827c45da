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

/// Requests an hour of the schedule, spread evenly: 70 % of what is allowed. Somebody else may
/// use the same app of the platform.
pub const SCHEDULE_HOUR: u32 = 1_260;

/// Who wants to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// The queue of bots that rest: a little less than the whole schedule, so that a long queue
    /// never takes what a running publish needs within the minute.
    Queue,
    /// The schedule: what it saved up comes on top of its even pace.
    Schedule,
    /// A person who waits for an answer of many requests: never what a running publish needs
    /// within the minute.
    Look,
    /// A person who waits for it: up to 80 %. The rest is for second tries within one check, and
    /// for others.
    Person,
}

impl Share {
    /// Requests a minute and an hour.
    pub fn limits(self) -> (u32, u32) {
        match self {
            Self::Queue => (36, SCHEDULE_HOUR + 36),
            Self::Schedule => (42, SCHEDULE_HOUR + 60),
            Self::Look => (36, 1_440),
            Self::Person => (48, 1_440),
        }
    }
}

/// When requests of one account were sent, over the last hour. Times are since an arbitrary
/// start, on a clock that never goes back.
#[derive(Clone, Debug, Default)]
pub struct Budget {
    /// An hour later than they were, so that there is room for those before the start.
    sent: VecDeque<Duration>,
}

impl Budget {
    /// Counts requests sent at `up`.
    pub fn spend(&mut self, up: Duration, requests: u32) {
        let now = up + HOUR;
        while self.sent.front().is_some_and(|at| *at + HOUR <= now) {
            self.sent.pop_front();
        }
        for _ in 0..requests {
            self.sent.push_back(now);
        }
    }

    /// Counts requests of an earlier run: how long ago, and how many. Those of an unknown moment
    /// to come count as sent just now.
    pub fn remember(&mut self, up: Duration, earlier: &[(Duration, u32)]) {
        for (ago, requests) in earlier {
            let at = (up + HOUR).saturating_sub(*ago);
            self.sent.extend((0..*requests).map(|_| at));
        }
        self.sent.make_contiguous().sort();
    }

    /// How long ago the requests within the last hour were sent, oldest first.
    pub fn sent(&self, up: Duration) -> impl Iterator<Item = Duration> {
        let now = up + HOUR;
        self.sent
            .iter()
            .map(move |at| now.saturating_sub(*at))
            .filter(|ago| *ago < HOUR)
    }

    /// The earliest moment, `up` or later, at which one more request keeps both windows.
    pub fn free_at(&self, up: Duration, share: Share) -> Duration {
        let (per_minute, per_hour) = share.limits();
        let leaves = |limit: u32, window: Duration| {
            let limit = limit as usize;
            let last_that_must_leave = self.sent.len().checked_sub(limit)?;
            Some((self.sent[last_that_must_leave] + window).saturating_sub(HOUR))
        };
        [leaves(per_minute, MINUTE), leaves(per_hour, HOUR)]
            .into_iter()
            .flatten()
            .fold(up, Duration::max)
    }

    /// Requests within the last minute and the last hour.
    pub fn used(&self, up: Duration) -> (u32, u32) {
        let now = up + HOUR;
        let within = |window: Duration| {
            let from = self.sent.partition_point(|at| *at + window <= now);
            u32::try_from(self.sent.len() - from).unwrap_or(u32::MAX)
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

    #[test]
    fn what_an_earlier_run_sent_counts_until_it_is_an_hour_old() {
        let mut budget = Budget::default();
        let up = Duration::from_secs(2);
        let minutes = |minutes| Duration::from_mins(minutes);
        budget.remember(
            up,
            &[(Duration::ZERO, 6), (minutes(59), 1_430), (minutes(61), 90)],
        );
        assert_eq!(budget.used(up), (6, 1_436));
        assert_eq!(budget.free_at(up, Share::Person), up);
        assert_eq!(budget.free_at(up, Share::Schedule), up + minutes(1));
        budget.spend(up, 4);
        assert_eq!(budget.free_at(up, Share::Person), up + minutes(1));
        assert_eq!(budget.sent(up).count(), 1_440);
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
            for (window, limit) in [(MINUTE, 42), (HOUR, 1_320)] {
                for (index, first) in sent.iter().enumerate() {
                    let inside = sent[index..].iter().take_while(|at| **at < *first + window);
                    prop_assert!(inside.count() <= limit);
                }
            }
        }
    }
}
