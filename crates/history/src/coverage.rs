//! Every moment of a bot's life has one answer: watched, or why not. Pure.

use domain::Unwatched;
use jiff::{SignedDuration, Timestamp};

use crate::absence::Reason;

/// A reason that was written down this lately still lasts: it is said once a minute.
const LASTING: SignedDuration = SignedDuration::from_mins(2);
/// A check comes a little later than planned: nobody calls that late.
const GRACE: SignedDuration = SignedDuration::from_secs(15);

/// A stretch in which a bot was watched: from one success to another, and the promise made last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Watched {
    pub since: Timestamp,
    pub until: Timestamp,
    pub every: SignedDuration,
}

/// A stretch of a bot's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// From here.
    pub since: Timestamp,
    /// To here, where the next one begins.
    pub until: Timestamp,
    /// Why it was not watched; `None`: it was.
    pub why: Option<Unwatched>,
}

/// What is known about a stretch of time.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub watched: Vec<Watched>,
    pub reasons: Vec<Reason>,
    pub runs: Vec<(Timestamp, Timestamp)>,
    /// Since when reasons are written down at all.
    pub first_run: Option<Timestamp>,
}

/// The order in which reasons count where several hold at once.
const ORDER: [Unwatched; 5] = [
    Unwatched::Asleep,
    Unwatched::Paused,
    Unwatched::Offline,
    Unwatched::Refused,
    Unwatched::Failing,
];

impl Known {
    /// Cuts a stretch of time into pieces, each with its answer; they touch, and none is missing.
    pub fn cut(mut self, from: Timestamp, to: Timestamp, now: Timestamp) -> Vec<Stretch> {
        for (_, until, _) in &mut self.reasons {
            lasts(until, now);
        }
        for (_, until) in &mut self.runs {
            lasts(until, now);
        }
        let mut edges: Vec<Timestamp> = vec![from, to];
        for watched in &self.watched {
            edges.extend([watched.since, watched.until, promised(*watched)]);
        }
        edges.extend(
            self.reasons
                .iter()
                .flat_map(|(since, until, _)| [*since, *until]),
        );
        edges.extend(self.runs.iter().flat_map(|(since, until)| [*since, *until]));
        edges.extend(self.first_run);
        edges.retain(|edge| (from..=to).contains(edge));
        edges.sort_unstable();
        edges.dedup();
        let mut pieces: Vec<Stretch> = Vec::new();
        for pair in edges.windows(2) {
            let (since, until) = (pair[0], pair[1]);
            let why = self.answer(since, until);
            match pieces.last_mut() {
                Some(last) if last.why == why => last.until = until,
                _ => pieces.push(Stretch { since, until, why }),
            }
        }
        pieces
    }

    /// The answer for a piece in which nothing begins or ends.
    fn answer(&self, since: Timestamp, until: Timestamp) -> Option<Unwatched> {
        let holds = |(from, to): (Timestamp, Timestamp)| from <= since && until <= to;
        if self.watched.iter().any(|one| holds((one.since, one.until))) {
            return None;
        }
        if self.first_run.is_none_or(|first| until <= first) {
            return Some(Unwatched::Untold);
        }
        if !self.runs.iter().any(|run| holds(*run)) {
            return Some(Unwatched::Closed);
        }
        let reason = ORDER.into_iter().find(|why| {
            self.reasons
                .iter()
                .any(|(from, to, one)| one == why && holds((*from, *to)))
        });
        if reason.is_some() {
            return reason;
        }
        let promised = |one: &Watched| holds((one.until, promised(*one)));
        if self.watched.iter().any(promised) {
            return None;
        }
        Some(Unwatched::Late)
    }
}

/// What was written down a moment ago lasts until now.
pub(crate) fn lasts(until: &mut Timestamp, now: Timestamp) {
    if *until + LASTING >= now {
        *until = now.max(*until);
    }
}

