//! What the loop does with secrets: reads them, connects with them, and notices when somebody
//! changed them in the password store.

use std::sync::Arc;
use std::time::Duration;

use domain::{AccountId, ClientSecret};

use super::Loop;
use crate::account::AccountFailure;
use crate::view::{KeychainProblem, SecretPlace};
use crate::wake::Wake;

/// A password store that could not be read is looked into again after this long, without a
/// question to anybody; then after twice as long, and so on.
const FIRST_PEEK: Duration = Duration::from_secs(2);
const LAST_PEEK: Duration = Duration::from_secs(32);

type Read = Result<Option<ClientSecret>, KeychainProblem>;

impl Loop {
    pub(super) fn read_secret(&mut self, account: AccountId) {
        let keychain = Arc::clone(&self.ports.keychain);
        let wakes = self.wakes.clone();
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                secret = keychain.get(account.clone()) => {
                    let _ = wakes.send(Wake::SecretRead { account, secret }).await;
                }
            }
        });
    }

    fn peek(&mut self, account: AccountId, after: Duration) {
        let keychain = Arc::clone(&self.ports.keychain);
        let wakes = self.wakes.clone();
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            let look = async {
                tokio::time::sleep(after).await;
                keychain.peek(account.clone()).await
            };
            tokio::select! {
                () = stop.cancelled() => {}
                secret = look => {
                    let _ = wakes.send(Wake::SecretSeen { account, secret }).await;
                }
            }
        });
    }

    /// A person was asked for the store's password, if need be.
    pub(super) fn secret_read(&mut self, id: &AccountId, secret: Read) {
        let Some(account) = self.accounts.iter_mut().find(|a| a.record.id == *id) else {
            return;
        };
        if account.secret != SecretPlace::Opening {
            return;
        }
        match secret {
            Ok(secret) => self.secret_found(id, secret),
            Err(problem) => {
                account.keychain = Some(problem);
                self.secret_is(id, SecretPlace::Unavailable);
                self.peek_again(id);
            }
        }
    }

    /// Nobody was asked.
    pub(super) fn secret_seen(&mut self, id: &AccountId, secret: Read) {
        let Some(account) = self.accounts.iter_mut().find(|a| a.record.id == *id) else {
            return;
        };
        account.peeking = false;
        match (account.secret, secret) {
            (SecretPlace::Unavailable | SecretPlace::Opening, Ok(secret)) => {
                self.secret_found(id, secret);
            }
            (SecretPlace::Unavailable, Err(_)) => self.peek_again(id),
            (SecretPlace::Keychain, Ok(secret)) => {
                let text = secret.as_ref().map(ClientSecret::expose);
                if text != account.signs_with.as_ref().map(ClientSecret::expose) {
                    tracing::info!("the secret of an account was changed in the password store");
                    self.secret_found(id, secret);
                }
            }
            // A store that cannot be read has lost nothing: what is in memory still counts.
            _ => {}
        }
    }

    fn secret_found(&mut self, id: &AccountId, secret: Option<ClientSecret>) {
        self.doubtful.settle_later();
        if let Some(secret) = secret {
            self.connect(id, secret, SecretPlace::Keychain);
        } else {
            self.set_account_failure(id, None);
            self.planner.stop(id);
            self.secret_is(id, SecretPlace::Gone);
        }
    }

    pub(super) fn secret_is(&mut self, id: &AccountId, place: SecretPlace) {
        let now = self.now().wall;
        let Some(account) = self.accounts.iter_mut().find(|a| a.record.id == *id) else {
            return;
        };
        account.secret = place;
        account.secret_since = now;
        if place != SecretPlace::Unavailable {
            account.keychain = None;
            account.peeks = 0;
        }
        if matches!(place, SecretPlace::Gone | SecretPlace::Unavailable) {
            account.source = None;
            account.signs_with = None;
            // What is still on its way was signed with what is no longer there.
            account.connection += 1;
        }
        if !matches!(place, SecretPlace::Keychain | SecretPlace::Memory) {
            self.carry_no_secret(id);
        }
        self.mark_account(id);
    }

    fn peek_again(&mut self, id: &AccountId) {
        let Some(account) = self.accounts.iter_mut().find(|a| a.record.id == *id) else {
            return;
        };
        if !account.peeking {
            account.peeking = true;
            let after = FIRST_PEEK.saturating_mul(2_u32.saturating_pow(account.peeks));
            account.peeks += 1;
            self.peek(id.clone(), after.min(LAST_PEEK));
        }
    }

    /// The server refused: perhaps somebody has put another secret into the password store.
    pub(super) fn look_for_another_secret(&mut self, id: &AccountId) {
        let Some(account) = self.accounts.iter_mut().find(|a| a.record.id == *id) else {
            return;
        };
        if account.secret != SecretPlace::Keychain || account.peeking || account.peeked {
            return;
        }
        account.peeking = true;
        account.peeked = true;
        self.peek(id.clone(), Duration::ZERO);
    }

    /// A person asks: the password store is worth another look.
    pub(super) fn looks_again(&mut self, id: &AccountId) {
        if let Some(account) = self.accounts.iter_mut().find(|a| a.record.id == *id) {
            account.peeked = false;
        }
    }

    /// A person wants the password store to be tried.
    pub(super) fn try_keychain(&mut self, id: AccountId) {
        let Some(account) = self.accounts.iter_mut().find(|a| a.record.id == id) else {
            return;
        };
        if matches!(
            account.secret,
            SecretPlace::Unavailable | SecretPlace::Missing | SecretPlace::Gone
        ) {
            self.secret_is(&id, SecretPlace::Opening);
            self.read_secret(id);
        }
    }

    pub(super) fn connect(&mut self, id: &AccountId, secret: ClientSecret, place: SecretPlace) {
        let now = self.now();
        let up = now.up;
        self.secret_is(id, place);
        self.carry_secret(id, &secret, place);
        let Some(account) = self.accounts.iter_mut().find(|a| a.record.id == *id) else {
            return;
        };
        account.failure = None;
        account.connection += 1;
        account.signs_with = Some(secret.clone());
        match self.ports.platform.connect(&account.record, secret) {
            Ok(source) => {
                account.source = Some(source);
                // What was held back with another secret says nothing about this one.
                self.planner.stop(id);
                self.planner.resume(id, up);
            }
            Err(problem) => {
                account.source = None;
                account.failure = Some(AccountFailure {
                    kind: problem.kind,
                    since: now.wall,
                    detail: problem.detail,
                });
                self.planner.stop(id);
            }
        }
        self.mark_account(id);
    }
}
