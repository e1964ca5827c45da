//! A publish is often followed by another: somebody mends what the last one broke. After each, a
//! bot's rate is raised for a while (Hawkes 1971). How much, each account teaches.

/// How long the raise lasts, in seconds: a correction, a working session, a busy week.
pub(super) const SPANS: [f64; 3] = [15.0 * 60.0, 3.0 * 3_600.0, 2.5 * 86_400.0];
/// Publishes that one publish brings, within each span, before anything is known.
const BELIEF: [f64; 3] = [0.12, 0.08, 0.05];
/// The belief weighs as much as so many publishes.
const WEIGHT: f64 = 25.0;
/// Of older publishes, only so many still count.
const MEMORY: f64 = 3_000.0;

/// What an account teaches about its bursts.
#[derive(Debug, Default)]
pub(super) struct Bursts {
    brought: [f64; 3],
    publishes: f64,
}

impl Bursts {
    /// How many publishes one publish brings in each span.
    pub fn strengths(&self) -> [f64; 3] {
        std::array::from_fn(|span| {
            (self.brought[span] + BELIEF[span] * WEIGHT) / (self.publishes + WEIGHT)
        })
    }

    /// Takes note of a publish, of which these shares came from the raises.
    pub fn saw(&mut self, shares: [f64; 3]) {
        let keep = 1.0 - 1.0 / MEMORY;
        self.publishes = self.publishes * keep + 1.0;
        for (brought, share) in self.brought.iter_mut().zip(shares) {
            *brought = *brought * keep + share;
        }
    }
}
