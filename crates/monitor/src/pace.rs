//! How often a bot wants to be checked, from what is known of it.

use std::time::Duration;

use crate::view::Pace;

/// What the schedule has to know of a bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Knowledge {
    /// It is publishing, or waits to.
    pub moving: bool,
    /// How long ago its publish last changed; `None`: never published, or not known.
    pub changed_ago: Option<Duration>,
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

impl Knowledge {
    /// Nothing is known yet.
    pub const NONE: Self = Self {
        moving: false,
        changed_ago: None,
    };

    /// Why the bot is checked as often as it is.
    pub fn pace(self) -> Pace {
        match self.changed_ago {
            _ if self.moving => Pace::Moving,
            Some(ago) if ago < Duration::from_secs(HOUR) => Pace::Lively,
            _ => Pace::Quiet,
        }
    }

    /// The time between two checks that the bot would have if it were alone.
    ///
    /// The documented sample of a whole publish took 1.4 s, so even the shortest pace sees many
    /// publishes only when they are over; the platform's own examples poll sibling jobs every 5
    /// to 10 s.
    pub fn wish(self) -> Duration {
        let seconds = if self.moving {
            // A job that has moved for hours is probably stuck: it stays watched, but not at the
            // expense of the others.
            match self.changed_ago.map(|ago| ago.as_secs()) {
                Some(ago) if ago > 2 * HOUR => 2 * MINUTE,
                Some(ago) if ago > 20 * MINUTE => 20,
                _ => 5,
            }
        } else {
            match self.changed_ago.map(|ago| ago.as_secs()) {
                Some(ago) if ago < HOUR => 30,
                Some(ago) if ago < DAY => 2 * MINUTE,
                Some(ago) if ago < 7 * DAY => 5 * MINUTE,
                _ => 10 * MINUTE,
            }
        };
        Duration::from_secs(seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quiet_for(seconds: u64) -> Knowledge {
        Knowledge {
            moving: false,
            changed_ago: Some(Duration::from_secs(seconds)),
        }
    }

    #[test]
    fn the_longer_it_is_quiet_the_less_often_it_is_checked() {
        let wishes: Vec<u64> = [60, 2 * HOUR, 2 * DAY, 30 * DAY]
            .map(|ago| quiet_for(ago).wish().as_secs())
            .to_vec();
        assert_eq!(wishes, [30, 120, 300, 600]);
    }

    #[test]
    fn a_running_job_is_followed_closely_but_not_for_ever() {
        let since = |ago| Knowledge {
            moving: true,
            changed_ago: Some(Duration::from_secs(ago)),
        };
        assert_eq!(since(3).wish().as_secs(), 5);
        assert_eq!(since(HOUR).wish().as_secs(), 20);
        assert_eq!(since(DAY).wish().as_secs(), 120);
        assert_eq!(since(DAY).pace(), Pace::Moving);
    }
}
