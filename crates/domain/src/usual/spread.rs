//! How the logarithms of some durations are spread.

/// Sorted, and what is needed of them.
pub(super) struct Spread {
    sorted: Vec<f64>,
    mean: f64,
    deviation: f64,
}

/// Clocks are read in whole checks: ranges closer than a twentieth would say more than is known.
const LEAST_DEVIATION: f64 = 0.05;

impl Spread {
    /// `None` where there are too few.
    pub fn of(logs: &[f64]) -> Option<Self> {
        (logs.len() >= super::FEWEST_RUNS).then(|| Self::of_any(logs.to_vec()))
    }

    fn of_any(mut sorted: Vec<f64>) -> Self {
        sorted.sort_by(f64::total_cmp);
        let count = number(sorted.len());
        let mean = sorted.iter().sum::<f64>() / count;
        let squares: f64 = sorted.iter().map(|log| (log - mean).powi(2)).sum();
        let deviation = (squares / (count - 1.0).max(1.0)).sqrt();
        Self {
            sorted,
            mean,
            deviation: deviation.max(LEAST_DEVIATION),
        }
    }

    pub fn middle(&self) -> f64 {
        let half = self.sorted.len() / 2;
        if self.sorted.len().is_multiple_of(2) {
            f64::midpoint(self.sorted[half - 1], self.sorted[half])
        } else {
            self.sorted[half]
        }
    }

    /// Where a further one lies but for this share, half of it on each side.
    pub fn range(&self, outside: f64) -> (f64, f64) {
        let rank = rank(self.sorted.len(), outside);
        if rank == 0 {
            return self.widened(self.normal_range(outside));
        }
        (
            self.sorted[rank - 1].min(self.middle() - LEAST_DEVIATION),
            self.sorted[self.sorted.len() - rank].max(self.middle() + LEAST_DEVIATION),
        )
    }

    /// The same, as if they were spread normally.
    pub fn normal_range(&self, outside: f64) -> (f64, f64) {
        let count = number(self.sorted.len());
        let reach =
            student(1.0 - outside / 2.0, count - 1.0) * self.deviation * (1.0 + 1.0 / count).sqrt();
        (self.mean - reach, self.mean + reach)
    }

    fn widened(&self, (low, high): (f64, f64)) -> (f64, f64) {
        (
            low.min(self.sorted[0]),
            high.max(self.sorted[self.sorted.len() - 1]),
        )
    }

    /// Those that are longer, in order.
    pub fn beyond(&self, passed: f64) -> Vec<f64> {
        let first = self.sorted.partition_point(|log| *log <= passed);
        self.sorted[first..].to_vec()
    }

    /// The range of a further one that is known to be among the longer ones. Where these are few,
    /// it reaches beyond the longest as far as the whole range does.
    pub fn range_of_the_rest(&self, longer: &[f64], outside: f64) -> (f64, f64) {
        let rank = rank(longer.len(), outside);
        let longest = longer[longer.len() - 1];
        if rank == 0 {
            let (_, high) = self.normal_range(outside);
            return (f64::NEG_INFINITY, high.max(longest + self.deviation));
        }
        (longer[rank - 1], longer[longer.len() - rank])
    }
}

/// Which from each end bound a range that leaves out no more than `outside`; 0 where even all of
/// them are too few.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small positive number"
)]
fn rank(count: usize, outside: f64) -> usize {
    (outside / 2.0 * (number(count) + 1.0)).floor() as usize
}

#[expect(clippy::cast_precision_loss, reason = "a small number")]
fn number(count: usize) -> f64 {
    count as f64
}

/// A quantile above the middle of Student's t, from that of the normal distribution: Abramowitz &
/// Stegun, Handbook of Mathematical Functions, 26.7.5. Within two percent from four degrees on.
fn student(chance: f64, degrees: f64) -> f64 {
    let z = normal(chance);
    let (z3, z5, z7) = (z.powi(3), z.powi(5), z.powi(7));
    z + (z3 + z) / (4.0 * degrees)
        + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * degrees.powi(2))
        + (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / (384.0 * degrees.powi(3))
}

/// A quantile above the middle of the normal distribution, within 0.00045: the same book, 26.2.23.
fn normal(chance: f64) -> f64 {
    let t = (-2.0 * (1.0 - chance).ln()).sqrt();
    t - (2.515_517 + 0.802_853 * t + 0.010_328 * t * t)
        / (1.0 + 1.432_788 * t + 0.189_269 * t * t + 0.001_308 * t.powi(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the tables of the same book, 26.10.
    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (chance, degrees, table) in [
            (0.9, 4.0, 1.533),
            (0.95, 4.0, 2.132),
            (0.995, 4.0, 4.604),
            (0.975, 9.0, 2.262),
            (0.995, 30.0, 2.750),
        ] {
            let computed = student(chance, degrees);
            assert!(
                (computed / table - 1.0).abs() < 0.025,
                "{chance} {degrees}: {computed}"
            );
        }
        assert!((normal(0.975) - 1.960).abs() < 0.001);
    }

    #[test]
    fn the_rank_leaves_out_no_more_than_it_may() {
        assert_eq!(rank(5, 0.2), 0);
        assert_eq!(rank(9, 0.2), 1);
        assert_eq!(rank(19, 0.2), 2);
        assert_eq!(rank(39, 0.15), 3);
    }
}
