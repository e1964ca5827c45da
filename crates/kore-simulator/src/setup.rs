//! How a simulator begins.

use std::time::Duration;

use crate::{Clock, Life, Limits, Mood, RetryAfter, Switches, made_up};

/// A bot of the pretend account.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SimBot {
    /// `st-…`, the Bot ID.
    pub id: String,
    /// Its name. The status API does not tell it; Get Bots does.
    pub name: String,
    /// `u-…`, the person who publishes it where its life names nobody else.
    pub owner: String,
}

impl SimBot {
    pub(crate) fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            owner: made_up::person_id(made_up::pick(id, 6)),
        }
    }
}

/// What a simulator begins with. Everything but the bots can be left alone.
#[derive(Clone)]
pub struct Setup {
    pub(crate) port: u16,
    pub(crate) credentials: Option<(String, String)>,
    pub(crate) bots: Vec<(SimBot, Life)>,
    pub(crate) limits: Limits,
    pub(crate) retry_after: RetryAfter,
    pub(crate) switches: Switches,
    pub(crate) mood: Mood,
    pub(crate) clock: Clock,
    pub(crate) latency: Duration,
}

impl Setup {
    /// No bots, the documented limits, the computer's clock, a free port, random credentials.
    #[allow(clippy::new_without_default, reason = "a beginning, not a default")]
    pub fn new() -> Self {
        Self {
            port: 0,
            credentials: None,
            bots: Vec::new(),
            limits: Limits::DOCUMENTED,
            retry_after: RetryAfter::Off,
            switches: Switches::default(),
            mood: Mood::Normal,
            clock: Clock::default(),
            latency: Duration::ZERO,
        }
    }

    /// This many bots that were published between an hour and 60 days ago, with short replies
    /// and without limits: for measuring a client.
    pub fn many(count: usize) -> Self {
        let bots = (1..=count).map(|n| {
            let name = format!("Bot {n}");
            let id = made_up::bot_id(&name);
            let minutes = 60 + made_up::pick(&id, 60 * 24 * 60) as u64;
            let life = Life::published(Duration::from_secs(60 * minutes));
            (SimBot::new(&id, &name), life.shaped(crate::Shape::Short))
        });
        let mut setup = Self::new().no_limits();
        setup.bots = bots.collect();
        setup
    }

    /// Adds a bot behind the others.
    #[must_use]
    pub fn bot(mut self, id: &str, name: &str, life: Life) -> Self {
        self.bots.push((SimBot::new(id, name), life));
        self
    }

    /// Listens on this port of 127.0.0.1; 0 takes a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Takes these in place of random ones.
    #[must_use]
    pub fn credentials(mut self, client_id: &str, client_secret: &str) -> Self {
        self.credentials = Some((client_id.to_owned(), client_secret.to_owned()));
        self
    }

    /// Credentials were given.
    pub fn has_credentials(&self) -> bool {
        self.credentials.is_some()
    }

    /// Requests per rolling minute and hour, for each of the two APIs. Documented: 60 and 1,800.
    #[must_use]
    pub fn limits(mut self, per_minute: u32, per_hour: u32) -> Self {
        self.limits = Limits {
            per_minute: Some(per_minute),
            per_hour: Some(per_hour),
        };
        self
    }

    /// No limits.
    #[must_use]
    pub fn no_limits(mut self) -> Self {
        self.limits = Limits::NONE;
        self
    }

    /// The `Retry-After` header of 429 and of server errors.
    #[must_use]
    pub fn retry_after(mut self, retry_after: RetryAfter) -> Self {
        self.retry_after = retry_after;
        self
    }

    /// Begins with these switches.
    #[must_use]
    pub fn switches(mut self, switches: Switches) -> Self {
        self.switches = switches;
        self
    }

    /// Begins in this mood.
    #[must_use]
    pub fn mood(mut self, mood: Mood) -> Self {
        self.mood = mood;
        self
    }

    /// Reads the time here.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Waits this long before each answer.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }
}
