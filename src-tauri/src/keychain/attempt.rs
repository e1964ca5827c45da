//! One call to the password store, seen from both sides of its time limit.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use monitor::view::KeychainProblem;

/// Whether the store may ask the person for its password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// A person waits for this.
    May,
    /// Nobody asked for it: no question may come up.
    Never,
}

/// What a thread that carries out calls is doing.
#[derive(Clone, Default)]
pub struct Doing {
    busy: Arc<AtomicBool>,
    at_prompt: Arc<AtomicBool>,
}

impl Doing {
    /// A call is under way.
    pub fn is_busy(&self) -> bool {
        self.busy.load(Ordering::Acquire)
    }

    /// What keeps it: the store waits for its password, or does not answer.
    pub fn waits_for(&self) -> KeychainProblem {
        if self.at_prompt.load(Ordering::Acquire) {
            KeychainProblem::Locked
        } else {
            KeychainProblem::Hanging
        }
    }
}

/// One call.
#[derive(Clone)]
pub struct Attempt {
    asking: Asking,
    given_up: Arc<AtomicBool>,
    doing: Doing,
}

impl Attempt {
    /// A call to be carried out by a thread that tells what it is doing.
    pub fn new(asking: Asking, doing: &Doing) -> Self {
        Self {
            asking,
            given_up: Arc::default(),
            doing: doing.clone(),
        }
    }

    /// Nobody waits for it any more: it must leave nothing behind.
    pub fn give_up(&self) {
        self.given_up.store(true, Ordering::Release);
    }

    /// Goes on only while somebody waits.
    pub fn still_wanted(&self) -> Result<(), KeychainProblem> {
        if self.given_up.load(Ordering::Acquire) {
            return Err(KeychainProblem::Hanging);
        }
        Ok(())
    }

    /// Carries it out, unless it was given up while others were before it.
    pub fn run<T>(
        &self,
        call: impl FnOnce(&Self) -> Result<T, KeychainProblem>,
    ) -> Result<T, KeychainProblem> {
        self.still_wanted()?;
        let _busy = Raised::new(&self.doing.busy);
        call(self)
    }

    /// Does what may bring up the store's question for its password.
    #[cfg_attr(
        target_os = "windows",
        allow(dead_code, reason = "nothing is locked there")
    )]
    pub fn prompting<T>(
        &self,
        prompt: impl FnOnce() -> Result<T, KeychainProblem>,
    ) -> Result<T, KeychainProblem> {
        if self.asking == Asking::Never {
            return Err(KeychainProblem::Locked);
        }
        let _at_prompt = Raised::new(&self.doing.at_prompt);
        prompt()
    }
}

/// A flag that is up as long as this lives, also when what goes on panics.
struct Raised<'a>(&'a AtomicBool);

impl<'a> Raised<'a> {
    fn new(flag: &'a AtomicBool) -> Self {
        flag.store(true, Ordering::Release);
        Self(flag)
    }
}

impl Drop for Raised<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}
