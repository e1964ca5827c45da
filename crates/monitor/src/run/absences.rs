//! Writes down why bots are not watched, once a minute and whenever it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::{AccountId, Class, FailureKind, Unwatched};
use history::Absence;
use jiff::Timestamp;

use super::Loop;
use crate::ports::Now;

/// A kill loses no more than this.
const NOTE_EVERY: Duration = Duration::from_mins(1);

/// `None`: all accounts.
type Reason = (Option<AccountId>, Unwatched);

/// What was written down so far.
#[derive(Debug, Default)]
pub(super) struct Absences {
    running_since: Option<Timestamp>,
    lasting: BTreeMap<Reason, Timestamp>,
    noted_at: Option<Duration>,
}

impl Absences {
    /// What is to be written down now, if anything: what lasts, and once more what just ended.
    fn note(&mut self, holds: &BTreeSet<Reason>, now: Now) -> Option<(Timestamp, Vec<Absence>)> {
        let changed = !self.lasting.keys().eq(holds.iter());
        let due = self
            .noted_at
            .is_none_or(|noted| now.up.saturating_sub(noted) >= NOTE_EVERY);
        if !changed && !due {
            return None;
        }
        // A clock that was set back begins anew: nothing can have lasted since the future.
        let running_since = self.running_since.filter(|since| *since <= now.wall);
        let running_since = *self.running_since.insert(running_since.unwrap_or(now.wall));
        for reason in holds {
            let since = self.lasting.entry(reason.clone()).or_insert(now.wall);
            *since = (*since).min(now.wall);
        }
        let lasting = self
            .lasting
            .iter()
            .map(|((account, why), since)| Absence {
                account: account.clone(),
                why: *why,
                since: *since,
            })
            .collect();
        self.lasting.retain(|reason, _| holds.contains(reason));
        self.noted_at = Some(now.up);
        Some((running_since, lasting))
    }
}

/// What a failure of an account means for the watching of its bots.
fn reason_of(kind: FailureKind) -> Unwatched {
    match (kind, kind.class()) {
        (FailureKind::Offline, _) => Unwatched::Offline,
        (_, Class::AskPerson | Class::SlowDown) => Unwatched::Refused,
        (_, Class::TryLater | Class::GiveUp) => Unwatched::Failing,
    }
}

impl Loop {
    pub(super) async fn keep_absences(&mut self) {
        let now = self.now();
        let holds = self.reasons(now);
        if let Some((running_since, lasting)) = self.absences.note(&holds, now) {
            self.write_absences(running_since, lasting, now.wall).await;
        }
    }

    /// The app closes: the last moment in which it ran.
    pub(super) async fn note_end(&mut self) {
        self.absences.noted_at = None;
        self.keep_absences().await;
    }

    /// Nobody watched from then until now.
    pub(super) async fn was_absent(&mut self, why: Unwatched, since: Timestamp) {
        let now = self.now().wall;
        let running_since = self.absences.running_since.unwrap_or(now).min(now);
        let absence = Absence {
            account: None,
            why,
            since: since.min(now),
        };
        self.write_absences(running_since, vec![absence], now).await;
    }

    async fn write_absences(
        &mut self,
        running_since: Timestamp,
        lasting: Vec<Absence>,
        now: Timestamp,
    ) {
        let written = self
            .history
            .call(move |history| history.note_absences(running_since, &lasting, now))
            .await;
        if !matches!(written, Ok(Ok(()))) {
            tracing::warn!("why bots are not watched was not kept");
        }
    }

    fn reasons(&self, now: Now) -> BTreeSet<Reason> {
        self.accounts
            .iter()
            .flat_map(|account| {
                let id = &account.record.id;
                let paused = self
                    .planner
                    .is_paused(id, now.up)
                    .then_some(Unwatched::Paused);
                let failing = account
                    .failure
                    .as_ref()
                    .map(|failure| reason_of(failure.kind));
                let closed = account.source.is_none().then_some(Unwatched::Refused);
                [paused, failing, closed]
                    .into_iter()
                    .flatten()
                    .map(|why| (Some(id.clone()), why))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(second: u64) -> Now {
        Now {
            wall: Timestamp::from_second(1_700_000_000 + i64::try_from(second).unwrap()).unwrap(),
            up: Duration::from_secs(second),
        }
    }

    fn offline() -> BTreeSet<Reason> {
        BTreeSet::from([(Some(AccountId::new("a")), Unwatched::Offline)])
    }

    #[test]
    fn it_is_said_at_once_then_once_a_minute_and_once_more_at_its_end() {
        let mut absences = Absences::default();
        let mut said = Vec::new();
        for second in 0..200 {
            let holds = if (10..150).contains(&second) {
                offline()
            } else {
                BTreeSet::new()
            };
            if let Some((_, lasting)) = absences.note(&holds, now(second)) {
                said.push((second, lasting.first().map(|one| one.since)));
            }
        }
        let since = Some(now(10).wall);
        assert_eq!(
            said,
            [
                (0, None),
                (10, since),
                (70, since),
                (130, since),
                (150, since)
            ]
        );
    }

    #[test]
    fn a_clock_that_was_set_back_begins_anew() {
        let mut absences = Absences::default();
        absences.note(&offline(), now(4_000)).unwrap();
        let earlier = Now {
            wall: now(400).wall,
            up: Duration::from_secs(4_100),
        };
        let (running_since, lasting) = absences.note(&offline(), earlier).unwrap();
        assert_eq!(
            (running_since, lasting[0].since),
            (earlier.wall, earlier.wall)
        );
    }
}
