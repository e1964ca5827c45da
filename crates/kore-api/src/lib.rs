//! The Kore.ai public API over HTTP: the publish status of a bot, the list of bots, the
//! change log of a bot, and a test of the connection.
//!
//! The only crate that names an HTTP or a signing library. It reads no file and keeps nothing
//! beyond the life of a [`Client`]: what was learned about a server ([`Habits`]) goes back to
//! the caller, who stores it. It knows nothing of schedules, budgets and windows: a request that
//! failed is not tried again here, except for the one try that tells two causes apart.
//!
//! Facts about the platform come from its documentation pages *Bot Publish Status*, *Get Bots*,
//! *Get ChangeLogs*, *API Introduction*, *SDK Security* and *Rate Limits*.

mod address;
mod automatic_proxy;
mod bots;
mod change_log;
mod client;
mod connection;
mod connection_test;
mod error;
mod excerpt;
mod habits;
mod issuer;
mod learned;
mod limits;
mod network;
mod pages;
mod refusal;
mod refused;
mod retry_after;
mod steps;
mod token;
mod transport;
mod trust;
mod verdict;
mod wire;

pub use automatic_proxy::has_proxy_script;
pub use bots::{ListedBot, ListedBots, read_bots_page};
pub use change_log::{LogCursor, LogNext, LogPage, LoggedChange};
pub use client::{Answer, Client, ClientProblem};
pub use connection::{Cause, Certificate};
pub use connection_test::{Target, Tested, test_connection, test_network};
pub use error::{Error, Odd};
pub use excerpt::Said;
pub use habits::{ClaimsForm, Habits, PathForm};
pub use issuer::Issuer;
pub use limits::Limits;
pub use network::{
    Authorities, Network, NoAuthority, Proxy, ProxyAddress, ProxyProblem, https_proxy_of_system,
};
pub use retry_after::read_retry_after;
pub use steps::{Outcome, Step, StepResult};
pub use token::Credentials;
pub use verdict::read_publish_status;
