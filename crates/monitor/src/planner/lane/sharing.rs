//! How the checks of an account are shared among its bots: learns from what was seen, and says
//! how long each bot waits.

use std::time::Duration;

use domain::BotId;

use super::{Lane, Plan, Turn};
use crate::budget::SCHEDULE_HOUR;
use crate::pace::Lengths;
use crate::planner::Newcomer;
use crate::planner::effort::Effort;
use crate::planner::rhythm::Rhythm;

/// So much of the even pace is promised to bots that rest: what nobody planned (a second try, a
/// bot that failed) has to fit too.
const PROMISED: f64 = 0.985;
/// Bots that move may together take so many checks an hour.
const MOVING_HOUR: f64 = 0.6 * SCHEDULE_HOUR as f64;
/// A bot that a person watches is checked at least that often.
const WATCHED: Duration = Duration::from_secs(10);
/// What all bots are like is learned anew after this time.
const LEARN: Duration = Duration::from_mins(15);
/// At the start it is learned in so many rounds.
const FIRST_ROUNDS: usize = 12;

impl Lane {
    /// Takes bots in. Those that were checked lately come when they would have come.
    pub fn add(&mut self, bots: &[Newcomer], up: Duration) {
        let at = up.as_secs_f64();
        let new: Vec<_> = bots
            .iter()
            .filter(|new| !self.bots.contains_key(&new.key.bot))
            .collect();
        if new.is_empty() {
            return;
        }
        // Read twice: only when all are known it is clear what is usual.
        let mut guesses = vec![0.0; new.len()];
        if new.iter().any(|new| !new.past.is_empty()) {
            let first = self.read(&new, &guesses, at);
            for _ in 0..FIRST_ROUNDS {
                let evidence = first.iter().map(Rhythm::evidence);
                self.lessons.population.learn(evidence);
            }
            for (guess, mut rhythm) in guesses.iter_mut().zip(first) {
                rhythm.learn(&self.lessons);
                *guess = rhythm.habit().0;
            }
        }
        let read = self.read(&new, &guesses, at);
        for (new, rhythm) in new.iter().zip(read) {
            self.seen += usize::from(rhythm.is_seen());
            let mut lengths = Lengths::default();
            for publish in &new.past {
                lengths.saw(*publish);
            }
            let plan = Plan {
                due: Some(up),
                every: Duration::ZERO,
                knowledge: new.knowledge,
                turn: Turn::of(new.knowledge, None),
                misses: 0,
                wanted: false,
                watch: None,
                rhythm,
                lengths,
                wish: 0.0,
            };
            self.bots.insert(new.key.bot.clone(), plan);
        }
        for _ in 0..FIRST_ROUNDS {
            self.learn(up);
        }
        self.shared_at = None;
        self.share(up);
        // Now that it is known how the allowance is shared.
        for new in new {
            let bot = &new.key.bot;
            let every = self.interval(bot, up);
            let due = up + every.saturating_sub(new.checked_ago.unwrap_or(every));
            if let Some(plan) = self.bots.get_mut(bot) {
                (plan.every, plan.due) = (every, Some(due));
                self.due.insert((plan.turn, due, bot.clone()));
            }
        }
    }

    fn read(&mut self, new: &[&Newcomer], guesses: &[f64], at: f64) -> Vec<Rhythm> {
        new.iter()
            .zip(guesses)
            .map(|(new, guess)| {
                let watched_for = new.checked_ago.map(|_| new.watched_for.as_secs_f64());
                Rhythm::of_past(&new.past, watched_for, at, *guess, &mut self.lessons)
            })
            .collect()
    }

    fn learn(&mut self, up: Duration) {
        self.learned_at = Some(up);
        let evidence = self.bots.values().map(|plan| plan.rhythm.evidence());
        self.lessons.population.learn(evidence);
        for plan in self.bots.values_mut() {
            plan.rhythm.learn(&self.lessons);
        }
        let habits = self.bots.values().map(|plan| plan.rhythm.habit());
        self.lessons.hours.weigh(habits);
    }

    /// Finds anew what a check has to be worth. With many bots it changes slowly, and is worked
    /// out less often.
    pub(super) fn share(&mut self, up: Duration) {
        let few = Duration::from_secs(15);
        let pause = (Duration::from_millis(30) * u32::try_from(self.bots.len()).unwrap_or(1))
            .clamp(few, Duration::from_mins(5));
        let over = |since: Option<Duration>, pause| since.is_none_or(|at| at + pause <= up);
        let many_new = self.seen > self.shared_seen + self.shared_seen / 10;
        if !over(self.shared_at, pause) && !many_new {
            return;
        }
        if over(self.learned_at, LEARN) || many_new {
            self.learn(up);
        }
        self.shared_seen = self.seen;
        self.shared_at = Some(up);
        let at = up.as_secs_f64();
        let seen = self.bots.values().filter(|plan| plan.rhythm.is_seen());
        let mut roots: Vec<f64> = seen
            .map(|plan| plan.rhythm.likely(at, &self.lessons).sqrt())
            .collect();
        // Those that no check has told of yet are taken for bots like the others.
        let known = f64::from(u32::try_from(roots.len()).unwrap_or(u32::MAX));
        let usual = roots.iter().sum::<f64>() / known.max(1.0);
        roots.resize(self.bots.len(), if known > 0.0 { usual } else { 1e-3 });
        let moving = self.moving_wish.clamp(0.0, MOVING_HOUR);
        let at_rest = (f64::from(SCHEDULE_HOUR) - moving) * PROMISED;
        self.effort = Effort::of(&roots, at_rest, self.lessons.learning.promise);
    }

    /// How long the bot waits for its next check.
    pub(super) fn interval(&mut self, bot: &BotId, up: Duration) -> Duration {
        let Some(plan) = self.bots.get_mut(bot) else {
            return Duration::ZERO;
        };
        self.moving_wish -= plan.wish;
        plan.wish = 0.0;
        let fast = match (plan.knowledge.moving, plan.watch) {
            (true, None) => plan.knowledge.while_moving(plan.lengths.usual()),
            (true, Some(_)) => plan
                .knowledge
                .while_moving(plan.lengths.usual())
                .min(WATCHED),
            (false, Some(_)) => WATCHED,
            (false, None) => {
                let (rhythm, lessons) = (&plan.rhythm, &self.lessons);
                return self
                    .effort
                    .interval(up.as_secs_f64(), |at| rhythm.likely(at, lessons));
            }
        };
        plan.wish = 3_600.0 / fast.as_secs_f64();
        self.moving_wish += plan.wish;
        fast.mul_f64((self.moving_wish / MOVING_HOUR).max(1.0))
    }
}
