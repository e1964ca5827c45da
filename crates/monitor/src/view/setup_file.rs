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
        /// Bots that are here already and stay as they are.
        pub known: u32,
    }
}
