//! A loop that starts, perhaps after another one that stopped by a mistake.

use std::time::Duration;

use domain::{AccountId, ClientSecret};

use super::Loop;
use crate::planner::BotKey;
use crate::view::{Notice, SecretPlace};

impl Loop {
    /// Answers questions only for a while, before it checks anything.
    pub fn resting(mut self, wait: Duration) -> Self {
        self.rests_until = Some(self.now().up + wait);
        self.set_notice(Notice::CheckingStopped, true);
        self
    }

    /// Whether it still rests, and until when.
    pub(super) fn rest(&mut self) -> Option<Duration> {
        let until = self.rests_until?;
        if self.now().up < until {
            return Some(until);
        }
        self.rests_until = None;
        self.set_notice(Notice::CheckingStopped, false);
        self.ports.outlet.checking(true);
        // Told once more: while nothing was checked, the tray showed that.
        self.summary = None;
        None
    }

    /// Takes up what the loop before it left, and reads the secrets that are not there.
    pub(super) fn take_up(&mut self) {
        let (secrets, watched, visible) = {
            let things = self.carried.things();
            let (secrets, watched) = (things.secrets.clone(), things.watched.clone());
            (secrets, watched, things.visible.clone())
        };
        let accounts: Vec<_> = self
            .accounts
            .iter()
            .map(|account| (account.record.id.clone(), account.secret))
            .collect();
        for (id, place) in accounts {
            match secrets.get(&id) {
                Some((secret, place)) => self.connect(&id, secret.clone(), *place),
                None if place == SecretPlace::Opening => self.read_secret(id),
                None => {}
            }
        }
        for bot in watched {
            self.planner.watch(&bot, self.now().up);
        }
        self.planner.visible(&visible);
        self.untold.resync = true;
    }

    pub(super) fn carry_secret(&self, id: &AccountId, secret: &ClientSecret, place: SecretPlace) {
        let secret = (secret.clone(), place);
        self.carried.things().secrets.insert(id.clone(), secret);
    }

    pub(super) fn carry_no_secret(&self, id: &AccountId) {
        self.carried.things().secrets.remove(id);
    }

    pub(super) fn looking_at(&mut self, bots: Vec<BotKey>) {
        self.planner.visible(&bots);
        self.carried.things().visible = bots;
    }
}

impl Drop for Loop {
    /// What it began ends with it, however it ends.
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
