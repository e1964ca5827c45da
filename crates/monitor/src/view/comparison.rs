//! What changed from one publish of a bot to a later one.

use domain::{PartChange, PublishState, ResourceGroup};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::JobRow;

view! {
    /// A publish beside an earlier one of the same bot.
    pub struct Comparison {
        /// The earlier one: the newest that worked as a whole, or, where none did, the one
        /// before. Absent: the history holds none.
        pub with: Option<JobRow>,
        /// The earlier one worked as a whole.
        pub worked: bool,
        /// The parts about which something is different, worst first, at most 500.
        pub parts: Vec<PartDifference>,
        /// Parts that differ and are not listed.
        pub more: u32,
        /// Parts that are as they were.
        pub unchanged: u32,
    }

    /// What is different about one part.
    pub struct PartDifference {
        /// What became of it.
        pub change: PartChange,
        /// Where it stands on the platform's publish page.
        pub group: ResourceGroup,
        /// `resourceId`
        pub id: Option<String>,
        /// `resourceType`
        pub kind: Option<String>,
        /// What the platform calls it; of a part that is gone, what it was called.
        pub name: Option<String>,
        /// What it was called before, where that is different.
        pub name_before: Option<String>,
        /// What it is doing; absent where it is gone.
        pub state: Option<PublishState>,
        /// Modules that it has now and had not before.
        pub modules_added: Vec<String>,
        /// Modules that it had and has no longer.
        pub modules_missing: Vec<String>,
    }
}
