//! What is known when a loop starts: from the history, at the start of the app and again after a
//! mistake.

use history::{History, Problem};
use jiff::Timestamp;

use crate::account::Account;
use crate::memory::Memory;
use crate::monitor::paused_until;

/// What is known when it starts.
pub(crate) struct Known {
    pub accounts: Vec<Account>,
    pub memory: Memory,
    pub paused_until: Option<Timestamp>,
}

impl Known {
    /// Reads it.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn read(history: &History, now: Timestamp) -> Result<Self, Problem> {
        let accounts = history.accounts()?.into_iter();
        Ok(Self {
            accounts: accounts.map(|record| Account::new(record, now)).collect(),
            memory: Memory::read(history, now)?,
            paused_until: paused_until(history)?,
        })
    }
}
