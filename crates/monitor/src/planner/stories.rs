//! Longer stories in virtual time.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;
use crate::memory::{FOR, IN_ADVANCE, to_keep};

const QUIET: Knowledge = Knowledge::NONE;

fn account() -> AccountId {
    AccountId::new("a")
}

fn key(number: usize) -> BotKey {
    BotKey {
        account: account(),
        bot: BotId::new(format!("st-{number:05}")),
    }
}

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn newcomer(number: usize, checked_ago: Option<Duration>) -> Newcomer {
    Newcomer {
        key: key(number),
        knowledge: QUIET,
        checked_ago,
        past: Vec::new(),
        watched_for: Duration::ZERO,
    }
}

fn planner(bots: usize, seed: u64) -> Planner {
    let mut random = fastrand::Rng::with_seed(seed);
    let new: Vec<_> = (0..bots)
        .map(|number| newcomer(number, Some(secs(random.u64(0..60)))))
        .collect();
    let mut planner = Planner::new(random);
    planner.add_account(account());
    planner.resume(&account(), Duration::ZERO);
    planner.add_bots(&new, Duration::ZERO);
    planner
}

fn miss(kind: FailureKind, retry_after: Option<Duration>) -> Miss {
    Miss { kind, retry_after }
}

/// Of moments in order, the most within any such window.
fn busiest(moments: &[Duration], window: Duration) -> usize {
    let mut from = 0;
    let mut most = 0;
    for (index, at) in moments.iter().enumerate() {
        while moments[from] + window <= *at {
            from += 1;
        }
        most = most.max(index + 1 - from);
    }
    most
}

#[test]
fn after_eight_hours_of_sleep_5000_bots_come_without_a_burst_and_what_is_seen_first() {
    let mut planner = planner(5_000, 5);
    let moving = Knowledge {
        moving: true,
        changed_ago: Some(Duration::ZERO),
        publish: None,
    };
    let runs = [key(4_000), key(4_001)];
    let seen = [key(17), key(1_234), key(4_999)];
    let answer = |bot: &BotKey| if runs.contains(bot) { moving } else { QUIET };
    planner.visible(&seen);
    planner.hurry(&runs[0], secs(0));
    planner.hurry(&runs[1], secs(0));
    let mut up = Duration::ZERO;
    let mut sent = Vec::new();
    let mut first = HashMap::new();
    let wakes = secs(3 * 3_600);
    let mut slept = false;
    while up < wakes + secs(3 * 3_600) {
        if up >= wakes && !slept {
            // The clock stood still meanwhile.
            slept = true;
            sent.clear();
            first.clear();
            planner.slept(secs(8 * 3_600));
            planner.look_again(up);
        }
        match planner.next(up) {
            Next::Check(bot) => {
                planner.succeeded(&bot, up, 1, answer(&bot));
                sent.push(up);
                let place = sent.len();
                first.entry(bot).or_insert(place);
            }
            Next::WaitUntil(at) => up = if slept { at } else { at.min(wakes) },
            Next::Nothing => panic!("forgotten"),
        }
    }
    for bot in seen.iter().chain(&runs) {
        assert!(first[bot] <= 12, "{bot:?} came as number {}", first[bot]);
    }
    let minute = busiest(&sent, secs(60));
    assert!(minute <= 42, "{minute} in a minute");
    let hour = busiest(&sent, secs(3_600));
    assert!(hour <= 1_320, "{hour} in an hour");
    // Spread over the hour, not spent in its first half.
    let half = sent.iter().filter(|at| **at < wakes + secs(1_800)).count();
    assert!(half <= 665, "{half} in the first half hour");
}

