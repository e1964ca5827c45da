//! Says the next step: check this bot, or wait until then. Pure: time and chance are passed in.
//!
//! Of bots with publish rates λ and of `B` checks an hour, the mean delay until a publish is seen
//! is least when each is checked at a frequency in proportion to √λ; it is then
//! `(Σ√λ)² / (2·B·Σλ)`, while checking all in turn gives `N / (2·B)`. How λ is learned stands in
//! `population` (what bots of one account are like), `bursts`, `hours` and `rhythm` (one bot); how
//! checks are shared out in `effort`; what holds them back in `hold`, `even_pace` and
//! [`crate::budget`]; who comes before whom in `turn`; and `lane` is one account with all of it.

mod bursts;
mod effort;
mod even_pace;
mod hold;
mod hours;
mod lane;
mod population;
mod rhythm;
mod turn;
mod watch;

use std::collections::BTreeMap;
use std::time::Duration;

use domain::{AccountId, BotId, FailureKind, Reach};

use crate::budget::Share;
use crate::pace::{Knowledge, Publish};
use crate::view::Pace;
use lane::Lane;
pub use rhythm::Learning;

/// One bot of one account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BotKey {
    /// The account.
    pub account: AccountId,
    /// The bot.
    pub bot: BotId,
}

/// The next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Check this bot now. It counts as under way from here on.
    Check(BotKey),
    /// Nothing before then, unless something happens.
    WaitUntil(Duration),
    /// Nothing at all, unless something happens.
    Nothing,
}

/// What a failed check tells the schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The kind.
    pub kind: FailureKind,
    /// How long the server asked us to wait.
    pub retry_after: Option<Duration>,
}

/// When a request besides the checks may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Besides {
    /// From this moment on.
    From(Duration),
    /// Not while a person wants nothing to be sent.
    Paused,
    /// Not before a check succeeds.
    Held,
}

/// A bot to take in.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// The bot.
    pub key: BotKey,
    /// What is known of it.
    pub knowledge: Knowledge,
    /// How long ago a check of it last succeeded; `None`: never, so it is due at once.
    pub checked_ago: Option<Duration>,
    /// Its last publishes, oldest first.
    pub past: Vec<Publish>,
    /// For how long it has been watched.
    pub watched_for: Duration,
}

/// What the plan says of one bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// When the next check is due; `None` while it is under way or the account is stopped.
    pub due: Option<Duration>,
    /// A check is under way.
    pub under_way: bool,
    /// The promise: time between two checks.
    pub every: Duration,
    /// Why.
    pub pace: Pace,
}

/// Times are since an arbitrary start, on a clock that never goes back.
#[derive(Debug)]
pub struct Planner {
    lanes: BTreeMap<AccountId, Lane>,
    random: fastrand::Rng,
    /// Seconds since midnight when the clock began.
    began: f64,
    learning: Learning,
}

impl Planner {
    /// An empty plan.
    pub fn new(random: fastrand::Rng) -> Self {
        Self {
            lanes: BTreeMap::new(),
            random,
            began: 0.0,
            learning: Learning::default(),
        }
    }

    /// Leaves out some of what is learned; for benchmarks.
    #[must_use]
    pub fn learning(mut self, learning: Learning) -> Self {
        self.learning = learning;
        self
    }

    /// It is so late in the day, where the people are who publish: to be told at the start and
    /// after each change of the calendar.
    pub fn tell_time(&mut self, up: Duration, since_midnight: Duration) {
        self.began = since_midnight.as_secs_f64() - up.as_secs_f64();
        for lane in self.lanes.values_mut() {
            lane.lessons.began = self.began;
        }
    }

    /// Takes an account in. It is stopped until [`Planner::resume`]: its secret is not there yet.
    pub fn add_account(&mut self, account: AccountId) {
        let lane = self.lanes.entry(account).or_default();
        lane.lessons.began = self.began;
        lane.lessons.learning = self.learning;
    }

    /// Counts what an earlier run sent through an account: how long ago, and how many.
    pub fn remember(&mut self, account: &AccountId, up: Duration, earlier: &[(Duration, u32)]) {
        if let Some(lane) = self.lanes.get_mut(account) {
            lane.remember(up, earlier);
        }
    }

    /// How long ago the requests of an account within the last hour were sent, oldest first. To
    /// be kept for the next start.
    pub fn sent(&self, account: &AccountId, up: Duration) -> Vec<Duration> {
        self.lanes
            .get(account)
            .map(|lane| lane.sent(up))
            .unwrap_or_default()
    }

