//! A made-up estate of bots and a month of their publishes. It shares no code with the planner:
//! what the planner learns it has to learn from the publishes.

use fastrand::Rng;

pub const DAY: f64 = 86_400.0;
/// Before the app came there were publishes too.
const BEFORE: f64 = 200.0 * DAY;

/// How the bots are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Zipf rates, the same at every moment.
    Stationary,
    /// The same rates on average, in the hours of three regions or of a nightly pipeline, hardly
    /// on weekends, and most publishes followed by others within minutes or hours.
    Lively,
    /// The same, with publishes that take as long as real ones do: half a minute, some longer.
    /// One that is seen to run is followed, and its end seen soon.
    LivelyAndLong,
    /// All bots alike, the same at every moment.
    Equal,
    /// Zipf rates; a tenth of the bots, silent until then, is published daily from day 10 on.
    Awakening,
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::Stationary,
        Self::Lively,
        Self::LivelyAndLong,
        Self::Equal,
        Self::Awakening,
    ];
}

#[derive(Clone, Copy, Debug)]
pub struct Job {
    pub requested: f64,
    pub ended: f64,
}

pub struct World {
    /// Of each bot, in order.
    pub jobs: Vec<Vec<Job>>,
    /// True rates per second, on average over time.
    pub rates: Vec<f64>,
}

impl World {
    pub fn new(kind: Kind, bots: usize, days: f64, per_day: f64, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let weights: Vec<f64> = (1..=bots)
            .map(|rank| match kind {
                Kind::Equal => 1.0,
                _ => 1.0 / rank as f64,
            })
            .collect();
        let sum: f64 = weights.iter().sum();
        let all = per_day / DAY * bots as f64;
        let mut rates: Vec<f64> = weights.iter().map(|weight| all * weight / sum).collect();
        // The order of the bots tells nothing.
        rng.shuffle(&mut rates);
        if kind == Kind::Awakening {
            for rate in rates.iter_mut().skip(3).step_by(10) {
                *rate = 1.0 / DAY;
            }
        }
        let jobs = rates
            .iter()
            .enumerate()
            .map(|(number, rate)| {
                let mut starts = match kind {
                    Kind::Lively | Kind::LivelyAndLong => lively(&mut rng, *rate, days),
                    Kind::Awakening if number % 10 == 3 => {
                        poisson(&mut rng, *rate, 10.0 * DAY, days * DAY)
                    }
                    _ => poisson(&mut rng, *rate, -BEFORE, days * DAY),
                };
                starts.sort_by(f64::total_cmp);
                with_lengths(&mut rng, starts, kind == Kind::LivelyAndLong)
            })
            .collect();
        Self { jobs, rates }
    }
}

fn exponential(rng: &mut Rng, mean: f64) -> f64 {
    -(1.0 - rng.f64()).ln() * mean
}

fn normal(rng: &mut Rng) -> f64 {
    (-2.0 * (1.0 - rng.f64()).ln()).sqrt() * (std::f64::consts::TAU * rng.f64()).cos()
}

fn poisson(rng: &mut Rng, rate: f64, from: f64, to: f64) -> Vec<f64> {
    let mut all = Vec::new();
    let mut at = from + exponential(rng, 1.0 / rate);
    while at < to {
        all.push(at);
        at += exponential(rng, 1.0 / rate);
    }
    all
}

/// First publishes by hours and weekdays, each followed by some more.
fn lively(rng: &mut Rng, rate: f64, days: f64) -> Vec<f64> {
    const FOLLOWED_BY: f64 = 1.2;
    let first = rate / (1.0 + FOLLOWED_BY);
    let pipeline = rng.f64() < 0.15;
    let region = match rng.f64() {
        share if share < 0.6 => 0.0,
        share if share < 0.85 => 8.0,
        _ => 16.0,
    };
    let nightly = rng.f64() * 24.0;
    // Thinned from the busiest moment.
    let likely = |at: f64| -> f64 {
        let hour = (at / 3_600.0 - region).rem_euclid(24.0);
        if pipeline {
            let off = (at / 3_600.0 - nightly).rem_euclid(24.0);
            return if off < 0.5 { 48.0 } else { 0.0 };
        }
        let weekend = (at / DAY).rem_euclid(7.0) >= 5.0;
        let by_hour = if (8.0..18.0).contains(&hour) {
            2.2
        } else if (7.0..22.0).contains(&hour) {
            0.32
        } else {
            0.08
        };
        by_hour * if weekend { 0.2 } else { 1.3 }
    };
    let busiest = if pipeline { 48.0 } else { 2.9 };
    let mut all = Vec::new();
    for at in poisson(rng, first * busiest, -BEFORE, days * DAY) {
        if rng.f64() * busiest >= likely(at) {
            continue;
        }
        all.push(at);
        // Geometric: nobody knows in advance how often it takes.
        let mut next = at;
        while rng.f64() < FOLLOWED_BY / (1.0 + FOLLOWED_BY) {
            next += 14.0 * 60.0 * (1.1 * normal(rng)).exp();
            all.push(next);
        }
    }
    all
}

fn with_lengths(rng: &mut Rng, starts: Vec<f64>, long: bool) -> Vec<Job> {
    // The platform's documented sample took 1.4 s.
    let usual = if long {
        30.0 * (0.8 * normal(rng)).exp()
    } else {
        1.4
    };
    let mut free = f64::NEG_INFINITY;
    starts
        .into_iter()
        .map(|at| {
            let requested = at.max(free + 1.0);
            let ended = requested + usual * (0.5 * normal(rng)).exp();
            free = ended;
            Job { requested, ended }
        })
        .collect()
}
