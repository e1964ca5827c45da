//! The app is killed in the middle of writing, of bringing an old file up, of copying and of going
//! back to a copy, again and again.
//!
//! 40 kills in all, a quarter for each; `PUBLISH_MONITOR_KILLS=200` is the full number.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

mod copying;
mod life;
mod migrating;
mod restoring;
#[path = "../shared/version_1.rs"]
mod version_1;
mod world;
mod writing;
