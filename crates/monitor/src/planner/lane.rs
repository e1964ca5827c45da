//! The checks of one account: its budget, its bots in the order in which they are due.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use domain::{BotId, Class, FailureKind, Reach};

use super::{Miss, Outlook};
use crate::backoff::{full_jitter, jitter};
use crate::budget::{ALLOWED_HOUR, Budget, Share};
use crate::pace::Knowledge;
use crate::view::Pace;

/// Checks of one account under way at once.
const AT_ONCE: usize = 6;
/// After a failure of the whole account: first wait, longest wait.
const HOLD: (Duration, Duration) = (Duration::from_secs(5), Duration::from_mins(5));
/// Told to slow down without being told for how long: first wait, longest wait.
const SLOW_DOWN: (Duration, Duration) = (Duration::from_mins(1), Duration::from_mins(15));
/// After a failure of one bot: first wait, longest wait.
const BOT_HOLD: (Duration, Duration) = (Duration::from_secs(30), Duration::from_mins(15));
/// A bot that the server does not know may come back: deleted bots can be restored.
const SELDOM: Duration = Duration::from_mins(30);
/// Over this time the checks are spread after a sleep.
const SPREAD: Duration = Duration::from_mins(1);
/// With few bots there is much to spare; a bot that rests is still not checked more often.
const SHORTEST: Duration = Duration::from_mins(1);
/// Requests an hour that moving bots may take together: while the hour is young, and when half
/// of it is used.
const MOVING_HOUR: (f64, f64) = (1_440.0, 630.0);

