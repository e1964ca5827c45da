//! The people who start publishes: the platform tells ids, names are given by hand.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

view! {
    /// Somebody with a name.
    pub struct PersonView {
        /// The platform's id, `u-…`.
        pub id: String,
        /// The name.
        pub name: String,
    }

    /// Names somebody.
    pub struct PersonName {
        /// The platform's id, `u-…`.
        pub id: String,
        /// The name as it was typed; empty: none any more.
        pub name: String,
    }
}
