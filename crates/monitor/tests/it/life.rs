//! What holds whatever happens: random schedules, replies, faults, clocks and restarts.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::Unwatched;
use jiff::SignedDuration;
use monitor::network::Network;
use proptest::prelude::*;

use crate::pretend::{Asked, Pretend, Weather, bot_id};

const HOSTS: [&str; 2] = ["platform.kore.ai", "de-platform.kore.ai"];

#[derive(Clone, Debug)]
enum Event {
    Pass(u64),
    Weather(usize, Weather),
    Publish {
        bot: usize,
        seconds: u64,
        failed: bool,
    },
    Sleep(u64),
    Calendar(i64),
    Reopen(u64),
    Break,
    Offline(bool),
    CheckAll,
}

fn weather() -> impl Strategy<Value = Weather> {
    prop_oneof![
        3 => Just(Weather::Fair),
        1 => Just(Weather::Away),
        1 => Just(Weather::Limits(Some(90))),
        1 => Just(Weather::Limits(None)),
        1 => Just(Weather::Trouble),
        1 => Just(Weather::Page),
        1 => Just(Weather::Refuses),
        1 => Just(Weather::Breaks),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => (10_u64..1_500).prop_map(Event::Pass),
        3 => (0_usize..2, weather()).prop_map(|(host, weather)| Event::Weather(host, weather)),
        3 => (0_usize..8, 1_u64..900, any::<bool>())
            .prop_map(|(bot, seconds, failed)| Event::Publish { bot, seconds, failed }),
        1 => (30_u64..30_000).prop_map(Event::Sleep),
        1 => (-4_000_i64..4_000).prop_map(Event::Calendar),
        1 => (1_u64..4_000).prop_map(Event::Reopen),
        1 => Just(Event::Break),
        1 => any::<bool>().prop_map(Event::Offline),
        1 => Just(Event::CheckAll),
    ]
}

/// The windows of each account, as the platform counts them.
fn windows_are_kept(asked: &[Asked]) -> Result<(), TestCaseError> {
    let mut by_host: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for one in asked {
        by_host.entry(&one.host).or_default().push(one.up);
    }
    for times in by_host.values() {
        for (window, limit) in [
            (Duration::from_mins(1), 60),
            (Duration::from_hours(1), 1_800),
        ] {
            for (from, first) in times.iter().enumerate() {
                let inside = times[from..].iter().take_while(|at| **at < *first + window);
                prop_assert!(inside.count() <= limit);
            }
        }
    }
    Ok(())
}

async fn play(bots: usize, events: Vec<Event>) -> Result<(), TestCaseError> {
    let mut world = Pretend::new();
    for host in HOSTS {
        world.add_account(host, bots).await;
    }
    world.pass(Duration::from_mins(5)).await;
    let mut clock_was_set = false;
    for event in events {
        match event {
            Event::Pass(seconds) => world.pass(Duration::from_secs(seconds)).await,
            Event::Weather(host, weather) => {
                let origin = format!("https://{}", HOSTS[host]);
                world.sky.weather.lock().unwrap().insert(origin, weather);
            }
            Event::Publish {
                bot,
                seconds,
                failed,
            } => {
                let id = bot_id(HOSTS[bot % 2], bot % bots);
                world.sky.publish(&id, Duration::from_secs(seconds), failed);
            }
            Event::Sleep(seconds) => world.sleep(Duration::from_secs(seconds)),
            Event::Calendar(seconds) => {
                clock_was_set |= seconds < 0;
                world
                    .clocks
                    .move_calendar(SignedDuration::from_secs(seconds));
            }
            Event::Reopen(seconds) => {
                world = world.reopen_after(Duration::from_secs(seconds)).await;
            }
            Event::Break => world
                .clocks
                .breaks
                .store(true, std::sync::atomic::Ordering::Relaxed),
            Event::Offline(offline) => {
                let network = if offline {
                    Network::Offline
                } else {
                    Network::Online
                };
                world.monitor.network_changed(network).await;
            }
            Event::CheckAll => {
                let _ = world.monitor.check_all().await;
            }
        }
        world.pass(Duration::from_secs(1)).await;
    }
    world
        .clocks
        .breaks
        .store(false, std::sync::atomic::Ordering::Relaxed);
    world.pass(Duration::from_mins(2)).await;

    windows_are_kept(&world.sky.asked_since(Duration::ZERO))?;
    let tellings = world.told.tellings.lock().unwrap().clone();
    let mut told = BTreeSet::new();
    for alert in tellings.iter().flat_map(|telling| &telling.alerts) {
        if let Some(job) = alert.job {
            let words = format!("{job} {:?}", alert.kind);
            prop_assert!(told.insert(words), "told twice: {alert:?}");
        }
    }
    let now = world.clocks.wall();
    for (bot, life) in world.lives().await {
        prop_assert!(
            life.windows(2).all(|pair| pair[0].until == pair[1].since),
            "{bot}"
        );
        if clock_was_set && life.is_empty() {
            // Added in what is now the future.
            continue;
        }
        prop_assert_eq!(life.last().map(|last| last.until), Some(now));
        let late: SignedDuration = life
            .iter()
            .filter(|one| matches!(one.why, Some(Unwatched::Late | Unwatched::Untold)))
            .map(|one| one.until.duration_since(one.since))
            .fold(SignedDuration::ZERO, |sum, one| sum + one);
        // After each event the next check may be on its way for a moment.
        prop_assert!(
            clock_was_set || late < SignedDuration::from_mins(10),
            "{bot} was late by {late:#}: {life:#?}"
        );
    }
    Ok(())
}

/// A few in CI.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(6)
}

proptest! {
    // More with PROPTEST_CASES.
    #![proptest_config(ProptestConfig {
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases())
    })]

    #[test]
    fn no_window_is_passed_nothing_is_told_twice_and_every_minute_has_its_answer(
        bots in 1_usize..8,
        events in prop::collection::vec(event(), 5..25),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .start_paused(true)
            .build()
            .unwrap();
        runtime.block_on(play(bots, events))?;
    }
}
