//! Change logs: what the platform itself keeps of publishes.

use domain::FailureKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Millis;

view! {
    /// A publish that nobody watched, as the bot's change log tells of it. What became of it the
    /// log does not say.
    pub struct LoggedPublish {
        /// Its first line in the log.
        #[ts(type = "number")]
        pub from: Millis,
        /// The platform's id of who it was.
        pub person: Option<String>,
        /// What was published, as far as the log names it.
        pub parts: Vec<String>,
    }

    /// What came of reading a bot's change log.
    #[derive(Default)]
    pub struct ChangeLogRead {
        /// Publishes that nobody watched and that were not known before.
        pub found: u32,
        /// Everything from then to now was read, now or before; absent: that is not so.
        #[ts(type = "number | null")]
        pub back_to: Option<Millis>,
        /// A moment of a day of which the platform does not give out all.
        #[ts(type = "number | null")]
        pub in_part: Option<Millis>,
        /// Why it was not read to its end although nothing failed.
        pub stop: Option<ChangeLogStop>,
        /// What failed.
        pub kind: Option<FailureKind>,
    }

    /// Why a change log was not read to its end.
    #[derive(Copy)]
    pub enum ChangeLogStop {
        /// The account's secret is not at hand.
        NoSecret,
        /// Nothing is sent while a pause lasts.
        Paused,
        /// The account is held back, or its allowance is used up.
        Held,
        /// It has more than one look may read. The next look goes on.
        More,
    }

    /// Whether an account's change logs are read by themselves after each gap.
    pub struct ChangeLogChoice {
        /// The account's id in this app.
        pub account_id: String,
        /// They are.
        pub on: bool,
    }
}
