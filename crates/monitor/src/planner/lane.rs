//! The checks of one account: its budget, its bots in the order in which they are due.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::time::Duration;

use domain::{BotId, Class, FailureKind, Reach};

use super::{Miss, Newcomer, Outlook};
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
/// A bot that a person watches until its publish is over.
const WATCHED: Duration = Duration::from_secs(10);
/// A publish that does not begin is waited for no longer than that.
const WATCH_AT_MOST: Duration = Duration::from_mins(30);
/// Requests an hour that moving bots may take together: while the hour is young, and when half
/// of it is used.
const MOVING_HOUR: (f64, f64) = (1_440.0, 630.0);

#[derive(Debug)]
pub(super) struct Lane {
    budget: Budget,
    bots: HashMap<BotId, Plan>,
    /// Who is asked for comes before who moves, and that before who is only due: a publish is
    /// followed also while a long queue waits.
    due: BTreeSet<(Turn, Duration, BotId)>,
    hold: Hold,
    /// The bot that last showed that the account works, since it last seemed not to.
    proof: Option<BotId>,
    under_way: usize,
    paused: Option<Paused>,
    visible: HashSet<BotId>,
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
        /// The server said how long: a person's wish does not shorten it.
        told: bool,
    },
    /// The server refused the account: only a person can mend it.
    Refused,
    /// There is no connection: the secret is not there.
    Closed,
}

/// A person wants to see how this ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Watch {
    /// When nothing runs, no longer than until then.
    until: Duration,
    /// A publish was seen to run.
    ran: bool,
}

/// Nothing is sent, because a person wants it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Paused {
    /// `None`: until the person says so.
    until: Option<Duration>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Asked,
    Watched,
    Moving,
    /// Before the eyes of a person, after a sleep.
    Visible,
    Planned,
}

impl Turn {
    const ALL: [Self; 5] = [
        Self::Asked,
        Self::Watched,
        Self::Moving,
        Self::Visible,
        Self::Planned,
    ];

    fn of(knowledge: Knowledge, watched: bool) -> Self {
        if watched {
            Self::Watched
        } else if knowledge.moving {
            Self::Moving
        } else {
            Self::Planned
        }
    }

    fn share(self) -> Share {
        match self {
            Self::Asked => Share::Person,
            Self::Watched | Self::Moving | Self::Visible => Share::Schedule,
            Self::Planned => Share::Queue,
        }
    }
}

#[derive(Debug)]
struct Plan {
    due: Option<Duration>,
    every: Duration,
    knowledge: Knowledge,
    turn: Turn,
    misses: u32,
    /// Somebody asked while a check was under way that may fail for a reason of the past.
    wanted: bool,
    watch: Option<Watch>,
}

impl Default for Lane {
    fn default() -> Self {
        Self {
            budget: Budget::default(),
            bots: HashMap::new(),
            due: BTreeSet::new(),
            hold: Hold::Closed,
            proof: None,
            under_way: 0,
            paused: None,
            visible: HashSet::new(),
            wished: (0.0, 0.0),
        }
    }
}

impl Watch {
    /// What is left of it when the bot was seen like that.
    fn after(self, knowledge: Knowledge, up: Duration) -> Option<Self> {
        let goes_on = knowledge.moving || (!self.ran && up < self.until);
        goes_on.then_some(Self {
            ran: self.ran || knowledge.moving,
            ..self
        })
    }
}

fn per_hour(wish: Duration) -> f64 {
    3_600.0 / wish.as_secs_f64()
}

impl Lane {
    /// Takes bots in. Those that were checked lately come when they would have come.
    pub fn add(&mut self, bots: &[Newcomer], up: Duration) {
        let new: Vec<_> = bots
            .iter()
            .filter(|new| !self.bots.contains_key(&new.key.bot))
            .collect();
        // All wishes first: they share the allowance.
        for new in &new {
            self.wish(new.knowledge, 1.0);
        }
        for new in new {
            let every = self.stretched(new.knowledge, up);
            let due = up + every.saturating_sub(new.checked_ago.unwrap_or(every));
            let turn = Turn::of(new.knowledge, false);
            let plan = Plan {
                due: Some(due),
                every,
                knowledge: new.knowledge,
                turn,
                misses: 0,
                wanted: false,
                watch: None,
            };
            if self.bots.insert(new.key.bot.clone(), plan).is_none() {
                self.due.insert((turn, due, new.key.bot.clone()));
            }
        }
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
        self.first(up).map(|(at, _)| at)
    }

    /// Takes the first bot out as under way.
    pub fn take(&mut self, up: Duration) -> Option<BotId> {
        let (_, turn) = self.first(up)?;
        let (_, due, bot) = self.head(turn)?.clone();
        self.due.remove(&(turn, due, bot.clone()));
        let plan = self.bots.get_mut(&bot)?;
        plan.due = None;
        self.under_way += 1;
        self.budget.spend(up, 1);
        Some(bot)
    }

