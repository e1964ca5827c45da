//! What the loop does with what a person asks and changes.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::AccountId;
use history::BoardRow;

use super::Loop;
use crate::account::Account;
use crate::planner::BotKey;
use crate::view::{CheckReply, SecretPlace};
use crate::wake::{Ask, Change, What};

impl Loop {
    pub(super) async fn asked(&mut self, ask: Ask) {
        let up = self.now().up;
        match ask {
            Ask::Snapshot(answer) => {
                let _ = answer.send(self.snapshot());
            }
            Ask::Bot(bot, answer) => {
                let _ = answer.send(self.row(&bot, self.now()));
            }
            Ask::Check(bot, answer) => {
                self.looks_again(&bot.account);
                let left_hour = self.left_hour([&bot.account], up);
                let planned = self.has_connection(&bot.account) && self.planner.ask(&bot, up);
                if planned {
                    self.mark_account(&bot.account);
                }
                let _ = answer.send(CheckReply {
                    planned: u32::from(planned),
                    left_out: u32::from(!planned),
                    left_hour,
                });
            }
            Ask::CheckAll(answer) => {
                let _ = answer.send(self.check_all(up));
            }
            Ask::Watch(bot, answer) => {
                let _ = answer.send(self.watch(&bot));
            }
            Ask::Unwatch(bot) => self.unwatch(&bot),
            Ask::LookingAt(bots) => self.looking_at(bots),
            Ask::Diagnostics(answer) => {
                let _ = answer.send(self.diagnostics());
            }
            Ask::RetryKeychain(id) => self.try_keychain(id),
            Ask::Lend(id, answer) => {
                let _ = answer.send(self.lend(&id));
            }
            Ask::Leave(bot, share, answer) => {
                let _ = answer.send(self.leave(&bot, share).await);
            }
        }
    }

    pub(super) fn check_all(&mut self, up: Duration) -> CheckReply {
        let accounts: BTreeSet<_> = self.board.keys().map(|key| &key.account).collect();
        let mut reply = CheckReply {
            planned: 0,
            left_out: 0,
            left_hour: self.left_hour(accounts, up),
        };
        // Where the allowance is not enough for all, those that wait longest come first.
        let mut keys: Vec<_> = self
            .board
            .iter()
            .filter(|(_, row)| row.archived_at.is_none())
            .map(|(key, row)| (row.last_success, key))
            .collect();
        keys.sort();
        let keys: Vec<_> = keys.into_iter().map(|(_, key)| key.clone()).collect();
        let ids: Vec<_> = self.accounts.iter().map(|a| a.record.id.clone()).collect();
        for id in &ids {
            self.looks_again(id);
        }
        let mut probed = BTreeSet::new();
        for key in keys {
            if !self.has_connection(&key.account) {
                reply.left_out += 1;
                continue;
            }
            // One bot shows whether an account works again; the others follow it at once.
            let follows = self.planner.is_probing(&key.account) && probed.contains(&key.account);
            if follows {
                self.planner.hurry(&key, up);
            }
            if follows || self.planner.ask(&key, up) {
                reply.planned += 1;
                probed.insert(key.account.clone());
                self.untold.bots.insert(key);
            } else {
                reply.left_out += 1;
            }
        }
        reply
    }

    pub(super) fn has_connection(&self, account: &AccountId) -> bool {
        self.accounts
            .iter()
            .any(|a| a.record.id == *account && a.source.is_some())
    }

    pub(super) fn changed(&mut self, change: Change) {
        match change.what {
            What::AccountAdded {
                record,
                secret,
                rows,
            } => {
                let id = record.id.clone();
                let place = if record.secret_in_keychain {
                    SecretPlace::Keychain
                } else {
                    SecretPlace::Memory
                };
                self.planner.add_account(id.clone());
                let now = self.now().wall;
                self.accounts.push(Account::new(record, now));
                self.hold_pause();
                self.add_rows(rows);
                self.connect(&id, secret, place);
                self.untold.resync = true;
            }
            What::AccountRemoved(id) => {
                self.planner.remove_account(&id);
                self.carry_no_secret(&id);
                self.accounts.retain(|account| account.record.id != id);
                self.board.retain(|key, _| key.account != id);
                self.untold.resync = true;
            }
            What::SecretGiven {
                account,
                secret,
                in_keychain,
            } => {
                if let Some(known) = self.accounts.iter_mut().find(|a| a.record.id == account) {
                    known.record.secret_in_keychain = in_keychain;
                    known.record.signed_out = false;
                    known.record.awaits_secret = false;
                }
                let place = if in_keychain {
                    SecretPlace::Keychain
                } else {
                    SecretPlace::Memory
                };
                self.connect(&account, secret, place);
            }
            What::BotsAdded(rows) => {
                self.add_rows(rows);
                self.untold.resync = true;
            }
            What::Paused(until) => self.set_pause(until),
            What::AccountChanged {
                account,
                name,
                colour,
            } => self.account_changed(&account, name, colour),
            What::HostChanged { account, host } => self.host_changed(&account, host),
            What::SignedOut { account, keychain } => self.signed_out(&account, keychain),
            What::SetUp(records, rows) => self.set_up(records, rows),
            What::BotChanged(key, change) => self.bot_changed(key, change),
            What::PeopleNamed => self.untold.resync = true,
            What::Network => self.use_other_network(),
            What::BotRemoved(account, bot) => {
                let key = BotKey { account, bot };
                self.planner.remove_bot(&key);
                self.board.remove(&key);
                self.stuck_times.remove(&key);
                self.untold.resync = true;
                self.untold.accounts = true;
            }
        }
        self.count_bots();
        let _ = change.known.send(());
    }

    pub(super) fn add_rows(&mut self, rows: Vec<BoardRow>) {
        let now = self.now();
        // An account may have been removed while its bots were being written.
        let known: BTreeSet<_> = self.accounts.iter().map(|a| &a.record.id).collect();
        let rows: Vec<_> = rows
            .into_iter()
            .filter(|row| known.contains(&row.account))
            .collect();
        let newcomers: Vec<_> = rows
            .iter()
            .filter(|row| row.archived_at.is_none())
            .map(|row| self.memory.newcomer(row, now.wall))
            .collect();
        self.planner.add_bots(&newcomers, now.up);
        for row in rows {
            self.board
                .entry(key_of(&row))
                .and_modify(|known| known.archived_at = row.archived_at)
                .or_insert(row);
        }
        self.count_bots();
    }

    pub(super) fn count_bots(&mut self) {
        let mut counts: BTreeMap<&AccountId, u32> = BTreeMap::new();
        for (key, row) in &self.board {
            if row.archived_at.is_none() {
                *counts.entry(&key.account).or_default() += 1;
            }
        }
        for account in &mut self.accounts {
            account.bots = counts.get(&account.record.id).copied().unwrap_or_default();
        }
    }
}

fn key_of(row: &BoardRow) -> BotKey {
    BotKey {
        account: row.account.clone(),
        bot: row.bot.clone(),
    }
}
