//! The history as a file: its copies, and the room that it takes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Millis;

view! {
    /// What there is of copies.
    pub struct HistoryCopies {
        /// The copies, newest first.
        pub copies: Vec<HistoryCopyView>,
    }

    /// A copy of the history.
    #[derive(Copy)]
    pub struct HistoryCopyView {
        /// The moment that it shows; names it.
        #[ts(type = "number")]
        pub at: Millis,
        /// Its size in bytes.
        #[ts(type = "number")]
        pub bytes: u64,
    }

    /// A copy to go back to.
    #[derive(Copy)]
    pub struct CopyRef {
        /// The moment that it shows.
        #[ts(type = "number")]
        pub at: Millis,
    }

    /// The room that the history takes on the disk.
    #[derive(Copy)]
    pub struct HistoryRoom {
        /// Size of the file, in bytes.
        #[ts(type = "number")]
        pub bytes: u64,
        /// How much of it holds nothing, in bytes.
        #[ts(type = "number")]
        pub unused_bytes: u64,
        /// Publishes in it.
        #[ts(type = "number")]
        pub publishes: u64,
        /// Earlier publishes were removed; from here on there are all.
        #[ts(type = "number | null")]
        pub kept_since: Option<Millis>,
        /// What is chosen.
        pub keep: Keep,
    }

    /// What of the history is kept.
    #[derive(Copy, Default)]
    pub enum Keep {
        /// All of it.
        #[default]
        Everything,
        /// Publishes of the last five years.
        FiveYears,
        /// Publishes of the last two years.
        TwoYears,
        /// Publishes of the last year.
        OneYear,
        /// The newest, up to a billion bytes.
        OneGigabyte,
        /// The newest, up to 250 million bytes.
        QuarterGigabyte,
    }

    /// A choice of what is kept.
    #[derive(Copy)]
    pub struct KeepDraft {
        /// The choice.
        pub keep: Keep,
    }

    /// What a choice would remove.
    #[derive(Copy)]
    pub struct KeepPreview {
        /// Publishes from before this moment; absent: none.
        #[ts(type = "number | null")]
        pub before: Option<Millis>,
        /// So many of them. Those that always stay are not among them.
        #[ts(type = "number")]
        pub publishes: u64,
        /// About so many bytes.
        #[ts(type = "number")]
        pub bytes: u64,
    }
}
