//! What the loop does when a person says something about an account or a bot.

use domain::{AccountId, Colour};
use history::{AccountRecord, BoardRow, BotChange};

use super::Loop;
use crate::account::Account;
use crate::planner::BotKey;
use crate::view::{KeychainProblem, SecretPlace};

impl Loop {
    pub(super) fn account_changed(&mut self, id: &AccountId, name: String, colour: Colour) {
        if let Some(account) = self.account_mut(id) {
            account.record.name = name;
            account.record.colour = colour;
            self.untold.accounts = true;
        }
    }

    pub(super) fn set_up(&mut self, records: Vec<AccountRecord>, rows: Vec<BoardRow>) {
        let now = self.now().wall;
        for record in records {
            self.planner.add_account(record.id.clone());
            self.accounts.push(Account::new(record, now));
        }
        // Names and groups that were empty may be filled by now.
        for row in &rows {
            let key = BotKey {
                account: row.account.clone(),
                bot: row.bot.clone(),
            };
            if let Some(known) = self.board.get_mut(&key) {
                let change = BotChange {
                    name: Some(row.name.clone()),
                    group: Some(row.group.clone()),
                    ..BotChange::default()
                };
                change.apply(known);
            }
        }
        self.add_rows(rows);
        self.untold.resync = true;
    }

    /// What was learned of the old host and what came over it counts no longer; what is known of
    /// the bots stays.
    pub(super) fn host_changed(&mut self, id: &AccountId, host: String) {
        let Some(account) = self.account_mut(id) else {
            return;
        };
        account.record.host = host;
        account.record.path_form.clear();
        account.record.claims_form.clear();
        let place = account.secret;
        let secret = account.signs_with.clone();
        self.disconnect(id);
        // Where the password store is still being read, it connects by itself.
        if let Some(secret) = secret {
            self.connect(id, secret, place);
        }
        self.mark_account(id);
    }

    pub(super) fn signed_out(&mut self, id: &AccountId, keychain: Option<KeychainProblem>) {
        let Some(account) = self.account_mut(id) else {
            return;
        };
        account.record.signed_out = true;
        account.record.secret_in_keychain = false;
        account.record.awaits_secret = false;
        self.disconnect(id);
        self.secret_is(id, SecretPlace::SignedOut);
        if let Some(account) = self.account_mut(id) {
            account.keychain = keychain;
        }
    }

    pub(super) fn bot_changed(&mut self, key: BotKey, change: BotChange) {
        let now = self.now();
        let Some(row) = self.board.get_mut(&key) else {
            return;
        };
        let was_archived = row.archived_at.is_some();
        change.apply(row);
        match (was_archived, row.archived_at.is_some()) {
            (false, true) => self.planner.remove_bot(&key),
            (true, false) => {
                let back = self.memory.newcomer(row, now.wall);
                self.planner.add_bots(&[back], now.up);
            }
            _ => {}
        }
        self.untold.accounts = true;
        self.untold.bots.insert(key);
    }

    /// No answer that is under way counts any more, and nothing is sent until a new connection.
    fn disconnect(&mut self, id: &AccountId) {
        if let Some(account) = self.account_mut(id) {
            account.connection += 1;
            account.source = None;
            account.failure = None;
            account.signs_with = None;
        }
        self.planner.stop(id);
    }

    fn account_mut(&mut self, id: &AccountId) -> Option<&mut Account> {
        self.accounts
            .iter_mut()
            .find(|account| account.record.id == *id)
    }
}
