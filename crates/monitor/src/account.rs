//! One account, as the loop holds it.

use std::sync::Arc;

use domain::FailureKind;
use history::AccountRecord;
use jiff::Timestamp;

use crate::budget::ALLOWED_HOUR;
use crate::ports::StatusSource;
use crate::show::millis;
use crate::view::{AccountView, FailureView, KeychainProblem, SecretPlace};

/// An account with its connection.
pub(crate) struct Account {
    pub record: AccountRecord,
    pub secret: SecretPlace,
    pub keychain: Option<KeychainProblem>,
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
    pub fn new(record: AccountRecord) -> Self {
        let secret = if record.signed_out {
            SecretPlace::SignedOut
        } else if record.secret_in_keychain {
            SecretPlace::Opening
        } else {
            SecretPlace::Missing
        };
        Self {
            record,
            secret,
            keychain: None,
            source: None,
            connection: 0,
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
