//! Secrets in the password store of this computer. The only file that names keyring.
//!
//! Its calls block, and a locked store may wait for a person at a prompt, or for ever. So they run
//! on a thread of their own with a time limit; a thread that hangs is left behind, and the next
//! call gets a new one with a new connection.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::{AccountId, ClientSecret};
use keyring_core::{Entry, Error};
use monitor::own_thread::OwnThread;
use monitor::ports::{Boxed, Keychain};
use monitor::view::KeychainProblem;

/// A person may be typing the store's password.
const LIMIT: Duration = Duration::from_secs(30);

/// Name of the app's entries. A debug build has its own, so that trying things out never asks for
/// (or changes) what the released app keeps.
const SERVICE: &str = if cfg!(debug_assertions) {
    "dev.publishmonitor.desktop.debug"
} else {
    "dev.publishmonitor.desktop"
};

/// The system's password store.
#[derive(Default)]
pub struct SystemKeychain {
    thread: Mutex<Option<Arc<OwnThread<()>>>>,
}

impl SystemKeychain {
    fn thread(&self) -> Option<Arc<OwnThread<()>>> {
        let mut slot = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if slot.is_none() {
            *slot = OwnThread::spawn("keychain", ()).ok().map(Arc::new);
        }
        slot.clone()
    }

    fn leave_behind(&self) {
        *self.thread.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    async fn call<T: Send + 'static>(
        &self,
        call: impl FnOnce() -> Result<T, KeychainProblem> + Send + 'static,
    ) -> Result<T, KeychainProblem> {
        let thread = self.thread().ok_or(KeychainProblem::Refused)?;
        match tokio::time::timeout(LIMIT, thread.call(|()| call())).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => {
                self.leave_behind();
                Err(KeychainProblem::Refused)
            }
            Err(_) => {
                self.leave_behind();
                Err(KeychainProblem::Hanging)
            }
        }
    }
}

impl Keychain for SystemKeychain {
    fn get(&self, account: AccountId) -> Boxed<'_, Result<Option<ClientSecret>, KeychainProblem>> {
        Box::pin(self.call(move || read(&entry(&account)?)))
    }

    fn put(
        &self,
        account: AccountId,
        secret: ClientSecret,
    ) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(self.call(move || {
            let entry = entry(&account)?;
            entry
                .set_secret(secret.expose().as_bytes())
                .map_err(|error| sort(&error))?;
            // A store without a collection takes a secret and does not keep it.
            match read(&entry)? {
                Some(kept) if kept.expose() == secret.expose() => Ok(()),
                _ => Err(KeychainProblem::Refused),
            }
        }))
    }

    fn delete(&self, account: AccountId) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(
            self.call(move || match entry(&account)?.delete_credential() {
                Ok(()) | Err(Error::NoEntry) => Ok(()),
                Err(error) => Err(sort(&error)),
            }),
        )
    }
}

fn read(entry: &Entry) -> Result<Option<ClientSecret>, KeychainProblem> {
    match entry.get_secret() {
        Ok(bytes) => {
            let text = String::from_utf8(bytes).map_err(|_| KeychainProblem::Refused)?;
            let read = ClientSecret::read(&text).map_err(|_| KeychainProblem::Refused)?;
            Ok(Some(read.secret))
        }
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(sort(&error)),
    }
}

/// Sorts by what the person can do. The error itself is never printed: some kinds hold the bytes
/// of a secret.
fn sort(error: &Error) -> KeychainProblem {
    match error {
        Error::NoStorageAccess(_) => KeychainProblem::Locked,
        Error::NoDefaultStore => KeychainProblem::Absent,
        _ => KeychainProblem::Refused,
    }
}

#[cfg(target_os = "linux")]
fn entry(account: &AccountId) -> Result<Entry, KeychainProblem> {
    let store = zbus_secret_service_keyring_store::Store::new().map_err(|error| match error {
        Error::NoStorageAccess(_) => KeychainProblem::Locked,
        _ => KeychainProblem::Absent,
    })?;
    let store: Arc<keyring_core::CredentialStore> = store;
    Entry::new_in_store(&store, SERVICE, account.as_str()).map_err(|error| sort(&error))
}

#[cfg(target_os = "macos")]
fn entry(account: &AccountId) -> Result<Entry, KeychainProblem> {
    let store =
        apple_native_keyring_store::keychain::Store::new().map_err(|_| KeychainProblem::Absent)?;
    let store: Arc<keyring_core::CredentialStore> = store;
    Entry::new_in_store(&store, SERVICE, account.as_str()).map_err(|error| sort(&error))
}

#[cfg(target_os = "windows")]
fn entry(account: &AccountId) -> Result<Entry, KeychainProblem> {
    let store = windows_native_keyring_store::Store::new().map_err(|_| KeychainProblem::Absent)?;
    let store: Arc<keyring_core::CredentialStore> = store;
    // Local: a secret does not roam to other computers of the domain.
    let modifiers = std::collections::HashMap::from([("persistence", "Local")]);
    Entry::new_in_store_with_modifiers(&store, SERVICE, account.as_str(), &modifiers)
        .map_err(|error| sort(&error))
}
