//! Bots that a person follows or looks at.

use super::{Monitor, key};
use crate::view::{BotRef, BotRefs, Refusal};
use crate::wake::{Ask, Wake};

impl Monitor {
    /// Follows a bot until its publish is done: it is checked often, and its end is told once.
    ///
    /// # Errors
    /// When there is no such bot, or the loop does not run.
    pub async fn watch_bot(&self, bot: BotRef) -> Result<(), Refusal> {
        let key = key(&bot);
        if self.ask(|answer| Ask::Watch(key, answer)).await? {
            Ok(())
        } else {
            Err(Refusal::Gone)
        }
    }

    /// Follows a bot no longer.
    ///
    /// # Errors
    /// When the loop does not run.
    pub async fn unwatch_bot(&self, bot: BotRef) -> Result<(), Refusal> {
        self.say(Ask::Unwatch(key(&bot))).await
    }

    /// These bots are on the screen, and no others: after a sleep they come first.
    ///
    /// # Errors
    /// When the loop does not run.
    pub async fn looking_at(&self, bots: BotRefs) -> Result<(), Refusal> {
        let keys = bots.bots.iter().map(key).collect();
        self.say(Ask::LookingAt(keys)).await
    }

    async fn say(&self, ask: Ask) -> Result<(), Refusal> {
        self.keeps()?;
        self.wakes
            .send(Wake::Asked(ask))
            .await
            .map_err(|_| Refusal::Closing)
    }
}
