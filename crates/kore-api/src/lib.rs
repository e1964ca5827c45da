//! The Kore.ai public API over HTTP: the publish status of a bot.
//!
//! The only crate that names an HTTP or a signing library. It reads no file and keeps nothing
//! beyond the life of a [`Client`]: what was learned about a server ([`Habits`]) goes back to
//! the caller, who stores it. It knows nothing of schedules, budgets and windows: a request that
//! failed is not tried again here, except for the one try that tells two causes apart.
//!
//! Facts about the platform come from its documentation pages *Bot Publish Status*, *API
//! Introduction* and *Rate Limits*.

mod address;
mod client;
mod connection;
mod error;
mod excerpt;
mod habits;
mod learned;
mod limits;
mod refusal;
mod refused;
mod retry_after;
mod token;
mod transport;
mod verdict;
mod wire;

pub use client::{Answer, Client, ClientProblem};
pub use connection::{Cause, Certificate};
pub use error::{Error, Odd};
pub use excerpt::Said;
pub use habits::{ClaimsForm, Habits, PathForm};
pub use limits::Limits;
pub use retry_after::read_retry_after;
pub use token::Credentials;
pub use verdict::read_publish_status;
