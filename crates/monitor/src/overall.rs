//! How all bots together are: what the tray shows.

use domain::PublishState;
use history::JobRow;

/// All bots in four numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overall {
    /// Bots watched.
    pub bots: u32,
    /// Bots whose last publish failed, in whole or in part.
    pub failed: u32,
    /// Bots that cannot be checked.
    pub cannot_check: u32,
    /// Bots that are publishing or wait to.
    pub moving: u32,
}

/// The worst of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worst {
    /// Some publish failed.
    Failed,
    /// Some bot cannot be checked.
    CannotCheck,
    /// Some bot is publishing.
    Moving,
    /// Nothing needs a look.
    Calm,
}

impl Overall {
    /// Counts bots: each with its last publish, and whether it can be checked.
    pub fn of<'a>(bots: impl IntoIterator<Item = (Option<&'a JobRow>, bool)>) -> Self {
        let mut all = Self::default();
        for (job, can_check) in bots {
            all.bots += 1;
            if !can_check {
                all.cannot_check += 1;
            }
            let Some(job) = job else { continue };
            if job.state == PublishState::Failed || job.parts_failed > 0 {
                all.failed += 1;
            } else if job.state.is_moving() {
                all.moving += 1;
            }
        }
        all
    }

    /// The worst state wins.
    pub fn worst(self) -> Worst {
        if self.failed > 0 {
            Worst::Failed
        } else if self.cannot_check > 0 {
            Worst::CannotCheck
        } else if self.moving > 0 {
            Worst::Moving
        } else {
            Worst::Calm
        }
    }
}