    /// The accounts that sent more than `at_most` requests which are not kept yet.
    pub fn unkept(&mut self, at_most: u32) -> Vec<AccountId> {
        self.lanes
            .iter_mut()
            .filter_map(|(account, lane)| (*lane.unkept() > at_most).then(|| account.clone()))
            .collect()
    }

    /// What the account sent is kept.
    pub fn kept(&mut self, account: &AccountId) {
        if let Some(lane) = self.lanes.get_mut(account) {
            *lane.unkept() = 0;
        }
    }

    /// Forgets an account and its bots.
    pub fn remove_account(&mut self, account: &AccountId) {
        self.lanes.remove(account);
    }

    /// Takes bots of known accounts in. A bot that is known already stays as it is.
    pub fn add_bots(&mut self, bots: &[Newcomer], up: Duration) {
        for (account, lane) in &mut self.lanes {
            let own: Vec<_> = bots
                .iter()
                .filter(|new| new.key.account == *account)
                .cloned()
                .collect();
            lane.add(&own, up);
        }
    }

    /// Forgets a bot.
    pub fn remove_bot(&mut self, key: &BotKey) {
        if let Some(lane) = self.lanes.get_mut(&key.account) {
            lane.remove(&key.bot);
        }
    }

    /// The next step. A returned check is taken as sent.
    pub fn next(&mut self, up: Duration) -> Next {
        let mut soonest: Option<Duration> = None;
        for (account, lane) in &mut self.lanes {
            lane.goes_on(up);
            match lane.ready_at(up) {
                Some(at) if at <= up => {
                    if let Some(bot) = lane.take(up) {
                        return Next::Check(BotKey {
                            account: account.clone(),
                            bot,
                        });
                    }
                }
                Some(at) => soonest = Some(soonest.map_or(at, |known| known.min(at))),
                None => {}
            }
        }
        soonest.map_or(Next::Nothing, Next::WaitUntil)
    }

    #[cfg(test)]
    fn has_room(&self, account: &AccountId, up: Duration) -> bool {
        self.lanes[account].has_room(up)
    }

    /// Something can be sent now.
    pub fn is_ready(&self, up: Duration) -> bool {
        self.lanes
            .values()
            .filter_map(|lane| lane.ready_at(up))
            .any(|at| at <= up)
    }

    /// A check brought an answer. `requests` is what it cost in all.
    pub fn succeeded(&mut self, key: &BotKey, up: Duration, requests: u32, knowledge: Knowledge) {
        let Self { lanes, random, .. } = self;
        if let Some(lane) = lanes.get_mut(&key.account) {
            lane.succeeded(&key.bot, up, requests, knowledge, random);
        }
    }

    /// A check brought none. Says what the failure speaks of.
    pub fn failed(&mut self, key: &BotKey, up: Duration, requests: u32, miss: Miss) -> Reach {
        let Self { lanes, random, .. } = self;
        match lanes.get_mut(&key.account) {
            Some(lane) => lane.failed(&key.bot, up, requests, miss, random),
            None => miss.kind.reach(),
        }
    }

    /// An answer does not count (its connection is no longer in use): the bot is due again.
    pub fn dropped(&mut self, key: &BotKey, up: Duration, requests: u32) {
        if let Some(lane) = self.lanes.get_mut(&key.account) {
            lane.dropped(&key.bot, up, requests);
        }
    }

    /// A person wants this bot checked now. An account that waits for a person is tried again
    /// with this one bot. False: the allowance of this minute or hour is used up, the server said
    /// how long to wait, there is no connection, or the bot is not known.
    pub fn ask(&mut self, key: &BotKey, up: Duration) -> bool {
        self.lanes
            .get_mut(&key.account)
            .is_some_and(|lane| lane.ask(&key.bot, up))
    }

    /// The bot is due now, in the queue: where nothing else holds it, it comes next.
    pub fn hurry(&mut self, key: &BotKey, up: Duration) {
        if let Some(lane) = self.lanes.get_mut(&key.account) {
            lane.hurry(&key.bot, up);
        }
    }

    /// When the next request besides the checks may be sent from this share.
    pub fn besides(&self, account: &AccountId, up: Duration, share: Share) -> Besides {
        self.lanes
            .get(account)
            .map_or(Besides::Held, |lane| lane.besides(up, share))
    }

    /// Such a request is about to be sent.
    pub fn spend_besides(&mut self, account: &AccountId, up: Duration) {
        if let Some(lane) = self.lanes.get_mut(account) {
            lane.spend_besides(up);
        }
    }

