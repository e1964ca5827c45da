//! What two looks at both clocks tell about the time between them. Pure.
//!
//! The clock that never goes back stands still while a Linux or macOS computer sleeps, and runs on
//! in one with Windows; there the alarm comes late instead. A calendar that was set forward looks
//! the same as a sleep, and is taken for one: that costs a few checks. Summer time changes
//! nothing, since all is reckoned in UTC.

use std::time::Duration;

use jiff::SignedDuration;

use crate::ports::Now;

/// The calendar and the other clock may differ by this much, from correcting the time little by
/// little.
const DRIFT: SignedDuration = SignedDuration::from_secs(10);
/// An alarm of a busy computer comes late by less than this.
const LATE: Duration = Duration::from_secs(30);

/// What happened between two looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Between {
    /// Nothing: time passed.
    Nothing,
    /// The computer slept, or somebody set the calendar forward.
    Slept {
        /// So much of it the clock that never goes back did not count.
        uncounted: Duration,
    },
    /// Somebody set the calendar back.
    SetBack,
}

/// Compares two looks. `late_by` is how long after its alarm the loop woke.
pub(crate) fn between(before: Now, now: Now, late_by: Duration) -> Between {
    let counted = now.up.saturating_sub(before.up);
    let counted = SignedDuration::try_from(counted).unwrap_or(SignedDuration::MAX);
    let ahead = now.wall.duration_since(before.wall) - counted;
    if ahead < -DRIFT {
        return Between::SetBack;
    }
    let uncounted = Duration::try_from(ahead).unwrap_or_default();
    if ahead > DRIFT {
        Between::Slept { uncounted }
    } else if late_by > LATE {
        Between::Slept {
            uncounted: Duration::ZERO,
        }
    } else {
        Between::Nothing
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn look(wall: i64, up: u64) -> Now {
        Now {
            wall: Timestamp::from_second(1_700_000_000 + wall).unwrap(),
            up: Duration::from_secs(up),
        }
    }

    const HOUR: i64 = 3_600;

    #[test]
    fn a_clock_that_stood_still_shows_a_sleep() {
        let slept = between(look(0, 0), look(8 * HOUR, 20), Duration::ZERO);
        let uncounted = Duration::from_secs(8 * 3_600 - 20);
        assert_eq!(slept, Between::Slept { uncounted });
    }

    #[test]
    fn so_does_an_alarm_that_comes_hours_late() {
        let late_by = Duration::from_hours(8);
        let slept = between(look(0, 0), look(8 * HOUR, 8 * 3_600), late_by);
        let uncounted = Duration::ZERO;
        assert_eq!(slept, Between::Slept { uncounted });
    }

    #[test]
    fn a_calendar_that_is_set_back_is_told_from_one_that_drifts() {
        let none = Duration::ZERO;
        assert_eq!(between(look(0, 0), look(-HOUR, 20), none), Between::SetBack);
        for drift in [-9, 0, 9] {
            let now = look(20 + drift, 20);
            assert_eq!(between(look(0, 0), now, none), Between::Nothing);
        }
        assert_eq!(
            between(look(0, 0), look(20, 20), Duration::from_secs(5)),
            Between::Nothing
        );
    }

    #[test]
    fn summer_time_changes_nothing() {
        let zone = jiff::tz::TimeZone::get("Europe/Berlin");
        let Ok(zone) = zone else { return };
        let at = |time: jiff::civil::DateTime| zone.to_timestamp(time).unwrap();
        // The clocks of Berlin went from 2 to 3 on this night.
        let before = Now {
            wall: at(jiff::civil::date(2026, 3, 29).at(1, 59, 50, 0)),
            up: Duration::ZERO,
        };
        let after = Now {
            wall: at(jiff::civil::date(2026, 3, 29).at(3, 0, 10, 0)),
            up: Duration::from_secs(20),
        };
        assert_eq!(between(before, after, Duration::ZERO), Between::Nothing);
    }
}
