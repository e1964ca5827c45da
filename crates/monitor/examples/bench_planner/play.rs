//! Plays a month with the planner, and with simpler ways to share the same checks.

use std::time::{Duration, Instant};

use domain::{AccountId, BotId};
use monitor::pace::{Knowledge, Publish};
use monitor::planner::{BotKey, Learning, Newcomer, Next, Planner};

use crate::world::{DAY, Job, World};

/// The end of a publish, and how long it took until it was seen.
pub type Seen = (f64, f64);

/// What came of a month.
pub struct Month {
    pub seen: Vec<Seen>,
    pub checks: usize,
    pub busiest_minute: usize,
    pub busiest_hour: usize,
    /// The longest time between two checks of one bot, in seconds.
    pub longest: f64,
    /// How often a bot was checked later than twice its promise.
    pub outdated: usize,
    /// The processor's time for each check that was planned, in µs.
    pub micros: f64,
}

struct Bot {
    next: usize,
    checked: f64,
    every: f64,
}

fn knowledge(jobs: &[Job], at: f64) -> Knowledge {
    let known = jobs.partition_point(|job| job.requested <= at);
    let Some(job) = known.checked_sub(1).map(|last| jobs[last]) else {
        return Knowledge::NONE;
    };
    let moving = at < job.ended;
    let ago = |then: f64| Duration::from_secs_f64((at - then).max(0.0));
    Knowledge {
        moving,
        changed_ago: Some(ago(if moving { job.requested } else { job.ended })),
        publish: Some(Publish {
            number: i64::try_from(known).unwrap_or(0),
            requested_ago: ago(job.requested),
            lasted: (!moving).then(|| Duration::from_secs_f64(job.ended - job.requested)),
        }),
    }
}

pub fn planner(world: &World, days: f64, learning: Learning, seed: u64) -> Month {
    let account = AccountId::new("a");
    let mut planner = Planner::new(fastrand::Rng::with_seed(seed)).learning(learning);
    planner.add_account(account.clone());
    planner.resume(&account, Duration::ZERO);
    let all: Vec<_> = (0..world.jobs.len())
        .map(|number| Newcomer {
            key: BotKey {
                account: account.clone(),
                bot: BotId::new(format!("{number}")),
            },
            knowledge: Knowledge::NONE,
            checked_ago: None,
            past: Vec::new(),
            watched_for: Duration::ZERO,
        })
        .collect();
    let began = Instant::now();
    planner.add_bots(&all, Duration::ZERO);
    let mut bots: Vec<_> = world
        .jobs
        .iter()
        .map(|jobs| Bot {
            next: jobs.partition_point(|job| job.ended <= 0.0),
            checked: 0.0,
            every: f64::INFINITY,
        })
        .collect();
    let mut month = Month {
        seen: Vec::new(),
        checks: 0,
        busiest_minute: 0,
        busiest_hour: 0,
        longest: 0.0,
        outdated: 0,
        micros: 0.0,
    };
    let mut sent: Vec<f64> = Vec::new();
    let mut up = Duration::ZERO;
    let end = Duration::from_secs_f64(days * DAY);
    while up < end {
        match planner.next(up) {
            Next::Check(key) => {
                let number: usize = key.bot.as_str().parse().unwrap_or(0);
                let (jobs, bot, at) = (&world.jobs[number], &mut bots[number], up.as_secs_f64());
                sent.push(at);
                while let Some(job) = jobs.get(bot.next).filter(|job| job.ended <= at) {
                    month.seen.push((job.ended, at - job.ended));
                    bot.next += 1;
                }
                let gap = at - bot.checked;
                month.longest = month.longest.max(gap);
                month.outdated += usize::from(gap > 2.0 * bot.every + 15.0);
                bot.checked = at;
                planner.succeeded(&key, up, 1, knowledge(jobs, at));
                bot.every = planner
                    .outlook(&key)
                    .map_or(f64::INFINITY, |outlook| outlook.every.as_secs_f64());
            }
            Next::WaitUntil(at) => up = at,
            Next::Nothing => break,
        }
    }
    month.checks = sent.len();
    month.micros = began.elapsed().as_secs_f64() * 1e6 / sent.len().max(1) as f64;
    month.busiest_minute = busiest(&sent, 60.0);
    month.busiest_hour = busiest(&sent, 3_600.0);
    for bot in &bots {
        month.longest = month.longest.max(days * DAY - bot.checked);
    }
    month
}

fn busiest(sent: &[f64], window: f64) -> usize {
    let mut from = 0;
    let mut most = 0;
    for (index, at) in sent.iter().enumerate() {
        while sent[from] + window <= *at {
            from += 1;
        }
        most = most.max(index + 1 - from);
    }
    most
}

/// Each bot at a fixed interval, from a moment of its own.
pub fn fixed(world: &World, days: f64, every: &[f64], seed: u64) -> Vec<Seen> {
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut told = Vec::new();
    for (jobs, every) in world.jobs.iter().zip(every) {
        let phase = rng.f64() * every;
        for job in jobs {
            if job.ended > 0.0 && job.ended < days * DAY {
                let wait = (phase - job.ended).rem_euclid(*every);
                told.push((job.ended, wait));
            }
        }
    }
    told
}
