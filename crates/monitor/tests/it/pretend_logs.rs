//! Change logs of the pretended platform.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use domain::BotId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kore_api::{Error, LogCursor, LogNext, LogPage, LoggedChange, Said};

const ON_A_PAGE: usize = 50;

/// A page that was asked for.
#[derive(Clone, Debug)]
pub struct LogAsked {
    pub bot: BotId,
    pub from: Date,
}

/// What becomes of a question about a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogWeather {
    Gone,
    Silent,
}

#[derive(Default)]
pub struct Logs(Mutex<State>);

#[derive(Default)]
struct State {
    lines: HashMap<BotId, Vec<LoggedChange>>,
    weather: HashMap<BotId, LogWeather>,
    /// Which days of a bot were asked for last, and how many of their lines were given.
    given: HashMap<BotId, ((Date, Date), usize)>,
    asked: Vec<LogAsked>,
}

impl Logs {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    pub fn set(&self, bot: &str, weather: LogWeather) {
        self.state().weather.insert(BotId::new(bot), weather);
    }

    /// Lines about something else, so many in a row.
    pub fn add_changes(&self, bot: &str, from: Timestamp, every: Duration, count: usize) {
        let every = jiff::SignedDuration::try_from(every).unwrap();
        for number in 0..count {
            let at = from + every * i32::try_from(number).unwrap();
            self.add(bot, at, "Bot updated");
        }
    }

    pub fn add(&self, bot: &str, at: Timestamp, message: &str) {
        let mut state = self.state();
        let lines = state.lines.entry(BotId::new(bot)).or_default();
        lines.push(LoggedChange {
            id: format!("btl-{bot}-{}", lines.len()),
            at,
            message: message.to_owned(),
            person: None,
            name: None,
        });
    }

    /// What was asked since the last look.
    pub fn asked(&self) -> Vec<LogAsked> {
        std::mem::take(&mut self.state().asked)
    }

    pub async fn page(&self, bot: &BotId, cursor: &LogCursor, refuses: bool) -> LogPage {
        let days = cursor.days();
        let weather = {
            let mut state = self.state();
            state.asked.push(LogAsked {
                bot: bot.clone(),
                from: days.0,
            });
            state.weather.get(bot).copied()
        };
        if weather == Some(LogWeather::Silent) {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        let said = Said::default;
        let failed = |error| LogPage {
            changes: Vec::new(),
            requests: 1,
            next: LogNext::Failed(error),
        };
        if refuses {
            return failed(Error::MissingScope {
                status: 401,
                said: said(),
            });
        }
        if weather == Some(LogWeather::Gone) {
            return failed(Error::UnknownBot {
                status: 400,
                said: said(),
            });
        }
        self.state().page(bot, days)
    }
}

impl State {
    fn page(&mut self, bot: &BotId, days: (Date, Date)) -> LogPage {
        let of = |line: &&LoggedChange| {
            let day = TimeZone::UTC.to_datetime(line.at).date();
            days.0 <= day && day <= days.1
        };
        let given = match self.given.get(bot) {
            Some((same, given)) if *same == days => *given,
            _ => 0,
        };
        let lines = self.lines.get(bot).into_iter().flatten();
        let changes: Vec<_> = lines
            .filter(of)
            .skip(given)
            .take(ON_A_PAGE)
            .cloned()
            .collect();
        let full = changes.len() == ON_A_PAGE;
        if full {
            let given = given + ON_A_PAGE;
            self.given.insert(bot.clone(), (days, given));
        } else {
            self.given.remove(bot);
        }
        LogPage {
            changes,
            requests: 1,
            next: if full {
                LogNext::More
            } else {
                LogNext::Complete
            },
        }
    }
}
