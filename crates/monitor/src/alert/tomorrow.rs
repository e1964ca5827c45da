//! When "until tomorrow" is.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, civil};

/// People begin to work about then.
const MORNING: civil::Time = civil::time(8, 0, 0, 0);

/// The morning of the next day of the calendar that hangs on the person's wall.
pub fn tomorrow_morning(now: Timestamp, zone: &TimeZone) -> Timestamp {
    let today = zone.to_datetime(now).date();
    today
        .checked_add(1.day())
        .and_then(|tomorrow| zone.to_timestamp(tomorrow.to_datetime(MORNING)))
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> TimeZone {
        TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
    }

    #[test]
    fn tomorrow_begins_at_eight_where_the_person_is() {
        let morning = |now: &str| tomorrow_morning(now.parse().unwrap(), &berlin()).to_string();
        assert_eq!(morning("2026-07-01T21:59:00Z"), "2026-07-02T06:00:00Z");
        // Past midnight there, not here.
        assert_eq!(morning("2026-07-01T22:00:00Z"), "2026-07-03T06:00:00Z");
    }

    #[test]
    fn the_night_in_which_the_clocks_change_is_an_hour_longer() {
        let now = "2026-10-24T20:00:00Z".parse().unwrap();
        let morning = tomorrow_morning(now, &berlin()).to_string();
        assert_eq!(morning, "2026-10-25T07:00:00Z");
    }
}
