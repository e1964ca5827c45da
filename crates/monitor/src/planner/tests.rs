use proptest::prelude::*;

use super::*;
use crate::budget::Share;

const QUIET: Knowledge = Knowledge {
    moving: false,
    changed_ago: None,
};
const MOVING: Knowledge = Knowledge {
    moving: true,
    changed_ago: Some(Duration::ZERO),
};

fn account() -> AccountId {
    AccountId::new("a")
}

fn key(number: usize) -> BotKey {
    BotKey {
        account: account(),
        bot: BotId::new(format!("st-{number:05}")),
    }
}

fn planner(bots: usize) -> Planner {
    let mut planner = Planner::new(fastrand::Rng::with_seed(1));
    planner.add_account(account());
    planner.resume(&account(), Duration::ZERO);
    for number in 0..bots {
        planner.add_bot(&key(number), QUIET, Duration::ZERO);
    }
    // The first answer shows that the account works.
    if let Next::Check(first) = planner.next(Duration::ZERO) {
        planner.succeeded(&first, Duration::ZERO, 1, QUIET);
    }
    planner
}

fn miss(kind: FailureKind) -> Miss {
    Miss {
        kind,
        retry_after: None,
    }
}

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Plays a day in which every check is answered at once with `knowledge`; gives the sent times.
fn play(
    planner: &mut Planner,
    hours: u64,
    knowledge: impl Fn(&BotKey) -> Knowledge,
) -> Vec<(Duration, BotKey)> {
    let mut up = Duration::ZERO;
    let mut sent = Vec::new();
    while up < secs(hours * 3_600) {
        match planner.next(up) {
            Next::Check(bot) => {
                planner.succeeded(&bot, up, 1, knowledge(&bot));
                sent.push((up, bot));
            }
            Next::WaitUntil(at) => up = at.max(up + Duration::from_millis(1)),
            Next::Nothing => break,
        }
    }
    sent
}

#[test]
fn an_account_waits_for_its_secret() {
    let mut planner = Planner::new(fastrand::Rng::with_seed(1));
    planner.add_account(account());
    planner.add_bot(&key(0), QUIET, Duration::ZERO);
    assert_eq!(planner.next(Duration::ZERO), Next::Nothing);
    planner.resume(&account(), Duration::ZERO);
    assert_eq!(planner.next(Duration::ZERO), Next::Check(key(0)));
}

#[test]
fn one_check_goes_first_to_see_whether_the_account_works() {
    let mut planner = Planner::new(fastrand::Rng::with_seed(1));
    planner.add_account(account());
    planner.resume(&account(), Duration::ZERO);
    for number in 0..50 {
        planner.add_bot(&key(number), QUIET, Duration::ZERO);
    }
    let Next::Check(first) = planner.next(Duration::ZERO) else {
        panic!("no check")
    };
    assert_eq!(planner.next(Duration::ZERO), Next::Nothing);
    planner.succeeded(&first, Duration::ZERO, 1, QUIET);
    for _ in 0..6 {
        assert!(matches!(planner.next(Duration::ZERO), Next::Check(_)));
    }
    assert_eq!(planner.next(Duration::ZERO), Next::Nothing, "six at once");
}

#[test]
fn a_day_with_5000_bots_keeps_both_windows_and_starves_none() {
    let mut planner = planner(5_000);
    let sent = play(&mut planner, 24, |_| QUIET);
    for (window, limit) in [(secs(60), 42), (secs(3_600), 1_260)] {
        let mut from = 0;
        for (index, (at, _)) in sent.iter().enumerate() {
            while sent[from].0 + window <= *at {
                from += 1;
            }
            assert!(index - from < limit, "{} in {window:?}", index - from + 1);
        }
    }
    let seen: std::collections::HashSet<_> = sent.iter().map(|(_, bot)| bot).collect();
    assert!(seen.len() >= 4_999);
}

#[test]
fn a_moving_bot_is_followed_though_2000_others_wait() {
    let mut planner = planner(2_000);
    let star = key(7);
    let sent = play(
        &mut planner,
        3,
        |bot| if *bot == star { MOVING } else { QUIET },
    );
    let mine: Vec<_> = sent
        .iter()
        .filter(|(_, bot)| *bot == star)
        .map(|(at, _)| *at)
        .collect();
    let mut waits: Vec<_> = mine
        .windows(2)
        .map(|pair| pair[1].saturating_sub(pair[0]))
        .collect();
    waits.sort();
    // The allowance of the minute may be used up for a while, the rule is much shorter.
    assert!(
        waits[waits.len() / 2] < secs(60),
        "{:?}",
        waits[waits.len() / 2]
    );
}

#[test]
fn few_bots_share_what_many_would_need() {
    let every = |bots: usize| {
        let mut planner = planner(bots);
        play(&mut planner, 1, |_| QUIET);
        planner.outlook(&key(0)).unwrap().every.as_secs()
    };
    assert_eq!(every(3), 60);
    assert_eq!(every(42), 120);
    assert_eq!(every(210), 600);
    assert_eq!(every(2_100), 6_000);
}