    /// Whose turn comes first, and when: each turn has its own share of the budget, and one that
    /// is used up must not hold the others.
    fn first(&self, up: Duration) -> Option<(Duration, Turn)> {
        let (at_once, held) = match self.hold {
            Hold::Free => (AT_ONCE, Duration::ZERO),
            Hold::Until { at, .. } => (1, at),
            Hold::Refused | Hold::Closed => return None,
        };
        if self.under_way >= at_once {
            return None;
        }
        let held = match self.paused {
            Some(Paused { until: None }) => return None,
            Some(Paused { until: Some(until) }) => held.max(until),
            None => held,
        };
        Turn::ALL
            .into_iter()
            .filter_map(|turn| {
                let (_, due, _) = self.head(turn)?;
                Some((
                    self.budget.free_at(up, turn.share()).max(*due).max(held),
                    turn,
                ))
            })
            .min()
    }

    fn head(&self, turn: Turn) -> Option<&(Turn, Duration, BotId)> {
        let from = (turn, Duration::ZERO, BotId::new(""));
        self.due
            .range(from..)
            .next()
            .filter(|(found, _, _)| *found == turn)
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
        self.works(bot, up);
        let Some(plan) = self.bots.get(bot) else {
            return;
        };
        self.wish(plan.knowledge, -1.0);
        self.wish(knowledge, 1.0);
        let mut every = self.stretched(knowledge, up);
        if let Some(plan) = self.bots.get_mut(bot) {
            plan.watch = plan.watch.and_then(|watch| watch.after(knowledge, up));
            if plan.watch.is_some() {
                every = every.min(WATCHED);
            }
            plan.knowledge = knowledge;
            plan.misses = 0;
            plan.wanted = false;
            plan.every = every;
        }
        self.put_back(bot, up + jitter(random, every));
    }

    /// Says what the failure speaks of. One bot alone does not speak for an account in which
    /// another one was just answered: the next check, of another bot, tells.
    pub fn failed(
        &mut self,
        bot: &BotId,
        up: Duration,
        requests: u32,
        miss: Miss,
        random: &mut fastrand::Rng,
    ) -> Reach {
        self.budget.spend(up, requests.saturating_sub(1));
        let misses = self.bots.get_mut(bot).map_or(1, |plan| {
            plan.misses += 1;
            plan.misses
        });
        let another_works = self.proof.as_ref().is_some_and(|proof| proof != bot);
        let reach = match miss.kind.reach() {
            Reach::Bot => {
                self.works(bot, up);
                Reach::Bot
            }
            Reach::Account if another_works && miss.kind != FailureKind::RateLimited => {
                self.proof = None;
                self.probe_another(bot, up);
                Reach::Bot
            }
            Reach::Account => Reach::Account,
        };
        let wanted = self
            .bots
            .get_mut(bot)
            .is_some_and(|plan| std::mem::take(&mut plan.wanted));
        let wait = match (reach, miss.kind.class()) {
            (Reach::Bot, _) if wanted => Duration::ZERO,
            (Reach::Account, _) => {
                self.hold_back(up, miss, random);
                // Its turn comes first again: it is the probe.
                Duration::ZERO
            }
            (Reach::Bot, Class::TryLater | Class::SlowDown) => {
                let own = full_jitter(random, misses, BOT_HOLD.0, BOT_HOLD.1);
                own.max(miss.retry_after.unwrap_or_default())
            }
            (Reach::Bot, Class::AskPerson | Class::GiveUp) => jitter(random, SELDOM),
        };
        self.put_back(bot, up + wait);
        reach
    }

    /// The server knows the account: it answered for this bot. Bots that had failed before it was
    /// clear that the account did are due again.
    fn works(&mut self, bot: &BotId, up: Duration) {
        let recovered = match self.hold {
            Hold::Closed => return,
            Hold::Until { misses, .. } => misses > 0,
            Hold::Refused => true,
            Hold::Free => false,
        };
        self.hold = Hold::Free;
        self.proof = Some(bot.clone());
        if recovered {
            let doubtful: Vec<_> = self
                .bots
                .iter_mut()
                .filter(|(other, plan)| *other != bot && plan.misses > 0)
                .map(|(bot, plan)| {
                    plan.misses = 0;
                    bot.clone()
                })
                .collect();
            for bot in doubtful {
                self.hurry(&bot, up);
            }
        }
    }

    /// The bot is due now, in its own turn.
    pub fn hurry(&mut self, bot: &BotId, up: Duration) {
        let Some(plan) = self.bots.get_mut(bot) else {
            return;
        };
        plan.wanted = plan.due.is_none();
        let place = plan.due.map(|due| (plan.turn, due, bot.clone()));
        self.bring_forward(place, up);
    }

