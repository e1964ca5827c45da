//! What travels to the window, and what comes back from it: one file per topic.
//!
//! These types are the seam: the window's TypeScript is generated from them. None of them can
//! hold a secret on the way out; a [`TypedSecret`] carries one inwards, once.
//!
//! Times are milliseconds since 1970 UTC, durations are milliseconds.

/// Milliseconds since 1970 UTC, or a duration in milliseconds.
pub type Millis = i64;

/// Derives what every type of the seam has, and writes `declarations()` for the types of one file.
macro_rules! view {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident $body:tt)*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
            #[serde(rename_all = "camelCase")]
            pub $kind $name $body
        )*

        pub(super) fn declarations(text: &mut String) {
            $(super::typescript::declare::<$name>(text);)*
        }
    };
}

mod account;
mod alerts;
mod app;
mod board;
mod bots;
mod change_log;
mod comparison;
mod connection;
mod data;
mod diagnostics;
mod export;
mod files;
mod find_bots;
mod form;
mod history;
mod job;
mod network;
mod overview;
mod people;
mod presence;
mod report;
mod setup;
mod setup_file;
mod typed_secret;
mod typescript;
mod usual;

pub use account::*;
pub use alerts::*;
pub use app::*;
pub use board::*;
pub use bots::*;
pub use change_log::*;
pub use comparison::*;
pub use connection::*;
pub use data::*;
pub use diagnostics::*;
pub use export::*;
pub use files::*;
pub use find_bots::*;
pub use form::*;
pub use history::*;
pub use job::*;
pub use network::*;
pub use overview::*;
pub use people::*;
pub use presence::*;
pub use report::*;
pub use setup::*;
pub use setup_file::*;
pub use typed_secret::TypedSecret;
pub use typescript::typescript;
pub use usual::*;