#[test]
fn refused_credentials_stop_the_account_until_a_person_did_something() {
    let mut planner = planner(10);
    let under_way: Vec<_> = (0..6)
        .map(|_| match planner.next(secs(1)) {
            Next::Check(bot) => bot,
            other => panic!("{other:?}"),
        })
        .collect();
    for bot in &under_way {
        planner.failed(bot, secs(1), 2, miss(FailureKind::BadCredentials));
    }
    assert!(planner.is_stopped(&account()));
    assert_eq!(planner.next(secs(100_000)), Next::Nothing);
    assert_eq!(planner.outlook(&key(3)).unwrap().pace, Pace::Stopped);
    planner.resume(&account(), secs(100_000));
    assert!(matches!(planner.next(secs(100_000)), Next::Check(_)));
    assert_eq!(planner.next(secs(100_000)), Next::Nothing, "one probe");
}

#[test]
fn asking_by_hand_tries_a_stopped_account_with_that_bot() {
    let mut planner = planner(10);
    planner.stop(&account());
    assert!(planner.ask(&key(5), secs(9)));
    assert_eq!(planner.next(secs(9)), Next::Check(key(5)));
}

#[test]
fn too_many_requests_hold_the_whole_account_as_long_as_the_server_says() {
    let mut planner = planner(10);
    let Next::Check(bot) = planner.next(secs(1)) else {
        panic!("no check")
    };
    let slow = Miss {
        kind: FailureKind::RateLimited,
        retry_after: Some(secs(90)),
    };
    planner.failed(&bot, secs(1), 1, slow);
    assert_eq!(planner.next(secs(2)), Next::WaitUntil(secs(91)));
    assert_eq!(planner.held_until(&account()), Some(secs(91)));
    assert!(matches!(planner.next(secs(91)), Next::Check(_)));
}

#[test]
fn an_outage_is_probed_by_one_check_at_a_time_less_and_less_often() {
    let mut planner = planner(100);
    let mut up = secs(1);
    let mut probes = 0;
    while up < secs(3_600) {
        match planner.next(up) {
            Next::Check(bot) => {
                planner.failed(&bot, up, 1, miss(FailureKind::Unreachable));
                probes += 1;
            }
            Next::WaitUntil(at) => up = at,
            Next::Nothing => panic!("forgotten"),
        }
    }
    assert!((10..60).contains(&probes), "{probes}");
}

#[test]
fn an_unknown_bot_does_not_hold_the_others() {
    let mut planner = planner(3);
    let Next::Check(bot) = planner.next(secs(1)) else {
        panic!("no check")
    };
    planner.failed(&bot, secs(1), 1, miss(FailureKind::UnknownBot));
    assert!(matches!(planner.next(secs(1)), Next::Check(other) if other != bot));
    let due = planner.outlook(&bot).unwrap().due.unwrap();
    assert!(due > secs(1_500), "{due:?}");
}

#[test]
fn an_answer_for_a_bot_that_was_removed_changes_nothing() {
    let mut planner = planner(2);
    let Next::Check(bot) = planner.next(secs(1)) else {
        panic!("no check")
    };
    planner.remove_bot(&bot);
    planner.succeeded(&bot, secs(2), 1, QUIET);
    assert_eq!(planner.outlook(&bot), None);
}

#[test]
fn asking_for_everything_ends_where_the_allowance_ends() {
    let mut planner = planner(300);
    let taken = (0..300)
        .filter(|number| planner.ask(&key(*number), secs(1)))
        .count();
    assert_eq!(taken, 300, "asking costs nothing yet");
    let mut sent = 1;
    while let Next::Check(bot) = planner.next(secs(1)) {
        planner.succeeded(&bot, secs(1), 1, QUIET);
        sent += 1;
    }
    assert_eq!(sent, Share::Person.limits().0);
}

proptest! {
    /// Whatever the answers, both windows of the schedule hold and every bot stays planned.
    #[test]
    fn nothing_is_lost_whatever_the_answers(
        answers in prop::collection::vec((0u8..12, 0u64..20_000), 1..400),
        bots in 1usize..30,
    ) {
        let mut planner = planner(bots);
        let mut up = Duration::ZERO;
        let mut sent = vec![Duration::ZERO];
        for (answer, pause) in answers {
            up += Duration::from_millis(pause);
            match planner.next(up) {
                Next::Check(bot) => {
                    sent.push(up);
                    match answer {
                        0 => planner.failed(&bot, up, 1, miss(FailureKind::Unreachable)),
                        1 => planner.failed(&bot, up, 1, miss(FailureKind::RateLimited)),
                        2 => planner.failed(&bot, up, 1, miss(FailureKind::Server)),
                        3 => planner.failed(&bot, up, 1, miss(FailureKind::UnknownBot)),
                        4 => {
                            planner.failed(&bot, up, 1, miss(FailureKind::BadCredentials));
                            planner.resume(&account(), up);
                        }
                        5 => {
                            planner.succeeded(&bot, up, 1, QUIET);
                            planner.look_again(up);
                        }
                        6 => planner.succeeded(&bot, up, 1, MOVING),
                        _ => planner.succeeded(&bot, up, 1, QUIET),
                    }
                }
                Next::WaitUntil(at) => up = at,
                Next::Nothing => prop_assert!(false, "forgotten"),
            }
        }
        for number in 0..bots {
            prop_assert!(planner.outlook(&key(number)).unwrap().due.is_some());
        }
        for first in 0..sent.len() {
            let inside = sent[first..].iter().take_while(|at| **at < sent[first] + secs(60));
            prop_assert!(inside.count() <= 42);
        }
    }
}
