//! The Keychain of macOS and the Credential Manager of Windows, through keyring-core.

use std::sync::Arc;

use domain::{AccountId, ClientSecret};
use keyring_core::{CredentialStore, Entry, Error};
use monitor::view::KeychainProblem;

use super::attempt::Attempt;
use super::{SERVICE, decode};

pub fn get(
    account: &AccountId,
    attempt: &Attempt,
) -> Result<Option<ClientSecret>, KeychainProblem> {
    let entry = entry(account)?;
    asking(attempt, || read(&entry))
}

pub fn put(
    account: &AccountId,
    secret: &ClientSecret,
    attempt: &Attempt,
) -> Result<(), KeychainProblem> {
    let entry = entry(account)?;
    let before = asking(attempt, || read(&entry))?;
    attempt.still_wanted()?;
    asking(attempt, || write(&entry, secret))?;
    // What the person was told is not kept must not be kept after all.
    if attempt.still_wanted().is_err() {
        let _ = match before {
            Some(before) => write(&entry, &before),
            None => forget(&entry),
        };
        return Err(KeychainProblem::Hanging);
    }
    match read(&entry)? {
        Some(kept) if kept.expose() == secret.expose() => Ok(()),
        _ => Err(KeychainProblem::Refused),
    }
}

pub fn delete(account: &AccountId, attempt: &Attempt) -> Result<(), KeychainProblem> {
    let entry = entry(account)?;
    asking(attempt, || forget(&entry))
}

/// The Keychain asks whenever it likes, so it is left alone while nobody waits.
#[cfg(target_os = "macos")]
fn asking<T>(
    attempt: &Attempt,
    call: impl FnOnce() -> Result<T, KeychainProblem>,
) -> Result<T, KeychainProblem> {
    attempt.prompting(call)
}

/// The Credential Manager is open as long as the person is signed in.
#[cfg(not(target_os = "macos"))]
fn asking<T>(
    _: &Attempt,
    call: impl FnOnce() -> Result<T, KeychainProblem>,
) -> Result<T, KeychainProblem> {
    call()
}

fn read(entry: &Entry) -> Result<Option<ClientSecret>, KeychainProblem> {
    match entry.get_secret() {
        Ok(bytes) => decode(bytes).map(Some),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(sort(&error)),
    }
}

fn write(entry: &Entry, secret: &ClientSecret) -> Result<(), KeychainProblem> {
    entry
        .set_secret(secret.expose().as_bytes())
        .map_err(|error| sort(&error))
}

fn forget(entry: &Entry) -> Result<(), KeychainProblem> {
    match entry.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
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

#[cfg(target_os = "macos")]
fn entry(account: &AccountId) -> Result<Entry, KeychainProblem> {
    let store =
        apple_native_keyring_store::keychain::Store::new().map_err(|_| KeychainProblem::Absent)?;
    let store: Arc<CredentialStore> = store;
    Entry::new_in_store(&store, SERVICE, account.as_str()).map_err(|error| sort(&error))
}

#[cfg(target_os = "windows")]
fn entry(account: &AccountId) -> Result<Entry, KeychainProblem> {
    let store = windows_native_keyring_store::Store::new().map_err(|_| KeychainProblem::Absent)?;
    let store: Arc<CredentialStore> = store;
    // Local: a secret does not roam to other computers of the domain.
    let modifiers = std::collections::HashMap::from([("persistence", "Local")]);
    Entry::new_in_store_with_modifiers(&store, SERVICE, account.as_str(), &modifiers)
        .map_err(|error| sort(&error))
}
