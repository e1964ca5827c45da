//! What outlives a loop that stopped by a mistake, beside the history: what only memory holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::{AccountId, ClientSecret};

use crate::health::Health;
use crate::network::Network;
use crate::planner::BotKey;
use crate::view::{Notice, SecretPlace};

#[derive(Debug, Default)]
pub(crate) struct Things {
    /// So that nobody is asked again.
    pub secrets: BTreeMap<AccountId, (ClientSecret, SecretPlace)>,
    pub notices: Vec<Notice>,
    pub health: Health,
    pub network: Network,
    /// Bots that a person follows.
    pub watched: BTreeSet<BotKey>,
    /// Bots on the screen.
    pub visible: Vec<BotKey>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Carried(Arc<Mutex<Things>>);

impl Carried {
    /// Where the loop stopped while it held this, the things are whole: each is one value.
    pub fn things(&self) -> MutexGuard<'_, Things> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
