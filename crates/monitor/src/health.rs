//! How checking fared since the app was started, in numbers alone: for diagnostics.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use domain::{AccountId, FailureKind};
use jiff::Timestamp;

/// Of so many checks it is remembered how long they took.
const TIMES: usize = 200;
/// So many failures are remembered.
const FAILURES: usize = 10;

/// Of all accounts. It outlives a loop that stopped.
#[derive(Debug, Default)]
pub(crate) struct Health {
    /// The loop, or work beside it, was started again so often.
    pub restarts: u32,
    /// So many checks did not end.
    pub lost_checks: u32,
    accounts: BTreeMap<AccountId, Fared>,
}

/// Of one account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fared {
    /// Checks that came back.
    pub checks: u64,
    /// Checks that brought nothing, newest last.
    pub failures: VecDeque<(FailureKind, Timestamp)>,
    took: VecDeque<Duration>,
}

impl Health {
    pub fn came_back(&mut self, account: &AccountId, took: Duration) {
        let fared = self.accounts.entry(account.clone()).or_default();
        fared.checks += 1;
        keep(&mut fared.took, took, TIMES);
    }

    pub fn failed(&mut self, account: &AccountId, kind: FailureKind, at: Timestamp) {
        let fared = self.accounts.entry(account.clone()).or_default();
        keep(&mut fared.failures, (kind, at), FAILURES);
    }

    pub fn of(&self, account: &AccountId) -> Fared {
        self.accounts.get(account).cloned().unwrap_or_default()
    }
}

impl Fared {
    /// How long a check usually takes, and how long one took at most.
    pub fn median_and_longest(&self) -> Option<(Duration, Duration)> {
        let mut took: Vec<Duration> = self.took.iter().copied().collect();
        took.sort_unstable();
        Some((*took.get(took.len() / 2)?, *took.last()?))
    }
}

fn keep<T>(list: &mut VecDeque<T>, one: T, most: usize) {
    if list.len() == most {
        list.pop_front();
    }
    list.push_back(one);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_are_remembered_and_one_slow_check_does_not_hide_what_is_usual() {
        let (mut health, id) = (Health::default(), AccountId::new("a"));
        for ms in 0..1_000 {
            health.came_back(&id, Duration::from_millis(ms));
            health.failed(&id, FailureKind::Server, Timestamp::UNIX_EPOCH);
        }
        health.came_back(&id, Duration::from_secs(30));
        let fared = health.of(&id);
        assert_eq!((fared.checks, fared.failures.len()), (1_001, FAILURES));
        let (median, longest) = fared.median_and_longest().unwrap();
        assert_eq!(median, Duration::from_millis(901));
        assert_eq!(longest, Duration::from_secs(30));
        assert_eq!(health.of(&AccountId::new("b")).median_and_longest(), None);
    }
}