    /// One check at a time until it is clear whether the account works, the first one now.
    fn probe_another(&mut self, doubtful: &BotId, up: Duration) {
        if self.hold == Hold::Free {
            self.hold = Hold::Until {
                at: up,
                misses: 0,
                told: false,
            };
        }
        let other = self.due.iter().find(|(_, _, bot)| bot != doubtful).cloned();
        self.bring_forward(other, up);
    }

    fn bring_forward(&mut self, place: Option<(Turn, Duration, BotId)>, up: Duration) {
        let Some((turn, due, bot)) = place.filter(|(_, due, _)| *due > up) else {
            return;
        };
        self.due.remove(&(turn, due, bot.clone()));
        if let Some(plan) = self.bots.get_mut(&bot) {
            plan.due = Some(up);
            self.due.insert((turn, up, bot));
        }
    }

    /// An answer does not count: the bot's turn comes again.
    pub fn dropped(&mut self, bot: &BotId, up: Duration, requests: u32) {
        self.budget.spend(up, requests.saturating_sub(1));
        self.put_back(bot, up);
    }

    fn hold_back(&mut self, up: Duration, miss: Miss, random: &mut fastrand::Rng) {
        self.proof = None;
        let (known, misses) = match self.hold {
            Hold::Refused | Hold::Closed => return,
            // Checks that were under way together fail together: that is one miss.
            Hold::Until { at, misses, .. } if at > up => (at, misses.max(1)),
            Hold::Until { at, misses, .. } => (at, misses + 1),
            Hold::Free => (up, 1),
        };
        let own = full_jitter(random, misses, HOLD.0, HOLD.1);
        let wait = match miss.kind.class() {
            Class::AskPerson => {
                self.hold = Hold::Refused;
                return;
            }
            Class::SlowDown => {
                let doubled = SLOW_DOWN
                    .0
                    .saturating_mul(2u32.saturating_pow(misses.min(8) - 1));
                // Told to come back at once and refused again would be a storm.
                miss.retry_after.map_or_else(
                    || jitter(random, doubled.min(SLOW_DOWN.1)),
                    |wait| wait.max(own),
                )
            }
            Class::TryLater | Class::GiveUp => own.max(miss.retry_after.unwrap_or_default()),
        };
        let at = known.max(up + wait.min(SLOW_DOWN.1));
        let told = miss.kind.class() == Class::SlowDown || miss.retry_after.is_some();
        self.hold = Hold::Until { at, misses, told };
    }

    pub fn ask(&mut self, bot: &BotId, up: Duration) -> bool {
        let told_to_wait = matches!(self.hold, Hold::Until { at, told: true, .. } if at > up);
        if told_to_wait
            || self.is_paused(up)
            || self.hold == Hold::Closed
            || self.asked() >= self.left(up)
        {
            return false;
        }
        let Some(plan) = self.bots.get_mut(bot) else {
            return false;
        };
        let Some(due) = plan.due else {
            plan.wanted = true;
            return true;
        };
        self.due.remove(&(plan.turn, due, bot.clone()));
        plan.turn = Turn::Asked;
        plan.due = Some(up);
        self.due.insert((Turn::Asked, up, bot.clone()));
        self.hold = match self.hold {
            Hold::Until { misses, .. } => Hold::Until {
                at: up,
                misses,
                told: false,
            },
            Hold::Refused => Hold::Until {
                at: up,
                misses: 0,
                told: false,
            },
            free => free,
        };
        true
    }

    /// Bots that a person waits for.
    fn asked(&self) -> u32 {
        let asked = self
            .due
            .iter()
            .take_while(|(turn, _, _)| *turn == Turn::Asked)
            .count();
        u32::try_from(asked).unwrap_or(u32::MAX)
    }

    /// Requests that a person may still cause within this minute.
    fn left(&self, up: Duration) -> u32 {
        let (minute, hour) = self.budget.used(up);
        let (per_minute, per_hour) = Share::Person.limits();
        per_minute
            .saturating_sub(minute)
            .min(per_hour.saturating_sub(hour))
    }

    /// Whether one check at a time goes out, to see whether the account works.
    pub fn is_probing(&self) -> bool {
        matches!(self.hold, Hold::Until { .. } | Hold::Refused)
    }

    pub fn resume(&mut self, up: Duration) {
        if matches!(self.hold, Hold::Closed | Hold::Refused) {
            self.hold = Hold::Until {
                at: up,
                misses: 0,
                told: false,
            };
            self.proof = None;
            let first = self.due.iter().next().cloned();
            self.bring_forward(first, up);
        }
    }

