//! The schedule's share of the hour, spread evenly over it.
//!
//! A window that rolls is used up by whoever comes first, and then stays so. So the schedule
//! saves up its checks one by one, and no more than a few: the hour can never be spent in its
//! first half, a sleep of hours is not followed by a storm, and whoever has the first right to
//! the next check waits no longer than for one to be there.

use std::time::Duration;

use crate::budget::SCHEDULE_HOUR;

/// As many can be saved up.
pub(super) const MOST: f64 = 60.0;
/// So many are left for bots that publish or that a person looks at.
pub(super) const RESERVE: f64 = 24.0;
/// After a sleep or an outage, no more than these go at once.
const CALM: f64 = RESERVE + 6.0;

#[derive(Clone, Copy, Debug)]
pub(super) struct EvenPace {
    saved: f64,
    at: Duration,
}

impl Default for EvenPace {
    fn default() -> Self {
        Self {
            saved: MOST,
            at: Duration::ZERO,
        }
    }
}

impl EvenPace {
    const PER_SECOND: f64 = SCHEDULE_HOUR as f64 / 3_600.0;

    fn saved(&self, up: Duration) -> f64 {
        let passed = up.saturating_sub(self.at).as_secs_f64();
        (self.saved + passed * Self::PER_SECOND).min(MOST)
    }

    /// Counts requests, also those that a person asked for.
    pub fn spend(&mut self, up: Duration, requests: u32) {
        self.saved = (self.saved(up) - f64::from(requests)).max(-MOST);
        self.at = up.max(self.at);
    }

    /// The earliest moment at which one can be sent and `reserve` are left.
    pub fn free_at(&self, up: Duration, reserve: f64) -> Duration {
        let missing = reserve + 1.0 - self.saved(up);
        if missing <= 1e-9 {
            return up;
        }
        up + Duration::from_secs_f64(missing / Self::PER_SECOND)
    }

    /// What was saved up over a sleep or an outage does not go out at once.
    pub fn calm(&mut self, up: Duration) {
        self.saved = self.saved(up).min(CALM);
        self.at = up.max(self.at);
    }
}