/// Until then the last success was as good as promised. Checks come up to a tenth later, so that
/// not all come at once.
fn promised(watched: Watched) -> Timestamp {
    let every = watched.every + watched.every / 10;
    watched
        .until
        .checked_add(every + GRACE)
        .unwrap_or(Timestamp::MAX)
}

/// The reasons of some pieces in the order in which they came, each once. A moment between two
/// others is not worth a word.
pub(crate) fn reasons(pieces: &[Stretch]) -> Vec<Unwatched> {
    let long = |piece: &&Stretch| piece.until.duration_since(piece.since) >= LASTING;
    let mut all: Vec<Unwatched> = Vec::new();
    let mut add = |why: Unwatched| {
        if !all.contains(&why) {
            all.push(why);
        }
    };
    pieces
        .iter()
        .filter(long)
        .filter_map(|piece| piece.why)
        .for_each(&mut add);
    if all.is_empty() {
        let longest = pieces
            .iter()
            .filter(|piece| piece.why.is_some())
            .max_by_key(|piece| piece.until.duration_since(piece.since));
        all.extend(longest.and_then(|piece| piece.why));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: SignedDuration = SignedDuration::from_mins(1);

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + minute * 60).unwrap()
    }

    fn watched(since: i64, until: i64) -> Watched {
        Watched {
            since: at(since),
            until: at(until),
            every: MINUTE,
        }
    }

    fn known() -> Known {
        Known {
            watched: vec![watched(0, 60), watched(600, 660)],
            runs: vec![(at(0), at(100)), (at(500), at(660))],
            first_run: Some(at(0)),
            reasons: vec![(at(61), at(90), Unwatched::Offline)],
        }
    }

    fn words(pieces: &[Stretch]) -> Vec<Option<Unwatched>> {
        pieces.iter().map(|piece| piece.why).collect()
    }

    #[test]
    fn each_moment_has_one_answer_and_none_is_missing() {
        let pieces = known().cut(at(0), at(660), at(10_000));
        assert_eq!(
            words(&pieces),
            [
                None,
                Some(Unwatched::Offline),
                Some(Unwatched::Late),
                Some(Unwatched::Closed),
                Some(Unwatched::Late),
                None
            ]
        );
        assert!(pieces.windows(2).all(|pair| pair[0].until == pair[1].since));
        assert_eq!((pieces[0].since, pieces[5].until), (at(0), at(660)));
    }

    #[test]
    fn a_sleep_counts_before_what_else_was_wrong_and_a_success_before_all() {
        let mut known = known();
        known.reasons.push((at(30), at(80), Unwatched::Asleep));
        let pieces = known.cut(at(0), at(90), at(10_000));
        assert_eq!(
            words(&pieces),
            [None, Some(Unwatched::Asleep), Some(Unwatched::Offline)]
        );
        assert_eq!(pieces[0].until, at(60));
    }

    #[test]
    fn what_was_said_a_minute_ago_still_lasts() {
        let mut known = known();
        known.runs = vec![(at(0), at(100))];
        known.reasons = vec![(at(61), at(99), Unwatched::Failing)];
        let pieces = known.cut(at(61), at(101), at(101));
        assert_eq!(words(&pieces), [Some(Unwatched::Failing)]);
    }

    #[test]
    fn before_anybody_wrote_it_down_nobody_knows_why() {
        let known = Known {
            watched: vec![watched(0, 10), watched(40, 50)],
            ..Known::default()
        };
        let pieces = known.cut(at(10), at(40), at(50));
        assert_eq!(words(&pieces), [Some(Unwatched::Untold)]);
    }

    #[test]
    fn a_moment_between_two_reasons_is_not_worth_a_word() {
        let mut known = known();
        known.reasons.push((at(90), at(99), Unwatched::Refused));
        let pieces = known.cut(at(60), at(100), at(10_000));
        assert_eq!(reasons(&pieces), [Unwatched::Offline, Unwatched::Refused]);
    }
}
