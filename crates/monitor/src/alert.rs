//! What is worth interrupting a person for: pure rules.
//!
//! What they decide is written by the history in the transaction of the reply, once per publish
//! and state. So a restart, a kill or a server that tells of an earlier publish again repeats
//! nothing.

mod decide;
mod telling;
mod tomorrow;
mod trouble;

pub use decide::{decide, wanted};
pub use telling::{Pace, Telling, telling};
pub use tomorrow::tomorrow_morning;
pub use trouble::{Checks, MISSES};
