//! The two rolling windows of the page *Rate Limits*.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use crate::RateText;

/// How many requests of one API an app may send. `None` is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// In any 60 seconds. Documented: 60.
    pub per_minute: Option<u32>,
    /// In any 3,600 seconds. Documented: 1,800.
    pub per_hour: Option<u32>,
}

impl Limits {
    /// The documented limits of Bot Publish Status and of Get Bots.
    pub const DOCUMENTED: Self = Self {
        per_minute: Some(60),
        per_hour: Some(1800),
    };
    /// None at all.
    pub const NONE: Self = Self {
        per_minute: None,
        per_hour: None,
    };
}

/// A refusal by a window, and when it has room again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Full {
    pub(crate) window: RateText,
    pub(crate) seconds_until_room: i64,
}

/// The requests that one API let in during the last hour. Refused ones do not count: the page
/// does not say that they do.
#[derive(Debug, Default)]
pub(crate) struct Windows {
    admitted: VecDeque<Timestamp>,
}

impl Windows {
    /// Lets a request in, or says which window is full. The hour goes first: when it is full
    /// everything is refused, "even if the per-minute limit is not exceeded".
    pub(crate) fn admit(&mut self, now: Timestamp, limits: Limits) -> Result<(), Full> {
        let hour = SignedDuration::from_hours(1);
        while self
            .admitted
            .front()
            .is_some_and(|at| now.duration_since(*at) >= hour)
        {
            self.admitted.pop_front();
        }
        self.room(now, limits.per_hour, hour, RateText::Hour)?;
        let minute = SignedDuration::from_secs(60);
        self.room(now, limits.per_minute, minute, RateText::Minute)?;
        if limits != Limits::NONE {
            self.admitted.push_back(now);
        }
        Ok(())
    }

    fn room(
        &self,
        now: Timestamp,
        limit: Option<u32>,
        length: SignedDuration,
        window: RateText,
    ) -> Result<(), Full> {
        let Some(limit) = limit else { return Ok(()) };
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let age = |at: &Timestamp| now.duration_since(*at);
        let inside = self.admitted.iter().rev().take_while(|at| age(at) < length);
        if inside.count() < limit {
            return Ok(());
        }
        // Room comes when the one that fills the window has left it.
        let filling = self.admitted.len().checked_sub(limit.max(1));
        let left = filling
            .and_then(|n| self.admitted.get(n))
            .map_or(length, |at| length - age(at));
        let whole = left.as_secs() + i64::from(left.subsec_nanos() > 0);
        Err(Full {
            window,
            seconds_until_room: whole.max(1),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + seconds).unwrap()
    }

    #[test]
    fn the_minute_rolls_and_does_not_jump() {
        let mut windows = Windows::default();
        let limits = Limits {
            per_minute: Some(3),
            per_hour: None,
        };
        for second in [0, 20, 40] {
            assert_eq!(windows.admit(at(second), limits), Ok(()));
        }
        let full = windows.admit(at(59), limits).unwrap_err();
        assert_eq!(full.window, RateText::Minute);
        assert_eq!(full.seconds_until_room, 1);
        assert_eq!(windows.admit(at(60), limits), Ok(()));
        assert!(windows.admit(at(79), limits).is_err());
        assert_eq!(windows.admit(at(80), limits), Ok(()));
    }

    #[test]
    fn a_full_hour_refuses_even_where_the_minute_has_room() {
        let mut windows = Windows::default();
        let limits = Limits {
            per_minute: Some(60),
            per_hour: Some(4),
        };
        for second in [0, 600, 1200, 1800] {
            assert_eq!(windows.admit(at(second), limits), Ok(()));
        }
        let full = windows.admit(at(3000), limits).unwrap_err();
        assert_eq!(full.window, RateText::Hour);
        assert_eq!(full.seconds_until_room, 600);
        assert_eq!(windows.admit(at(3600), limits), Ok(()));
    }

    #[test]
    fn without_limits_nothing_is_kept() {
        let mut windows = Windows::default();
        for second in 0..10_000 {
            assert_eq!(windows.admit(at(second), Limits::NONE), Ok(()));
        }
        assert!(windows.admitted.is_empty());
    }
}
