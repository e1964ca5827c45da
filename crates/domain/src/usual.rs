//! What is usual for one bot: how long its publishes take, and how long they pause.
//!
//! Publishes differ by bot far more than by anything else that can be seen from outside, so each
//! bot is judged by its own good runs only, and by nothing before there are [`FEWEST_RUNS`].
//!
//! A range is meant to hold four of five further runs. Where there are runs enough it lies between
//! two of them, which needs no idea of how they are spread: of `n` runs and one more, in any order,
//! the new one lies between the `r`-th shortest and the `r`-th longest with the chance
//! `(n + 1 − 2r) / (n + 1)` (order statistics as a prediction interval: Wilks 1941; today's name is
//! split conformal prediction). Below that it is widened as if logarithms of durations were normal
//! (prediction interval with Student's t). And since bots grow, and runs are not in any order, the
//! chance that is aimed at moves with how often the bot's own past surprised the rule (adaptive
//! conformal inference: Gibbs & Candès 2021, arXiv:2106.00170).

mod spread;
#[cfg(test)]
mod tests;

use jiff::SignedDuration;
use spread::Spread;

/// Fewer runs say nothing.
pub const FEWEST_RUNS: usize = 5;
/// Runs longer ago no longer count: a bot changes.
pub const MOST_RUNS: usize = 40;

/// The share of further runs that may lie outside. A little under the fifth that is promised.
const OUTSIDE: f64 = 0.15;
/// How fast a surprise changes what is aimed at.
const LEARNS: f64 = 0.03;

/// Pauses: one good run in a thousand may be longer.
const PAUSE_OUTSIDE: f64 = 0.002;
/// And so many times the longest that was seen.
const LONGEST_TIMES: i32 = 3;
/// Nothing seems stuck sooner.
const SHORTEST_PAUSE: SignedDuration = SignedDuration::from_mins(10);
/// How long a publish may show nothing new before it seems stuck, where its bot has too few good
/// runs to say what is usual for it.
pub const PLAIN_STUCK_AFTER: SignedDuration = SignedDuration::from_mins(30);
/// With fewer than these the plain rule still is the least.
const RUNS_TO_BE_QUICKER: usize = 20;
/// Nothing is waited for longer, unless a good run did pause that long.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(2);

/// How long a bot's publishes usually take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsualDuration {
    /// Seldom quicker.
    pub low: SignedDuration,
    /// Half of them are quicker.
    pub middle: SignedDuration,
    /// Seldom slower.
    pub high: SignedDuration,
    /// Good runs that it was learned from.
    pub runs: u32,
}

/// How a duration compares with what is usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// Shorter than nearly all.
    Quicker,
    /// As usual.
    Usual,
    /// Longer than nearly all.
    Slower,
}

impl UsualDuration {
    /// Learns from good runs, the oldest first; `None` before there are [`FEWEST_RUNS`].
    pub fn of(runs: &[SignedDuration]) -> Option<Self> {
        let logs = logs(runs);
        let spread = Spread::of(recent(&logs))?;
        let (low, high) = spread.range(outside(&logs));
        Some(Self {
            low: duration(low),
            middle: duration(spread.middle()),
            high: duration(high),
            runs: u32::try_from(recent(&logs).len()).unwrap_or(u32::MAX),
        })
    }

    /// Judges a run.
    pub fn compared(&self, lasted: SignedDuration) -> Compared {
        if lasted > self.high {
            Compared::Slower
        } else if lasted < self.low {
            Compared::Quicker
        } else {
            Compared::Usual
        }
    }
}

/// When a running publish will probably be over, counted from its beginning. Of the good runs only
/// those count that took longer than it has run: the others are no longer possible.
///
/// `None` before there are [`FEWEST_RUNS`] good runs, and for one that has run longer than all of
/// them: nothing that was seen says when such a run ends.
pub fn estimate(
    runs: &[SignedDuration],
    elapsed: SignedDuration,
) -> Option<(SignedDuration, SignedDuration)> {
    let logs = logs(runs);
    let whole = Spread::of(recent(&logs))?;
    let passed = log(elapsed);
    let (low, high) = match whole.beyond(passed) {
        longer if longer.is_empty() => return None,
        // As good as none of the usual runs would be over by now: the whole range holds.
        longer if longer.len() == recent(&logs).len() => whole.range(outside(&logs)),
        longer => whole.range_of_the_rest(&longer, outside(&logs)),
    };
    let low = duration(low.max(passed));
    Some((low, duration(high).max(low)))
}

/// How long a running publish may show nothing new before it seems stuck, from the longest pauses
/// of good runs; `None` before there are [`FEWEST_RUNS`] of them.
///
/// At least three times the longest that was ever seen, and more where this bot's pauses differ much;
/// not quicker than [`PLAIN_STUCK_AFTER`] before there are twenty.
pub fn stuck_after(longest_pauses: &[SignedDuration]) -> Option<SignedDuration> {
    let spread = Spread::of(&logs(longest_pauses))?;
    let longest = longest_pauses.iter().max()?.saturating_mul(LONGEST_TIMES);
    let (_, high) = spread.normal_range(PAUSE_OUTSIDE);
    let least = if longest_pauses.len() < RUNS_TO_BE_QUICKER {
        PLAIN_STUCK_AFTER
    } else {
        SHORTEST_PAUSE
    };
    Some(duration(high).min(LONGEST_PAUSE).max(longest).max(least))
}

/// What to aim at now, after the surprises of the past.
fn outside(logs: &[f64]) -> f64 {
    let mut outside = OUTSIDE;
    for at in FEWEST_RUNS..logs.len() {
        let Some(spread) = Spread::of(recent(&logs[..at])) else {
            continue;
        };
        let (low, high) = spread.range(outside);
        let surprised = !(low..=high).contains(&logs[at]);
        outside += LEARNS * (OUTSIDE - f64::from(u8::from(surprised)));
        outside = outside.clamp(0.01, 0.3);
    }
    outside
}

fn recent(logs: &[f64]) -> &[f64] {
    &logs[logs.len().saturating_sub(MOST_RUNS)..]
}

fn logs(runs: &[SignedDuration]) -> Vec<f64> {
    runs.iter().copied().map(log).collect()
}

/// Under a tenth of a second nobody sees a difference.
fn log(duration: SignedDuration) -> f64 {
    duration.as_secs_f64().max(0.1).ln()
}

fn duration(log: f64) -> SignedDuration {
    // A hundred years: a range of wildly different runs must not overflow.
    SignedDuration::from_secs_f64(log.exp().clamp(0.0, 3.2e9))
}
