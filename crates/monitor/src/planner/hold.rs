//! What holds a whole account back.

use std::time::Duration;

use domain::{Class, FailureKind};

use super::Miss;
use crate::backoff::{full_jitter, jitter};

/// After a failure of the whole account: first wait, longest wait.
const WAIT: (Duration, Duration) = (Duration::from_secs(5), Duration::from_mins(5));
/// Without a network, which says itself when it is back: first wait, longest wait. Half of the first is
/// the least.
const OFFLINE: (Duration, Duration) = (Duration::from_secs(30), Duration::from_mins(5));
/// Told to slow down without being told for how long: first wait, longest wait. The longest one
/// also bounds what a server may ask for.
const SLOW_DOWN: (Duration, Duration) = (Duration::from_mins(1), Duration::from_mins(15));

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hold {
    Free,
    /// One check at a time, none before `at`.
    Until {
        at: Duration,
        misses: u32,
        /// The server said how long: a person's wish does not shorten it.
        told: bool,
    },
    /// The server refused the account: only a person can mend it.
    Refused,
    /// There is no connection: the secret is not there.
    #[default]
    Closed,
}

impl Hold {
    /// One check now, to see whether the account works.
    pub fn probe(at: Duration, misses: u32) -> Self {
        Self::Until {
            at,
            misses,
            told: false,
        }
    }

    /// A failure that speaks of the whole account.
    pub fn after(self, up: Duration, miss: Miss, random: &mut fastrand::Rng) -> Self {
        let (known, misses) = match self {
            Self::Refused | Self::Closed => return self,
            // Checks that were under way together fail together: that is one miss.
            Self::Until { at, misses, .. } if at > up => (at, misses.max(1)),
            Self::Until { at, misses, .. } => (at, misses + 1),
            Self::Free => (up, 1),
        };
        let (first, longest) = if miss.kind == FailureKind::Offline {
            OFFLINE
        } else {
            WAIT
        };
        let own = full_jitter(random, misses, first, longest);
        let wait = match miss.kind.class() {
            Class::AskPerson => return Self::Refused,
            Class::SlowDown => {
                let doubled = SLOW_DOWN
                    .0
                    .saturating_mul(2u32.saturating_pow(misses.min(8) - 1));
                // Told to come back at once and refused again would be a storm.
                miss.retry_after.map_or_else(
                    || jitter(random, doubled.min(SLOW_DOWN.1)),
                    |wait| wait.max(own),
                )
            }
            Class::TryLater | Class::GiveUp => own.max(miss.retry_after.unwrap_or_default()),
        };
        Self::Until {
            at: known.max(up + wait.min(SLOW_DOWN.1)),
            misses,
            told: miss.kind.class() == Class::SlowDown || miss.retry_after.is_some(),
        }
    }

    /// A person asks: what only we decided is tried again; `None`: it cannot be.
    pub fn asked(self, up: Duration) -> Option<Self> {
        match self {
            Self::Closed => None,
            Self::Until { at, told: true, .. } if at > up => None,
            Self::Until { misses, .. } => Some(Self::probe(up, misses)),
            Self::Refused => Some(Self::probe(up, 0)),
            Self::Free => Some(Self::Free),
        }
    }
}
