//! Pages of the history.

use domain::PublishState;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{JobRow, Millis};

view! {
    /// Which jobs to list.
    #[derive(Default)]
    pub struct HistoryQuery {
        /// Only this account.
        pub account_id: Option<String>,
        /// Only this bot; with an account.
        pub bot_id: Option<String>,
        /// Only these states; empty for all.
        pub states: Vec<PublishState>,
        /// Go on after this page's last row.
        pub after: Option<HistoryCursor>,
        /// Rows wanted, 1 to 500.
        pub limit: u32,
    }

    /// Where a page of the history ended.
    #[derive(Copy)]
    pub struct HistoryCursor {
        /// `requested_at` of the last row.
        #[ts(type = "number")]
        pub requested_at: Millis,
        /// Number of the last row's job.
        #[ts(type = "number")]
        pub job: i64,
    }

    /// A page of the history, newest first.
    pub struct HistoryPage {
        /// The rows.
        pub jobs: Vec<JobRow>,
        /// Where to go on; absent on the last page.
        pub next: Option<HistoryCursor>,
    }
}
