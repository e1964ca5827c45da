//! Who comes before whom.

use std::time::Duration;

use super::even_pace::{EvenPace, RESERVE};
use super::watch::Watch;
use crate::budget::{Budget, Share};
use crate::pace::Knowledge;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// A person asked for it.
    Asked,
    /// A person follows it to the end of a publish.
    Watched,
    /// It publishes.
    Moving,
    /// Before the eyes of a person, after a sleep.
    Visible,
    /// It is due.
    Planned,
}

impl Turn {
    pub const ALL: [Self; 5] = [
        Self::Asked,
        Self::Watched,
        Self::Moving,
        Self::Visible,
        Self::Planned,
    ];

    pub fn of(knowledge: Knowledge, watch: Option<Watch>) -> Self {
        if watch.is_some() {
            Self::Watched
        } else if knowledge.moving {
            Self::Moving
        } else {
            Self::Planned
        }
    }

    /// The earliest moment at which one more request is within the limits.
    pub fn free_at(self, up: Duration, budget: &Budget, pace: &EvenPace) -> Duration {
        match self {
            Self::Asked => budget.free_at(up, Share::Person),
            Self::Watched | Self::Moving | Self::Visible => budget
                .free_at(up, Share::Schedule)
                .max(pace.free_at(up, 0.0)),
            Self::Planned => budget
                .free_at(up, Share::Queue)
                .max(pace.free_at(up, RESERVE)),
        }
    }
}
