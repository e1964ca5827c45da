//! How the app is, as text for whoever helps.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

view! {
    /// The text that is shown, copied and saved.
    pub struct DiagnosticsText {
        /// The text.
        pub text: String,
    }
}
