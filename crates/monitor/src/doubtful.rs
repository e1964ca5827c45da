//! Secrets of which it is not certain whether the password store holds them.
//!
//! A store that did not answer in time may carry out later what it was asked: keep a secret of
//! which the person was told that it was not kept, or hold on to one of an account that is gone.
//! Such accounts are noted in the history before the store is asked, so that also a restart knows
//! of them, and settled when the store is known to answer again.

use std::sync::Arc;

use domain::AccountId;
use history::History;
use tokio::sync::{Mutex, MutexGuard};

use crate::held::Held;
use crate::ports::Keychain;

const KEY: &str = "doubtful_secrets";

pub(crate) struct Doubtful(Arc<Inner>);

struct Inner {
    history: Arc<Held<History>>,
    keychain: Arc<dyn Keychain>,
    /// Held from the moment a secret is put until its account is written: what is settled in
    /// between would be taken for one of nobody.
    one: Mutex<()>,
}

impl Doubtful {
    pub fn new(history: &Arc<Held<History>>, keychain: &Arc<dyn Keychain>) -> Self {
        let inner = Inner {
            history: Arc::clone(history),
            keychain: Arc::clone(keychain),
            one: Mutex::new(()),
        };
        Self(Arc::new(inner))
    }

    /// Nothing is settled while this is held.
    pub async fn hold(&self) -> Hold<'_> {
        Hold {
            inner: &self.0,
            _one: self.0.one.lock().await,
        }
    }

    /// The password store answers: sees to it that it holds what it should.
    pub fn settle_later(&self) {
        let inner = Arc::clone(&self.0);
        tokio::spawn(async move { inner.settle().await });
    }
}

/// Holds off the settling. Only under it is an account noted: one that settles at the same time
/// may have read the accounts before the change that follows the note, and would strike it out.
pub(crate) struct Hold<'a> {
    inner: &'a Inner,
    _one: MutexGuard<'a, ()>,
}

impl Hold<'_> {
    /// From here on it is not certain what the password store holds of this account.
    pub async fn note(&self, account: &AccountId) {
        self.inner.change(account, true).await;
    }
}

impl Inner {
    async fn settle(&self) {
        let _one = self.one.lock().await;
        let read = self
            .history
            .call(|history| Ok::<_, history::Problem>((noted(history)?, history.accounts()?)));
        let Ok(Ok((noted, accounts))) = read.await else {
            return;
        };
        for account in noted {
            let kept = accounts
                .iter()
                .any(|known| known.id == account && known.secret_in_keychain);
            // What a person typed for an account that is there is theirs, however late it came.
            if kept || self.keychain.tidy(account.clone()).await.is_ok() {
                self.change(&account, false).await;
            }
        }
    }

    async fn change(&self, account: &AccountId, add: bool) {
        let account = account.clone();
        let changed = self.history.call(move |history| {
            let mut noted = noted(history)?;
            noted.retain(|known| *known != account);
            if add {
                noted.push(account);
            }
            let words: Vec<&str> = noted.iter().map(AccountId::as_str).collect();
            history.set_setting(KEY, &words.join(" "))
        });
        if !matches!(changed.await, Ok(Ok(()))) {
            tracing::warn!("an account with a doubtful secret was not noted");
        }
    }
}

fn noted(history: &History) -> Result<Vec<AccountId>, history::Problem> {
    let words = history.setting(KEY)?.unwrap_or_default();
    Ok(words.split_whitespace().map(AccountId::new).collect())
}
