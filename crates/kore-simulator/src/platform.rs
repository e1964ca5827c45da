//! The platform's memory, and what it decides about a request. No I/O.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::Method;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tokio::sync::watch;

use crate::bots_page::Page;
use crate::change_log::Wanted;
use crate::life::Course;
use crate::limits::{Full, Windows};
use crate::route::Route;
use crate::seen::Record;
use crate::timeline::{self, Reply};
use crate::token::{self, App, UsedOnce};
use crate::{
    Change, Clock, Fault, Life, Limits, Mood, RateText, Refusal, RetryAfter, Setup, SimBot,
    Switches,
};

/// Everything that the server and its owner share.
pub(crate) struct Platform {
    pub(crate) app: App,
    /// Stands in Get Bots where the real one gives out secrets.
    pub(crate) canary: String,
    pub(crate) clock: Clock,
    pub(crate) latency: Duration,
    state: Mutex<State>,
    record: Mutex<Record>,
    count: watch::Sender<u64>,
}

/// What changes.
pub(crate) struct State {
    pub(crate) bots: Vec<Watched>,
    pub(crate) mood: Mood,
    pub(crate) switches: Switches,
    pub(crate) retry_after: RetryAfter,
    pub(crate) limits: Limits,
    pub(crate) advanced: Duration,
    places: HashMap<String, usize>,
    status_windows: Windows,
    bots_windows: Windows,
    changes: HashMap<String, (Vec<Change>, Windows)>,
    used: UsedOnce,
}

/// A bot and what it does.
pub(crate) struct Watched {
    pub(crate) bot: SimBot,
    life: Arc<Life>,
    set_at: Timestamp,
    times_set: u64,
}

/// A life at a moment, before it is worked out: that can take long for a huge one, so it is done
/// without holding the state.
pub(crate) struct Glance {
    life: Arc<Life>,
    bot: SimBot,
    times_set: u64,
    set_at: Timestamp,
    elapsed: Duration,
}

impl Glance {
    pub(crate) fn reply(&self) -> Reply {
        timeline::reply_at(
            &self.life,
            &self.bot,
            self.times_set,
            self.set_at,
            self.elapsed,
        )
    }

    /// Its reply takes more than a few milliseconds to make.
    pub(crate) fn is_heavy(&self) -> bool {
        self.life.most_bytes() > 200_000
    }
}

/// What to send.
pub(crate) enum Verdict {
    Life(Glance),
    Json(u16, Value),
    Limited(RateText, RetryAfter, i64),
    Trouble(u16, RetryAfter),
    Refused(Refusal),
    Fault(Fault),
}

/// What a request says that matters here.
pub(crate) struct Asked<'a> {
    pub(crate) method: &'a Method,
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) token: Option<&'a str>,
}

