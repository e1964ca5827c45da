//! A pretend Kore.ai platform over real HTTP.
//!
//! It serves the public APIs that Publish Monitor reads (*Bot Publish Status*, *Get Bots* and
//! *Get ChangeLogs*) on 127.0.0.1, as strict and as odd as the platform's pages describe them, with bots
//! whose publishes follow a script. It shares no code with the client: it has its own idea of
//! the bodies, so that a mistake on one side is seen on the other.
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! use std::time::Duration;
//! use kore_simulator::{Life, Setup, Simulator};
//!
//! let setup = Setup::new().bot("st-1", "Card services", Life::published(Duration::from_secs(60)));
//! let sim = Simulator::start(setup).await?;
//! println!("{} {} {}", sim.origin(), sim.client_id(), sim.client_secret());
//! sim.publish("st-1", Life::long());
//! sim.stop().await;
//! # Ok(())
//! # }
//! ```

mod answer;
mod bots_page;
mod change_log;
mod clock;
mod fault;
mod life;
mod limits;
mod made_up;
mod odd_body;
mod parts;
mod platform;
mod refusal;
mod route;
mod samples;
mod seen;
mod setup;
mod simulator;
mod status_reply;
mod switches;
mod timeline;
mod token;
mod words;

pub use change_log::Change;
pub use clock::Clock;
pub use fault::Fault;
pub use life::{Life, Nothing, Shape};
pub use limits::Limits;
pub use seen::Seen;
pub use setup::{Setup, SimBot};
pub use simulator::Simulator;
pub use switches::{Mood, RateText, Refusal, RetryAfter, Switches};
pub use words::Words;
