//! The simulator over real HTTP, with tokens minted here.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of these tests are tests too"
)]

mod client;
mod faults;
mod get_bots;
mod limits;
mod lives;
mod refusals;
mod samples;
mod stopping;
mod tokens;
