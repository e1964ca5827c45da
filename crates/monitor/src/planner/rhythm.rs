//! What is known of one bot's publishes, and how likely the next one is. Times are seconds on
//! the planner's clock; those before its start are negative.

use super::bursts::{Bursts, SPANS};
use super::hours::{Counts, HOURS, Hours, hour};
use super::population::Population;
use crate::pace::Publish;

/// After this time a publish counts half.
const HALF_LIFE: f64 = 30.0 * 86_400.0;
/// A bot that was never published was not published for at least about so long: it takes a while
/// to build one.
const NEVER: f64 = 14.0 * 86_400.0;

/// What one account has taught.
#[derive(Debug, Default)]
pub(super) struct Lessons {
    pub population: Population,
    pub bursts: Bursts,
    pub hours: Hours,
    /// Seconds since midnight when the planner's clock began.
    pub began: f64,
    pub learning: Learning,
}

/// What the planner learns, beside how often each bot is published. Only benchmarks leave any
/// of it out.
#[derive(Clone, Copy, Debug)]
pub struct Learning {
    /// That a publish is often followed by another.
    pub bursts: bool,
    /// The hours of the day.
    pub hours: bool,
    /// No bot waits longer than a longest interval.
    pub promise: bool,
}

impl Default for Learning {
    fn default() -> Self {
        Self {
            bursts: true,
            hours: true,
            promise: true,
        }
    }
}

impl Lessons {
    pub fn hour(&self, at: f64) -> usize {
        hour(at + self.began)
    }

    fn strengths(&self) -> [f64; 3] {
        if self.learning.bursts {
            self.bursts.strengths()
        } else {
            [0.0; 3]
        }
    }
}

#[derive(Debug)]
pub(super) struct Rhythm {
    /// Up to when all of this is true.
    at: f64,
    /// Something was seen of it yet.
    seen: bool,
    /// Publishes that no burst explains, older ones counting less, and the time they took.
    events: f64,
    exposure: f64,
    /// How much is left of the raises after its last publishes.
    raised: [f64; 3],
    hours: Counts,
    newest: Option<i64>,
    rate: f64,
    /// While the past is read: what is known of its end already.
    guess: f64,
}

impl Rhythm {
    pub fn new(at: f64, lessons: &Lessons) -> Self {
        Self {
            at,
            seen: false,
            events: 0.0,
            exposure: 0.0,
            raised: [0.0; 3],
            hours: [0.0; HOURS],
            newest: None,
            rate: lessons.population.rate(0.0, 0.0),
            guess: 0.0,
        }
    }

    /// Begins with what the history holds: its publishes, oldest first, and since when it has
    /// been watched, if it was checked at all.
    /// `guess` is the rate that a first reading of all bots' past gave, so that the early
    /// publishes of a busy bot are not taken for a burst.
    pub fn of_past(
        past: &[Publish],
        watched_for: Option<f64>,
        at: f64,
        guess: f64,
        lessons: &mut Lessons,
    ) -> Self {
        let mut rhythm = Self::new(at, lessons);
        rhythm.guess = guess;
        rhythm.at = at - watched_for.unwrap_or_default();
        match past.first() {
            Some(oldest) => {
                rhythm.at = rhythm.at.min(at - oldest.requested_ago.as_secs_f64());
            }
            // What it is to have never been published is known since the first check.
            None if watched_for.is_some() => rhythm.exposure = NEVER,
            None => return rhythm,
        }
        rhythm.seen = true;
        for publish in past {
            rhythm.saw(*publish, at, lessons);
        }
        rhythm.guess = 0.0;
        rhythm.forget(at);
        rhythm.learn(lessons);
        rhythm
    }

    /// A check at `at` told of `publish` as the running or last one.
    pub fn checked(&mut self, publish: Option<Publish>, at: f64, lessons: &mut Lessons) {
        match publish {
            None if !self.seen => self.exposure = NEVER,
            Some(publish) if !self.seen => {
                // How long ago the last one was is all that a first look tells.
                self.at = at - publish.requested_ago.as_secs_f64();
                self.saw(publish, at, lessons);
            }
            Some(publish) if self.newest != Some(publish.number) => self.saw(publish, at, lessons),
            _ => {}
        }
        self.seen = true;
        self.forget(at);
        self.learn(lessons);
    }

    fn saw(&mut self, publish: Publish, at: f64, lessons: &mut Lessons) {
        let when = (at - publish.requested_ago.as_secs_f64()).max(self.at);
        self.forget(when);
        self.newest = Some(publish.number);
        let hour = lessons.hour(when);
        let strengths = lessons.strengths();
        let rate = self.rate.max(self.guess);
        let own = if lessons.learning.hours {
            rate * lessons.hours.factor(&self.hours, hour)
        } else {
            rate
        };
        let raises = raises(strengths, self.raised);
        let all = own + raises.iter().sum::<f64>();
        let shares = raises.map(|raise| raise / all);
        let by_itself = own / all;
        lessons.bursts.saw(shares);
        lessons.hours.saw(&mut self.hours, hour, by_itself);
        self.events += by_itself;
        self.raised = self.raised.map(|raised| raised + 1.0);
        self.learn(lessons);
    }

    /// What was true is that much older by now.
    pub fn slept(&mut self, seconds: f64) {
        self.at -= seconds;
    }

    /// Lets time pass until `to`.
    fn forget(&mut self, to: f64) {
        let passed = (to - self.at).max(0.0);
        if passed == 0.0 {
            return;
        }
        let kept = (-passed * std::f64::consts::LN_2 / HALF_LIFE).exp();
        self.events *= kept;
        self.exposure = self.exposure * kept + HALF_LIFE / std::f64::consts::LN_2 * (1.0 - kept);
        for count in &mut self.hours {
            *count *= kept;
        }
        self.raised = decayed(self.raised, passed);
        self.at = to;
    }

    /// Reads its rate anew from what all bots are like.
    pub fn learn(&mut self, lessons: &Lessons) {
        self.rate = lessons.population.rate(self.events, self.exposure);
    }

    /// A check has told something of it.
    pub fn is_seen(&self) -> bool {
        self.seen
    }

    pub fn evidence(&self) -> (f64, f64) {
        (self.events, self.exposure)
    }

    pub fn habit(&self) -> (f64, &Counts) {
        (self.rate, &self.hours)
    }

    /// How likely a publish is at `at`, per second, in relation to what the allowance is worth
    /// then.
    pub fn likely(&self, at: f64, lessons: &Lessons) -> f64 {
        let strengths = lessons.strengths();
        let raised: f64 = raises(strengths, decayed(self.raised, (at - self.at).max(0.0)))
            .iter()
            .sum();
        if !lessons.learning.hours {
            return self.rate + raised;
        }
        let hour = lessons.hour(at);
        self.rate * lessons.hours.relative(&self.hours, hour)
            + raised / lessons.hours.worth(hour).max(0.3)
    }
}

fn decayed(raised: [f64; 3], passed: f64) -> [f64; 3] {
    std::array::from_fn(|span| {
        if raised[span] < 1e-4 {
            0.0
        } else {
            raised[span] * (-passed / SPANS[span]).exp()
        }
    })
}

fn raises(strengths: [f64; 3], raised: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|span| strengths[span] * raised[span] / SPANS[span])
}
