//! The bots of an account, as the platform lists them.

use domain::FailureKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

view! {
    /// Whose bots to find.
    pub struct FindBotsDraft {
        /// The account's id in this app.
        pub account_id: String,
    }

    /// The bots that the platform listed.
    pub struct FoundBots {
        /// In the platform's order, each once.
        pub bots: Vec<FoundBot>,
        /// Pages read.
        pub pages: u32,
        /// These are all. Otherwise `kind` says why the list ends, or it was too long.
        pub complete: bool,
        /// Requests that were sent; they count for the allowance.
        pub requests: u32,
        /// Why no (more) bots were listed. `missing_scope`: the app lacks Profile Management →
        /// Role Management, which is needed for this alone.
        pub kind: Option<FailureKind>,
        /// Details for a technician: one line, without secrets.
        pub detail: String,
        /// The account has no connection just now: its secret is missing.
        pub no_secret: bool,
    }

    /// One bot of the platform's list.
    pub struct FoundBot {
        /// `st-…`
        pub bot_id: String,
        /// What the platform calls it; empty where it has no name.
        pub name: String,
        /// The platform's word, such as `published`; empty for none.
        pub status: String,
        /// It is on the board already.
        pub watched: bool,
    }
}
