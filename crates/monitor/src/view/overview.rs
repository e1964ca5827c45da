//! A stretch of time as a whole.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Millis;

view! {
    /// Asks for a stretch of time.
    pub struct OverviewQuery {
        /// Only this account's bots.
        pub account_id: Option<String>,
        /// From then on.
        #[ts(type = "number")]
        pub from: Millis,
        /// Until before then.
        #[ts(type = "number")]
        pub to: Millis,
        /// The person's time zone by its IANA name, such as `Europe/Berlin`. An unknown one
        /// counts as UTC.
        pub zone: String,
    }

    /// What was published in a stretch of time, and how it went.
    pub struct Overview {
        /// Publishes that worked as a whole.
        pub good: u32,
        /// Publishes that failed, as a whole or in a part.
        pub failed: u32,
        /// Those that run, wait, or of which the state is unknown.
        pub other: u32,
        /// Failures of a bot after which it worked again.
        pub fixes: u32,
        /// From its first failure to the end of the publish that worked: the mean.
        #[ts(type = "number | null")]
        pub mean_fix: Option<Millis>,
        /// Half of them were mended sooner.
        #[ts(type = "number | null")]
        pub median_fix: Option<Millis>,
        /// Bots whose last publish in this time failed.
        pub broken: u32,
        /// The days with publishes, in order.
        pub days: Vec<DayCount>,
        /// Publishes by day of the week from Monday, and by hour of the person's clock.
        pub hours: Vec<Vec<u32>>,
        /// Who started publishes, the busiest first, at most 20.
        pub people: Vec<PersonCount>,
        /// People who are not listed.
        pub more_people: u32,
        /// Of all bots' time since they were added so much nobody watched, in thousandths; absent
        /// where there are no bots.
        pub unwatched_permille: Option<u32>,
        /// The first bot was added at this moment of the stretch: what was before it nobody
        /// watched. Absent where bots were there all the time.
        #[ts(type = "number | null")]
        pub since: Option<Millis>,
        /// The days on which no bot was watched at any time, in order: `2026-11-28`.
        pub unwatched_days: Vec<String>,
    }

    /// One day.
    pub struct DayCount {
        /// `2026-11-28`
        pub date: String,
        /// Publishes without a failure.
        pub good: u32,
        /// Publishes with one.
        pub failed: u32,
    }

    /// One person.
    pub struct PersonCount {
        /// `u-…`; absent where the platform did not tell who it was.
        pub id: Option<String>,
        /// Publishes that they started.
        pub publishes: u32,
        /// Those that failed.
        pub failed: u32,
    }
}
