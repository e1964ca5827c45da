//! Pages of the history.

use domain::{PublishState, ResourceGroup};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Gap, JobRow, Millis};

view! {
    /// Which jobs to list, and in which order.
    #[derive(Default)]
    pub struct HistoryQuery {
        /// Which jobs.
        pub filter: HistoryFilter,
        /// What they are ordered by.
        pub sort: HistorySort,
        /// The newest, longest or last of the alphabet first.
        pub descending: bool,
        /// Go on after this page's last row, in the same order.
        pub after: Option<HistoryCursor>,
        /// Rows wanted, 1 to 500.
        pub limit: u32,
    }

    /// Which jobs to list.
    #[derive(Default)]
    pub struct HistoryFilter {
        /// Only this account.
        pub account_id: Option<String>,
        /// Only this bot; with an account.
        pub bot_id: Option<String>,
        /// Only bots that are in this group now; empty: in none.
        pub group: Option<String>,
        /// Only these states; empty for all.
        pub states: Vec<PublishState>,
        /// Only with a part that failed.
        pub parts_failed: bool,
        /// Only with a part of this kind; with `parts_failed`, with one that failed.
        pub part_group: Option<ResourceGroup>,
        /// Only what this person started.
        pub started_by: Option<String>,
        /// Only what was asked for then or later.
        #[ts(type = "number | null")]
        pub from: Option<Millis>,
        /// Only what was asked for before.
        #[ts(type = "number | null")]
        pub to: Option<Millis>,
    }

    /// What the history is ordered by. Lines that are the same to it come newest first.
    #[derive(Copy, Default)]
    pub enum HistorySort {
        /// When it was asked for.
        #[default]
        Requested,
        /// How long it took; where that is not known, it comes last.
        Duration,
        /// The bot's name.
        Bot,
        /// The account's name, then the bot's.
        Account,
        /// Failed first, published last.
        State,
        /// Who started it, by name where one was given; where that is not known, it comes last.
        StartedBy,
    }

    /// Where a page of the history ended.
    pub struct HistoryCursor {
        /// `requested_at` of the last row.
        #[ts(type = "number")]
        pub requested_at: Millis,
        /// Number of the last row's job.
        #[ts(type = "number")]
        pub job: i64,
        /// How long it took.
        #[ts(type = "number | null")]
        pub duration: Option<Millis>,
        /// What the last row is ordered by in words.
        pub words: Vec<String>,
    }

    /// A page of the history.
    pub struct HistoryPage {
        /// The rows.
        pub jobs: Vec<JobRow>,
        /// Where to go on; absent on the last page.
        pub next: Option<HistoryCursor>,
        /// How many jobs the filter finds; only with the first page.
        pub about: Option<HistoryCount>,
        /// The times of this page in which nobody watched, newest first, where jobs are ordered by
        /// time: of one bot all of a minute or more, else those of a quarter of an hour or more in
        /// which nothing was checked.
        pub gaps: Vec<Gap>,
    }

    /// How many jobs a filter finds.
    #[derive(Copy)]
    pub struct HistoryCount {
        /// So many.
        pub jobs: u32,
        /// There are more; nobody counted further.
        pub more: bool,
    }

    /// What the history can be filtered by, as far as it is not on the board.
    pub struct HistoryChoices {
        /// Ids of those who started publishes, at most 500; those with a name first.
        pub people: Vec<String>,
        /// The kinds of parts that publishes had.
        pub part_groups: Vec<ResourceGroup>,
    }
}
