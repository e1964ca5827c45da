//! Checks that did not end: their task stopped by a mistake, or waits for ever.

use std::time::Duration;

use domain::FailureKind;
use tokio::sync::mpsc;

use super::Loop;
use crate::planner::BotKey;
use crate::wake::Wake;

/// No check takes as long: the client's own limits end it before.
pub(super) const LONGEST_CHECK: Duration = Duration::from_mins(3);

/// Tells of a lost check when it is dropped, unless it was disarmed: otherwise its bot would count
/// as being checked for ever.
pub(super) struct LostCheck(Option<(mpsc::Sender<Wake>, BotKey, u64)>);

impl LostCheck {
    pub fn new(wakes: mpsc::Sender<Wake>, bot: BotKey, connection: u64) -> Self {
        Self(Some((wakes, bot, connection)))
    }

    pub fn found(mut self) {
        self.0 = None;
    }
}

impl Drop for LostCheck {
    fn drop(&mut self) {
        if let Some((wakes, bot, connection)) = self.0.take()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            runtime.spawn(async move {
                let _ = wakes.send(Wake::Lost { bot, connection }).await;
            });
        }
    }
}

impl Loop {
    pub(super) async fn lost(&mut self, bot: BotKey, connection: u64) {
        let now = self.now();
        if !self.is_current(&bot, connection) {
            self.planner.dropped(&bot, now.up, 1);
            return;
        }
        self.carried.things().health.lost_checks += 1;
        tracing::error!("a check did not end");
        let detail = "The check did not end.".to_owned();
        self.missed(&bot, now, 1, (FailureKind::Unreachable, None), detail)
            .await;
        self.untold.bots.insert(bot);
    }
}
