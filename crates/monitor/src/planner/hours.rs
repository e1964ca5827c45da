//! At which hours of the day bots are published: those of the account together, and each bot's
//! own where that is shown to tell more.
//!
//! Hours that all bots share change nothing about who comes next: everybody's turn would come as
//! much sooner. Only a bot that has hours of its own gains, so its rate counts in relation to
//! what the allowance is worth at that hour.

use std::time::Duration;

/// Hours of a day.
pub(super) const HOURS: usize = 24;
const HOURS_F: f64 = 24.0;
/// How many publishes the account's hours weigh against a bot's own. The first one: a bot has
/// no hours of its own.
const WEIGHTS: [f64; 4] = [f64::INFINITY, 24.0, 8.0, 3.0];
/// A bot's own hours have to predict that much better (in nats) before they are used.
const MARGIN: f64 = 4.0;
/// Of older publishes, only so many still count.
const MEMORY: f64 = 3_000.0;

/// Publishes by hour of the day.
pub(super) type Counts = [f64; HOURS];

#[derive(Debug)]
pub(super) struct Hours {
    counts: [f64; HOURS],
    /// How well each weight has predicted the hours of publishes so far.
    scores: [f64; WEIGHTS.len()],
    best: usize,
    /// What the allowance is worth at each hour, 1 on average.
    worth: [f64; HOURS],
}

impl Default for Hours {
    fn default() -> Self {
        Self {
            counts: [1.0; HOURS],
            scores: [MARGIN, 0.0, 0.0, 0.0],
            best: 0,
            worth: [1.0; HOURS],
        }
    }
}

/// The hour of a moment in seconds since midnight of some day.
pub(super) fn hour(at: f64) -> usize {
    let since_midnight = Duration::from_secs_f64(at.rem_euclid(HOURS_F * 3_600.0));
    usize::try_from(since_midnight.as_secs() / 3_600).map_or(0, |hour| hour % HOURS)
}

impl Hours {
    /// How much more than on average a bot is published at this hour.
    pub fn factor(&self, own: &Counts, hour: usize) -> f64 {
        self.with(WEIGHTS[self.best], own, hour)
    }

    /// The same, in relation to what the allowance is worth then.
    pub fn relative(&self, own: &Counts, hour: usize) -> f64 {
        if self.best == 0 {
            return 1.0;
        }
        self.factor(own, hour) / self.worth[hour]
    }

    /// What the allowance is worth at this hour.
    pub fn worth(&self, hour: usize) -> f64 {
        self.worth[hour]
    }

    fn with(&self, weight: f64, own: &Counts, hour: usize) -> f64 {
        let all: f64 = self.counts.iter().sum();
        let shared = HOURS_F * self.counts[hour] / all;
        if weight.is_infinite() {
            return shared;
        }
        let counted: f64 = own.iter().sum();
        (HOURS_F * own[hour] + weight * shared) / (counted + weight)
    }

    /// Takes note of a publish; `share` of it did not come from a burst.
    pub fn saw(&mut self, own: &mut Counts, hour: usize, share: f64) {
        let keep = 1.0 - share / MEMORY;
        let told = WEIGHTS.map(|weight| self.with(weight, own, hour).max(0.01).ln());
        for (score, told) in self.scores.iter_mut().zip(told) {
            *score = *score * keep + share * told;
        }
        self.best = (1..WEIGHTS.len()).fold(0, |best, other| {
            if self.scores[other] > self.scores[best] {
                other
            } else {
                best
            }
        });
        for count in &mut self.counts {
            *count *= keep;
        }
        // Half of it there, the rest around it: nobody publishes by the clock's full hours.
        for (around, part) in [(0, 0.5), (1, 0.25), (HOURS - 1, 0.25)] {
            let place = (hour + around) % HOURS;
            self.counts[place] += share * part;
            own[place] += share * part;
        }
    }

    /// Learns what the allowance is worth at each hour: where many bots are likely to be
    /// published, more. Of each bot its rate and its hours.
    pub fn weigh<'a>(&mut self, bots: impl Iterator<Item = (f64, &'a Counts)>) {
        if self.best == 0 {
            self.worth = std::array::from_fn(|hour| self.with(WEIGHTS[0], &[0.0; HOURS], hour));
            return;
        }
        let mut sums = [0.0; HOURS];
        for (rate, own) in bots {
            for (hour, sum) in sums.iter_mut().enumerate() {
                *sum += (rate * self.factor(own, hour)).sqrt();
            }
        }
        let squares = sums.map(|sum| sum * sum);
        let mean = squares.iter().sum::<f64>() / HOURS_F;
        if mean > 0.0 {
            self.worth = squares.map(|square| (square / mean).max(0.05));
        }
    }
}
