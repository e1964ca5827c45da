//! Why the loop wakes: the closed list.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use domain::{AccountId, BotId, ClientSecret, Colour};
use history::{AccountRecord, BoardRow};
use jiff::Timestamp;
use kore_api::{Answer, Habits};
use tokio::sync::{mpsc, oneshot};

use crate::budget::Share;
use crate::diagnostics::LoopFacts;
use crate::network::Network;
use crate::planner::BotKey;
use crate::ports::StatusSource;
use crate::view::{BotRow, CheckReply, KeychainProblem, Refusal, Snapshot};

/// A reason to wake.
#[derive(Debug)]
pub enum Wake {
    /// The planner's next step is due.
    Due,
    /// A check came back.
    Fetched(Fetched),
    /// The password store answered.
    SecretRead {
        /// The account.
        account: AccountId,
        /// What it answered; `None`: it has no such secret.
        secret: Result<Option<ClientSecret>, KeychainProblem>,
    },
    /// The password store was looked into without a question to the person.
    SecretSeen {
        /// The account.
        account: AccountId,
        /// What it holds; `None`: it is open and has no such secret.
        secret: Result<Option<ClientSecret>, KeychainProblem>,
    },
    /// A person asks.
    Asked(Ask),
    /// Accounts or bots were changed.
    Changed(Change),
    /// A check did not end.
    Lost {
        /// The bot.
        bot: BotKey,
        /// Which connection of the account was asked.
        connection: u64,
    },
    /// The system's network changed.
    NetworkIs(Network),
    /// Requests were sent besides the checks.
    Spent {
        /// For this account.
        account: AccountId,
        /// So many.
        requests: u32,
        /// What was learned of its server, where it let us in as the account stands.
        habits: Option<Habits>,
    },
    /// Rows that changed wait to be told.
    Tell,
    /// Alerts have gathered for long enough.
    TellAlerts,
    /// What is wanted, quiet, seen or told of alerts has changed.
    AlertsChanged,
    /// The app closes.
    Stop,
}

/// Asks the loop, and waits for its answer.
pub(crate) async fn ask<T>(
    wakes: &mpsc::Sender<Wake>,
    ask: impl FnOnce(oneshot::Sender<T>) -> Ask,
) -> Result<T, Refusal> {
    let (answer, answered) = oneshot::channel();
    let wake = Wake::Asked(ask(answer));
    wakes.send(wake).await.map_err(|_| Refusal::Closing)?;
    answered.await.map_err(|_| Refusal::Closing)
}

/// Tells the loop of a change, and waits until it knows.
pub(crate) async fn tell(wakes: &mpsc::Sender<Wake>, what: What) -> Result<(), Refusal> {
    let (known, acknowledged) = oneshot::channel();
    let wake = Wake::Changed(Change { what, known });
    wakes.send(wake).await.map_err(|_| Refusal::Closing)?;
    acknowledged.await.map_err(|_| Refusal::Closing)
}

/// An answer, with what it belongs to.
#[derive(Debug)]
pub struct Fetched {
    /// The bot.
    pub bot: BotKey,
    /// Which connection of the account was asked; one that is no longer in use does not count.
    pub connection: u64,
    /// The answer.
    pub answer: Answer,
    /// From the question to the answer.
    pub took: Duration,
}

/// Questions of a person.
#[derive(Debug)]
pub enum Ask {
    /// Everything.
    Snapshot(oneshot::Sender<Snapshot>),
    /// One line.
    Bot(BotKey, oneshot::Sender<Option<BotRow>>),
    /// Check one bot now.
    Check(BotKey, oneshot::Sender<CheckReply>),
    /// Check every bot now.
    CheckAll(oneshot::Sender<CheckReply>),
    /// Follow a bot until its publish is done; false: it is not known.
    Watch(BotKey, oneshot::Sender<bool>),
    /// No longer.
    Unwatch(BotKey),
    /// These bots are on the screen, and no others.
    LookingAt(Vec<BotKey>),
    /// Read the secret from the password store again.
    RetryKeychain(AccountId),
    /// How checking fares, in numbers.
    Diagnostics(oneshot::Sender<LoopFacts>),
    /// What it takes to ask the platform about an account besides the checks.
    Lend(AccountId, oneshot::Sender<Option<Lent>>),
    /// Whether a request about a bot may be sent now besides the checks, from that share.
    Leave(BotKey, Share, oneshot::Sender<Leave>),
}

/// A connection.
pub type Source = Arc<dyn StatusSource>;

/// Whether a request may be sent.
pub enum Leave {
    /// This way, and one counts as sent.
    Go(Source),
    /// Not within this time.
    Wait(Duration),
    /// A person wants nothing to be sent just now.
    Paused,
    /// The account is held back until a check of it succeeds.
    Held,
    /// The secret is not there.
    NoConnection,
    /// There is no such bot.
    Gone,
}

impl std::fmt::Debug for Leave {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Leave")
    }
}

/// What the loop holds of an account.
pub struct Lent {
    /// As it is kept.
    pub record: AccountRecord,
    /// Its secret, where it is there.
    pub secret: Option<ClientSecret>,
    /// Its connection, where there is one.
    pub source: Option<Source>,
    /// Its bots on the board, archived ones too.
    pub bots: BTreeSet<BotId>,
    /// The bot to ask about first: one whose checks succeeded lately.
    pub bot: Option<BotId>,
}

impl std::fmt::Debug for Lent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lent")
            .field("record", &self.record)
            .finish_non_exhaustive()
    }
}

/// Changes that the history holds already. Each is acknowledged when the loop knows it.
#[derive(Debug)]
pub struct Change {
    /// What changed.
    pub what: What,
    /// Told when it is known.
    pub known: oneshot::Sender<()>,
}

/// What changed.
#[derive(Debug)]
pub enum What {
    /// A new account with its bots.
    AccountAdded {
        /// The account.
        record: AccountRecord,
        /// Its secret.
        secret: ClientSecret,
        /// Its lines of the board.
        rows: Vec<BoardRow>,
    },
    /// An account is about to go: no answer of it counts from here on.
    AccountRemoved(AccountId),
    /// A secret was given again.
    SecretGiven {
        /// The account.
        account: AccountId,
        /// The secret.
        secret: ClientSecret,
        /// It is in the password store, not in memory only.
        in_keychain: bool,
    },
    /// An account got another name or colour.
    AccountChanged {
        /// The account.
        account: AccountId,
        /// Its name.
        name: String,
        /// Its colour.
        colour: Colour,
    },
    /// An account moved to another host: its connection counts no longer.
    HostChanged {
        /// The account.
        account: AccountId,
        /// The origin.
        host: String,
    },
    /// The person signed out: no answer of the account counts from here on.
    SignedOut {
        /// The account.
        account: AccountId,
        /// Why its secret may still be in the password store.
        keychain: Option<KeychainProblem>,
    },
    /// A set-up file was taken in: new accounts, which wait for their secret, and lines of the
    /// board.
    SetUp(Vec<AccountRecord>, Vec<BoardRow>),
    /// Somebody who starts publishes got a name, or has none any more.
    PeopleNamed,
    /// New bots.
    BotsAdded(Vec<BoardRow>),
    /// Checking is paused until then, or no longer.
    Paused(Option<Timestamp>),
    /// A person said something about a bot.
    BotChanged(BotKey, history::BotChange),
    /// A bot is about to go.
    BotRemoved(AccountId, BotId),
    /// The way out of this computer is another one: every connection is made anew.
    Network,
}
