//! What the planner learns from publishes.

use std::time::Duration;

use super::rhythm::{Lessons, Rhythm};
use super::*;
use crate::pace::Publish;

const HOUR: f64 = 3_600.0;
const DAY: f64 = 24.0 * HOUR;

fn secs(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

/// Looks at every bot once in a while over so many days, while each is published at these
/// moments.
fn watch(published: &[Vec<f64>], days: f64) -> (Lessons, Vec<Rhythm>) {
    let mut lessons = Lessons::default();
    let mut bots: Vec<_> = published
        .iter()
        .map(|_| Rhythm::new(0.0, &lessons))
        .collect();
    let mut at = 0.0;
    let mut round = 0;
    while at < days * DAY {
        at += 0.2 * HOUR;
        round += 1;
        for (bot, published) in bots.iter_mut().zip(published) {
            bot.checked(told(published, at), at, &mut lessons);
        }
        if round % 10 == 0 {
            lessons.population.learn(bots.iter().map(Rhythm::evidence));
            for bot in &mut bots {
                bot.learn(&lessons);
            }
            lessons.hours.weigh(bots.iter().map(Rhythm::habit));
        }
    }
    (lessons, bots)
}

fn told(published: &[f64], at: f64) -> Option<Publish> {
    let known = published.partition_point(|then| *then <= at);
    let last = published.get(known.checked_sub(1)?)?;
    Some(Publish {
        number: i64::try_from(known).unwrap(),
        requested_ago: secs(at - last),
        lasted: Some(secs(2.0)),
    })
}

fn every(wait: f64, phase: f64, days: f64) -> Vec<f64> {
    let mut all = Vec::new();
    let mut at = phase - 40.0 * DAY;
    while at < days * DAY {
        all.push(at);
        at += wait;
    }
    all
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let all: Vec<f64> = values.collect();
    all.iter().sum::<f64>() / f64::from(u32::try_from(all.len()).unwrap())
}

#[test]
fn busy_bots_are_told_from_silent_ones_within_two_weeks() {
    let published: Vec<_> = (0..100)
        .map(|number| {
            let wait = if number % 10 == 0 { 0.53 } else { 8.1 };
            every(wait * DAY, f64::from(number) * 1_777.0, 14.0)
        })
        .collect();
    let (lessons, bots) = watch(&published, 14.0);
    let likely = |bot: &Rhythm| bot.likely(14.0 * DAY, &lessons) * DAY;
    let busy = mean(bots.iter().step_by(10).map(likely));
    let quiet = mean(bots.iter().skip(5).step_by(10).map(likely));
    assert!((1.2..2.6).contains(&busy), "{busy} a day");
    assert!((0.06..0.25).contains(&quiet), "{quiet} a day");
}

#[test]
fn a_publish_that_is_often_followed_by_others_raises_the_rate_for_a_while() {
    let published: Vec<_> = (0..80)
        .map(|number| {
            every(3.1 * DAY, f64::from(number) * 2_345.0, 9.0)
                .into_iter()
                .flat_map(|at| [at, at + 0.3 * HOUR, at + 0.9 * HOUR])
                .collect()
        })
        .collect();
    let (mut lessons, mut bots) = watch(&published, 9.0);
    let brought: f64 = lessons.bursts.strengths().iter().sum();
    assert!((0.4..0.9).contains(&brought), "{brought} by each");
    let at = 9.5 * DAY;
    let bot = &mut bots[40];
    let calm = bot.likely(at, &lessons);
    let news = Publish {
        number: 1_000_000,
        requested_ago: secs(5.0),
        lasted: None,
    };
    bot.checked(Some(news), at, &mut lessons);
    assert!(bot.likely(at, &lessons) > 9.0 * calm);
    assert!(bot.likely(at + 2.0 * DAY, &lessons) < 3.0 * calm);
}

#[test]
fn where_publishes_do_not_follow_one_another_no_burst_is_expected() {
    let mut random = fastrand::Rng::with_seed(8);
    let published: Vec<_> = (0..100)
        .map(|_| {
            let mut all = Vec::new();
            let mut at = -20.0 * DAY;
            while at < 20.0 * DAY {
                at -= (1.0 - random.f64()).ln() * 1.5 * DAY;
                all.push(at);
            }
            all
        })
        .collect();
    let (lessons, _) = watch(&published, 20.0);
    let [correction, session, _] = lessons.bursts.strengths();
    assert!(correction + session < 0.06, "{correction} {session}");
}

#[test]
fn a_bot_with_hours_of_its_own_is_expected_at_them() {
    // Half of them around 3 o'clock, half around 15 o'clock.
    let published: Vec<_> = (0..60)
        .map(|number| {
            let hour = if number % 2 == 0 { 3.2 } else { 15.2 };
            every(DAY, hour * HOUR + f64::from(number) * 20.0, 14.0)
        })
        .collect();
    let (lessons, bots) = watch(&published, 14.0);
    let likely = |rest: usize, hour: f64| {
        let at = 14.0 * DAY + hour * HOUR;
        mean(
            bots.iter()
                .skip(rest)
                .step_by(2)
                .map(|bot| bot.likely(at, &lessons)),
        )
    };
    assert!(likely(0, 3.3) > 3.0 * likely(1, 3.3));
    assert!(likely(1, 15.3) > 3.0 * likely(0, 15.3));
}

#[test]
fn what_the_history_tells_is_known_right_after_a_start() {
    let key = |number: usize| BotKey {
        account: AccountId::new("a"),
        bot: BotId::new(format!("st-{number:05}")),
    };
    let mut planner = Planner::new(fastrand::Rng::with_seed(4));
    planner.add_account(AccountId::new("a"));
    let past = |wait: f64, count: u32| -> Vec<Publish> {
        (0..count)
            .rev()
            .map(|number| Publish {
                number: i64::from(count - number),
                requested_ago: secs(wait * f64::from(number) + HOUR * 20.0),
                lasted: None,
            })
            .collect()
    };
    let new: Vec<_> = (0..100)
        .map(|number| Newcomer {
            key: key(number),
            knowledge: Knowledge::NONE,
            checked_ago: Some(secs(1.0)),
            past: if number < 10 {
                past(1.07 * DAY, 30)
            } else {
                past(20.3 * DAY, 2)
            },
            watched_for: secs(33.0 * DAY),
        })
        .collect();
    planner.add_bots(&new, Duration::ZERO);
    let every = |number| planner.outlook(&key(number)).unwrap().every.as_secs_f64();
    let ratio = every(50) / every(5);
    assert!((2.5..7.0).contains(&ratio), "{ratio}");
}
