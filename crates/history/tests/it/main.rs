//! Tests on real files.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

mod alerts;
mod basics;
mod compared;
mod copies;
mod damage;
mod disk;
mod disk_room;
mod good_runs;
mod keep;
mod neighbours;
mod newer;
mod opening;
mod people;
mod planning;
mod replies;
#[path = "../shared/version_1.rs"]
mod version_1;
mod world;
