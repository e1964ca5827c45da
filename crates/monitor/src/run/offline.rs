//! What is known beside an answer: see [`crate::network`].

use std::collections::BTreeSet;

use domain::FailureKind;

use super::Loop;
use crate::network::{Evidence, is_here};
use crate::planner::BotKey;

impl Loop {
    pub(super) fn evidence(&self, bot: &BotKey) -> Evidence {
        let host = self
            .accounts
            .iter()
            .find(|account| account.record.id == bot.account)
            .map(|account| account.record.host.as_str())
            .unwrap_or_default();
        let answered_before = self
            .board
            .iter()
            .any(|(key, row)| key.account == bot.account && row.last_success.is_some());
        Evidence {
            network: self.carried.things().network,
            host_is_here: is_here(host),
            answered_before,
            several_hosts_fail: self.several_hosts_fail(bot),
        }
    }

    /// All other accounts cannot reach their hosts either, and one of these is another host.
    fn several_hosts_fail(&self, bot: &BotKey) -> bool {
        let cannot_reach = |kind| matches!(kind, FailureKind::Unreachable | FailureKind::Offline);
        let all_fail = self
            .accounts
            .iter()
            .filter(|account| account.source.is_some() && account.record.id != bot.account)
            .all(|account| {
                let failure = account.failure.as_ref();
                failure.is_some_and(|failure| cannot_reach(failure.kind))
            });
        let hosts: BTreeSet<_> = self
            .accounts
            .iter()
            .filter(|account| account.source.is_some())
            .map(|account| &account.record.host)
            .collect();
        all_fail && hosts.len() > 1
    }
}
