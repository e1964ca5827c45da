//! What a person does to the checks of an account.

use std::collections::HashSet;
use std::time::Duration;

use domain::BotId;

use super::{Hold, Lane, Turn};
use crate::budget::Share;
use crate::planner::Besides;
use crate::planner::watch::{Paused, Watch};

impl Lane {
    pub fn ask(&mut self, bot: &BotId, up: Duration) -> bool {
        let Some(hold) = self.hold.asked(up) else {
            return false;
        };
        if self.is_paused(up) || self.asked() >= self.left(up) {
            return false;
        }
        let Some(plan) = self.bots.get_mut(bot) else {
            return false;
        };
        if plan.due.is_none() {
            plan.wanted = true;
            return true;
        }
        self.bring_forward(bot, Turn::Asked, up);
        self.hold = hold;
        true
    }

    /// When a request besides the checks may be sent. As with checks, what only we decided holds no
    /// person.
    pub fn besides(&self, up: Duration, share: Share) -> Besides {
        if self.is_paused(up) {
            return Besides::Paused;
        }
        let held = match (self.hold, share) {
            (Hold::Closed, _) => return Besides::Held,
            (Hold::Free, _) => up,
            (hold, Share::Look) if hold.asked(up).is_some() => up,
            (Hold::Until { at, .. }, _) => at,
            (Hold::Refused, _) => return Besides::Held,
        };
        Besides::From(self.budget.free_at(up, share).max(held))
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

    /// Follows a bot until a publish that runs, or is about to, is over. False: it is not known.
    pub fn watch(&mut self, bot: &BotId, up: Duration) -> bool {
        let Some(plan) = self.bots.get_mut(bot) else {
            return false;
        };
        plan.watch = Some(Watch::begin(up, plan.knowledge.moving));
        self.bring_forward(bot, Turn::Watched, up);
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
        self.paused.is_some_and(|paused| paused.lasts(up))
    }

    pub fn visible(&mut self, bots: HashSet<BotId>) {
        self.visible = bots;
    }

    pub fn resume(&mut self, up: Duration) {
        if matches!(self.hold, Hold::Closed | Hold::Refused) {
            self.hold = Hold::probe(up, 0);
            self.proof = None;
            // A bot that was refused before its account was had been put off for long.
            self.doubt_no_more(None, up);
            self.first_now(up);
        }
    }

    pub fn stop(&mut self) {
        self.hold = Hold::Closed;
        self.proof = None;
    }

    /// After a sleep, or when the network changed: what is before a person's eyes comes first,
    /// then what publishes; the others come when they are due, at an even pace.
    pub fn look_again(&mut self, up: Duration) {
        if let Hold::Until { told: false, .. } = self.hold {
            self.hold = Hold::probe(up, 0);
        }
        self.even.calm(up);
        let visible: Vec<_> = self.visible.iter().cloned().collect();
        for bot in visible {
            self.bring_forward(&bot, Turn::Visible, up);
        }
        self.first_now(up);
    }

    pub fn slept(&mut self, slept: Duration) {
        let due = std::mem::take(&mut self.due);
        for (turn, at, bot) in due {
            let at = at.saturating_sub(slept);
            if let Some(plan) = self.bots.get_mut(&bot) {
                plan.due = Some(at);
            }
            self.due.insert((turn, at, bot));
        }
        for plan in self.bots.values_mut() {
            plan.rhythm.slept(slept.as_secs_f64());
        }
    }

    fn first_now(&mut self, up: Duration) {
        if let Some((_, _, bot)) = self.due.iter().next().cloned() {
            self.bring_forward(&bot, Turn::Visible, up);
        }
    }
}
