use proptest::prelude::*;

use super::*;
use crate::budget::Share;

const QUIET: Knowledge = Knowledge {
    moving: false,
    changed_ago: None,
    publish: None,
};
const MOVING: Knowledge = Knowledge {
    moving: true,
    changed_ago: Some(Duration::ZERO),
    publish: None,
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
    let all: Vec<_> = (0..bots).map(newcomer).collect();
    planner.add_bots(&all, Duration::ZERO);
    // The first answer shows that the account works.
    if let Next::Check(first) = planner.next(Duration::ZERO) {
        planner.succeeded(&first, Duration::ZERO, 1, QUIET);
    }
    planner
}

fn newcomer(number: usize) -> Newcomer {
    Newcomer {
        key: key(number),
        knowledge: QUIET,
        checked_ago: None,
        past: Vec::new(),
        watched_for: Duration::ZERO,
    }
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

/// Plays a time in which every check fails like that; gives how many were sent.
fn failing(planner: &mut Planner, until: Duration, like: Miss) -> usize {
    let mut up = secs(1);
    let mut sent = 0;
    while up < until {
        match planner.next(up) {
            Next::Check(bot) => {
                planner.failed(&bot, up, 1, like);
                sent += 1;
            }
            Next::WaitUntil(at) => up = at,
            Next::Nothing => panic!("forgotten"),
        }
    }
    sent
}

#[test]
fn an_account_waits_for_its_secret() {
    let mut planner = Planner::new(fastrand::Rng::with_seed(1));
    planner.add_account(account());
    planner.add_bots(&[newcomer(0)], Duration::ZERO);
    assert_eq!(planner.next(Duration::ZERO), Next::Nothing);
    planner.resume(&account(), Duration::ZERO);
    assert_eq!(planner.next(Duration::ZERO), Next::Check(key(0)));
}

#[test]
fn one_check_goes_first_to_see_whether_the_account_works() {
    let mut planner = Planner::new(fastrand::Rng::with_seed(1));
    planner.add_account(account());
    planner.resume(&account(), Duration::ZERO);
    planner.add_bots(&(0..50).map(newcomer).collect::<Vec<_>>(), Duration::ZERO);
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
    for (window, limit) in [(secs(60), 42), (secs(3_600), 1_320)] {
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
fn bots_of_which_nothing_is_known_share_the_even_pace() {
    let every = |bots: usize| {
        let mut planner = planner(bots);
        play(&mut planner, 1, |_| QUIET);
        planner.outlook(&key(0)).unwrap().every.as_secs()
    };
    assert_eq!(every(3), 30, "no bot more often, however much is to spare");
    for bots in [75, 150, 1_500] {
        let fair = bots as u64 * 3_600 / u64::from(crate::budget::SCHEDULE_HOUR);
        let every = every(bots);
        assert!((fair..fair * 11 / 10).contains(&every), "{bots}: {every}");
    }
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
    assert_eq!(planner.outlook(&key(3)).unwrap().pace, Pace::Stopped);
    assert_eq!(planner.next(secs(100_000)), Next::Nothing);
    assert_eq!(planner.outlook(&key(3)).unwrap().pace, Pace::Stopped);
    planner.resume(&account(), secs(100_000));
    assert!(matches!(planner.next(secs(100_000)), Next::Check(_)));
    assert_eq!(planner.next(secs(100_000)), Next::Nothing, "one probe");
}

#[test]
fn asking_by_hand_tries_a_stopped_account_with_that_bot() {
    let mut planner = Planner::new(fastrand::Rng::with_seed(1));
    planner.add_account(account());
    planner.add_bots(&(0..10).map(newcomer).collect::<Vec<_>>(), Duration::ZERO);
    assert!(!planner.ask(&key(5), secs(9)), "there is no connection");
    planner.resume(&account(), Duration::ZERO);
    assert_eq!(planner.next(secs(9)), Next::Check(key(0)));
    planner.failed(&key(0), secs(9), 2, miss(FailureKind::BadCredentials));
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
    let probes = failing(&mut planner, secs(3_600), miss(FailureKind::Unreachable));
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
    assert_eq!(taken, 47, "one request was sent before");
    let mut sent = 1;
    while let Next::Check(bot) = planner.next(secs(1)) {
        planner.succeeded(&bot, secs(1), 1, QUIET);
        sent += 1;
    }
    assert_eq!(sent, Share::Person.limits().0);
}

/// Takes six checks out at once.
fn six(planner: &mut Planner, up: Duration) -> Vec<BotKey> {
    (0..6)
        .map(|_| match planner.next(up) {
            Next::Check(bot) => bot,
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn one_refusal_among_successes_does_not_stop_the_account() {
    let mut planner = planner(10);
    let under_way = six(&mut planner, secs(1));
    let (odd, others) = under_way.split_first().unwrap();
    planner.failed(odd, secs(1), 1, miss(FailureKind::MissingScope));
    for bot in others {
        planner.succeeded(bot, secs(1), 1, QUIET);
    }
    assert!(planner.is_free(&account()));
    let sent = play(&mut planner, 24, |_| QUIET);
    assert!(sent.len() > 1_000, "{}", sent.len());
}

#[test]
fn a_bot_that_is_refused_alone_does_not_hold_the_others() {
    for kind in [
        FailureKind::MissingScope,
        FailureKind::NotKore,
        FailureKind::Server,
    ] {
        let mut planner = planner(20);
        let odd = key(4);
        let mut up = secs(1);
        let (mut good, mut bad, mut blamed) = (0, 0, 0);
        while up < secs(3 * 3_600) {
            match planner.next(up) {
                Next::Check(bot) if bot == odd => {
                    bad += 1;
                    if planner.failed(&bot, up, 1, miss(kind)) == Reach::Account {
                        blamed += 1;
                    }
                }
                Next::Check(bot) => {
                    planner.succeeded(&bot, up, 1, QUIET);
                    good += 1;
                }
                Next::WaitUntil(at) => up = at.max(up + Duration::from_millis(1)),
                Next::Nothing => panic!("{kind:?}: forgotten"),
            }
        }
        assert!(
            good > 1_000 && bad < 60 && blamed <= 1,
            "{kind:?} {good} {bad} {blamed}"
        );
    }
}

#[test]
fn a_second_bot_is_asked_at_once_before_the_account_is_blamed() {
    let mut planner = planner(3);
    let first = six_or_fewer(&mut planner, secs(1));
    for bot in &first {
        planner.succeeded(bot, secs(1), 1, QUIET);
    }
    planner.ask(&key(1), secs(9));
    assert_eq!(planner.next(secs(9)), Next::Check(key(1)));
    let reach = planner.failed(&key(1), secs(9), 1, miss(FailureKind::Unreachable));
    assert_eq!(reach, Reach::Bot);
    let Next::Check(second) = planner.next(secs(9)) else {
        panic!("no second witness")
    };
    assert_ne!(second, key(1));
    let reach = planner.failed(&second, secs(9), 1, miss(FailureKind::Unreachable));
    assert_eq!(reach, Reach::Account);
}

#[test]
fn when_an_account_works_again_the_bots_that_failed_with_it_are_due_at_once() {
    let mut planner = planner(3);
    for bot in &six_or_fewer(&mut planner, secs(1)) {
        planner.succeeded(bot, secs(1), 1, QUIET);
    }
    planner.ask(&key(1), secs(9));
    let mut failed = Vec::new();
    while let Next::Check(bot) = planner.next(secs(9)) {
        planner.failed(&bot, secs(9), 1, miss(FailureKind::Unreachable));
        failed.push(bot);
    }
    assert_eq!(failed.len(), 2);
    planner.ask(&key(2), secs(20));
    assert_eq!(planner.next(secs(20)), Next::Check(key(2)));
    planner.succeeded(&key(2), secs(20), 1, QUIET);
    for _ in failed.iter().filter(|bot| **bot != key(2)) {
        assert!(matches!(planner.next(secs(20)), Next::Check(bot) if failed.contains(&bot)));
    }
}

#[test]
fn after_the_right_secret_every_bot_that_was_refused_is_asked_again() {
    let mut planner = planner(3);
    for bot in &six_or_fewer(&mut planner, secs(1)) {
        planner.succeeded(bot, secs(1), 1, QUIET);
    }
    let refused = [key(0), key(1)];
    for bot in &refused {
        planner.ask(bot, secs(9));
    }
    for _ in &refused {
        let Next::Check(bot) = planner.next(secs(9)) else {
            panic!("nothing is asked")
        };
        planner.failed(&bot, secs(9), 1, miss(FailureKind::BadCredentials));
    }
    planner.resume(&account(), secs(60));
    let mut asked = Vec::new();
    while let Next::Check(bot) = planner.next(secs(60)) {
        planner.succeeded(&bot, secs(60), 1, QUIET);
        asked.push(bot);
    }
    for bot in &refused {
        assert!(asked.contains(bot), "{bot:?} waits, asked: {asked:?}");
    }
}

#[test]
fn a_wish_during_a_check_that_then_fails_is_not_forgotten() {
    let mut planner = planner(3);
    for bot in &six_or_fewer(&mut planner, secs(1)) {
        planner.succeeded(bot, secs(1), 1, QUIET);
    }
    planner.ask(&key(1), secs(9));
    assert_eq!(planner.next(secs(9)), Next::Check(key(1)));
    assert!(planner.ask(&key(1), secs(9)));
    planner.failed(&key(1), secs(9), 1, miss(FailureKind::Unreachable));
    assert_eq!(planner.outlook(&key(1)).unwrap().due, Some(secs(9)));
}

#[test]
fn an_unknown_bot_that_shows_that_the_account_works_is_not_asked_again_at_once() {
    let mut planner = planner(2);
    let Next::Check(bot) = planner.next(secs(1)) else {
        panic!("no check")
    };
    planner.failed(&bot, secs(1), 1, miss(FailureKind::RateLimited));
    let up = planner.held_until(&account()).unwrap();
    let Next::Check(bot) = planner.next(up) else {
        panic!("no probe")
    };
    planner.failed(&bot, up, 1, miss(FailureKind::UnknownBot));
    assert!(planner.is_free(&account()));
    let due = planner.outlook(&bot).unwrap().due.unwrap();
    assert!(due > up + secs(1_500), "{due:?}");
}

fn six_or_fewer(planner: &mut Planner, up: Duration) -> Vec<BotKey> {
    let mut taken = Vec::new();
    while let Next::Check(bot) = planner.next(up) {
        taken.push(bot);
    }
    taken
}

#[test]
fn a_platform_in_trouble_is_not_asked_for_every_bot() {
    let told = Miss {
        kind: FailureKind::Server,
        retry_after: Some(secs(600)),
    };
    let sent = failing(&mut planner(500), secs(3_600), told);
    assert!(sent < 20, "{sent}");
}

#[test]
fn come_back_at_once_is_not_taken_at_its_word_twice() {
    let now = Miss {
        kind: FailureKind::RateLimited,
        retry_after: Some(Duration::ZERO),
    };
    let sent = failing(&mut planner(50), secs(600), now);
    assert!(sent < 20, "{sent}");
}

#[test]
fn a_publish_is_followed_also_while_a_long_queue_waits() {
    let mut planner = Planner::new(fastrand::Rng::with_seed(3));
    planner.add_account(account());
    planner.resume(&account(), Duration::ZERO);
    let mut all: Vec<_> = (0..1_000).map(newcomer).collect();
    all[7].knowledge = MOVING;
    planner.add_bots(&all, Duration::ZERO);
    let star = key(7);
    let sent = play(
        &mut planner,
        1,
        |bot| if *bot == star { MOVING } else { QUIET },
    );
    let mine: Vec<_> = sent
        .iter()
        .filter(|(_, bot)| *bot == star)
        .map(|(at, _)| *at)
        .collect();
    let longest = mine
        .windows(2)
        .map(|pair| pair[1].checked_sub(pair[0]).unwrap())
        .max()
        .unwrap();
    // The minute's allowance may be used up by the queue; it is never longer than that minute.
    assert!(longest <= secs(66), "{longest:?}");
    assert!(mine.len() > 300, "{}", mine.len());
}

#[test]
fn a_bot_that_was_just_checked_waits_for_its_turn_after_a_restart_but_one_goes_at_once() {
    let mut planner = Planner::new(fastrand::Rng::with_seed(3));
    planner.add_account(account());
    let all: Vec<_> = (0..75)
        .map(|number| Newcomer {
            checked_ago: Some(secs(20)),
            ..newcomer(number)
        })
        .collect();
    planner.add_bots(&all, Duration::ZERO);
    planner.resume(&account(), Duration::ZERO);
    let Next::Check(first) = planner.next(Duration::ZERO) else {
        panic!("no probe")
    };
    planner.succeeded(&first, Duration::ZERO, 1, QUIET);
    let Next::WaitUntil(at) = planner.next(Duration::ZERO) else {
        panic!("a burst")
    };
    let every = planner.outlook(&key(5)).unwrap().every;
    assert_eq!(at, every.checked_sub(secs(20)).unwrap());
}

#[test]
fn a_check_that_is_under_way_says_so() {
    let mut planner = planner(2);
    let Next::Check(bot) = planner.next(secs(1)) else {
        panic!("no check")
    };
    assert!(planner.outlook(&bot).unwrap().under_way);
    planner.succeeded(&bot, secs(2), 1, QUIET);
    assert!(!planner.outlook(&bot).unwrap().under_way);
}

#[test]
fn a_watched_bot_is_followed_until_its_publish_is_over_and_then_no_longer() {
    let mut planner = planner(300);
    let star = key(200);
    assert!(planner.watch(&star, secs(5)));
    let mut up = secs(5);
    let mut mine = Vec::new();
    while up < secs(1_200) {
        match planner.next(up) {
            Next::Check(bot) => {
                let runs = bot == star && (secs(120)..secs(300)).contains(&up);
                if bot == star {
                    mine.push(up);
                }
                planner.succeeded(&bot, up, 1, if runs { MOVING } else { QUIET });
            }
            Next::WaitUntil(at) => up = at,
            Next::Nothing => panic!("forgotten"),
        }
    }
    let longest_while = |from: u64, until: u64| {
        let inside: Vec<_> = mine
            .iter()
            .filter(|at| (secs(from)..secs(until)).contains(*at))
            .collect();
        inside
            .windows(2)
            .map(|pair| pair[1].saturating_sub(*pair[0]))
            .max()
    };
    assert!(longest_while(5, 300) < Some(secs(30)), "{mine:?}");
    assert!(!planner.is_watched(&star));
    let after = mine.iter().filter(|at| **at > secs(330)).count();
    assert!(after <= 3, "{mine:?}");
}

#[test]
fn a_publish_that_does_not_begin_is_not_watched_for_ever() {
    let mut planner = planner(30);
    planner.watch(&key(3), secs(0));
    assert!(planner.is_watched(&key(3)));
    play(&mut planner, 1, |_| QUIET);
    assert!(!planner.is_watched(&key(3)));
    assert!(!planner.watch(&key(99), secs(0)), "not known");
}

#[test]
fn a_pause_sends_nothing_until_it_is_over() {
    let mut planner = planner(30);
    planner.pause(None, Some(secs(600)));
    assert_eq!(planner.next(secs(1)), Next::WaitUntil(secs(600)));
    assert!(!planner.ask(&key(1), secs(2)), "not even by hand");
    assert_eq!(planner.outlook(&key(1)).unwrap().pace, Pace::Paused);
    assert_eq!(planner.outlook(&key(1)).unwrap().due, Some(secs(600)));
    assert!(matches!(planner.next(secs(600)), Next::Check(_)));
    assert_eq!(planner.outlook(&key(1)).unwrap().pace, Pace::Quiet);
    planner.pause(Some(&account()), None);
    assert_eq!(planner.next(secs(700)), Next::Nothing);
    assert_eq!(planner.outlook(&key(1)).unwrap().due, None);
    planner.unpause(None);
    assert!(matches!(planner.next(secs(700)), Next::Check(_)));
}

#[test]
fn after_a_sleep_what_a_person_sees_comes_first() {
    let mut planner = planner(500);
    play(&mut planner, 1, |_| QUIET);
    let seen = [key(7), key(123), key(499)];
    planner.visible(&seen);
    let up = secs(9 * 3_600);
    planner.look_again(up);
    let mut first: Vec<_> = six_or_fewer(&mut planner, up).into_iter().take(3).collect();
    first.sort();
    assert_eq!(first, seen);
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
                        0 => {
                            planner.failed(&bot, up, 1, miss(FailureKind::Unreachable));
                        }
                        1 => {
                            planner.failed(&bot, up, 1, miss(FailureKind::RateLimited));
                        }
                        2 => {
                            planner.failed(&bot, up, 1, miss(FailureKind::Server));
                        }
                        3 => {
                            planner.failed(&bot, up, 1, miss(FailureKind::UnknownBot));
                        }
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

#[test]
fn after_a_restart_bots_that_were_never_published_are_checked_at_the_pace_of_before() {
    let mut planner = Planner::new(fastrand::Rng::with_seed(1));
    planner.add_account(account());
    planner.resume(&account(), Duration::ZERO);
    let mut all: Vec<_> = (0..132)
        .map(|number| Newcomer {
            checked_ago: Some(secs(u64::try_from(number).unwrap() * 2)),
            watched_for: secs(1_800),
            ..newcomer(number)
        })
        .collect();
    // One bot stands out, and says nothing of what the others are like.
    all[84].past = vec![Publish {
        number: 1,
        requested_ago: secs(600),
        lasted: None,
    }];
    planner.add_bots(&all, Duration::ZERO);
    let sent = play(&mut planner, 1, |_| QUIET);
    let early = sent.iter().filter(|(at, _)| *at < secs(900)).count();
    assert!(early > 200, "{early} of {}", sent.len());
}
