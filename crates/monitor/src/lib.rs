//! The one loop: plans checks under a budget, fetches, stores, tells.
//!
//! Joins the rules, the API client and the history. It knows no window: what it needs from
//! outside are its [`ports`], and what it tells are the types of [`view`]. Timing lives here, in
//! Rust, since timers in a hidden web view stop.

mod account;
pub mod alert;
pub mod backoff;
pub mod bots_preview;
pub mod budget;
mod carried;
mod change_logs;
mod chores;
mod clocks;
mod daily_copy;
pub mod diagnostics;
pub mod discreet;
mod doubtful;
pub mod export;
pub mod form;
mod health;
mod held;
mod keep_old;
mod keeper;
mod knowledge;
mod memory;
mod monitor;
pub mod network;
pub mod overall;
mod overview;
pub mod own_thread;
pub mod pace;
pub mod planner;
mod platform;
pub mod ports;
pub mod report;
mod room;
mod run;
pub mod setup;
pub mod setup_file;
pub mod show;
mod show_comparison;
mod usual;
pub mod view;
mod wake;
pub mod words;

pub use monitor::{Exported, Exporter, Monitor, NotExported, StartProblem};
pub use platform::HttpPlatform;
pub use run::{Ports, next_seq};
