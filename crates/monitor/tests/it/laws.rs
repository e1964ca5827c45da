//! What has to hold of any life, judged by what the pretend platform saw and the history kept.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::Unwatched;
use history::{AlertRow, Stretch};
use jiff::{SignedDuration, Timestamp};
use monitor::alert::Telling;
use proptest::prelude::*;

use crate::life::Past;
use crate::pretend::{Answered, Asked};

type Judged = Result<(), TestCaseError>;

/// No bot is promised less, unless so many share the allowance that three rounds take longer.
const LONGEST: SignedDuration = SignedDuration::from_mins(30);
/// Checks an hour that the schedule has for each account.
const PACE: i64 = 1_260;
/// So few bots that the allowance is enough for all of them at any moment.
const FEW: usize = 8;
/// Checks of a few bots are late by moments: one after another, after a wake or a start.
const MOMENTS: SignedDuration = SignedDuration::from_mins(2);
/// Many that a person asks for at once take three minutes from the pace of the others.
const WITH_MANY: SignedDuration = SignedDuration::from_mins(5);

/// The windows of each account, as the platform counts them.
pub fn windows_are_kept(asked: &[Asked]) -> Judged {
    let mut by_host: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for one in asked {
        by_host.entry(&one.host).or_default().push(one.there);
    }
    for times in by_host.values() {
        for (window, limit) in [
            (Duration::from_mins(1), 60),
            (Duration::from_hours(1), 1_800),
        ] {
            for (first, beyond) in times.iter().zip(times.iter().skip(limit)) {
                prop_assert!(
                    *beyond >= *first + window,
                    "more than {limit} in {window:?}"
                );
            }
        }
    }
    Ok(())
}

/// One alert for a publish and a state, shown at most once.
pub fn nothing_is_told_twice(tellings: &[Telling], kept: &[AlertRow]) -> Judged {
    let mut shown = BTreeSet::new();
    for alert in tellings.iter().flat_map(|telling| &telling.alerts) {
        if let Some(job) = alert.job {
            let new = shown.insert((job, alert.kind.state_word()));
            prop_assert!(new, "told twice: {alert:?}");
        }
    }
    let mut decided = BTreeSet::new();
    for alert in kept.iter().filter(|alert| alert.job.is_some()) {
        let new = decided.insert((alert.job, alert.kind.state_word()));
        prop_assert!(new, "decided twice: {alert:?}");
    }
    Ok(())
}

/// From the moment in which it was added until now, piece by piece, and none is missing. While the
/// app was closed nothing else is claimed.
pub fn every_moment_has_its_answer(
    bot: &str,
    life: &[Stretch],
    began: Timestamp,
    ended: Timestamp,
    past: &Past,
) -> Judged {
    prop_assert!(
        life.windows(2).all(|pair| pair[0].until == pair[1].since),
        "{bot}: {life:#?}"
    );
    prop_assert!(life.iter().all(|one| one.since < one.until), "{bot}");
    prop_assert_eq!(life.last().map(|last| last.until), Some(ended));
    if past.clock_was_set {
        return Ok(());
    }
    prop_assert_eq!(life.first().map(|first| first.since), Some(began));
    let sum = life
        .iter()
        .map(|one| one.until.duration_since(one.since))
        .fold(SignedDuration::ZERO, |sum, one| sum + one);
    prop_assert_eq!(sum, ended.duration_since(began));
    for (from, to) in &past.closed {
        let inside = life
            .iter()
            .filter(|one| one.since < *to && *from < one.until);
        for one in inside {
            prop_assert!(
                matches!(one.why, None | Some(Unwatched::Closed)),
                "{bot} was {one:?} while the app was closed from {from} to {to}"
            );
        }
    }
    Ok(())
}

/// What is called watched comes after an answer of the platform that is near enough.
pub fn watched_means_answered(
    bot: &str,
    life: &[Stretch],
    answered: &[Answered],
    bots: usize,
) -> Judged {
    let three_rounds = SignedDuration::from_secs(3 * 3_600 * i64::try_from(bots).unwrap() / PACE);
    let longest = LONGEST.max(three_rounds);
    // Two rounds of it, and a moment for the check itself.
    let near = longest * 2 + SignedDuration::from_secs(30);
    let own: Vec<Timestamp> = answered
        .iter()
        .filter(|one| one.bot.as_str() == bot)
        .map(|one| one.at)
        .collect();
    for watched in life.iter().filter(|one| one.why.is_none()) {
        let since = watched.since + SignedDuration::from_secs(1);
        let before = own.iter().filter(|at| **at <= since).max();
        prop_assert!(before.is_some(), "{bot}: no answer before {watched:?}");
        let within = own.iter().filter(|at| (since..watched.until).contains(at));
        let mut edges: Vec<Timestamp> = before.into_iter().chain(within).copied().collect();
        edges.sort_unstable();
        edges.push(watched.until);
        for pair in edges.windows(2) {
            let gap = pair[1].duration_since(pair[0]);
            prop_assert!(
                gap <= near,
                "{bot}: {gap:#} without an answer in {watched:?}"
            );
        }
    }
    Ok(())
}

/// A check that is late for longer than moments is late for want of allowance alone. A start makes
/// all promises anew: that of the run before it may have been shorter. While the loop rests after
/// mistakes nobody is checked.
pub fn nobody_waits_while_there_is_room(
    bot: &str,
    life: &[Stretch],
    answered: &[Answered],
    past: &Past,
    bots: usize,
) -> Judged {
    let bearable = if bots <= FEW { MOMENTS } else { WITH_MANY };
    let account_of = |bot: &str| bot.rsplit_once('-').map(|parts| parts.0.to_owned());
    let own = account_of(bot);
    let of_account: Vec<&Answered> = answered
        .iter()
        .filter(|one| account_of(one.bot.as_str()) == own)
        .collect();
    for late in life {
        prop_assert!(late.why != Some(Unwatched::Untold), "{bot}: {late:?}");
        let rested: SignedDuration = past
            .broken
            .iter()
            .map(|(from, to)| late.until.min(*to).duration_since(late.since.max(*from)))
            .filter(SignedDuration::is_positive)
            .fold(SignedDuration::ZERO, |sum, one| sum + one);
        let lasted = late.until.duration_since(late.since) - rested;
        if late.why != Some(Unwatched::Late) || lasted <= bearable {
            continue;
        }
        let between = |from: Timestamp, to: Timestamp| {
            of_account
                .iter()
                .filter(move |one| (from..to).contains(&one.at))
        };
        let starts = past.closed.iter().map(|(_, to)| *to);
        let promised_since = starts.filter(|start| *start <= late.since).max();
        let promised_anew = promised_since
            .is_some_and(|start| !between(start, late.since).any(|one| one.bot.as_str() == bot));
        if promised_anew {
            continue;
        }
        let paced = PACE * lasted.as_secs() / 3_600;
        let made = between(late.since, late.until).count();
        let made = i64::try_from(made).unwrap();
        prop_assert!(
            made * 2 >= paced,
            "{bot} was late for {lasted:#}, with {made} of {paced} checks: {life:#?}"
        );
    }
    Ok(())
}
