//! What the loop does when the computer slept, the calendar was set, or the network changed.

use std::time::Duration;

use domain::Unwatched;

use super::Loop;
use crate::clocks::{Between, between};
use crate::network::Network;

impl Loop {
    /// Compares the clocks with the last look; `alarm` is when the loop had wanted to wake.
    pub(super) async fn look_at_clocks(&mut self, alarm: Duration) {
        let now = self.now();
        let before = std::mem::replace(&mut self.seen, now);
        let late_by = now.up.saturating_sub(alarm);
        match between(before, now, late_by) {
            Between::Nothing => return,
            Between::Slept { uncounted } => {
                tracing::info!("the computer slept, or its clock was set forward");
                self.was_absent(Unwatched::Asleep, before.wall).await;
                self.planner.slept(uncounted);
            }
            Between::SetBack => tracing::info!("the computer's clock was set back"),
        }
        // What was sent is kept by the calendar: a kill from here on must not make it look old.
        self.keep_spent_anew().await;
        self.connect_anew();
        self.look_again();
    }

    /// The system says how its network is.
    pub(super) fn network_is(&mut self, network: Network) {
        let before = std::mem::replace(&mut self.carried.things().network, network);
        tracing::info!(?network, "the network changed");
        if network == Network::Offline {
            // One check for each account shows what that means for it.
            if before != Network::Offline {
                self.probe_each();
            }
        } else {
            self.connect_anew();
            self.look_again();
        }
    }

    fn probe_each(&mut self) {
        let up = self.now().up;
        let mut first: std::collections::BTreeMap<_, _> = std::collections::BTreeMap::new();
        for key in self.board.keys() {
            first
                .entry(key.account.clone())
                .or_insert_with(|| key.clone());
        }
        for key in first.into_values() {
            self.planner.hurry(&key, up);
        }
    }

    /// Connections that lay idle over a sleep or over a change of network are dead without
    /// knowing it. What is on its way over one no longer counts, and is asked again.
    fn connect_anew(&mut self) {
        let secrets = self.carried.things().secrets.clone();
        for account in &mut self.accounts {
            let Some((secret, _)) = secrets.get(&account.record.id) else {
                continue;
            };
            if account.source.is_none() {
                continue;
            }
            if let Ok(source) = self.ports.platform.connect(&account.record, secret.clone()) {
                account.source = Some(source);
                account.connection += 1;
            }
        }
    }
}
