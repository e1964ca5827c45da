//! Accounts, and where their secrets are.

use domain::{Algorithm, Colour};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FailureView;

view! {
    /// Where an account's secret is.
    #[derive(Copy)]
    pub enum SecretPlace {
        /// In the password store of this computer.
        Keychain,
        /// In memory, until the app is closed: so chosen by the person.
        Memory,
        /// Being read from the password store.
        Opening,
        /// It was kept in memory only, until the app was closed: ask again.
        Missing,
        /// It was never here: the account came from a set-up file, and those carry none.
        Awaited,
        /// The password store is open and no longer has it: somebody removed it there.
        Gone,
        /// The password store could not be read just now.
        Unavailable,
        /// The person signed out and kept the history.
        SignedOut,
    }

    /// Why the password store did not serve.
    #[derive(Copy)]
    pub enum KeychainProblem {
        /// None answers on this computer.
        Absent,
        /// It is locked and waits for its password.
        Locked,
        /// It is locked, and its question for the password was closed or could not be shown.
        Dismissed,
        /// It did not answer in time.
        Hanging,
        /// It did not hand over what it has, or did not keep what it was given.
        Refused,
    }

    /// One account.
    pub struct AccountView {
        /// The account's id in this app.
        pub id: String,
        /// What the person calls it; the host's name at first.
        pub name: String,
        /// By what the person tells it apart; always beside the name.
        pub colour: Colour,
        /// `https://platform.kore.ai`
        pub host: String,
        /// `cs-…`
        pub client_id: String,
        /// How its tokens are signed.
        pub algorithm: Algorithm,
        /// Where the secret is.
        pub secret: SecretPlace,
        /// Why the password store did not serve, where it did not.
        pub keychain: Option<KeychainProblem>,
        /// Bots watched in it.
        pub bots: u32,
        /// What keeps every bot of this account from being checked.
        pub failure: Option<FailureView>,
        /// Requests sent within the last minute.
        pub used_minute: u32,
        /// Requests sent within the last hour.
        pub used_hour: u32,
        /// Requests an hour that the platform allows.
        pub allowed_hour: u32,
        /// About so many more quiet bots fit before all are checked less often.
        pub more_bots: u32,
    }

    /// What a person calls an account, and by what they tell it apart.
    pub struct AccountChange {
        /// The account's id in this app.
        pub account_id: String,
        /// The name; empty for the host's name.
        pub name: String,
        /// The colour.
        pub colour: Colour,
    }

    /// What became of an account's secret.
    #[derive(Copy)]
    pub struct SecretForgotten {
        /// Why it may still be in the password store; absent where it is gone.
        pub keychain: Option<KeychainProblem>,
    }

    /// Names one account.
    pub struct AccountRef {
        /// The account's id in this app.
        pub account_id: String,
    }
}
