//! The history as a file: its copies.

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
}
