//! The app is killed in the middle of writing, of bringing an old file up, of copying, of going back
//! to a copy, of removing old publishes and of giving their room back, again and again.
//!
//! 40 kills in all, a fifth for each; `PUBLISH_MONITOR_KILLS=200` is the full number.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

mod copying;
mod freeing;
mod life;
mod migrating;
mod restoring;
#[path = "../shared/version_1.rs"]
mod version_1;
mod world;
mod writing;
