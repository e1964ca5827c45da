//! Which days of a bot's change log are read next. Pure.
//!
//! What was read is one stretch of time. It grows towards now first, then towards the past, so that
//! whatever ends a look, all lines of the stretch are there and the next look goes on.

use history::LogRead;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};

/// So far back a log is read at most.
const HALF_A_YEAR: SignedDuration = SignedDuration::from_hours(24 * 180);
/// A line may be written some time after what it tells of.
const OVERLAP: SignedDuration = SignedDuration::from_hours(24);
/// Days of the first piece.
const FIRST: i64 = 7;
/// Days of a piece at most.
const LONGEST: i64 = 90;
/// Pages of a piece at most, with 50 lines each. The lines come in no order, so of a piece that
/// has more nothing is certain, and less is asked for.
const MOST_PAGES: u32 = 10;
/// Pages of a single day at most: less cannot be asked for.
const MOST_PAGES_OF_A_DAY: u32 = 30;

/// Days that are read together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub from: Date,
    pub to: Date,
    /// The time of which all lines are there once it is read.
    pub read: LogRead,
}

impl Piece {
    pub fn is_a_day(&self) -> bool {
        self.from == self.to
    }

    /// A moment of the first day that is on that day almost everywhere.
    pub fn noon(&self) -> Timestamp {
        let noon = TimeZone::UTC.to_timestamp(self.from.at(12, 0, 0, 0));
        noon.unwrap_or(self.read.since)
    }

    pub fn most_pages(&self) -> u32 {
        if self.is_a_day() {
            MOST_PAGES_OF_A_DAY
        } else {
            MOST_PAGES
        }
    }
}

/// How many days are asked for at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stride(i64);

impl Default for Stride {
    fn default() -> Self {
        Self(FIRST)
    }
}

impl Stride {
    /// After a piece that took so many pages; `None`: it had too many.
    pub fn after(self, pages: Option<u32>) -> Self {
        Self(match pages {
            // A second piece in vain could leave too little of the look for a day.
            None => 1,
            Some(0 | 1) => (self.0 * 2).min(LONGEST),
            Some(2 | 3) => self.0,
            Some(_) => (self.0 / 2).max(1),
        })
    }
}

/// No log is read further back than this, and never in a time of which the person wanted nothing
/// kept.
pub(super) fn floor(kept_since: Option<Timestamp>, now: Timestamp) -> Timestamp {
    let floor = earlier(now, HALF_A_YEAR);
    kept_since.map_or(floor, |kept| floor.max(kept)).min(now)
}

/// What to read next; `None`: all since `floor` is there.
pub(super) fn next_piece(
    known: Option<LogRead>,
    floor: Timestamp,
    now: Timestamp,
    Stride(days): Stride,
) -> Option<Piece> {
    // Of what lies before the floor nothing follows.
    let known = known
        .and_then(|known| known.counts(now))
        .filter(|known| floor <= known.until)
        .map_or((now, now), |known| (known.since, known.until));
    match known {
        (_, until) if until < now => Some(towards_now(until, floor, now, days)),
        (since, _) if floor < since => Some(towards_past(since, floor, days)),
        _ => None,
    }
}

fn towards_now(until: Timestamp, floor: Timestamp, now: Timestamp, days: i64) -> Piece {
    let again = if days > 1 {
        OVERLAP
    } else {
        SignedDuration::ZERO
    };
    let from = day(earlier(until, again)).max(day(floor));
    let to = plus(day(until), days - 1).min(day(now));
    let read = LogRead {
        since: begin(from).max(floor),
        until: begin(plus(to, 1)).min(now),
    };
    Piece { from, to, read }
}

fn towards_past(since: Timestamp, floor: Timestamp, days: i64) -> Piece {
    let to = day(earlier(since, SignedDuration::from_millis(1)));
    let from = plus(to, 1 - days).max(day(floor));
    let read = LogRead {
        since: begin(from).max(floor),
        until: since,
    };
    Piece { from, to, read }
}

fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(at)
}

fn day(at: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(at).date()
}

fn plus(date: Date, days: i64) -> Date {
    date.checked_add(Span::new().days(days)).unwrap_or(date)
}

