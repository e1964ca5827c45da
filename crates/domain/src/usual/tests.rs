use jiff::SignedDuration;
use proptest::prelude::*;

use super::*;

fn secs(all: &[f64]) -> Vec<SignedDuration> {
    all.iter()
        .map(|secs| SignedDuration::from_secs_f64(*secs))
        .collect()
}

/// A random source of its own: the same figures on every machine.
struct Dice(u64);

impl Dice {
    fn even(&mut self) -> f64 {
        // splitmix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        f64::from(u32::try_from((z ^ (z >> 31)) >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.even()).sum::<f64>() - 6.0
    }
}

/// How long one run takes, by its number.
type World = fn(&mut Dice, f64) -> f64;

/// How the publishes of a bot may differ.
const WORLDS: [(&str, World); 7] = [
    ("steady", |dice, _| 240.0 * (0.1 * dice.normal()).exp()),
    ("lively", |dice, _| 240.0 * (0.6 * dice.normal()).exp()),
    ("long tail", |dice, _| {
        60.0 / dice.even().max(0.001).powf(0.6)
    }),
    ("two sizes", |dice, _| {
        if dice.even() < 0.3 {
            900.0
        } else {
            60.0 + 30.0 * dice.even()
        }
    }),
    ("grows", |dice, run| {
        60.0 * (1.0 + run / 30.0) * (0.2 * dice.normal()).exp()
    }),
    ("jumps", |dice, run| {
        (if run < 40.0 { 60.0 } else { 400.0 }) * (0.2 * dice.normal()).exp()
    }),
    ("seconds only", |dice, _| (1.0 + 4.0 * dice.even()).floor()),
];

fn history(world: World, seed: u64, runs: u32) -> Vec<SignedDuration> {
    let mut dice = Dice(seed);
    let all: Vec<f64> = (0..runs)
        .map(|run| world(&mut dice, f64::from(run)))
        .collect();
    secs(&all)
}

#[test]
fn nothing_is_said_before_five_good_runs() {
    let four = secs(&[60.0, 61.0, 62.0, 63.0]);
    assert_eq!(UsualDuration::of(&four), None);
    assert_eq!(estimate(&four, SignedDuration::ZERO), None);
    assert_eq!(stuck_after(&four), None);
    let five = secs(&[60.0, 61.0, 62.0, 63.0, 64.0]);
    assert_eq!(UsualDuration::of(&five).unwrap().runs, 5);
}

#[test]
fn four_of_five_further_runs_lie_in_the_range_in_every_world() {
    for (name, world) in WORLDS {
        let (mut inside, mut all) = (0_u32, 0_u32);
        for seed in 0..12 {
            let runs = history(world, seed, 80);
            for at in FEWEST_RUNS..runs.len() {
                let usual = UsualDuration::of(&runs[..at]).unwrap();
                inside += u32::from(usual.compared(runs[at]) == Compared::Usual);
                all += 1;
            }
        }
        let share = f64::from(inside) / f64::from(all);
        eprintln!("{name}: {share:.3} inside");
        assert!(share >= 0.80, "{name}: {share}");
        // Whole seconds repeat, and what repeats lies inside.
        if name != "seconds only" {
            assert!(share <= 0.97, "{name} says too little: {share}");
        }
    }
}

/// At every moment of a run: it ends within what was said, four times of five.
#[test]
fn an_estimate_holds_at_any_moment_of_a_run() {
    for (name, world) in WORLDS {
        let (mut inside, mut all) = (0_u32, 0_u32);
        for seed in 100..105 {
            let runs = history(world, seed, 60);
            for at in FEWEST_RUNS..runs.len() {
                for tenth in 0..10 {
                    let elapsed = runs[at] * tenth / 10;
                    let Some((low, high)) = estimate(&runs[..at], elapsed) else {
                        continue;
                    };
                    assert!(low >= elapsed && high >= low);
                    inside += u32::from((low..=high).contains(&runs[at]));
                    all += 1;
                }
            }
        }
        let share = f64::from(inside) / f64::from(all);
        eprintln!("{name}: {share:.3} of the estimates held");
        assert!(share >= 0.80, "{name}: {share}");
    }
}

#[test]
fn what_has_run_longer_than_any_has_no_estimate() {
    let runs = secs(&[60.0, 70.0, 80.0, 90.0, 100.0, 95.0]);
    assert!(estimate(&runs, SignedDuration::from_secs(99)).is_some());
    assert_eq!(estimate(&runs, SignedDuration::from_secs(101)), None);
}

#[test]
fn no_good_run_seems_stuck() {
    for (name, world) in WORLDS {
        let (mut alarms, mut all) = (0_u32, 0_u32);
        for seed in 200..240 {
            let pauses = history(world, seed, 80);
            for at in FEWEST_RUNS..pauses.len() {
                let after = stuck_after(&pauses[..at]).unwrap();
                let longest = pauses[..at].iter().max().unwrap();
                assert!(after <= LONGEST_PAUSE.max(*longest * LONGEST_TIMES));
                alarms += u32::from(pauses[at] >= after);
                all += 1;
            }
        }
        eprintln!("{name}: {alarms} false alarms in {all} good runs");
        // Where pauses have no longest, or the first long one comes late, a rule that learns from
        // the past cannot always be right.
        let most = match name {
            "long tail" => all / 200,
            "two sizes" => all / 1_000,
            _ => 0,
        };
        assert!(alarms <= most, "{name}: {alarms} in {all}");
    }
}

#[test]
fn a_steady_bot_that_stops_is_found_sooner_than_by_the_plain_rule() {
    let pauses = history(WORLDS[0].1, 1, 20);
    let pauses: Vec<_> = pauses.into_iter().map(|pause| pause / 4).collect();
    assert_eq!(stuck_after(&pauses), Some(SHORTEST_PAUSE));
    assert_eq!(stuck_after(&pauses[..8]), Some(PLAIN_STUCK_AFTER));
}

proptest! {
    #[test]
    fn any_durations_give_a_range_in_order(
        millis in prop::collection::vec(-1_000_i64..=i64::MAX / 1_000_000, 0..60),
        elapsed in 0_i64..10_000_000,
    ) {
        let runs: Vec<_> = millis.into_iter().map(SignedDuration::from_millis).collect();
        if let Some(usual) = UsualDuration::of(&runs) {
            prop_assert!(usual.low <= usual.middle && usual.middle <= usual.high);
        }
        if let Some((low, high)) = estimate(&runs, SignedDuration::from_millis(elapsed)) {
            prop_assert!(low <= high);
        }
        if let Some(after) = stuck_after(&runs) {
            prop_assert!(after >= SHORTEST_PAUSE);
        }
    }
}
