//! The Secret Service of a Linux desktop: GNOME Keyring, KWallet, `KeePassXC`.
//!
//! A store that is locked must never pass for one that has lost a secret. GNOME Keyring finds
//! locked entries; others find nothing while they are locked, or show no collection at all. So
//! "there is none" is believed of an open default collection only.

use std::collections::HashMap;

use domain::{AccountId, ClientSecret};
use monitor::view::KeychainProblem;
use secret_service::blocking::{Collection, Item, SecretService};
use secret_service::{EncryptionType, Error};

use super::attempt::Attempt;
use super::{SERVICE, decode};

/// Shown by the programs with which a person looks into the store.
const LABEL: &str = "Publish Monitor";
const CONTENT: &str = "text/plain";

pub fn get(
    account: &AccountId,
    attempt: &Attempt,
) -> Result<Option<ClientSecret>, KeychainProblem> {
    let store = connect()?;
    find(&store, account, attempt)?
        .map(|item| secret_of(&item))
        .transpose()
}

pub fn put(
    account: &AccountId,
    secret: &ClientSecret,
    attempt: &Attempt,
) -> Result<(), KeychainProblem> {
    let store = connect()?;
    let bytes = secret.expose().as_bytes();
    let before = match find_or_create(&store, account, attempt)? {
        Place::Item(item) => {
            let before = item.get_secret().ok();
            attempt.still_wanted()?;
            item.set_secret(bytes, CONTENT)
                .map_err(|error| sort(&error))?;
            before
        }
        Place::Collection(collection) => {
            attempt.still_wanted()?;
            collection
                .create_item(LABEL, attributes(account), bytes, true, CONTENT)
                .map_err(|error| sort(&error))?;
            None
        }
    };
    // What the person was told is not kept must not be kept after all.
    if attempt.still_wanted().is_err() {
        match (find(&store, account, attempt), before) {
            (Ok(Some(item)), Some(before)) => drop(item.set_secret(&before, CONTENT)),
            (Ok(Some(item)), None) => drop(item.delete()),
            _ => {}
        }
        return Err(KeychainProblem::Hanging);
    }
    match find(&store, account, attempt)?.map(|item| secret_of(&item)) {
        Some(Ok(kept)) if kept.expose() == secret.expose() => Ok(()),
        _ => Err(KeychainProblem::Refused),
    }
}

pub fn delete(account: &AccountId, attempt: &Attempt) -> Result<(), KeychainProblem> {
    let store = connect()?;
    while let Some(item) = find(&store, account, attempt)? {
        item.delete().map_err(|error| sort(&error))?;
    }
    Ok(())
}

fn connect() -> Result<SecretService<'static>, KeychainProblem> {
    SecretService::connect(EncryptionType::Dh).map_err(|_| KeychainProblem::Absent)
}

/// The names that the keyring crates give to these too.
fn attributes(account: &AccountId) -> HashMap<&str, &str> {
    HashMap::from([("service", SERVICE), ("username", account.as_str())])
}

/// The account's entry, unlocked.
fn find<'a>(
    store: &'a SecretService<'_>,
    account: &AccountId,
    attempt: &Attempt,
) -> Result<Option<Item<'a>>, KeychainProblem> {
    if let Some(item) = search(store, account, attempt)? {
        return Ok(Some(item));
    }
    let collection = store
        .get_default_collection()
        .map_err(|error| sort(&error))?;
    if !collection.is_locked().map_err(|error| sort(&error))? {
        return Ok(None);
    }
    unlock(&collection, attempt)?;
    search(store, account, attempt)
}

fn search<'a>(
    store: &'a SecretService<'_>,
    account: &AccountId,
    attempt: &Attempt,
) -> Result<Option<Item<'a>>, KeychainProblem> {
    let found = store
        .search_items(attributes(account))
        .map_err(|error| sort(&error))?;
    if let Some(item) = newest(found.unlocked) {
        return Ok(Some(item));
    }
    let Some(item) = newest(found.locked) else {
        return Ok(None);
    };
    attempt.prompting(|| store.unlock_all(&[&item]).map_err(|error| sort(&error)))?;
    item.ensure_unlocked().map_err(|error| sort(&error))?;
    Ok(Some(item))
}

/// Another program may have made a second entry of the same name.
fn newest(items: Vec<Item<'_>>) -> Option<Item<'_>> {
    items
        .into_iter()
        .max_by_key(|item| item.get_modified().unwrap_or_default())
}

enum Place<'a> {
    Item(Item<'a>),
    Collection(Collection<'a>),
}

fn find_or_create<'a>(
    store: &'a SecretService<'_>,
    account: &AccountId,
    attempt: &Attempt,
) -> Result<Place<'a>, KeychainProblem> {
    if let Some(item) = search(store, account, attempt)? {
        return Ok(Place::Item(item));
    }
    let collection = match store.get_default_collection() {
        // The store is new: it asks the person to choose its password.
        Err(Error::NoResult) => attempt.prompting(|| {
            store
                .create_collection("Default keyring", "default")
                .map_err(|error| sort(&error))
        })?,
        known => known.map_err(|error| sort(&error))?,
    };
    if !collection.is_locked().map_err(|error| sort(&error))? {
        return Ok(Place::Collection(collection));
    }
    unlock(&collection, attempt)?;
    // Unlocked, it may turn out to hold the entry.
    Ok(search(store, account, attempt)?.map_or(Place::Collection(collection), Place::Item))
}

fn unlock(collection: &Collection<'_>, attempt: &Attempt) -> Result<(), KeychainProblem> {
    attempt.prompting(|| collection.unlock().map_err(|error| sort(&error)))?;
    collection.ensure_unlocked().map_err(|error| sort(&error))
}

fn secret_of(item: &Item<'_>) -> Result<ClientSecret, KeychainProblem> {
    decode(item.get_secret().map_err(|error| sort(&error))?)
}

/// Sorts by what the person can do.
fn sort(error: &Error) -> KeychainProblem {
    match error {
        Error::Locked => KeychainProblem::Locked,
        // Also where there is nothing that could show the question.
        Error::Prompt => KeychainProblem::Dismissed,
        Error::NoResult | Error::Unavailable | Error::PromptDisconnected => KeychainProblem::Absent,
        // It may have gone in the middle.
        _ => match connect() {
            Ok(_) => KeychainProblem::Refused,
            Err(absent) => absent,
        },
    }
}
