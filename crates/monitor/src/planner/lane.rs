//! The checks of one account: its budget, its bots in the order in which they are due.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::time::Duration;

use domain::{BotId, Class, FailureKind, Reach};

use super::effort::Effort;
use super::even_pace::EvenPace;
use super::hold::Hold;
use super::rhythm::{Lessons, Rhythm};
use super::turn::Turn;
use super::watch::{Paused, Watch};
use super::{Miss, Outlook};
use crate::backoff::{full_jitter, jitter};
use crate::budget::Budget;
use crate::pace::{Knowledge, Lengths};
use crate::view::Pace;

mod person;
mod sharing;

/// Checks of one account under way at once.
const AT_ONCE: usize = 6;
/// After a failure of one bot: first wait, longest wait.
const BOT_HOLD: (Duration, Duration) = (Duration::from_secs(30), Duration::from_mins(15));
/// A bot that the server does not know may come back: deleted bots can be restored.
const SELDOM: Duration = Duration::from_mins(30);

#[derive(Debug, Default)]
pub(super) struct Lane {
    budget: Budget,
    /// Requests since they were last kept for the next start.
    unkept: u32,
    even: EvenPace,
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
    pub lessons: Lessons,
    effort: Effort,
    /// Checks an hour that bots which move wish together.
    moving_wish: f64,
    /// Bots of which a check has told something, and how many there were when the checks were
    /// last shared out.
    seen: usize,
    shared_seen: usize,
    shared_at: Option<Duration>,
    learned_at: Option<Duration>,
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
    rhythm: Rhythm,
    lengths: Lengths,
    /// What it adds to the wish of those that move.
    wish: f64,
}

/// The server names the account itself, or the computer its own network.
fn needs_no_witness(kind: FailureKind) -> bool {
    matches!(kind, FailureKind::RateLimited | FailureKind::Offline)
}

impl Lane {
    pub fn remove(&mut self, bot: &BotId) {
        if let Some(plan) = self.bots.remove(bot) {
            self.moving_wish -= plan.wish;
            self.seen -= usize::from(plan.rhythm.is_seen());
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
        self.spend(up, 1);
        Some(bot)
    }

    /// Counts requests.
    pub fn spend(&mut self, up: Duration, requests: u32) {
        self.budget.spend(up, requests);
        self.even.spend(up, requests);
        self.unkept += requests;
    }

    /// Counts a request that is no check. The even pace of the checks is not slowed by it: the
    /// windows alone are shared.
    pub fn spend_besides(&mut self, up: Duration) {
        self.budget.spend(up, 1);
        self.unkept += 1;
    }

    /// Counts what an earlier run sent: how long ago, and how many.
    pub fn remember(&mut self, up: Duration, earlier: &[(Duration, u32)]) {
        self.budget.remember(up, earlier);
        let lately: u32 = earlier
            .iter()
            .filter(|(ago, _)| *ago < Duration::from_mins(3))
            .map(|(_, requests)| requests)
            .sum();
        self.even.spend(up, lately);
    }

    /// How long ago the requests within the last hour were sent, oldest first.
    pub fn sent(&self, up: Duration) -> Vec<Duration> {
        self.budget.sent(up).collect()
    }

    /// Requests that are not kept for the next start.
    pub fn unkept(&mut self) -> &mut u32 {
        &mut self.unkept
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
                let free = turn.free_at(up, &self.budget, &self.even);
                Some((free.max(*due).max(held), turn))
            })
            .min()
    }

    #[cfg(test)]
    pub fn has_room(&self, up: Duration) -> bool {
        self.under_way < AT_ONCE && Turn::Planned.free_at(up, &self.budget, &self.even) <= up
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
        self.spend(up, requests.saturating_sub(1));
        self.works(bot, up);
        let Some(plan) = self.bots.get_mut(bot) else {
            return;
        };
        plan.knowledge = knowledge;
        plan.misses = 0;
        plan.wanted = false;
        plan.watch = plan
            .watch
            .and_then(|watch| watch.after(knowledge.moving, up));
        if let Some(publish) = knowledge.publish {
            plan.lengths.saw(publish);
        }
        let at = up.as_secs_f64();
        self.seen += usize::from(!plan.rhythm.is_seen());
        plan.rhythm
            .checked(knowledge.publish, at, &mut self.lessons);
        self.share(up);
        let every = self.interval(bot, up);
        if let Some(plan) = self.bots.get_mut(bot) {
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
        self.spend(up, requests.saturating_sub(1));
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
            Reach::Account if another_works && !needs_no_witness(miss.kind) => {
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
                self.proof = None;
                self.hold = self.hold.after(up, miss, random);
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
            self.even.calm(up);
            self.doubt_no_more(Some(bot), up);
        }
    }

    /// Bots that failed while the account did are due again.
    fn doubt_no_more(&mut self, but: Option<&BotId>, up: Duration) {
        let doubtful: Vec<_> = self
            .bots
            .iter_mut()
            .filter(|(bot, plan)| Some(*bot) != but && plan.misses > 0)
            .map(|(bot, plan)| {
                plan.misses = 0;
                bot.clone()
            })
            .collect();
        for bot in doubtful {
            self.hurry(&bot, up);
        }
    }

    /// The bot is due now, in its own turn.
    pub fn hurry(&mut self, bot: &BotId, up: Duration) {
        let Some(plan) = self.bots.get_mut(bot) else {
            return;
        };
        plan.wanted = plan.due.is_none();
        let turn = plan.turn;
        self.bring_forward(bot, turn, up);
    }

    /// One check at a time until it is clear whether the account works, the first one now.
    fn probe_another(&mut self, doubtful: &BotId, up: Duration) {
        if self.hold == Hold::Free {
            self.hold = Hold::probe(up, 0);
        }
        let other = self.due.iter().find(|(_, _, bot)| bot != doubtful);
        if let Some((_, _, bot)) = other.cloned() {
            self.bring_forward(&bot, Turn::Visible, up);
        }
    }

    /// The bot is due now, in that turn or an earlier one.
    fn bring_forward(&mut self, bot: &BotId, turn: Turn, up: Duration) {
        let Some(plan) = self.bots.get_mut(bot) else {
            return;
        };
        let Some(due) = plan.due else {
            return;
        };
        self.due.remove(&(plan.turn, due, bot.clone()));
        plan.turn = plan.turn.min(turn);
        plan.due = Some(due.min(up));
        self.due.insert((plan.turn, due.min(up), bot.clone()));
    }

    /// An answer does not count: the bot's turn comes again.
    pub fn dropped(&mut self, bot: &BotId, up: Duration, requests: u32) {
        self.spend(up, requests.saturating_sub(1));
        self.put_back(bot, up);
    }

    fn put_back(&mut self, bot: &BotId, at: Duration) {
        let Some(plan) = self.bots.get_mut(bot) else {
            return;
        };
        if plan.due.is_none() {
            plan.due = Some(at);
            plan.turn = Turn::of(plan.knowledge, plan.watch);
            self.due.insert((plan.turn, at, bot.clone()));
            self.under_way = self.under_way.saturating_sub(1);
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

    /// Whether one check at a time goes out, to see whether the account works.
    pub fn is_probing(&self) -> bool {
        matches!(self.hold, Hold::Until { .. } | Hold::Refused)
    }

    pub fn used(&self, up: Duration) -> (u32, u32) {
        self.budget.used(up)
    }
}
