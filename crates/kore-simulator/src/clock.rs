//! Where the simulator reads the time.

use std::sync::Arc;

use jiff::Timestamp;

/// The source of time for everything in a simulator: lives of publishes, rate windows, token
/// checks and the `Date` header.
///
/// [`Clock::default`] is the computer's clock. A test that has a clock of its own hands it in
/// with [`Clock::reading`], and both sides then agree.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock that asks this function.
    pub fn reading(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// A clock that stands still at this time; move it on with `Simulator::advance`.
    pub fn standing_at(time: Timestamp) -> Self {
        Self::reading(move || time)
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::reading(Timestamp::now)
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}