#[test]
fn a_thousand_clients_do_not_come_back_together_after_an_outage() {
    let (begins, ends, until) = (secs(120), secs(720), secs(1_320));
    let mut clients: Vec<_> = (0..1_000).map(|client| planner(6, client)).collect();
    let mut agenda: BinaryHeap<_> = (0..clients.len())
        .map(|client| Reverse((secs(client as u64 % 60), client)))
        .collect();
    let mut by_second: HashMap<u64, u32> = HashMap::new();
    let mut while_out = 0;
    while let Some(Reverse((up, client))) = agenda.pop() {
        if up >= until {
            break;
        }
        let planner = &mut clients[client];
        match planner.next(up) {
            Next::Check(bot) => {
                if (begins..ends).contains(&up) {
                    while_out += 1;
                    planner.failed(&bot, up, 1, miss(FailureKind::Unreachable, None));
                } else {
                    planner.succeeded(&bot, up, 1, QUIET);
                }
                if up >= ends {
                    *by_second.entry(up.as_secs()).or_default() += 1;
                }
                agenda.push(Reverse((up, client)));
            }
            Next::WaitUntil(at) => agenda.push(Reverse((at, client))),
            Next::Nothing => panic!("forgotten"),
        }
    }
    let all: u32 = by_second.values().sum();
    let mean = f64::from(all) / 600.0;
    let most = f64::from(*by_second.values().max().unwrap());
    assert!(most <= 2.0 * mean, "{most} in a second, {mean} on average");
    assert!(while_out < 30_000, "{while_out} requests into the outage");
    let back = clients
        .iter()
        .filter(|client| client.is_free(&account()))
        .count();
    assert_eq!(back, 1_000, "all are back");
}

#[test]
fn a_server_that_turns_to_401_gets_no_storm_from_10000_bots() {
    let mut planner = planner(10_000, 3);
    let mut up = secs(0);
    let mut under_way = Vec::new();
    while up < secs(600) {
        match planner.next(up) {
            Next::Check(bot) => planner.succeeded(&bot, up, 1, QUIET),
            Next::WaitUntil(at) => up = at,
            Next::Nothing => panic!("forgotten"),
        }
    }
    let mut refused = 0;
    loop {
        match planner.next(up) {
            Next::Check(bot) => {
                under_way.push(bot);
                refused += 1;
            }
            Next::WaitUntil(at) => up = at,
            Next::Nothing if under_way.is_empty() => break,
            Next::Nothing => {
                for bot in under_way.drain(..) {
                    planner.failed(&bot, up, 1, miss(FailureKind::BadCredentials, None));
                }
            }
        }
    }
    assert!(refused <= 8, "{refused} requests were refused");
    planner.resume(&account(), up);
    assert!(matches!(planner.next(up), Next::Check(_)), "a new secret");
}

#[test]
fn whatever_a_server_asks_for_it_is_asked_again_within_a_quarter_of_an_hour() {
    for asked_for in [0, 1, 90, 3_600, 10 * 365 * 86_400] {
        let mut planner = planner(50, 9);
        let mut up = secs(0);
        let bot = loop {
            match planner.next(up) {
                Next::Check(bot) => break bot,
                Next::WaitUntil(at) => up = at,
                Next::Nothing => panic!("forgotten"),
            }
        };
        let told = miss(FailureKind::RateLimited, Some(secs(asked_for)));
        planner.failed(&bot, up, 1, told);
        let wait = planner.held_until(&account()).unwrap().saturating_sub(up);
        assert!(wait >= secs(asked_for.min(900)) && wait <= secs(900));
        assert_eq!(planner.next(up), Next::WaitUntil(up + wait), "all wait");
        let other = key(40);
        assert_eq!(planner.ask(&other, up), wait.is_zero(), "also a person");
    }
}

/// A platform's own count of what reached it, in real time.
#[derive(Default)]
struct Server {
    got: Vec<Duration>,
}

/// What survives a kill.
#[derive(Default)]
struct Disk {
    spent: history::Spent,
}

struct App {
    planner: Planner,
    /// Real time when its clock began.
    began: Duration,
    written_until: Option<Duration>,
}

fn calendar(real: Duration) -> Timestamp {
    Timestamp::from_second(1_700_000_000).unwrap() + SignedDuration::try_from(real).unwrap()
}

impl App {
    fn start(bots: usize, real: Duration, disk: &Disk, seed: u64) -> Self {
        let mut planner = Planner::new(fastrand::Rng::with_seed(seed));
        planner.add_account(account());
        let now = calendar(real);
        let earlier: Vec<_> = disk
            .spent
            .iter()
            .map(|(at, requests)| {
                let ago = Duration::try_from(now.duration_since(*at));
                (ago.unwrap_or_default(), *requests)
            })
            .collect();
        planner.remember(&account(), Duration::ZERO, &earlier);
        planner.resume(&account(), Duration::ZERO);
        let all: Vec<_> = (0..bots).map(|number| newcomer(number, None)).collect();
        planner.add_bots(&all, Duration::ZERO);
        Self {
            planner,
            began: real,
            written_until: None,
        }
    }

