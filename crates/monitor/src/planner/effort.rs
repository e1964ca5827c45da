//! Shares the checks among the bots of an account.
//!
//! With rates λ and `B` checks an hour, the delay until a publish is seen is least, on average,
//! when a bot is checked at a frequency `√λ / price`, with one price for all that uses `B` up
//! (Lagrange; for web pages Cho and Garcia-Molina, *Effective page refresh policies for Web
//! crawlers*, 2003; Azar et al., *Tractable near-optimal policies for crawling*, 2018). Said
//! otherwise: a bot is due when the delay that may have gathered since its last check,
//! `2·∫∫ λ`, reaches `price²`. That also holds when λ changes with time.

use std::time::Duration;

/// A bot that rests is not checked more often, however much is to spare.
pub(super) const SHORTEST: Duration = Duration::from_secs(30);
/// The longest interval is at least this long.
const LONGEST: f64 = 30.0 * 60.0;
/// The longest interval, in rounds of checking all bots in turn: what is spent on never letting a
/// bot wait longer is at most one part in so many.
const ROUNDS: f64 = 3.0;
/// In one step of looking ahead, this part of the expected interval.
const STEP: f64 = 1.0 / 12.0;

/// How checks are shared out just now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Effort {
    /// What a check has to be worth.
    pub price: f64,
    /// No bot waits longer, in seconds.
    pub longest: f64,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            price: 1.0,
            longest: LONGEST,
        }
    }
}

impl Effort {
    /// The price at which bots with these roots of rates want `per_hour` checks together.
    pub fn of(roots: &[f64], per_hour: f64, promise: bool) -> Self {
        let per_second = (per_hour / 3_600.0).max(1e-6);
        let bots = f64::from(u32::try_from(roots.len()).unwrap_or(u32::MAX));
        let longest = if promise {
            (ROUNDS * bots / per_second).max(LONGEST)
        } else {
            1e9
        };
        let wanted = |price: f64| -> f64 {
            roots
                .iter()
                .map(|root| (root / price).clamp(1.0 / longest, 1.0 / SHORTEST.as_secs_f64()))
                .sum()
        };
        let sum: f64 = roots.iter().sum();
        let (mut low, mut high) = (1e-9, (sum / per_second).max(1e-9) * 1e3);
        for _ in 0..40 {
            let middle = (low * high).sqrt();
            if wanted(middle) > per_second {
                low = middle;
            } else {
                high = middle;
            }
            if high / low < 1.002 {
                break;
            }
        }
        Self {
            price: high,
            longest,
        }
    }

    /// How long after a check at `from` the next one is due, where a publish is `likely` so much
    /// at a moment.
    pub fn interval(self, from: f64, likely: impl Fn(f64) -> f64) -> Duration {
        let shortest = SHORTEST.as_secs_f64();
        let goal = self.price * self.price;
        let (mut passed, mut unseen, mut gathered) = (0.0, 0.0, 0.0);
        let guess = self.price / likely(from).max(1e-12).sqrt();
        let mut step = (guess * STEP).clamp(shortest / 4.0, 3_600.0);
        while passed < self.longest {
            let rate = likely(from + passed + step / 2.0);
            let more = 2.0 * (unseen * step + rate * step * step / 2.0);
            if gathered + more >= goal {
                // Within this step: 2·unseen·x + rate·x² = what is missing.
                let missing = goal - gathered;
                let root = (unseen * unseen + rate * missing).sqrt();
                passed += if rate > 1e-15 {
                    (root - unseen) / rate
                } else {
                    step
                };
                break;
            }
            gathered += more;
            unseen += rate * step;
            passed += step;
            step = (step * 1.15).min(3_600.0);
        }
        Duration::from_secs_f64(passed.clamp(shortest, self.longest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bot_that_is_published_four_times_as_often_is_checked_twice_as_often() {
        let roots: Vec<f64> = [1.0_f64, 4.0, 9.0]
            .map(|per_week| (per_week / (7.0 * 86_400.0)).sqrt())
            .to_vec();
        let effort = Effort::of(&roots, 10.0, true);
        let every = roots
            .iter()
            .map(|root| effort.interval(0.0, |_| root * root).as_secs_f64())
            .collect::<Vec<_>>();
        assert!((every[0] / every[1] - 2.0).abs() < 0.05, "{every:?}");
        assert!((every[0] / every[2] - 3.0).abs() < 0.05, "{every:?}");
        let per_hour: f64 = every.iter().map(|every| 3_600.0 / every).sum();
        assert!((per_hour - 10.0).abs() < 0.2, "{per_hour}");
    }

    #[test]
    fn however_silent_a_bot_is_it_waits_no_longer_than_three_rounds() {
        let mut roots = vec![0.0; 1_000];
        roots[0] = 1.0;
        let effort = Effort::of(&roots, 1_000.0, true);
        let silent = effort.interval(0.0, |_| 0.0);
        assert_eq!(silent.as_secs(), 3 * 3_600);
        assert_eq!(effort.interval(0.0, |_| 1.0), SHORTEST);
    }

    #[test]
    fn a_bot_that_is_published_at_night_only_waits_for_the_night() {
        let effort = Effort {
            price: 30.0,
            longest: 86_400.0,
        };
        let night = |at: f64| {
            if (20.0 * 3_600.0..21.0 * 3_600.0).contains(&at) {
                1.0 / 3_600.0
            } else {
                0.0
            }
        };
        let due = effort.interval(0.0, night).as_secs_f64();
        assert!(due > 20.0 * 3_600.0 && due < 21.0 * 3_600.0, "{due}");
    }
}
