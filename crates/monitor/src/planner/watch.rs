//! A person wants to see how a publish ends, or wants no checks at all.

use std::time::Duration;

/// A publish that does not begin is waited for no longer than that.
const AT_MOST: Duration = Duration::from_mins(30);

/// A bot is followed to the end of a publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Watch {
    /// When nothing runs, no longer than until then.
    until: Duration,
    /// A publish was seen to run.
    ran: bool,
}

impl Watch {
    pub fn begin(up: Duration, runs: bool) -> Self {
        Self {
            until: up + AT_MOST,
            ran: runs,
        }
    }

    /// What is left of it when the bot was seen like that.
    pub fn after(self, runs: bool, up: Duration) -> Option<Self> {
        let goes_on = runs || (!self.ran && up < self.until);
        goes_on.then_some(Self {
            ran: self.ran || runs,
            ..self
        })
    }
}

/// Nothing is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paused {
    /// `None`: until the person says so.
    pub until: Option<Duration>,
}

impl Paused {
    pub fn lasts(self, up: Duration) -> bool {
        self.until.is_none_or(|until| up < until)
    }
}
