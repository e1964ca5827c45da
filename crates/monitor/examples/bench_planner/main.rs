//! How long it takes until a publish is seen, over 30 days, with the planner and beside it: with
//! all bots in turn, and the least that is possible with known, steady rates,
//! `(Σ√λ)² / (2·B·Σλ)`.
//!
//! The delay is the time from the end of a publish to the first answer that tells of it, in every
//! row. `cargo xtask bench planner`, or
//! `cargo run --release -p monitor --example bench_planner -- [--quick] [bots…]`

#![allow(clippy::cast_precision_loss, reason = "counts far below 2⁵²")]

mod play;

mod world;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use monitor::budget::{ALLOWED_HOUR, SCHEDULE_HOUR};
use monitor::planner::Learning;
use play::{Month, Seen};
use world::{DAY, Kind, World};

const DAYS: f64 = 30.0;
/// Publishes of a bot each day, on average over all bots.
const PER_DAY: f64 = 0.5;
const SEEDS: u64 = 3;
const SHORTEST: f64 = 30.0;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Full,
    NoBursts,
    NoHours,
    NoPromise,
}

impl Way {
    fn learning(self) -> Learning {
        let all = Learning::default();
        match self {
            Self::Full => all,
            Self::NoBursts => Learning {
                bursts: false,
                ..all
            },
            Self::NoHours => Learning {
                hours: false,
                ..all
            },
            Self::NoPromise => Learning {
                promise: false,
                ..all
            },
        }
    }
}

struct Run {
    kind: Kind,
    bots: usize,
    way: Way,
    seed: u64,
    month: Month,
    turn: Vec<Seen>,
    ideal: Vec<Seen>,
    bound: f64,
    held: f64,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let quick = words.iter().any(|word| word == "--quick");
    let mut sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![20, 100, 300, 1_000, 10_000];
    }
    let seeds = if quick { 1 } else { SEEDS };
    let mut todo = Vec::new();
    for bots in sizes.iter().rev() {
        for kind in Kind::ALL {
            let ways: &[Way] = match kind {
                Kind::Stationary => &[Way::Full, Way::NoBursts, Way::NoPromise],
                Kind::Lively => &[Way::Full, Way::NoBursts, Way::NoHours, Way::NoPromise],
                _ => &[Way::Full],
            };
            for way in ways {
                for seed in 1..=seeds {
                    if *way == Way::Full || seed == 1 {
                        todo.push((kind, *bots, *way, seed));
                    }
                }
            }
        }
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((kind, bots, way, seed)) =
                    todo.get(next.fetch_add(1, Ordering::Relaxed)).copied()
                {
                    let run = play_one(kind, bots, way, seed);
                    if let Ok(mut done) = done.lock() {
                        done.push(run);
                    }
                }
            });
        }
    });
    let runs = done.into_inner().unwrap_or_default();
    println!(
        "30 days, {PER_DAY} publishes a day and bot on average, medians of {seeds} worlds.\n\
         Delay: from the end of a publish to the first answer that tells of it; from day 7 on.\n\
         Bound: (Σ√λ)²/(2BΣλ) with B = {SCHEDULE_HOUR} checks an hour, the schedule's share; with \
         all {ALLOWED_HOUR} it is 0.70 of that.\n\
         Floor: no bot more often than every {SHORTEST} s; where that binds, the bound with it."
    );
    for kind in Kind::ALL {
        report(kind, &sizes, &runs);
    }
}

fn play_one(kind: Kind, bots: usize, way: Way, seed: u64) -> Run {
    let world = World::new(kind, bots, DAYS, PER_DAY, seed);
    let per_second = f64::from(SCHEDULE_HOUR) / 3_600.0;
    let round = (bots as f64 / per_second).max(SHORTEST);
    let roots: Vec<f64> = world.rates.iter().map(|rate| rate.sqrt()).collect();
    let sum: f64 = roots.iter().sum();
    let all: f64 = world.rates.iter().sum();
    let ideal = ideal(&roots, per_second);
    let weighted: f64 = world
        .rates
        .iter()
        .zip(&ideal)
        .map(|(rate, every)| rate * every / 2.0)
        .sum();
    Run {
        kind,
        bots,
        way,
        seed,
        month: play::planner(&world, DAYS, way.learning(), seed),
        turn: play::fixed(&world, DAYS, &vec![round; bots], seed),
        ideal: play::fixed(&world, DAYS, &ideal, seed),
        bound: sum * sum / (2.0 * per_second * all),
        held: weighted / all,
    }
}

