//! What is known of a bot, and how often one that publishes wants to be checked.

use std::time::Duration;

use crate::view::Pace;

/// What the schedule has to know of a bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Knowledge {
    /// It is publishing, or waits to.
    pub moving: bool,
    /// How long ago its publish last changed; `None`: never published, or not known.
    pub changed_ago: Option<Duration>,
    /// The running or last publish; `None`: never published, or not known.
    pub publish: Option<Publish>,
}

/// One publish of a bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publish {
    /// Tells it from the bot's other publishes.
    pub number: i64,
    /// How long ago it was requested.
    pub requested_ago: Duration,
    /// How long it took; `None`: it runs, or that is not known.
    pub lasted: Option<Duration>,
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// A running publish is not checked more often: the platform's own examples poll sibling jobs
/// every 5 to 10 s.
const FASTEST: Duration = Duration::from_secs(5);
/// A publish that takes about as long as the bot's usually do is not checked less often.
const SLOWEST: Duration = Duration::from_secs(30);
/// Of the time that a publish usually takes, or has taken by now, so many parts pass between two
/// checks.
const PARTS: u32 = 20;

impl Knowledge {
    /// Nothing is known yet.
    pub const NONE: Self = Self {
        moving: false,
        changed_ago: None,
        publish: None,
    };

    /// Why the bot is checked as often as it is.
    pub fn pace(self) -> Pace {
        match self.changed_ago {
            _ if self.moving => Pace::Moving,
            Some(ago) if ago < Duration::from_secs(HOUR) => Pace::Lively,
            _ => Pace::Quiet,
        }
    }

    /// The time between two checks of a bot that publishes, whose publishes usually take
    /// `usual`.
    ///
    /// The documented sample of a whole publish took 1.4 s, so even the shortest pace sees many
    /// publishes only when they are over.
    pub fn while_moving(self, usual: Option<Duration>) -> Duration {
        // A job that has not changed for hours is probably stuck: it stays watched, but not at
        // the expense of the others.
        match self.changed_ago.map(|ago| ago.as_secs()) {
            Some(ago) if ago > 2 * HOUR => return Duration::from_mins(2),
            Some(ago) if ago > 20 * MINUTE => return Duration::from_secs(20),
            _ => {}
        }
        let runs = self.publish.map_or(Duration::ZERO, |job| job.requested_ago);
        let fit = usual.unwrap_or_default().max(runs) / PARTS;
        fit.clamp(FASTEST, SLOWEST)
    }
}

/// The usual length of a bot's publishes, from its last few.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lengths {
    last: [Option<Duration>; 5],
    next: usize,
    number: Option<i64>,
}

impl Lengths {
    /// Takes note of a publish that may be over.
    pub fn saw(&mut self, publish: Publish) {
        if publish.lasted.is_some() && self.number != Some(publish.number) {
            self.number = Some(publish.number);
            self.last[self.next] = publish.lasted;
            self.next = (self.next + 1) % self.last.len();
        }
    }

    /// The middle one.
    pub fn usual(&self) -> Option<Duration> {
        let mut known: Vec<_> = self.last.iter().flatten().copied().collect();
        known.sort();
        known.get(known.len() / 2).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn running_for(seconds: u64) -> Knowledge {
        Knowledge {
            moving: true,
            changed_ago: Some(Duration::from_secs(seconds.min(9))),
            publish: Some(Publish {
                number: 1,
                requested_ago: Duration::from_secs(seconds),
                lasted: None,
            }),
        }
    }

    #[test]
    fn a_running_job_is_followed_at_a_pace_that_fits_its_length() {
        let usual = |minutes| Some(Duration::from_mins(minutes));
        assert_eq!(running_for(3).while_moving(None).as_secs(), 5);
        assert_eq!(running_for(3).while_moving(usual(4)).as_secs(), 12);
        assert_eq!(running_for(3).while_moving(usual(60)).as_secs(), 30);
        // Longer than usual: as it has been so far.
        assert_eq!(running_for(400).while_moving(usual(4)).as_secs(), 20);
    }

    #[test]
    fn a_job_that_does_not_move_any_more_is_not_followed_closely_for_ever() {
        let still = |seconds| Knowledge {
            changed_ago: Some(Duration::from_secs(seconds)),
            ..running_for(seconds)
        };
        assert_eq!(still(HOUR).while_moving(None).as_secs(), 20);
        assert_eq!(still(24 * HOUR).while_moving(None).as_secs(), 120);
        assert_eq!(still(24 * HOUR).pace(), Pace::Moving);
    }

    #[test]
    fn one_that_took_long_is_not_the_rule() {
        let mut lengths = Lengths::default();
        assert_eq!(lengths.usual(), None);
        for (number, seconds) in [(1, 60), (2, 70), (3, 3_000), (3, 3_000), (4, 65)] {
            lengths.saw(Publish {
                number,
                requested_ago: Duration::ZERO,
                lasted: Some(Duration::from_secs(seconds)),
            });
        }
        assert_eq!(lengths.usual(), Some(Duration::from_secs(70)));
    }
}
