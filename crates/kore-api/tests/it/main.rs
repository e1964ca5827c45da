//! The client against real servers.

#![allow(clippy::unwrap_used, reason = "test code")]

#[path = "../support/mod.rs"]
mod support;

mod change_log;
mod connection;
mod errors;
mod golden;
mod learning;
mod listing;
mod memory;
mod mutated;
mod proxy;
mod redirects;
mod replies;
mod request;
mod testing;
mod tls;
mod tool;
