//! How long to wait after a failure.

use std::time::Duration;

/// Full jitter: anything between nothing and the ceiling is as likely, so that many clients that
/// failed together do not come back together. (AWS architecture blog, *Exponential backoff and
/// jitter*.) A floor keeps a lucky draw from being a retry storm.
pub fn full_jitter(
    random: &mut fastrand::Rng,
    misses: u32,
    first: Duration,
    ceiling: Duration,
) -> Duration {
    let doubled = first.saturating_mul(2u32.saturating_pow(misses.saturating_sub(1).min(20)));
    let top = doubled.min(ceiling);
    top.mul_f64(random.f64()).max(first.min(ceiling) / 2)
}

/// A schedule that is not the same for all: ±10 %.
pub fn jitter(random: &mut fastrand::Rng, wait: Duration) -> Duration {
    wait.mul_f64(0.9 + 0.2 * random.f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_grows_to_the_ceiling_and_never_past_it() {
        let mut random = fastrand::Rng::with_seed(7);
        let (first, ceiling) = (Duration::from_secs(5), Duration::from_mins(5));
        let mut longest = Duration::ZERO;
        for misses in 1..200 {
            let wait = full_jitter(&mut random, misses, first, ceiling);
            assert!(wait >= first / 2 && wait <= ceiling);
            longest = longest.max(wait);
        }
        assert!(longest > Duration::from_secs(200));
        for _ in 0..100 {
            assert!(full_jitter(&mut random, 1, first, ceiling) <= first);
        }
    }
}
