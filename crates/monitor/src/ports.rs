//! What the loop needs from outside: the time, the platform, the password store, and a way out to
//! a person.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use domain::{AccountId, BotId, ClientSecret, FailureKind, Host};
use history::AccountRecord;
use jiff::Timestamp;
use kore_api::{Answer, Credentials, Habits, ListedBots, LogCursor, LogPage, Network, Tested};

use crate::view::{Changes, KeychainProblem};

/// A future that may be sent to another thread.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A moment on both clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The calendar's time. A person may set it forward or back.
    pub wall: Timestamp,
    /// Since the app began, on tokio's clock, which never goes back. It may stand still while the
    /// computer sleeps.
    pub up: Duration,
}

/// The only place where the time is read.
pub trait Clock: Send + Sync {
    /// The time.
    fn now(&self) -> Now;
}

/// Tells the publish status of the bots of one account.
pub trait StatusSource: Send + Sync {
    /// The running or last publish of a bot.
    fn publish_status<'a>(&'a self, bot: &'a BotId) -> Boxed<'a, Answer>;
    /// What was learned of the server, to be kept for the next start.
    fn habits(&self) -> Habits;
    /// Takes over what a test of the connection found.
    fn learn(&self, habits: Habits);
    /// The bots of the account, as the platform lists them.
    fn bots(&self) -> Boxed<'_, ListedBots>;
    /// The next page of the change log of a bot.
    fn change_log_page<'a>(
        &'a self,
        bot: &'a BotId,
        cursor: &'a mut LogCursor,
    ) -> Boxed<'a, LogPage>;
}

/// Why there is no source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectProblem {
    /// The kind, as a check would tell it.
    pub kind: FailureKind,
    /// Details for a technician: one line, without secrets.
    pub detail: String,
}

/// Makes sources.
pub trait Platform: Send + Sync {
    /// A source for an account.
    ///
    /// # Errors
    /// When its host can no longer be read, or no connection can be prepared on this computer.
    fn connect(
        &self,
        account: &AccountRecord,
        secret: ClientSecret,
    ) -> Result<Arc<dyn StatusSource>, ConnectProblem>;
    /// Tests a connection step by step, with connections of its own.
    fn test(
        &self,
        host: Host,
        credentials: Credentials,
        bot: Option<BotId>,
    ) -> Boxed<'static, Tested>;
    /// Tests the way to a server over a network that need not be in use, without anything that
    /// names anybody.
    fn test_network(&self, host: Host, network: Network) -> Boxed<'static, Tested>;
    /// The network in use.
    fn network(&self) -> Network;
    /// Uses this network for sources and tests from now on.
    fn use_network(&self, network: Network);
}

/// The password store of this computer. Each call ends by itself within its time limit.
pub trait Keychain: Send + Sync {
    /// Reads an account's secret; `None`: the store is open and there is none. A locked store may
    /// ask the person for its password.
    fn get(&self, account: AccountId) -> Boxed<'_, Result<Option<ClientSecret>, KeychainProblem>>;
    /// The same where nobody waits: no question comes up.
    fn peek(&self, account: AccountId) -> Boxed<'_, Result<Option<ClientSecret>, KeychainProblem>> {
        self.get(account)
    }
    /// Keeps an account's secret, and makes sure that it is kept. Where this fails, nothing is
    /// kept as far as the store can be reached.
    fn put(
        &self,
        account: AccountId,
        secret: ClientSecret,
    ) -> Boxed<'_, Result<(), KeychainProblem>>;
    /// Forgets an account's secret. One that is not there is no problem.
    fn delete(&self, account: AccountId) -> Boxed<'_, Result<(), KeychainProblem>>;
    /// The same where nobody waits: no question comes up.
    fn tidy(&self, account: AccountId) -> Boxed<'_, Result<(), KeychainProblem>> {
        self.delete(account)
    }
}

/// The way out to a person: window, tray, notifications.
pub trait Outlet: Send + Sync {
    /// Rows that changed; at most four calls a second.
    fn changes(&self, changes: Changes);
    /// The app has stopped checking by a mistake of its own, or checks again.
    fn checking(&self, runs: bool) {
        let _ = runs;
    }
    /// Something worth interrupting a person for. Answers whether the system took it; ends by
    /// itself within its time limit.
    fn notify(&self, telling: crate::alert::Telling) -> Boxed<'_, bool>;
    /// How all bots together are, whenever it changed.
    fn overall(&self, summary: crate::overall::Summary);
}

/// The system's clocks.
#[derive(Debug)]
pub struct SystemClock {
    start: tokio::time::Instant,
}

impl SystemClock {
    /// Begins to count now.
    pub fn start() -> Self {
        Self {
            start: tokio::time::Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Now {
        Now {
            wall: Timestamp::now(),
            up: self.start.elapsed(),
        }
    }
}