    /// Requests were sent besides the checks, in a test or for a list: they count like the others.
    pub fn spent(&mut self, account: &AccountId, up: Duration, requests: u32) {
        if let Some(lane) = self.lanes.get_mut(account) {
            lane.spend(up, requests);
        }
    }

    /// An account can be checked (again): its secret is there, or was changed.
    pub fn resume(&mut self, account: &AccountId, up: Duration) {
        if let Some(lane) = self.lanes.get_mut(account) {
            lane.resume(up);
        }
    }

    /// An account cannot be checked until [`Planner::resume`].
    pub fn stop(&mut self, account: &AccountId) {
        if let Some(lane) = self.lanes.get_mut(account) {
            lane.stop();
        }
    }

    /// A person wants to see how a publish of this bot ends: it is checked often until one that
    /// runs is over; where none runs, until one began and ended, for half an hour at most. Comes
    /// after what a person asks for, before all else. False: the bot is not known.
    pub fn watch(&mut self, key: &BotKey, up: Duration) -> bool {
        self.lanes
            .get_mut(&key.account)
            .is_some_and(|lane| lane.watch(&key.bot, up))
    }

    /// No longer: the bot goes back to its own pace after its next check.
    pub fn unwatch(&mut self, key: &BotKey) {
        if let Some(lane) = self.lanes.get_mut(&key.account) {
            lane.unwatch(&key.bot);
        }
    }

    /// It ends by itself: ask after each check.
    pub fn is_watched(&self, key: &BotKey) -> bool {
        self.lanes
            .get(&key.account)
            .is_some_and(|lane| lane.is_watched(&key.bot))
    }

    /// Sends nothing through this account (`None`: through any) until then (`None`: until
    /// [`Planner::unpause`]), not even what a person asks for. A check that is under way ends as
    /// it ends.
    pub fn pause(&mut self, account: Option<&AccountId>, until: Option<Duration>) {
        for lane in self.chosen(account) {
            lane.pause(until);
        }
    }

    /// Goes on.
    pub fn unpause(&mut self, account: Option<&AccountId>) {
        for lane in self.chosen(account) {
            lane.unpause();
        }
    }

    /// A person wants nothing to be sent through this account just now.
    pub fn is_paused(&self, account: &AccountId, up: Duration) -> bool {
        self.lanes
            .get(account)
            .is_some_and(|lane| lane.is_paused(up))
    }

    fn chosen(&mut self, account: Option<&AccountId>) -> impl Iterator<Item = &mut Lane> {
        self.lanes
            .iter_mut()
            .filter(move |(id, _)| account.is_none_or(|wanted| wanted == *id))
            .map(|(_, lane)| lane)
    }

    /// These are before the eyes of a person, and no others: after a sleep they come first.
    pub fn visible(&mut self, keys: &[BotKey]) {
        for (account, lane) in &mut self.lanes {
            let own = keys.iter().filter(|key| key.account == *account);
            lane.visible(own.map(|key| key.bot.clone()).collect());
        }
    }

    /// The computer slept or the network changed: what was held back may be tried again, the
    /// rest is spread so that no burst follows.
    pub fn look_again(&mut self, up: Duration) {
        for lane in self.lanes.values_mut() {
            lane.look_again(up);
        }
    }

    /// The computer slept for so long, while the clock may have stood still: everything is due
    /// that much earlier. What was sent before counts as if no time had passed, since a clock
    /// that somebody set forward looks the same.
    pub fn slept(&mut self, slept: Duration) {
        for lane in self.lanes.values_mut() {
            lane.slept(slept);
        }
    }

    /// What the plan says of a bot.
    pub fn outlook(&self, key: &BotKey) -> Option<Outlook> {
        self.lanes.get(&key.account)?.outlook(&key.bot)
    }

    /// When a held-back account is tried again; `None`: it is not held back, or stopped.
    pub fn held_until(&self, account: &AccountId) -> Option<Duration> {
        self.lanes.get(account)?.held_until()
    }

    /// The account answers: nothing holds it back.
    pub fn is_free(&self, account: &AccountId) -> bool {
        self.lanes.get(account).is_some_and(Lane::is_free)
    }

    /// One check at a time goes out, or none, until it is clear whether the account works.
    pub fn is_probing(&self, account: &AccountId) -> bool {
        self.lanes.get(account).is_some_and(Lane::is_probing)
    }

    /// Requests of the account within the last minute and hour.
    pub fn used(&self, account: &AccountId, up: Duration) -> (u32, u32) {
        self.lanes.get(account).map_or((0, 0), |lane| lane.used(up))
    }
}

#[cfg(test)]
mod lessons;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod tests;