    /// Follows a bot until a publish that runs, or is about to, is over. False: it is not known.
    pub fn watch(&mut self, bot: &BotId, up: Duration) -> bool {
        let Some(plan) = self.bots.get_mut(bot) else {
            return false;
        };
        plan.watch = Some(Watch {
            until: up + WATCH_AT_MOST,
            ran: plan.knowledge.moving,
        });
        self.move_to(bot, up);
        true
    }

    pub fn unwatch(&mut self, bot: &BotId) {
        if let Some(plan) = self.bots.get_mut(bot) {
            plan.watch = None;
        }
    }

    pub fn is_watched(&self, bot: &BotId) -> bool {
        self.bots.get(bot).is_some_and(|plan| plan.watch.is_some())
    }

    pub fn pause(&mut self, until: Option<Duration>) {
        self.paused = Some(Paused { until });
    }

    pub fn unpause(&mut self) {
        self.paused = None;
    }

    /// A pause that is over is forgotten.
    pub fn goes_on(&mut self, up: Duration) {
        if !self.is_paused(up) {
            self.paused = None;
        }
    }

    pub fn is_paused(&self, up: Duration) -> bool {
        self.paused
            .is_some_and(|paused| paused.until.is_none_or(|until| up < until))
    }

    pub fn visible(&mut self, bots: HashSet<BotId>) {
        self.visible = bots;
    }

    /// The bot is due now, in the turn that fits it.
    fn move_to(&mut self, bot: &BotId, up: Duration) {
        let Some(plan) = self.bots.get_mut(bot) else {
            return;
        };
        let Some(due) = plan.due else {
            return;
        };
        let turn = if plan.turn == Turn::Planned && self.visible.contains(bot) {
            Turn::Visible
        } else {
            plan.turn
        };
        let turn = turn.min(Turn::of(plan.knowledge, plan.watch.is_some()));
        let at = due.min(up);
        self.due.remove(&(plan.turn, due, bot.clone()));
        (plan.turn, plan.due) = (turn, Some(at));
        self.due.insert((turn, at, bot.clone()));
    }

    pub fn stop(&mut self) {
        self.hold = Hold::Closed;
        self.proof = None;
    }

    pub fn look_again(&mut self, up: Duration, random: &mut fastrand::Rng) {
        if let Hold::Until { told: false, .. } = self.hold {
            self.hold = Hold::Until {
                at: up,
                misses: 0,
                told: false,
            };
        }
        let visible: Vec<_> = self.visible.iter().cloned().collect();
        for bot in visible {
            self.move_to(&bot, up);
        }
        let late: Vec<_> = self
            .due
            .iter()
            .skip_while(|(turn, _, _)| *turn != Turn::Planned)
            .take_while(|(_, due, _)| *due <= up)
            .skip(1)
            .cloned()
            .collect();
        for (turn, due, bot) in late {
            let Some(plan) = self.bots.get_mut(&bot) else {
                continue;
            };
            let at = up + SPREAD.mul_f64(random.f64());
            plan.due = Some(at);
            self.due.remove(&(turn, due, bot.clone()));
            self.due.insert((turn, at, bot));
        }
    }

    pub fn outlook(&self, bot: &BotId) -> Option<Outlook> {
        let plan = self.bots.get(bot)?;
        let pace = match self.hold {
            Hold::Refused | Hold::Closed => Pace::Stopped,
            _ if self.paused.is_some() => Pace::Paused,
            Hold::Until { misses: 1.., .. } => Pace::BackingOff,
            _ if plan.misses > 0 => Pace::BackingOff,
            _ if plan.watch.is_some() => Pace::Watched,
            _ => plan.knowledge.pace(),
        };
        let due = match self.hold {
            Hold::Refused | Hold::Closed => None,
            Hold::Until { at, .. } => plan.due.map(|due| due.max(at)),
            Hold::Free => plan.due,
        };
        let due = match self.paused {
            Some(Paused { until }) => due.and_then(|due| Some(due.max(until?))),
            None => due,
        };
        Some(Outlook {
            due,
            under_way: plan.due.is_none(),
            every: plan.every,
            pace,
        })
    }

    pub fn held_until(&self) -> Option<Duration> {
        match self.hold {
            Hold::Until { at, .. } => Some(at),
            _ => None,
        }
    }

    /// The account answers: nothing holds it back.
    pub fn is_free(&self) -> bool {
        self.hold == Hold::Free
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
            plan.turn = Turn::of(plan.knowledge, plan.watch.is_some());
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
        let schedule = f64::from(Share::Schedule.limits().1);
        let queue = f64::from(Share::Queue.limits().1);
        let share = queue.min(schedule - self.wished.0.min(MOVING_HOUR.1));
        wish.mul_f64(self.wished.1 / share).max(wish.min(SHORTEST))
    }
}
