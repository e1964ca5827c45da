//! When checks that do not succeed are worth telling: per account, never per bot.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::{AccountId, AlertKind, Class, FailureKind};

/// So many misses in a row, and it is told.
pub const MISSES: u32 = 3;

/// Checks that went out together fail together: that is one miss.
const APART: Duration = Duration::from_secs(10);

/// How the checks of each account go. Times are on the loop's clock.
#[derive(Debug, Default)]
pub struct Checks {
    accounts: BTreeMap<AccountId, Line>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Line {
    worked_at: Option<Duration>,
    missing: Option<Missing>,
}

#[derive(Clone, Copy, Debug)]
struct Missing {
    since: Duration,
    last: Duration,
    misses: u32,
}

impl Checks {
    /// The account answered.
    pub fn worked(&mut self, account: &AccountId, up: Duration) {
        let line = self.accounts.entry(account.clone()).or_default();
        line.worked_at = Some(up);
        line.missing = None;
    }

    /// The account did not answer. Says what that is by now, if it is worth telling.
    pub fn missed(
        &mut self,
        account: &AccountId,
        up: Duration,
        kind: FailureKind,
    ) -> Option<AlertKind> {
        let line = self.accounts.entry(account.clone()).or_default();
        let missing = line.missing.get_or_insert(Missing {
            since: up,
            last: up,
            misses: 1,
        });
        if up.saturating_sub(missing.last) >= APART {
            missing.misses += 1;
            missing.last = up;
        }
        let Missing { since, misses, .. } = *missing;
        match kind.class() {
            Class::AskPerson => Some(AlertKind::CannotCheck),
            // The server says itself when it answers again.
            Class::SlowDown => None,
            Class::TryLater | Class::GiveUp if misses < MISSES => None,
            Class::TryLater | Class::GiveUp => {
                let another_works = self
                    .accounts
                    .values()
                    .any(|line| line.worked_at.is_some_and(|at| at >= since));
                // Where nothing answers, it is this computer, not one account after the other.
                if is_of_the_network(kind) && !another_works {
                    Some(AlertKind::Unreachable)
                } else {
                    Some(AlertKind::CannotCheck)
                }
            }
        }
    }

    /// The account is gone, or begins anew.
    pub fn forget(&mut self, account: &AccountId) {
        self.accounts.remove(account);
    }
}

/// It may be the way there rather than the account.
fn is_of_the_network(kind: FailureKind) -> bool {
    matches!(
        kind,
        FailureKind::Unreachable
            | FailureKind::Offline
            | FailureKind::SignInPage
            | FailureKind::ProxySignIn
            | FailureKind::ProxyRefused
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn up(second: u64) -> Duration {
        Duration::from_secs(second)
    }

    fn account(id: &str) -> AccountId {
        AccountId::new(id)
    }

    #[test]
    fn three_misses_are_told_and_one_burst_is_one_miss() {
        let mut checks = Checks::default();
        let mut miss = |second| checks.missed(&account("a"), up(second), FailureKind::Server);
        assert_eq!(miss(0), None);
        assert_eq!(miss(1), None);
        assert_eq!(miss(2), None);
        assert_eq!(miss(30), None);
        assert_eq!(miss(90), Some(AlertKind::CannotCheck));
    }

    #[test]
    fn an_answer_in_between_begins_the_count_anew() {
        let mut checks = Checks::default();
        for second in [0, 30] {
            checks.missed(&account("a"), up(second), FailureKind::Server);
        }
        checks.worked(&account("a"), up(40));
        assert_eq!(
            checks.missed(&account("a"), up(60), FailureKind::Server),
            None
        );
    }

    #[test]
    fn what_only_a_person_can_mend_is_told_at_once() {
        let mut checks = Checks::default();
        let told = checks.missed(&account("a"), up(0), FailureKind::BadCredentials);
        assert_eq!(told, Some(AlertKind::CannotCheck));
    }

    #[test]
    fn where_nothing_answers_it_is_this_computer_and_where_another_does_the_account() {
        let mut checks = Checks::default();
        checks.worked(&account("b"), up(0));
        let mut told = Vec::new();
        for second in [10, 40, 80, 120] {
            told.push(checks.missed(&account("a"), up(second), FailureKind::Unreachable));
            if second == 80 {
                checks.worked(&account("b"), up(100));
            }
        }
        assert_eq!(told[..2], [None, None]);
        assert_eq!(told[2], Some(AlertKind::Unreachable));
        assert_eq!(told[3], Some(AlertKind::CannotCheck));
    }

    #[test]
    fn too_many_requests_are_no_alert() {
        let mut checks = Checks::default();
        for second in [0, 60, 120, 180] {
            let told = checks.missed(&account("a"), up(second), FailureKind::RateLimited);
            assert_eq!(told, None);
        }
    }
}
