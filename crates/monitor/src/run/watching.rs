//! Bots that are followed until their publish is done.

use std::time::Duration;

use domain::AccountId;

use super::Loop;
use crate::budget::ALLOWED_HOUR;
use crate::planner::BotKey;
use crate::room::more_bots;

impl Loop {
    /// Follows a bot until its publish is done; false: it is not known.
    pub(super) fn watch(&mut self, bot: &BotKey) -> bool {
        let known = self.planner.watch(bot, self.now().up);
        if known {
            self.carried.things().watched.insert(bot.clone());
        }
        self.untold.bots.insert(bot.clone());
        known
    }

    pub(super) fn unwatch(&mut self, bot: &BotKey) {
        self.planner.unwatch(bot);
        self.carried.things().watched.remove(bot);
        self.untold.bots.insert(bot.clone());
    }

    /// About so many more bots fit into each account.
    pub(super) fn more_bots(&self, account: &AccountId) -> u32 {
        let own = self.board.keys().filter(|key| key.account == *account);
        more_bots(own.count())
    }

    /// Requests that these accounts may still send within this hour.
    pub(super) fn left_hour<'a>(
        &self,
        accounts: impl IntoIterator<Item = &'a AccountId>,
        up: Duration,
    ) -> u32 {
        accounts
            .into_iter()
            .map(|account| ALLOWED_HOUR.saturating_sub(self.planner.used(account, up).1))
            .fold(0, u32::saturating_add)
    }
}
