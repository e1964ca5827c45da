//! What the loop tells for diagnostics.

use std::collections::BTreeMap;

use domain::FailureKind;
use kore_api::{ClaimsForm, PathForm};

use super::Loop;
use crate::account::Account;
use crate::budget::ALLOWED_HOUR;
use crate::diagnostics::{AccountFacts, LoopFacts, region_of};
use crate::ports::Now;

impl Loop {
    pub(super) fn diagnostics(&self) -> LoopFacts {
        let now = self.now();
        let facts = |account| self.account_facts(account, now);
        let accounts = self.accounts.iter().map(facts).collect();
        let things = self.carried.things();
        LoopFacts {
            up: now.up,
            restarts: things.health.restarts,
            lost_checks: things.health.lost_checks,
            paused: self.paused_until.is_some(),
            network: things.network,
            notices: self.notices.clone(),
            accounts,
        }
    }

    fn account_facts(&self, account: &Account, now: Now) -> AccountFacts {
        let record = &account.record;
        let rows = || {
            let own = self
                .board
                .iter()
                .filter(|(key, _)| key.account == record.id);
            own.map(|(_, row)| row)
        };
        let active = || rows().filter(|row| row.archived_at.is_none());
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mut failing: BTreeMap<&'static str, (FailureKind, u32)> = BTreeMap::new();
        for failure in active().filter_map(|row| row.failure.as_ref()) {
            let sum = failing.entry(failure.kind.as_word());
            sum.or_insert((failure.kind, 0)).1 += 1;
        }
        let fared = self.carried.things().health.of(&record.id);
        let (minute, hour) = self.planner.used(&record.id, now.up);
        AccountFacts {
            region: region_of(&record.host),
            secret: account.secret,
            keychain: account.keychain,
            algorithm: record.algorithm,
            claims: ClaimsForm::from_word(&record.claims_form),
            path: PathForm::from_word(&record.path_form),
            bots: (
                count(active().count()),
                count(rows().count() - active().count()),
            ),
            never_checked: count(active().filter(|row| row.last_success.is_none()).count()),
            failure: account
                .failure
                .as_ref()
                .map(|failure| (failure.kind, failure.since)),
            failing_bots: failing.into_values().collect(),
            requests: (minute, hour, ALLOWED_HOUR),
            checks: fared.checks,
            took: fared.median_and_longest(),
            failures: fared.failures.into_iter().collect(),
        }
    }
}
