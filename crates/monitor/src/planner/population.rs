//! How often bots of one account are published, as a spread over a grid of rates, and what that
//! says of one bot of which little is known (empirical Bayes).
//!
//! With `n` publishes over a time `t`, a bot's rate is the mean of the grid's rates weighted by
//! `w·rateⁿ·e^(−rate·t)`; the weights `w` are learned from all bots at once, so that neither a
//! few busy bots nor thousands of silent ones nor bots that are all alike need a rule of their
//! own. (Kiefer and Wolfowitz 1956; the weights are found by expectation-maximisation.)

/// Rates on the grid.
const GRID: usize = 28;
const STEPS: f64 = 27.0;
/// The slowest and the fastest, as seconds between two publishes.
const SLOWEST: f64 = 3.0 * 365.0 * 86_400.0;
const FASTEST: f64 = 20.0 * 60.0;
/// What is believed before anything is known weighs as much as so many bots.
const BELIEF: f64 = 3.0;

#[derive(Debug)]
pub(super) struct Population {
    rates: [f64; GRID],
    logs: [f64; GRID],
    weights: [f64; GRID],
}

impl Default for Population {
    fn default() -> Self {
        let step = (SLOWEST / FASTEST).powf(1.0 / STEPS);
        let mut next = 1.0 / SLOWEST;
        let rates = std::array::from_fn(|_| {
            let rate = next;
            next *= step;
            rate
        });
        Self {
            rates,
            logs: rates.map(f64::ln),
            weights: belief(&rates),
        }
    }
}

/// Once a fortnight, give or take a factor of ten.
fn belief(rates: &[f64; GRID]) -> [f64; GRID] {
    let middle = (1.0 / (14.0 * 86_400.0_f64)).ln();
    let bell = rates.map(|rate| (-0.5 * ((rate.ln() - middle) / 2.3).powi(2)).exp());
    let sum: f64 = bell.iter().sum();
    bell.map(|weight| weight / sum)
}

impl Population {
    /// The rate of a bot that published `events` times in `exposure` seconds.
    pub fn rate(&self, events: f64, exposure: f64) -> f64 {
        let shares = self.shares(events, exposure);
        shares
            .iter()
            .zip(&self.rates)
            .map(|(share, rate)| share * rate)
            .sum()
    }

    /// Learns the spread from all bots: (events, exposure) of each.
    pub fn learn(&mut self, bots: impl Iterator<Item = (f64, f64)>) {
        let mut sum = belief(&self.rates).map(|weight| weight * BELIEF);
        for (events, exposure) in bots {
            for (sum, share) in sum.iter_mut().zip(self.shares(events, exposure)) {
                *sum += share;
            }
        }
        let total: f64 = sum.iter().sum();
        self.weights = sum.map(|weight| weight / total);
    }

    fn shares(&self, events: f64, exposure: f64) -> [f64; GRID] {
        let mut likely = [0.0; GRID];
        for (index, likely) in likely.iter_mut().enumerate() {
            *likely = events * self.logs[index] - exposure * self.rates[index];
        }
        let most = likely.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for (likely, weight) in likely.iter_mut().zip(&self.weights) {
            *likely = weight * (*likely - most).exp();
            sum += *likely;
        }
        likely.map(|share| share / sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: f64 = 86_400.0;

    #[test]
    fn a_bot_of_which_nothing_is_known_is_taken_for_a_usual_one() {
        let mut population = Population::default();
        for _ in 0..200 {
            population.learn((0..100).map(|_| (30.0, 30.0 * DAY)));
        }
        let per_day = population.rate(0.0, 0.0) * DAY;
        assert!((0.8..1.25).contains(&per_day), "{per_day}");
        // One that was silent for a day is no exception yet.
        let silent = population.rate(0.0, DAY) * DAY;
        assert!((0.5..1.2).contains(&silent), "{silent}");
    }

    #[test]
    fn much_evidence_about_a_bot_outweighs_what_the_others_are_like() {
        let mut population = Population::default();
        for _ in 0..50 {
            population.learn((0..1_000).map(|_| (0.0, 30.0 * DAY)));
        }
        assert!(population.rate(0.0, 30.0 * DAY) * DAY < 0.01);
        let busy = population.rate(60.0, 30.0 * DAY) * DAY;
        assert!((1.6..2.4).contains(&busy), "{busy}");
    }
}
