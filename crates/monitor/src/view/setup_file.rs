//! A set-up file: accounts and bots for colleagues, without secrets.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

view! {
    /// The text of a set-up file.
    pub struct SetupFileText {
        /// The text.
        pub text: String,
    }

    /// What taking a set-up file in would do, or did.
    pub struct SetupFilePreview {
        /// Why nothing of it is taken in.
        pub problem: Option<SetupFileProblem>,
        /// Its accounts, in its order.
        pub accounts: Vec<SetupFileAccount>,
        /// Choices about alerts that are new here.
        pub choices_fresh: u32,
        /// Choices about alerts that say otherwise than the ones here; those stay.
        pub choices_kept: u32,
    }

    /// Why a set-up file is not taken in. Nothing was changed.
    #[derive(Copy)]
    pub enum SetupFileProblem {
        /// Nothing is in it.
        Empty,
        /// Over 8 MiB, 100 accounts or 10,000 bots.
        TooLarge,
        /// It is no set-up file of this app, or a damaged one.
        Unreadable,
        /// A newer version of this app made it.
        Newer,
        /// The history file could not be written.
        NotWritten,
    }

    /// An account of a set-up file.
    pub struct SetupFileAccount {
        /// What it is called there.
        pub name: String,
        /// Its host.
        pub host: String,
        /// Its client id.
        pub client_id: String,
        /// What it is called here, where it is here already; name and colour stay.
        pub here_as: Option<String>,
        /// Bots that are new here.
        pub fresh: u32,
        /// Bots that are here already.
        pub known: u32,
        /// Of those, bots that were put away and are watched again.
        pub back: u32,
        /// Of those, bots without a name or group that get one.
        pub filled: u32,
        /// Of those, bots with another name or group, which stays.
        pub kept: u32,
    }
}
