//! What a client learns while it works.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::SignedDuration;

use crate::refusal::is_replay;
use crate::refused::CLOCK_TOLERANCE;
use crate::verdict::Refusal;
use crate::{ClaimsForm, Habits, PathForm};

/// Shared by all requests of a client.
#[derive(Debug)]
pub(crate) struct Learned(Mutex<State>);

#[derive(Clone, Copy, Debug)]
struct State {
    habits: Habits,
    /// The platform itself was heard at the address.
    path_is_proven: bool,
    /// The claims to use while this computer's clock is wrong. Not a habit: it says nothing about
    /// the server, and a token without times is the weaker one.
    while_clock_is_wrong: Option<ClaimsForm>,
}

impl Learned {
    pub(crate) fn new(habits: Habits) -> Self {
        Self(Mutex::new(State {
            habits,
            path_is_proven: false,
            while_clock_is_wrong: None,
        }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn habits(&self) -> Habits {
        self.state().habits
    }

    pub(crate) fn path(&self) -> PathForm {
        self.state().habits.path
    }

    pub(crate) fn path_is_proven(&self) -> bool {
        self.state().path_is_proven
    }

    pub(crate) fn claims(&self) -> ClaimsForm {
        let state = self.state();
        state.while_clock_is_wrong.unwrap_or(state.habits.claims)
    }

    pub(crate) fn answers_at(&self, path: PathForm) {
        let mut state = self.state();
        state.habits.path = path;
        state.path_is_proven = true;
    }

    /// The clocks agree again, or do not.
    pub(crate) fn clock(&self, off_by: Option<SignedDuration>) {
        if off_by.is_some_and(|by| by.abs() <= CLOCK_TOLERANCE) {
            self.state().while_clock_is_wrong = None;
        }
    }

    /// The claims that worked before are refused, and so are the others: the next check begins
    /// with the best again.
    pub(crate) fn forget_claims(&self) {
        self.state().habits.claims = ClaimsForm::default();
    }

    /// What was learned elsewhere, by a test of the connection.
    pub(crate) fn learn(&self, habits: Habits) {
        self.state().habits = habits;
    }

    /// `claims` work where the other form was refused with `refusal`.
    ///
    /// A clock that is off, or a token that something on the way sent twice, explains the refusal
    /// of a token with times: then the server's habit stays as it was.
    pub(crate) fn accepts(
        &self,
        claims: ClaimsForm,
        refusal: &Refusal,
        clock_off_by: Option<SignedDuration>,
    ) {
        let mut state = self.state();
        match claims {
            ClaimsForm::WithJti | ClaimsForm::Timed => {
                state.habits.claims = claims;
                state.while_clock_is_wrong = None;
            }
            ClaimsForm::Minimum if clock_off_by.is_some_and(|by| by.abs() > CLOCK_TOLERANCE) => {
                state.while_clock_is_wrong = Some(ClaimsForm::Minimum);
            }
            ClaimsForm::Minimum if is_replay(&refusal.text.words) => {}
            ClaimsForm::Minimum => state.habits.claims = ClaimsForm::Minimum,
        }
    }
}
