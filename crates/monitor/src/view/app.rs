//! The app itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

view! {
    /// Nothing to say.
    #[derive(Default)]
    pub struct Nothing {}

    /// How the window looks. Losing it costs nothing.
    #[derive(Copy, Default)]
    pub struct Appearance {
        /// Colours.
        pub theme: Theme,
        /// Height of rows.
        pub density: Density,
    }

    /// Colours.
    #[derive(Copy, Default)]
    pub enum Theme {
        /// As the system.
        #[default]
        System,
        /// Light.
        Light,
        /// Dark.
        Dark,
    }

    /// Height of rows.
    #[derive(Copy, Default)]
    pub enum Density {
        /// 44 px.
        #[default]
        Comfortable,
        /// 36 px.
        Compact,
    }

    /// The app itself.
    pub struct About {
        /// Version of the app.
        pub version: String,
        /// The folder of the app's data.
        pub data_dir: String,
        /// Size of the history on disk, bytes.
        #[ts(type = "number")]
        pub history_bytes: u64,
        /// Publishes in the history.
        #[ts(type = "number")]
        pub jobs: u64,
    }

    /// Why a command was not carried out. Ordinary refusals are values, not this.
    #[derive(Copy, thiserror::Error)]
    pub enum Refusal {
        /// There is no such account, bot or job (any more).
        #[error("there is no such account, bot or job")]
        Gone,
        /// The history could not be read or written.
        #[error("the history could not be read or written")]
        History,
        /// The app is closing, or the loop is not running.
        #[error("the app is closing")]
        Closing,
        /// A newer version of the app wrote the history: it is looked at only.
        #[error("a newer version wrote the history, which is only looked at")]
        Newer,
        /// The request cannot be read.
        #[error("the request cannot be read")]
        Unreadable,
    }
}
