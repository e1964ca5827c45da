//! The shell, tested without a window.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by a panic"
)]

mod architecture;
mod commands;
mod copies;
mod empty_log;
mod fuzz;
mod network;
mod newer;
mod permissions;
mod room;
mod types;
