//! What is asked of the platform besides the checks: tests of a connection, lists of bots.

use domain::AccountId;
use kore_api::Habits;

use super::Loop;
use crate::budget::Share;
use crate::planner::{Besides, BotKey};
use crate::wake::{Leave, Lent};

impl Loop {
    pub(super) fn lend(&self, id: &AccountId) -> Option<Lent> {
        let account = self.accounts.iter().find(|a| a.record.id == *id)?;
        let own = || self.board.iter().filter(|(key, _)| key.account == *id);
        let bot = own()
            .filter(|(_, row)| row.archived_at.is_none())
            .max_by_key(|(_, row)| row.last_success)
            .map(|(key, _)| key.bot.clone());
        Some(Lent {
            record: account.record.clone(),
            secret: account.signs_with.clone(),
            source: account.source.clone(),
            bots: own().map(|(key, _)| key.bot.clone()).collect(),
            bot,
        })
    }

    /// Whether a request about this bot may be sent now. It is within the allowance, since it
    /// counts as sent before it is.
    pub(super) async fn leave(&mut self, bot: &BotKey, share: Share) -> Leave {
        let account = self.accounts.iter().find(|a| a.record.id == bot.account);
        let Some(account) = account.filter(|_| self.board.contains_key(bot)) else {
            return Leave::Gone;
        };
        let Some(source) = account.source.clone() else {
            return Leave::NoConnection;
        };
        let up = self.now().up;
        match self.planner.besides(&bot.account, up, share) {
            Besides::From(at) if up < at => Leave::Wait(at.saturating_sub(up)),
            Besides::From(_) => {
                self.write_spent_in_advance(up).await;
                self.planner.spend_besides(&bot.account, up);
                self.mark_account(&bot.account);
                Leave::Go(source)
            }
            Besides::Paused => Leave::Paused,
            Besides::Held => Leave::Held,
        }
    }

    /// Requests besides the checks count for the allowance too. Where the server let us in as the
    /// account stands, nothing holds its checks back any more.
    pub(super) async fn spent(&mut self, id: &AccountId, requests: u32, habits: Option<Habits>) {
        let up = self.now().up;
        self.planner.spent(id, up, requests);
        if let Some(habits) = habits {
            let account = self.accounts.iter().find(|a| a.record.id == *id);
            let Some(source) = account.and_then(|account| account.source.as_ref()) else {
                return;
            };
            source.learn(habits);
            self.planner.resume(id, up);
            self.keep_habits(id).await;
        }
        self.mark_account(id);
    }

    /// Over another network: what was held back for the old one says nothing about it.
    pub(super) fn use_other_network(&mut self) {
        let connected: Vec<_> = self
            .accounts
            .iter()
            .filter_map(|account| {
                let secret = account.signs_with.clone()?;
                Some((account.record.id.clone(), secret, account.secret))
            })
            .collect();
        for (id, secret, place) in connected {
            self.connect(&id, secret, place);
        }
        self.untold.resync = true;
    }
}
