//! A pause: nothing is sent until it is over. Lines of the board become outdated meanwhile as
//! they always do, and the history shows a gap.

use jiff::Timestamp;

use super::Loop;
use crate::show::millis;
use crate::view::Pause;

impl Loop {
    /// As an earlier run of the app was paused.
    pub fn paused_until(mut self, until: Option<Timestamp>) -> Self {
        self.paused_until = until;
        self.hold_pause();
        self
    }

    /// A pause begins, ends or has another end.
    pub(super) fn set_pause(&mut self, until: Option<Timestamp>) {
        self.paused_until = until;
        self.untold.pause = Some(self.pause_view());
        self.hold_pause();
        if until.is_none() {
            self.planner.unpause(None);
            // As after a sleep: what is late is checked, without a burst.
            self.look_again();
        }
    }

    /// Tells the planner of the pause, which it reckons on a clock that stands still while the
    /// computer sleeps; ends a pause that is over.
    pub(super) fn hold_pause(&mut self) {
        let Some(until) = self.paused_until else {
            return;
        };
        let now = self.now();
        if let Ok(left) = std::time::Duration::try_from(until.duration_since(now.wall))
            && !left.is_zero()
        {
            self.planner.pause(None, Some(now.up + left));
        } else {
            self.set_pause(None);
        }
    }

    pub(super) fn pause_view(&self) -> Pause {
        Pause {
            until: self.paused_until.map(millis),
        }
    }
}