impl Platform {
    pub(crate) fn new(setup: Setup, app: App, canary: String) -> Self {
        let now = setup.clock.now();
        let mut state = State {
            bots: Vec::new(),
            mood: setup.mood,
            switches: setup.switches,
            retry_after: setup.retry_after,
            limits: setup.limits,
            advanced: Duration::ZERO,
            places: HashMap::new(),
            status_windows: Windows::default(),
            bots_windows: Windows::default(),
            changes: HashMap::new(),
            used: UsedOnce::default(),
        };
        for (bot, life) in setup.bots {
            state.add(bot, life, now);
        }
        Self {
            app,
            canary,
            clock: setup.clock,
            latency: setup.latency,
            state: Mutex::new(state),
            record: Mutex::default(),
            count: watch::Sender::new(0),
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells those who wait how many requests there were.
    pub(crate) fn announce(&self) {
        let count = self.record().count();
        self.count.send_if_modified(|have| {
            let grew = count > *have;
            *have = count.max(*have);
            grew
        });
    }

    /// How many requests there were, as it changes.
    pub(crate) fn counts(&self) -> watch::Receiver<u64> {
        self.count.subscribe()
    }

    /// The time in the lives of bots and in the rate windows.
    pub(crate) fn life_now(&self, state: &State) -> Timestamp {
        self.clock.now() + state.advanced
    }

    /// The time as the server tells it and judges tokens by it.
    pub(crate) fn server_now(&self, state: &State) -> Timestamp {
        match state.mood {
            Mood::ClockOff(seconds) => self.clock.now() + SignedDuration::from_secs(seconds),
            _ => self.clock.now(),
        }
    }

    /// What the platform says to this.
    pub(crate) fn decide(&self, asked: &Asked<'_>) -> Verdict {
        let mut state = self.state();
        let now = self.life_now(&state);
        if let Some(verdict) = state.by_mood() {
            return verdict;
        }
        self.documented(asked, &mut state, now)
            .unwrap_or_else(Verdict::Refused)
    }

    fn documented(
        &self,
        asked: &Asked<'_>,
        state: &mut State,
        now: Timestamp,
    ) -> Result<Verdict, Refusal> {
        let route = Route::read(asked.path, state.switches).ok_or(Refusal::NotFound)?;
        if asked.method != Method::GET {
            return Err(Refusal::WrongMethod);
        }
        let server_now = self.server_now(state);
        let switches = state.switches;
        token::check(
            asked.token,
            &self.app,
            switches,
            &mut state.used,
            server_now,
        )?;
        let (has_scope, windows) = match route {
            Route::Status(_) => (switches.publish_status_scope, &mut state.status_windows),
            Route::Bots => (switches.role_management_scope, &mut state.bots_windows),
            // Counted for each bot: page *Rate limits*.
            Route::Changes(bot_id) => {
                state.find(bot_id).ok_or(Refusal::UnknownBot)?;
                let log = state.changes.entry(bot_id.to_owned()).or_default();
                (switches.change_log_scope, &mut log.1)
            }
        };
        if !has_scope {
            return Err(Refusal::MissingScope);
        }
        if let Err(full) = windows.admit(now, state.limits) {
            let Full {
                window,
                seconds_until_room,
            } = full;
            let retry_after = state.retry_after.clone();
            return Ok(Verdict::Limited(window, retry_after, seconds_until_room));
        }
        match route {
            Route::Status(bot_id) => {
                let watched = state.find(bot_id).ok_or(Refusal::UnknownBot)?;
                Ok(Verdict::Life(watched.at(now)))
            }
            Route::Bots => {
                let page = Page::read(asked.query)?;
                let bots = state.bots.iter();
                let bots = bots.map(|watched| (&watched.bot, watched.is_published()));
                Ok(Verdict::Json(200, page.body(bots, &self.canary)))
            }
            Route::Changes(bot_id) => {
                let wanted = Wanted::read(asked.query)?;
                let changes = state.changes.get(bot_id).map_or(&[][..], |log| &log.0);
                let body = wanted.body(bot_id, changes, &self.canary);
                Ok(Verdict::Json(200, body))
            }
        }
    }
}

impl State {
    pub(crate) fn add(&mut self, bot: SimBot, life: Life, now: Timestamp) {
        self.places.insert(bot.id.clone(), self.bots.len());
        self.bots.push(Watched {
            bot,
            life: Arc::new(life),
            set_at: now,
            times_set: 0,
        });
    }

    pub(crate) fn log(&mut self, bot_id: &str, changes: Vec<Change>) {
        let log = self.changes.entry(bot_id.to_owned()).or_default();
        log.0.extend(changes);
    }

    /// False when there is no such bot.
    pub(crate) fn remove(&mut self, bot_id: &str) -> bool {
        let Some(place) = self.places.remove(bot_id) else {
            return false;
        };
        self.bots.remove(place);
        let moved = self.places.values_mut().filter(|other| **other > place);
        moved.for_each(|other| *other -= 1);
        true
    }

    /// False when there is no such bot.
    pub(crate) fn set_life(&mut self, bot_id: &str, life: Life, now: Timestamp) -> bool {
        let Some(watched) = self
            .places
            .get(bot_id)
            .and_then(|place| self.bots.get_mut(*place))
        else {
            return false;
        };
        watched.life = Arc::new(life);
        watched.set_at = now;
        watched.times_set += 1;
        true
    }

    fn find(&self, bot_id: &str) -> Option<&Watched> {
        self.bots.get(*self.places.get(bot_id)?)
    }

    /// What the server's mood answers to everything.
    fn by_mood(&self) -> Option<Verdict> {
        Some(match &self.mood {
            Mood::Normal | Mood::ClockOff(_) => return None,
            Mood::Refuse(refusal) => Verdict::Refused(*refusal),
            Mood::RateLimited {
                window,
                retry_after,
            } => Verdict::Limited(*window, retry_after.clone(), 60),
            Mood::Html => Verdict::Fault(Fault::Html),
            Mood::Redirect(to) => Verdict::Fault(Fault::Redirect {
                to: to.clone(),
                status: 302,
            }),
            Mood::ServerError(status) => Verdict::Trouble(*status, self.retry_after.clone()),
            Mood::Stall => Verdict::Fault(Fault::Stall),
            Mood::Fault(fault) => Verdict::Fault(fault.clone()),
        })
    }
}

impl Watched {
    fn at(&self, now: Timestamp) -> Glance {
        let elapsed = now.duration_since(self.set_at);
        // Negative when a test's clock went back: then as at the beginning.
        let elapsed = Duration::try_from(elapsed).unwrap_or_default();
        Glance {
            life: Arc::clone(&self.life),
            bot: self.bot.clone(),
            times_set: self.times_set,
            set_at: self.set_at,
            elapsed,
        }
    }

    fn is_published(&self) -> bool {
        !matches!(self.life.course, Course::Never(_))
    }
}
