//! Times in which no bot could be watched, since the app as a whole did not check.

use domain::{AccountId, Unwatched};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use crate::absence::{Reason, Run, reason, run};
use crate::account;
use crate::coverage::lasts;
use crate::history::Reader;
use crate::problem::Problem;
use crate::values::Ms;
use crate::watched::Gap;

/// A restart, and a short sleep, take less: each bot's own history has those.
const SHORTEST: SignedDuration = SignedDuration::from_mins(15);
/// Reasons that follow each other are one gap, also where it began so long before.
const BEFORE: SignedDuration = SignedDuration::from_hours(24 * 30);

impl Reader {
    /// The times that ended after `from` and not after `to` in which nothing was checked for a
    /// quarter of an hour or more, newest first: nothing of this account, or nothing at all.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn away(
        &self,
        account: Option<&AccountId>,
        from: Timestamp,
        to: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<Gap>, Problem> {
        self.read_as_one(|conn| {
            let nr = match account {
                Some(account) => account::nr(conn, account)?,
                None => None,
            };
            let long_before = from.checked_sub(BEFORE).unwrap_or(Timestamp::MIN);
            let runs = runs(conn, long_before, to)?;
            let reasons = reasons(conn, nr, long_before, to)?;
            let mut gaps = together(&runs, reasons, now);
            gaps.retain(|gap| from < gap.to && gap.to <= to);
            gaps.reverse();
            Ok(gaps)
        })
    }
}

/// The runs of the app from the last one that began before `from` to the first one after `to`,
/// oldest first: one after it tells when a gap ends that lasts beyond it.
fn runs(conn: &Connection, from: Timestamp, to: Timestamp) -> rusqlite::Result<Vec<Run>> {
    conn.prepare_cached(
        "SELECT since, until FROM run
         WHERE since >= ifnull((SELECT max(since) FROM run WHERE since <= ?1), ?1)
           AND since <= ifnull((SELECT min(since) FROM run WHERE since > ?2), ?2)
         ORDER BY since",
    )?
    .query_map((Ms(from), Ms(to)), run)?
    .collect()
}

fn reasons(
    conn: &Connection,
    account: Option<i64>,
    from: Timestamp,
    to: Timestamp,
) -> rusqlite::Result<Vec<Reason>> {
    conn.prepare_cached(
        "SELECT since, until, why FROM absence
         WHERE bot IS NULL AND (account IS NULL OR account = ?1) AND until >= ?2 AND since <= ?3",
    )?
    .query_map((account, Ms(from), Ms(to)), reason)?
    .collect()
}

/// What touches becomes one gap, oldest first. Between two runs the app was closed; what lasted a
/// moment ago still lasts.
fn together(runs: &[Run], mut reasons: Vec<Reason>, now: Timestamp) -> Vec<Gap> {
    let mut ended: Option<Timestamp> = None;
    for (since, until) in runs {
        if let Some(ended) = ended.filter(|ended| ended < since) {
            reasons.push((ended, *since, Unwatched::Closed));
        }
        ended = ended.max(Some(*until));
    }
    for (_, until, _) in &mut reasons {
        lasts(until, now);
    }
    reasons.sort_unstable();
    let mut gaps: Vec<Gap> = Vec::new();
    for (from, to, why) in reasons {
        match gaps.last_mut() {
            Some(gap) if from <= gap.to => {
                gap.to = to.max(gap.to);
                if !gap.why.contains(&why) {
                    gap.why.push(why);
                }
            }
            _ => gaps.push(Gap {
                from,
                to,
                why: vec![why],
            }),
        }
    }
    gaps.retain(|gap| gap.to.duration_since(gap.from) >= SHORTEST);
    gaps
}

#[cfg(test)]
mod tests {
    use Unwatched::{Asleep, Closed, Offline};

    use super::*;
    use crate::{Absence, AccountRecord, History};

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + minute * 60).unwrap()
    }

    fn gap(from: i64, to: i64, why: &[Unwatched]) -> Gap {
        Gap {
            from: at(from),
            to: at(to),
            why: why.to_vec(),
        }
    }

    #[test]
    fn what_touches_is_one_gap_and_a_restart_is_none() {
        let runs = [(at(0), at(60)), (at(70), at(100)), (at(200), at(300))];
        let reasons = vec![
            (at(90), at(100), Offline),
            (at(200), at(220), Asleep),
            (at(250), at(299), Offline),
        ];
        assert_eq!(
            together(&runs, reasons, at(300)),
            [
                gap(90, 220, &[Offline, Closed, Asleep]),
                gap(250, 300, &[Offline])
            ]
        );
        assert_eq!(together(&[], Vec::new(), at(0)), []);
        // A run within another, as a clock that was set back leaves it.
        let odd = [(at(0), at(500)), (at(100), at(200)), (at(600), at(700))];
        assert_eq!(
            together(&odd, Vec::new(), at(9_000)),
            [gap(500, 600, &[Closed])]
        );
    }

    #[test]
    fn gaps_end_within_what_was_asked_for_and_an_accounts_own_count_for_it_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("history.sqlite3");
        let mut history = History::open(&file, at(0)).unwrap().history;
        let id = AccountId::new("a");
        let client = domain::ClientId::new("cs-1");
        let record = AccountRecord::new(id.clone(), "https://platform.kore.ai", client, at(0));
        history.add_account(&record).unwrap();
        let refused = Absence {
            account: Some(id.clone()),
            why: Unwatched::Refused,
            since: at(20),
        };
        history.note_absences(at(0), &[], at(10)).unwrap();
        history.note_absences(at(0), &[refused], at(60)).unwrap();
        let offline = Absence {
            account: None,
            why: Offline,
            since: at(90),
        };
        history.note_absences(at(0), &[offline], at(100)).unwrap();
        history.note_absences(at(200), &[], at(300)).unwrap();
        history.note_absences(at(60_000), &[], at(60_100)).unwrap();
        let away = |account: Option<&AccountId>, from: i64, to: i64| {
            history.away(account, at(from), at(to), at(60_100)).unwrap()
        };
        let (night, long) = (
            gap(90, 200, &[Offline, Closed]),
            gap(300, 60_000, &[Closed]),
        );
        let own = gap(20, 60, &[Unwatched::Refused]);
        assert_eq!(away(None, 0, 60_100), [long.clone(), night.clone()]);
        assert_eq!(
            away(Some(&id), 0, 60_100),
            [long.clone(), night.clone(), own]
        );
        assert_eq!(away(None, 0, 150), [], "it is on the page of its end");
        assert_eq!(away(None, 199, 200), std::slice::from_ref(&night));
        assert_eq!(away(None, 200, 300), []);
        assert_eq!(away(None, 59_999, 60_000), [long]);
    }
}
