//! The history as a file.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FileSaved, HistoryFilter};

view! {
    /// What to write, and how.
    pub struct ExportDraft {
        /// Which publishes.
        pub filter: HistoryFilter,
        /// For a spreadsheet or for a program.
        pub format: ExportFormat,
        /// With the platform's ids of who started them; otherwise names given by hand only.
        pub with_user_ids: bool,
    }

    /// The form of the file.
    #[derive(Copy)]
    pub enum ExportFormat {
        /// A table for a spreadsheet.
        Csv,
        /// One JSON object a line.
        JsonLines,
    }

    /// What came of it.
    pub struct ExportDone {
        /// How it went. Nothing is left of a file that was not completed.
        pub saved: FileSaved,
        /// Publishes in it.
        pub publishes: u32,
        /// Times without watching in it.
        pub gaps: u32,
        /// Publishes in it that only change logs tell of.
        pub logged: u32,
    }
}