#[derive(Debug)]
pub(super) struct Lane {
    budget: Budget,
    bots: HashMap<BotId, Plan>,
    /// Who is asked for comes before who is only due.
    due: BTreeSet<(Turn, Duration, BotId)>,
    hold: Hold,
    under_way: usize,
    /// Wished checks an hour of the bots that move, and of those that do not.
    wished: (f64, f64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hold {
    Free,
    /// One check at a time, none before `at`.
    Until {
        at: Duration,
        misses: u32,
    },
    Stopped,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Asked,
    Planned,
}

#[derive(Debug)]
struct Plan {
    due: Option<Duration>,
    every: Duration,
    knowledge: Knowledge,
    turn: Turn,
    misses: u32,
}

impl Default for Lane {
    fn default() -> Self {
        Self {
            budget: Budget::default(),
            bots: HashMap::new(),
            due: BTreeSet::new(),
            hold: Hold::Stopped,
            under_way: 0,
            wished: (0.0, 0.0),
        }
    }
}

fn per_hour(wish: Duration) -> f64 {
    3_600.0 / wish.as_secs_f64()
}

impl Lane {
    pub fn add(&mut self, bot: &BotId, knowledge: Knowledge, up: Duration) {
        if self.bots.contains_key(bot) {
            return;
        }
        self.wish(knowledge, 1.0);
        let every = self.stretched(knowledge, up);
        self.bots.insert(
            bot.clone(),
            Plan {
                due: Some(up),
                every,
                knowledge,
                turn: Turn::Planned,
                misses: 0,
            },
        );
        self.due.insert((Turn::Planned, up, bot.clone()));
    }

    pub fn remove(&mut self, bot: &BotId) {
        if let Some(plan) = self.bots.remove(bot) {
            self.wish(plan.knowledge, -1.0);
            match plan.due {
                Some(due) => {
                    self.due.remove(&(plan.turn, due, bot.clone()));
                }
                None => self.under_way = self.under_way.saturating_sub(1),
            }
        }
    }

    /// The earliest moment at which this lane can send; `None`: not before something happens.
    pub fn ready_at(&self, up: Duration) -> Option<Duration> {
        let at_once = if self.hold == Hold::Free { AT_ONCE } else { 1 };
        if self.hold == Hold::Stopped || self.under_way >= at_once {
            return None;
        }
        let (turn, due, _) = self.due.first()?;
        let share = match turn {
            Turn::Asked => Share::Person,
            Turn::Planned => Share::Schedule,
        };
        let held = match self.hold {
            Hold::Until { at, .. } => at,
            _ => Duration::ZERO,
        };
        Some(self.budget.free_at(up, share).max(*due).max(held))
    }

    /// Takes the first bot out as under way.
    pub fn take(&mut self, up: Duration) -> Option<BotId> {
        let (_, _, bot) = self.due.pop_first()?;
        let plan = self.bots.get_mut(&bot)?;
        plan.due = None;
        self.under_way += 1;
        self.budget.spend(up, 1);
        Some(bot)
    }

    pub fn succeeded(
        &mut self,
        bot: &BotId,
        up: Duration,
        requests: u32,
        knowledge: Knowledge,
        random: &mut fastrand::Rng,
    ) {
        self.budget.spend(up, requests.saturating_sub(1));
        if self.hold != Hold::Stopped {
            self.hold = Hold::Free;
        }
        let Some(plan) = self.bots.get(bot) else {
            return;
        };
        self.wish(plan.knowledge, -1.0);
        self.wish(knowledge, 1.0);
        let every = self.stretched(knowledge, up);
        if let Some(plan) = self.bots.get_mut(bot) {
            plan.knowledge = knowledge;
            plan.misses = 0;
            plan.every = every;
        }
        self.put_back(bot, up + jitter(random, every));
    }

    pub fn failed(
        &mut self,
        bot: &BotId,
        up: Duration,
        requests: u32,
        miss: Miss,
        random: &mut fastrand::Rng,
    ) {
        self.budget.spend(up, requests.saturating_sub(1));
        let misses = self.bots.get_mut(bot).map_or(1, |plan| {
            plan.misses += 1;
            plan.misses
        });
        let wait = if miss.kind.reach() == Reach::Account {
            self.hold_back(up, miss, random);
            // Its turn comes first again: it is the probe.
            Duration::ZERO
        } else if miss.kind == FailureKind::Server {
            let own = full_jitter(random, misses, BOT_HOLD.0, BOT_HOLD.1);
            own.max(miss.retry_after.unwrap_or_default())
        } else {
            jitter(random, SELDOM)
        };
        self.put_back(bot, up + wait);
    }

    /// An answer does not count: the bot's turn comes again.
    pub fn dropped(&mut self, bot: &BotId, up: Duration) {
        self.put_back(bot, up);
    }

    fn hold_back(&mut self, up: Duration, miss: Miss, random: &mut fastrand::Rng) {
        let misses = match self.hold {
            Hold::Stopped => return,
            // Checks that were under way together fail together: that is one miss.
            Hold::Until { at, misses } if at > up => misses,
            Hold::Until { misses, .. } => misses + 1,
            Hold::Free => 1,
        };
        let wait = match miss.kind.class() {
            Class::AskPerson => {
                self.hold = Hold::Stopped;
                return;
            }
            Class::SlowDown => miss.retry_after.unwrap_or_else(|| {
                let doubled = SLOW_DOWN
                    .0
                    .saturating_mul(2u32.saturating_pow(misses.min(8) - 1));
                jitter(random, doubled.min(SLOW_DOWN.1))
            }),
            Class::TryLater | Class::GiveUp => full_jitter(random, misses, HOLD.0, HOLD.1)
                .max(miss.retry_after.unwrap_or_default()),
        };
        let at = up + wait.min(SLOW_DOWN.1);
        let at = match self.hold {
            Hold::Until { at: known, .. } => known.max(at),
            _ => at,
        };
        self.hold = Hold::Until { at, misses };
    }

    pub fn ask(&mut self, bot: &BotId, up: Duration) -> bool {
        let Some(plan) = self.bots.get_mut(bot) else {
            return false;
        };
        let Some(due) = plan.due else { return true };
        if self.budget.free_at(up, Share::Person) > up {
            return false;
        }
        self.due.remove(&(plan.turn, due, bot.clone()));
        plan.turn = Turn::Asked;
        plan.due = Some(up);
        self.due.insert((Turn::Asked, up, bot.clone()));
        self.hold = match self.hold {
            Hold::Free => Hold::Free,
            Hold::Until { misses, .. } => Hold::Until { at: up, misses },
            Hold::Stopped => Hold::Until { at: up, misses: 0 },
        };
        true
    }

    pub fn resume(&mut self, up: Duration) {
        if self.hold == Hold::Stopped {
            self.hold = Hold::Until { at: up, misses: 0 };
        }
    }

    pub fn stop(&mut self) {
        self.hold = Hold::Stopped;
    }

    pub fn look_again(&mut self, up: Duration, random: &mut fastrand::Rng) {
        if let Hold::Until { .. } = self.hold {
            self.hold = Hold::Until { at: up, misses: 0 };
        }
        let late: Vec<_> = self
            .due
            .iter()
            .skip_while(|(turn, _, _)| *turn == Turn::Asked)
            .take_while(|(_, due, _)| *due <= up)
            .skip(1)
            .cloned()
            .collect();
        for (turn, due, bot) in late {
            let Some(plan) = self.bots.get_mut(&bot) else {
                continue;
            };
            if plan.knowledge.moving {
                continue;
            }
            let at = up + SPREAD.mul_f64(random.f64());
            plan.due = Some(at);
            self.due.remove(&(turn, due, bot.clone()));
            self.due.insert((turn, at, bot));
        }
    }

    pub fn outlook(&self, bot: &BotId) -> Option<Outlook> {
        let plan = self.bots.get(bot)?;
        let pace = match self.hold {
            Hold::Stopped => Pace::Stopped,
            Hold::Until { misses: 1.., .. } => Pace::BackingOff,
            _ if plan.misses > 0 => Pace::BackingOff,
            _ => plan.knowledge.pace(),
        };
        let due = match self.hold {
            Hold::Stopped => None,
            Hold::Until { at, .. } => plan.due.map(|due| due.max(at)),
            Hold::Free => plan.due,
        };
        Some(Outlook {
            due,
            every: plan.every,
            pace,
        })
    }

    pub fn held_until(&self) -> Option<Duration> {
        match self.hold {
            Hold::Until { at, misses: 1.. } => Some(at),
            _ => None,
        }
    }

    pub fn is_stopped(&self) -> bool {
        self.hold == Hold::Stopped
    }

    pub fn used(&self, up: Duration) -> (u32, u32) {
        self.budget.used(up)
    }

    fn put_back(&mut self, bot: &BotId, at: Duration) {
        let Some(plan) = self.bots.get_mut(bot) else {
            return;
        };
        if plan.due.is_none() {
            plan.due = Some(at);
            plan.turn = Turn::Planned;
            self.due.insert((plan.turn, at, bot.clone()));
            self.under_way = self.under_way.saturating_sub(1);
        }
    }

    fn wish(&mut self, knowledge: Knowledge, sign: f64) {
        let rate = per_hour(knowledge.wish()) * sign;
        if knowledge.moving {
            self.wished.0 += rate;
        } else {
            self.wished.1 += rate;
        }
    }

    /// The wish, made longer where all wishes together pass the allowance, and shorter where they
    /// leave some of it unused.
    fn stretched(&self, knowledge: Knowledge, up: Duration) -> Duration {
        let wish = knowledge.wish();
        if knowledge.moving {
            let (_, used_hour) = self.budget.used(up);
            let young = used_hour < ALLOWED_HOUR / 2;
            let share = if young { MOVING_HOUR.0 } else { MOVING_HOUR.1 };
            return wish.mul_f64((self.wished.0 / share).max(1.0));
        }
        let allowed = f64::from(Share::Schedule.limits().1);
        let share = allowed - self.wished.0.min(MOVING_HOUR.1);
        wish.mul_f64(self.wished.1 / share).max(wish.min(SHORTEST))
    }
}