/// The best intervals for known, steady rates, none shorter than the floor.
fn ideal(roots: &[f64], per_second: f64) -> Vec<f64> {
    let mut price = roots.iter().sum::<f64>() / per_second;
    for _ in 0..200 {
        let used: f64 = roots
            .iter()
            .map(|root| (root / price).min(1.0 / SHORTEST))
            .sum();
        price *= (used / per_second).clamp(0.5, 2.0);
        if price < 1e-6 {
            break;
        }
    }
    roots
        .iter()
        .map(|root| (price / root).max(SHORTEST))
        .collect()
}

fn mean(seen: &[Seen], days: std::ops::Range<f64>) -> f64 {
    let inside: Vec<f64> = seen
        .iter()
        .filter(|(ended, _)| days.contains(&(ended / DAY)))
        .map(|(_, delay)| *delay)
        .collect();
    inside.iter().sum::<f64>() / inside.len().max(1) as f64
}

fn high(seen: &[Seen]) -> f64 {
    let mut delays: Vec<f64> = seen
        .iter()
        .filter(|(ended, _)| *ended > 7.0 * DAY)
        .map(|(_, delay)| *delay)
        .collect();
    delays.sort_by(f64::total_cmp);
    delays.get(delays.len() * 95 / 100).copied().unwrap_or(0.0)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn span(seconds: f64) -> String {
    if seconds < 120.0 {
        format!("{seconds:.0} s")
    } else if seconds < 7_200.0 {
        format!("{:.1} min", seconds / 60.0)
    } else {
        format!("{:.1} h", seconds / 3_600.0)
    }
}

fn report(kind: Kind, sizes: &[usize], runs: &[Run]) {
    println!("\n== {kind:?}");
    println!(
        "{:>6} {:>9} {:>9} {:>9} {:>7} {:>7} {:>7} | {:>9} {:>9} | weeks 1 2 3 4, by the bound",
        "bots", "in turn", "bound", "planner", "/bound", "/floor", "/ideal", "95 %", "in turn"
    );
    let late = 7.0..DAYS;
    for bots in sizes {
        let of = |way: Way| -> Vec<&Run> {
            runs.iter()
                .filter(|run| run.kind == kind && run.bots == *bots && run.way == way)
                .collect()
        };
        let full = of(Way::Full);
        let over =
            |value: &dyn Fn(&Run) -> f64| median(full.iter().map(|run| value(run)).collect());
        let planned = |run: &Run| mean(&run.month.seen, late.clone());
        let weeks: Vec<String> = (0..4_u32)
            .map(|week| {
                let days = f64::from(week) * 7.0..f64::from(week + 1) * 7.0;
                let by = over(&|run| mean(&run.month.seen, days.clone()) / run.bound);
                format!("{by:.2}")
            })
            .collect();
        println!(
            "{:>6} {:>9} {:>9} {:>9} {:>7.3} {:>7.3} {:>7.3} | {:>9} {:>9} | {}",
            bots,
            span(over(&|run| mean(&run.turn, late.clone()))),
            span(over(&|run| run.bound)),
            span(over(&planned)),
            over(&|run| planned(run) / run.bound),
            over(&|run| planned(run) / run.held),
            over(&|run| planned(run) / mean(&run.ideal, late.clone())),
            span(over(&|run| high(&run.month.seen))),
            span(over(&|run| high(&run.turn))),
            weeks.join(" ")
        );
        let first: Vec<&Run> = full.iter().copied().filter(|run| run.seed == 1).collect();
        let beside: Vec<String> = [Way::NoBursts, Way::NoHours, Way::NoPromise]
            .into_iter()
            .filter_map(|way| {
                let other = *of(way).first()?;
                let by = planned(other) / planned(first.first()?);
                Some(format!("{way:?} ×{by:.3}"))
            })
            .collect();
        println!(
            "       longest wait {}, busiest minute {} hour {}, {:.0} checks an hour, late by two \
             promises {:.0}, {:.1} µs a check; without: {}",
            span(full.iter().map(|run| run.month.longest).fold(0.0, f64::max)),
            full.iter()
                .map(|run| run.month.busiest_minute)
                .max()
                .unwrap_or(0),
            full.iter()
                .map(|run| run.month.busiest_hour)
                .max()
                .unwrap_or(0),
            over(&|run| run.month.checks as f64 / (DAYS * 24.0)),
            over(&|run| run.month.outdated as f64),
            over(&|run| run.month.micros),
            beside.join(", ")
        );
    }
}