fn begin(date: Date) -> Timestamp {
    let begin = TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0));
    begin.unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day_at(day: i64, hour: i64) -> Timestamp {
        // The 14th of November 2023, midnight.
        Timestamp::from_second(1_699_920_000 + day * 86_400 + hour * 3_600).unwrap()
    }

    fn read(since: (i64, i64), until: (i64, i64)) -> LogRead {
        LogRead {
            since: day_at(since.0, since.1),
            until: day_at(until.0, until.1),
        }
    }

    #[test]
    fn the_first_look_goes_back_from_now() {
        let (now, from) = (day_at(0, 10), floor(None, day_at(0, 10)));
        assert_eq!(from, day_at(-180, 10));
        let piece = next_piece(None, from, now, Stride(7)).unwrap();
        assert_eq!((piece.from, piece.to), (day(day_at(-6, 0)), day(now)));
        assert_eq!(piece.read, read((-6, 0), (0, 10)));
        let piece = next_piece(Some(piece.read), from, now, Stride(28)).unwrap();
        assert_eq!(piece.read, read((-34, 0), (-6, 0)));
        assert_eq!(piece.to, day(day_at(-7, 0)));
        let known = Some(read((-34, 0), (0, 10)));
        let piece = next_piece(known, from, now, Stride(900)).unwrap();
        assert_eq!(piece.read, read((-180, 10), (-34, 0)));
        let all = read((-180, 10), (0, 10));
        assert_eq!(next_piece(Some(all), from, now, Stride(7)), None);
    }

    #[test]
    fn a_later_look_begins_a_day_before_the_last_one_ended() {
        let (now, from) = (day_at(0, 10), day_at(-180, 10));
        let known = Some(read((-180, 10), (-9, 8)));
        let piece = next_piece(known, from, now, Stride(7)).unwrap();
        assert_eq!(piece.read, read((-10, 0), (-2, 0)));
        // Of one day at a time each is new.
        let piece = next_piece(known, from, now, Stride(1)).unwrap();
        assert_eq!(piece.read, read((-9, 0), (-8, 0)));
        assert!(piece.is_a_day());
    }

    #[test]
    fn what_is_not_kept_is_not_read_and_a_clock_that_was_set_back_does_no_harm() {
        let now = day_at(0, 10);
        assert_eq!(floor(Some(day_at(-30, 5)), now), day_at(-30, 5));
        assert_eq!(floor(Some(day_at(3, 0)), now), now);
        let from = day_at(-30, 5);
        let known = Some(read((-400, 0), (-200, 0)));
        let piece = next_piece(known, from, now, Stride(90)).unwrap();
        assert_eq!(piece.read, read((-30, 5), (0, 10)));
        let early = Some(read((-90, 0), (0, 12)));
        let piece = next_piece(early, from, now, Stride(7)).unwrap();
        assert_eq!(piece.read, read((-2, 0), (0, 10)));
        let future = Some(read((3, 0), (50, 0)));
        let piece = next_piece(future, from, now, Stride(1)).unwrap();
        assert_eq!(piece.read, read((0, 0), (0, 10)));
    }

    #[test]
    fn a_stride_grows_where_little_is_logged_and_shrinks_where_much_is() {
        let first = Stride::default();
        assert_eq!(first.after(Some(1)), Stride(14));
        assert_eq!(Stride(56).after(Some(0)), Stride(90));
        assert_eq!(first.after(Some(3)), Stride(7));
        assert_eq!(first.after(Some(9)), Stride(3));
        assert_eq!(first.after(None), Stride(1));
        assert_eq!(Stride(90).after(None), Stride(1));
        assert_eq!(Stride(1).after(Some(30)), Stride(1));
    }

    proptest! {
        /// Whatever was known and however many days are taken: each piece touches what was read
        /// and adds to it, until all is there, in few steps.
        #[test]
        fn every_piece_adds_to_one_stretch_until_all_is_there(
            known in prop::option::of((-5_000i64..100, 0i64..4_000)),
            floor_hours in 0i64..4_320,
            strides in prop::collection::vec(1i64..120, 400),
        ) {
            let now = day_at(0, 10);
            let hours = |hours: i64| day_at(0, hours);
            let floor = hours(10 - floor_hours);
            let mut known = known.map(|(since, length)| LogRead {
                since: hours(since),
                until: hours(since + length),
            });
            for days in strides {
                let Some(piece) = next_piece(known, floor, now, Stride(days)) else {
                    break;
                };
                prop_assert!(piece.from <= piece.to && piece.to <= day(now));
                prop_assert!(floor <= piece.read.since && piece.read.until <= now);
                prop_assert!(begin(piece.from) <= piece.read.since);
                prop_assert!(piece.read.until <= begin(plus(piece.to, 1)));
                let before = known
                    .and_then(|known| known.counts(now))
                    .filter(|known| floor <= known.until);
                let after = before.map_or(piece.read, |before| {
                    let since = before.since.min(piece.read.since);
                    let until = before.until.max(piece.read.until);
                    LogRead { since, until }
                });
                if let Some(before) = before {
                    prop_assert!(piece.read.since <= before.until);
                    prop_assert!(before.since <= piece.read.until);
                    prop_assert!(after != before, "nothing new");
                }
                known = Some(after);
            }
            prop_assert_eq!(next_piece(known, floor, now, Stride(1)), None);
            let known = known.unwrap();
            prop_assert!(known.since <= floor && now <= known.until);
        }
    }
}
