//! A report about one publish.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

view! {
    /// A report as text, for the clipboard.
    pub struct ReportText {
        /// Markdown.
        pub text: String,
    }
}
