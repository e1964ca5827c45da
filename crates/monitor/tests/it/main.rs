//! The monitor over a pretend platform and a real history.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by a panic"
)]

mod pretend;
mod pretend_logs;
mod recorded;
mod world;

mod accounts;
mod change_logs;
mod change_logs_alone;
mod changing;
mod checking;
mod connections;
mod diagnostics;
mod exporting;
mod gaps;
mod keeping;
mod laws;
mod life;
mod network;
mod newer;
mod once;
mod pausing;
mod secrets;
mod set_up_file;
mod setup;
mod stories;
mod telling;
mod trouble;
