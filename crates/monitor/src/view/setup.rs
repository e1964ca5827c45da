//! Setting up an account, left off and gone on with.

use domain::Algorithm;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

view! {
    /// How far setting up an account got. There is no room for a secret in it: it is asked for
    /// again, unless it was saved.
    pub struct SetupProgress {
        /// The step at which to go on.
        pub step: SetupStep,
        /// The host.
        pub host: String,
        /// The client id.
        pub client_id: String,
        /// How tokens are signed.
        #[serde(default)]
        pub algorithm: Algorithm,
        /// What the person calls the account.
        pub name: String,
        /// The bot ids, one a line.
        pub bot_ids: String,
        /// The account, once it was saved.
        pub account_id: Option<String>,
    }

    /// A step of setting up an account.
    #[derive(Copy, Default)]
    pub enum SetupStep {
        /// Where the platform is.
        #[default]
        Place,
        /// The client id and the secret.
        App,
        /// The connection test.
        Test,
        /// The bots to watch.
        Bots,
    }

    /// What is kept of a set-up that was left off.
    #[derive(Default)]
    pub struct SetupKept {
        /// How far it got; none where nothing was begun, or all is done.
        pub progress: Option<SetupProgress>,
    }
}
