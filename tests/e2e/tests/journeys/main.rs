//! Journeys of a person through the real window.
//!
//! Each runs the app as it is built for people, on a computer of its own (see `World`).

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "a journey that cannot go on says so by a panic"
)]

mod account;
mod alerts;
mod bad_input;
mod by_file;
mod change_log;
mod connection;
mod history;
mod keychain;
mod kill;
mod leak;
mod left_off;
mod live;
mod long_list;
mod looks;
mod newer;
mod no_password_store;
mod samples;
mod server_away;
mod shut_in;
mod steps;
mod tray;
mod window_life;
