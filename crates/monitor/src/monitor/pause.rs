//! Pausing, and going on.

use history::History;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, ZonedDateTime};

use super::Monitor;
use crate::view::{Pause, PauseFor, Refusal};
use crate::wake::What;

/// Key of the setting that outlives a restart.
const UNTIL: &str = "paused-until";
/// The morning on which a pause "until tomorrow" ends.
const MORNING: i8 = 6;

impl Monitor {
    /// Sends nothing for a while, also across a restart.
    ///
    /// # Errors
    /// When the history cannot be written: a pause that would be forgotten is none.
    pub async fn pause(&self, pause_for: PauseFor) -> Result<Pause, Refusal> {
        let now = self
            .ports
            .clock
            .now()
            .wall
            .to_zoned_datetime(TimeZone::system());
        self.pause_until(Some(end_of(pause_for, &now))).await
    }

    /// Goes on checking.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn unpause(&self) -> Result<Pause, Refusal> {
        self.pause_until(None).await
    }

    async fn pause_until(&self, until: Option<Timestamp>) -> Result<Pause, Refusal> {
        let kept = until.map(|at| at.to_string()).unwrap_or_default();
        self.write(move |history| history.set_setting(UNTIL, &kept))
            .await?;
        self.tell(What::Paused(until)).await?;
        Ok(Pause {
            until: until.map(crate::show::millis),
        })
    }
}

/// The pause that an earlier run of the app was in.
pub(crate) fn kept(history: &History) -> Result<Option<Timestamp>, history::Problem> {
    Ok(history.setting(UNTIL)?.and_then(|text| text.parse().ok()))
}

/// When a pause that begins now is over.
fn end_of(pause_for: PauseFor, now: &ZonedDateTime) -> Timestamp {
    let later = |length: SignedDuration| now.timestamp().checked_add(length);
    match pause_for {
        PauseFor::HalfHour => later(SignedDuration::from_mins(30)),
        PauseFor::Hour => later(SignedDuration::from_hours(1)),
        PauseFor::Tomorrow => now
            .date()
            .checked_add(1.day())
            .and_then(|day| {
                day.at(MORNING, 0, 0, 0)
                    .to_zoned_datetime(now.time_zone().clone())
            })
            .map(|morning| morning.timestamp()),
    }
    .unwrap_or_else(|_| now.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(pause_for: PauseFor, now: &str) -> String {
        let now: ZonedDateTime = now.parse().unwrap();
        end_of(pause_for, &now)
            .to_zoned_datetime(now.time_zone().clone())
            .strftime("%d %H:%M")
            .to_string()
    }

    #[test]
    fn a_pause_until_tomorrow_ends_in_the_morning_also_when_the_clocks_change_that_night() {
        let now = "2026-10-24T15:10[Europe/Berlin]";
        assert_eq!(ends(PauseFor::Tomorrow, now), "25 06:00");
        assert_eq!(ends(PauseFor::Hour, now), "24 16:10");
        assert_eq!(ends(PauseFor::HalfHour, now), "24 15:40");
        assert_eq!(
            ends(PauseFor::Tomorrow, "2026-10-24T00:10[Europe/Berlin]"),
            "25 06:00"
        );
    }
}
