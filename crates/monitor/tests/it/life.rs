//! What holds whatever happens: random schedules, replies, faults, clocks, kills and restarts,
//! over the real loop and a real history.

use std::sync::atomic::Ordering;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use monitor::network::Network;
use monitor::view::{ChangeLogChoice, PauseFor};
use proptest::prelude::*;

use crate::laws;
use crate::pretend::{Pretend, Weather, bot_id, bot_ref};

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
    Kill(u64),
    Break,
    Offline(bool),
    Pause,
    Unpause,
    Watch(usize),
    CheckAll(usize),
    /// Change logs are read by themselves, or no longer.
    Logs(usize, bool),
    /// Much is written into the change log of a bot, and somebody looks into it.
    Look(usize),
}

fn weather() -> impl Strategy<Value = Weather> {
    prop_oneof![
        4 => Just(Weather::Fair),
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
        6 => (10_u64..900).prop_map(Event::Pass),
        3 => (0_usize..2, weather()).prop_map(|(host, weather)| Event::Weather(host, weather)),
        4 => (0_usize..300, 1_u64..900, any::<bool>())
            .prop_map(|(bot, seconds, failed)| Event::Publish { bot, seconds, failed }),
        1 => (30_u64..30_000).prop_map(Event::Sleep),
        1 => (-4_000_i64..4_000).prop_map(Event::Calendar),
        1 => (1_u64..4_000).prop_map(Event::Reopen),
        2 => (0_u64..60).prop_map(Event::Kill),
        1 => Just(Event::Break),
        1 => any::<bool>().prop_map(Event::Offline),
        1 => Just(Event::Pause),
        2 => Just(Event::Unpause),
        1 => (0_usize..300).prop_map(Event::Watch),
        2 => (1_usize..4).prop_map(Event::CheckAll),
        2 => (0_usize..2, any::<bool>()).prop_map(|(host, on)| Event::Logs(host, on)),
        1 => (0_usize..300).prop_map(Event::Look),
    ]
}

/// Mostly a handful of bots; sometimes so many that the allowance is what limits.
fn bots() -> impl Strategy<Value = usize> {
    prop_oneof![5 => 1_usize..8, 1 => 60_usize..250]
}

/// What happened, for the laws to judge.
#[derive(Default)]
pub struct Past {
    /// Somebody set the calendar: what it says of before is no longer comparable.
    pub clock_was_set: bool,
    /// The app was closed in these.
    pub closed: Vec<(Timestamp, Timestamp)>,
    /// The loop stopped by a mistake again and again in these, and rested after them.
    pub broken: Vec<(Timestamp, Timestamp)>,
}

/// A loop that stopped rests for no longer than this before it works again.
const REST: SignedDuration = SignedDuration::from_mins(1);

struct Play {
    world: Pretend,
    accounts: Vec<String>,
    bots: usize,
    past: Past,
}

impl Play {
    fn bot(&self, number: usize) -> (usize, String) {
        let host = number % 2;
        (host, bot_id(HOSTS[host], number / 2 % self.bots))
    }

