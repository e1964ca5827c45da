//! One account, as the loop holds it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::{ClientSecret, FailureKind};
use history::AccountRecord;
use jiff::Timestamp;

use crate::budget::ALLOWED_HOUR;
use crate::ports::StatusSource;
use crate::show::millis;
use crate::view::{AccountView, FailureView, KeychainProblem, SecretPlace};

static CONNECTIONS: AtomicU64 = AtomicU64::new(0);

/// An account with its connection.
pub(crate) struct Account {
    pub record: AccountRecord,
    pub secret: SecretPlace,
    /// Since when it is there, or is not.
    pub secret_since: Timestamp,
    pub keychain: Option<KeychainProblem>,
    /// What the connection signs with: to see whether the password store holds another one by now.
    pub signs_with: Option<ClientSecret>,
    /// The password store is being looked into without a question to the person.
    pub peeking: bool,
    /// How many times in a row that brought nothing.
    pub peeks: u32,
    /// It was looked into since the server refused, and brought nothing new.
    pub peeked: bool,
    pub source: Option<Arc<dyn StatusSource>>,
    /// Counts connections: an answer over an earlier one does not count.
    pub connection: u64,
    pub failure: Option<AccountFailure>,
    pub bots: u32,
}

/// What keeps every bot of an account from being checked.
#[derive(Clone, Debug)]
pub(crate) struct AccountFailure {
    pub kind: FailureKind,
    pub since: Timestamp,
    pub detail: String,
}

impl Account {
    pub fn new(record: AccountRecord, now: Timestamp) -> Self {
        let secret = if record.signed_out {
            SecretPlace::SignedOut
        } else if record.secret_in_keychain {
            SecretPlace::Opening
        } else if record.awaits_secret {
            SecretPlace::Awaited
        } else {
            SecretPlace::Missing
        };
        Self {
            keychain: None,
            record,
            secret,
            secret_since: now,
            signs_with: None,
            peeking: false,
            peeks: 0,
            peeked: false,
            source: None,
            // Answers to a loop that stopped do not count for the one after it.
            connection: CONNECTIONS.fetch_add(1 << 20, Ordering::Relaxed),
            failure: None,
            bots: 0,
        }
    }

    pub fn failure_view(&self, retry_at: Option<Timestamp>) -> Option<FailureView> {
        self.failure.as_ref().map(|failure| FailureView {
            kind: failure.kind,
            since: millis(failure.since),
            retry_at: retry_at.map(millis),
            detail: failure.detail.clone(),
        })
    }

    /// Why none of its bots can be checked: what the server says, or that there is nothing to sign
    /// with. While the password store is only being opened, nothing is said yet.
    pub fn row_failure(&self, retry_at: Option<Timestamp>) -> Option<FailureView> {
        let kind = match self.secret {
            SecretPlace::Missing | SecretPlace::Gone => FailureKind::SecretMissing,
            SecretPlace::Awaited => FailureKind::SecretAwaited,
            SecretPlace::Unavailable => FailureKind::SecretUnavailable,
            SecretPlace::Keychain
            | SecretPlace::Memory
            | SecretPlace::Opening
            | SecretPlace::SignedOut => {
                return self.failure_view(retry_at);
            }
        };
        Some(FailureView {
            kind,
            since: millis(self.secret_since),
            retry_at: None,
            detail: String::new(),
        })
    }

    pub fn view(
        &self,
        retry_at: Option<Timestamp>,
        used: (u32, u32),
        more_bots: u32,
    ) -> AccountView {
        AccountView {
            id: self.record.id.as_str().to_owned(),
            name: self.record.name.clone(),
            colour: self.record.colour,
            host: self.record.host.clone(),
            client_id: self.record.client_id.as_str().to_owned(),
            algorithm: self.record.algorithm,
            secret: self.secret,
            keychain: self.keychain,
            bots: self.bots,
            failure: self.failure_view(retry_at),
            used_minute: used.0,
            used_hour: used.1,
            allowed_hour: ALLOWED_HOUR,
            more_bots,
        }
    }
}
