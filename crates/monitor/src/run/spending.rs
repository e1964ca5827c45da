//! Writes down what is sent before it is sent, so that neither a kill nor a restart makes the
//! app send more than the platform's windows allow.

use std::time::Duration;

use jiff::SignedDuration;

use super::Loop;
use crate::memory::{FOR, IN_ADVANCE, to_keep};
use crate::planner::Next;

impl Loop {
    /// Sends what is due; says when to come back.
    pub(super) async fn start_due_checks(&mut self) -> Option<Duration> {
        loop {
            let up = self.now().up;
            if self.planner.is_ready(up) {
                self.write_spent_in_advance(up).await;
            }
            match self.planner.next(up) {
                Next::Check(bot) => self.start_check(bot),
                Next::WaitUntil(at) => return Some(at),
                Next::Nothing => return None,
            }
        }
    }

    pub(super) async fn write_spent_in_advance(&mut self, up: Duration) {
        // One check may cost a second request.
        let used_up = !self.planner.unkept(IN_ADVANCE - 2).is_empty();
        if self.spent_until.is_none_or(|until| until <= up) || used_up {
            self.keep_spent_anew().await;
        }
    }

    /// Keeps what was sent by the calendar as it is now, and a little in advance.
    pub(super) async fn keep_spent_anew(&mut self) {
        self.spent_until = Some(self.now().up + FOR);
        self.keep_spent(IN_ADVANCE).await;
    }

    /// Keeps what was sent, and what is about to be.
    pub(super) async fn keep_spent(&mut self, about_to: u32) {
        let now = self.now();
        let until = SignedDuration::try_from(FOR)
            .ok()
            .and_then(|wait| now.wall.checked_add(wait).ok())
            .unwrap_or(now.wall);
        let mut spent = Vec::new();
        for account in &self.accounts {
            let id = account.record.id.clone();
            let ages = self.planner.sent(&id, now.up);
            self.planner.kept(&id);
            spent.push((id, to_keep(now.wall, &ages, about_to, until)));
        }
        let stored = self
            .history
            .call(move |history| history.keep_spent(&spent))
            .await;
        if !matches!(stored, Ok(Ok(()))) {
            tracing::warn!("what was sent was not kept");
        }
    }
}