    async fn meet(mut self, event: Event) -> Self {
        // A clock that is to stop the loop stops nobody else who looks at it.
        self.world.clocks.breaks.store(false, Ordering::Relaxed);
        match event {
            Event::Pass(seconds) => self.world.pass(Duration::from_secs(seconds)).await,
            Event::Weather(host, weather) => {
                let origin = format!("https://{}", HOSTS[host]);
                let mut known = self.world.sky.weather.lock().unwrap();
                known.insert(origin, weather);
            }
            Event::Publish {
                bot,
                seconds,
                failed,
            } => {
                let (_, id) = self.bot(bot);
                let lasts = Duration::from_secs(seconds);
                self.world.sky.publish(&id, lasts, failed);
            }
            Event::Sleep(seconds) => self.world.sleep(Duration::from_secs(seconds)),
            Event::Calendar(seconds) => {
                self.past.clock_was_set |= seconds < 0;
                let by = SignedDuration::from_secs(seconds);
                self.world.clocks.move_calendar(by);
                // The loop notices when it next looks. What a kill before that leaves on the disk
                // is in the calendar of before.
                self.world.pass(Duration::from_secs(30)).await;
            }
            Event::Reopen(seconds) => return self.closed_for(seconds, false).await,
            Event::Kill(seconds) => return self.closed_for(seconds, true).await,
            Event::Break => {
                let from = self.world.clocks.wall();
                self.world.clocks.breaks.store(true, Ordering::Relaxed);
                self.world.pass(Duration::from_secs(25)).await;
                let until = self.world.clocks.wall() + REST;
                if let Some(last) = self.past.broken.last_mut() {
                    last.1 = last.1.min(from);
                }
                self.past.broken.push((from, until));
            }
            Event::Offline(true) => self.world.monitor.network_changed(Network::Offline).await,
            Event::Offline(false) => self.world.monitor.network_changed(Network::Online).await,
            Event::Pause => drop(self.world.monitor.pause(PauseFor::HalfHour).await),
            Event::Unpause => drop(self.world.monitor.unpause().await),
            Event::Watch(bot) => {
                let (host, id) = self.bot(bot);
                let bot = bot_ref(&self.accounts[host], &id);
                let _ = self.world.monitor.watch_bot(bot).await;
            }
            Event::Logs(host, on) => {
                let account_id = self.accounts[host].clone();
                let choice = ChangeLogChoice { account_id, on };
                self.world.monitor.choose_change_log(choice).await.unwrap();
            }
            Event::Look(bot) => {
                let (host, id) = self.bot(bot);
                let from = self.world.clocks.wall() - SignedDuration::from_hours(48);
                let every = Duration::from_secs(90);
                self.world.sky.logs.add_changes(&id, from, every, 1_900);
                let bot = bot_ref(&self.accounts[host], &id);
                let _ = self.world.monitor.read_change_log(bot).await;
            }
            Event::CheckAll(times) => {
                for _ in 0..times {
                    let _ = self.world.monitor.check_all().await;
                    self.world.pass(Duration::from_secs(8)).await;
                }
            }
        }
        self
    }

    async fn closed_for(mut self, seconds: u64, killed: bool) -> Self {
        let time = Duration::from_secs(seconds);
        let from = self.world.clocks.wall();
        self.world = if killed {
            self.world.killed_for(time).await
        } else {
            self.world.reopen_after(time).await
        };
        self.past.closed.push((from, self.world.clocks.wall()));
        self
    }
}

async fn play(bots: usize, events: Vec<Event>) -> Result<(), TestCaseError> {
    let world = Pretend::new();
    let began = world.clocks.wall();
    let mut accounts = Vec::new();
    for host in HOSTS {
        accounts.push(world.add_account(host, bots).await);
    }
    world.pass(Duration::from_mins(5)).await;
    let mut play = Play {
        world,
        accounts,
        bots,
        past: Past::default(),
    };
    for event in events {
        play = play.meet(event).await;
        play.world.pass(Duration::from_secs(1)).await;
    }
    let Play { world, past, .. } = play;
    world.clocks.breaks.store(false, Ordering::Relaxed);
    world.pass(Duration::from_mins(2)).await;

    let sky = std::sync::Arc::clone(&world.sky);
    let tellings = world.told.tellings.lock().unwrap().clone();
    let kept = world.ends().await;
    laws::windows_are_kept(&sky.asked.lock().unwrap())?;
    laws::nothing_is_told_twice(&tellings, &kept.alerts)?;
    for (bot, life) in &kept.lives {
        if past.clock_was_set && life.is_empty() {
            // Added in what is now the future.
            continue;
        }
        laws::every_moment_has_its_answer(bot, life, began, kept.ended, &past)?;
        if !past.clock_was_set {
            let answered = sky.answered.lock().unwrap();
            laws::watched_means_answered(bot, life, &answered, bots)?;
            laws::nobody_waits_while_there_is_room(bot, life, &answered, &past, bots)?;
        }
    }
    Ok(())
}

/// As many as a change can wait for; thousands where `PROPTEST_CASES` says so.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(64)
}

proptest! {
    #![proptest_config(ProptestConfig {
        max_shrink_iters: 20,
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases())
    })]

    #[test]
    fn no_window_is_passed_nothing_is_told_twice_and_every_minute_has_its_answer(
        bots in bots(),
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
