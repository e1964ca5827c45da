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
        /// Its last line.
        #[ts(type = "number")]
        pub to: Millis,
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
        /// So far back everything was read; absent: nothing was.
        #[ts(type = "number | null")]
        pub back_to: Option<Millis>,
        /// Why it ended early, or did not begin.
        pub kind: Option<FailureKind>,
        /// Details for a technician.
        pub detail: String,
        /// The account's secret is not at hand.
        pub no_secret: bool,
    }

    /// Whether an account's change logs are read by themselves after each gap.
    pub struct ChangeLogChoice {
        /// The account's id in this app.
        pub account_id: String,
        /// They are.
        pub on: bool,
    }
}