    /// As the loop does it: what is about to be sent is written down before.
    fn next(&mut self, up: Duration, real: Duration, disk: &mut Disk) -> Next {
        if self.planner.is_ready(up) {
            let used_up = !self.planner.unkept(IN_ADVANCE - 2).is_empty();
            if used_up || self.written_until.is_none_or(|until| until <= up) {
                self.written_until = Some(up + FOR);
                self.write(up, real, disk, IN_ADVANCE);
            }
        }
        self.planner.next(up)
    }

    fn write(&mut self, up: Duration, real: Duration, disk: &mut Disk, about_to: u32) {
        let ages = self.planner.sent(&account(), up);
        self.planner.kept(&account());
        let until = calendar(real + FOR);
        disk.spent = to_keep(calendar(real), &ages, about_to, until);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Over random answers, wishes, faults, sleeps, kills and restarts, the platform never counts
    /// more than it allows, and no bot waits while there is room for it.
    #[test]
    fn neither_window_is_ever_passed_and_nobody_waits_for_nothing(
        bots in 1usize..400,
        seed in any::<u64>(),
        eager in 0u32..60,
    ) {
        let mut chance = fastrand::Rng::with_seed(seed);
        let (mut disk, mut server) = (Disk::default(), Server::default());
        let mut real = Duration::ZERO;
        let mut app = App::start(bots, real, &disk, seed);
        let mut slept = Duration::ZERO;
        while server.got.len() < 4_000 && real < secs(5 * 3_600) {
            let up = real.saturating_sub(app.began + slept);
            match chance.u32(0..4_000) {
                0 => {
                    // Killed, and started again soon.
                    real += secs(chance.u64(0..90));
                    slept = Duration::ZERO;
                    app = App::start(bots, real, &disk, chance.u64(..));
                    continue;
                }
                1 => {
                    app.write(up, real, &mut disk, 0);
                    real += secs(chance.u64(0..90));
                    slept = Duration::ZERO;
                    app = App::start(bots, real, &disk, chance.u64(..));
                    continue;
                }
                2 => {
                    let sleep = secs(chance.u64(11..3_000));
                    real += sleep;
                    slept += sleep;
                    app.planner.slept(sleep);
                    app.planner.look_again(up);
                    continue;
                }
                3..20 => {
                    for _ in 0..eager {
                        app.planner.ask(&key(chance.usize(0..bots)), up);
                    }
                }
                20..24 => {
                    app.planner.watch(&key(chance.usize(0..bots)), up);
                }
                24..27 => app.planner.resume(&account(), up),
                _ => {}
            }
            match app.next(up, real, &mut disk) {
                Next::Check(bot) => {
                    server.got.push(real);
                    real += Duration::from_millis(chance.u64(0..400));
                    let up = real.saturating_sub(app.began + slept);
                    match chance.u32(0..200) {
                        0 => {
                            app.planner.failed(&bot, up, 1, miss(FailureKind::Unreachable, None));
                        }
                        1 => {
                            let told = miss(FailureKind::RateLimited, Some(secs(20)));
                            app.planner.failed(&bot, up, 1, told);
                        }
                        2 => {
                            app.planner.failed(&bot, up, 1, miss(FailureKind::BadCredentials, None));
                        }
                        3..7 => {
                            server.got.push(real);
                            app.planner.failed(&bot, up, 2, miss(FailureKind::MissingScope, None));
                        }
                        7..20 => {
                            let moving = Knowledge { moving: true, ..QUIET };
                            app.planner.succeeded(&bot, up, 1, moving);
                        }
                        _ => app.planner.succeeded(&bot, up, 1, QUIET),
                    }
                }
                Next::WaitUntil(at) => {
                    prop_assert!(at > up);
                    if app.planner.is_free(&account()) && app.planner.has_room(&account(), up) {
                        for number in 0..bots {
                            let due = app.planner.outlook(&key(number)).unwrap().due.unwrap();
                            prop_assert!(due > up, "{number} waits for nothing");
                        }
                    }
                    real += at.saturating_sub(up);
                }
                Next::Nothing => {
                    app.planner.resume(&account(), up);
                    real += secs(60);
                }
            }
        }
        let minute = busiest(&server.got, secs(60));
        prop_assert!(minute <= 60, "{minute} in a minute");
        let hour = busiest(&server.got, secs(3_600));
        prop_assert!(hour <= 1_800, "{hour} in an hour");
    }
}
