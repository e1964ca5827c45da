//! Secrets in the password store of this computer. The only folder that names its libraries.
//!
//! Calls block, and a locked store may wait for a person at a prompt, or for ever. So they run on
//! a thread of their own with a time limit; a thread that hangs is left behind, and the next call
//! that a person waits for gets a new one with a new connection. A call that was given up undoes
//! what it did when it comes to an end after all.

mod attempt;
#[cfg(not(target_os = "linux"))]
#[path = "keychain/credential_store.rs"]
mod platform;
#[cfg(target_os = "linux")]
#[path = "keychain/secret_service.rs"]
mod platform;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::{AccountId, ClientSecret};
use monitor::own_thread::OwnThread;
use monitor::ports::{Boxed, Keychain};
use monitor::view::KeychainProblem;

use attempt::{Asking, Attempt, Doing};

/// A person may be typing the store's password.
const LIMIT: Duration = Duration::from_secs(30);
/// Nobody types anything.
const QUIET_LIMIT: Duration = Duration::from_secs(10);

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
    workers: Mutex<Workers>,
}

#[derive(Default)]
struct Workers {
    at_work: Option<Arc<Worker>>,
    left_behind: Vec<Doing>,
}

struct Worker {
    thread: OwnThread<()>,
    doing: Doing,
}

impl SystemKeychain {
    fn workers(&self) -> MutexGuard<'_, Workers> {
        self.workers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn worker(&self, asking: Asking) -> Result<Arc<Worker>, KeychainProblem> {
        let mut workers = self.workers();
        workers.left_behind.retain(Doing::is_busy);
        // One that hangs will do: who looks from time to time must not leave a thread each time.
        if asking == Asking::Never
            && let Some(stuck) = workers.left_behind.first()
        {
            return Err(stuck.waits_for());
        }
        if workers.at_work.is_none() {
            let thread = OwnThread::spawn("keychain", ()).map_err(|_| KeychainProblem::Refused)?;
            let doing = Doing::default();
            workers.at_work = Some(Arc::new(Worker { thread, doing }));
        }
        workers.at_work.clone().ok_or(KeychainProblem::Refused)
    }

    fn leave_behind(&self, worker: &Arc<Worker>) {
        let mut workers = self.workers();
        let current = workers.at_work.as_ref();
        if current.is_some_and(|current| Arc::ptr_eq(current, worker)) {
            workers.at_work = None;
            workers.left_behind.push(worker.doing.clone());
        }
    }

    async fn call<T: Send + 'static>(
        &self,
        asking: Asking,
        call: impl FnOnce(&Attempt) -> Result<T, KeychainProblem> + Send + 'static,
    ) -> Result<T, KeychainProblem> {
        let worker = self.worker(asking)?;
        let attempt = Attempt::new(asking, &worker.doing);
        let limit = match asking {
            Asking::May => LIMIT,
            Asking::Never => QUIET_LIMIT,
        };
        let on_thread = attempt.clone();
        let answer = worker.thread.call(move |()| on_thread.run(call));
        match tokio::time::timeout(limit, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => {
                self.leave_behind(&worker);
                Err(KeychainProblem::Refused)
            }
            Err(_) => {
                attempt.give_up();
                let problem = worker.doing.waits_for();
                self.leave_behind(&worker);
                Err(problem)
            }
        }
    }
}

impl Keychain for SystemKeychain {
    fn get(&self, account: AccountId) -> Boxed<'_, Result<Option<ClientSecret>, KeychainProblem>> {
        Box::pin(self.call(Asking::May, move |attempt| platform::get(&account, attempt)))
    }

    fn peek(&self, account: AccountId) -> Boxed<'_, Result<Option<ClientSecret>, KeychainProblem>> {
        Box::pin(self.call(Asking::Never, move |attempt| {
            platform::get(&account, attempt)
        }))
    }

    fn put(
        &self,
        account: AccountId,
        secret: ClientSecret,
    ) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(self.call(Asking::May, move |attempt| {
            platform::put(&account, &secret, attempt)
        }))
    }

    fn delete(&self, account: AccountId) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(self.call(Asking::May, move |attempt| {
            platform::delete(&account, attempt)
        }))
    }

    fn tidy(&self, account: AccountId) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(self.call(Asking::Never, move |attempt| {
            platform::delete(&account, attempt)
        }))
    }
}

/// Another program may have written anything.
fn decode(bytes: Vec<u8>) -> Result<ClientSecret, KeychainProblem> {
    let text = String::from_utf8(bytes).map_err(|_| KeychainProblem::Refused)?;
    let read = ClientSecret::read(&text).map_err(|_| KeychainProblem::Refused)?;
    Ok(read.secret)
}
