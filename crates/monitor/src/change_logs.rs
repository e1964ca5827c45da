//! Looks into the platform's change logs for publishes that nobody watched: when a person asks for
//! it, and by itself for accounts where that is chosen.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use domain::{AccountId, BotId, FailureKind, published_part};
use history::{History, LogLine, LogRead, LogReading};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use kore_api::LoggedChange;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::held::Held;
use crate::monitor::written;
use crate::planner::BotKey;
use crate::ports::{Clock, StatusSource};
use crate::show::millis;
use crate::view::{ChangeLogRead, Refusal};
use crate::wake::{self, Ask, Lent, Wake, What};

/// So far back the log is read the first time.
const FIRST_LOOK: SignedDuration = SignedDuration::from_hours(24 * 180);
/// In pieces of so many days.
const DAYS: i64 = 30;
/// Of one bot at a time: the platform allows 60 a minute.
const MOST_REQUESTS: u32 = 50;
/// A line may be written some time after what it tells of.
const OVERLAP: SignedDuration = SignedDuration::from_hours(24);
/// The first checks after a start go before.
const FIRST: Duration = Duration::from_mins(2);
/// Between two logs. The first of a bot takes seven requests or more, a later one mostly one.
const BETWEEN: Duration = Duration::from_secs(20);
/// An account whose log could not be read is left alone for so long.
const REST: Duration = Duration::from_hours(1);

/// Reads change logs.
pub(crate) struct ChangeLogs {
    history: Arc<Held<History>>,
    clock: Arc<dyn Clock>,
    wakes: mpsc::Sender<Wake>,
}

impl ChangeLogs {
    pub fn new(
        history: &Arc<Held<History>>,
        clock: &Arc<dyn Clock>,
        wakes: &mpsc::Sender<Wake>,
    ) -> Self {
        Self {
            history: Arc::clone(history),
            clock: Arc::clone(clock),
            wakes: wakes.clone(),
        }
    }

    /// Reads the log of one bot, from where it was read before, and keeps what it tells.
    pub async fn read(&self, bot: &BotKey) -> Result<ChangeLogRead, Refusal> {
        let lent = self.lent(bot.account.clone()).await?;
        if !lent.bots.contains(&bot.bot) {
            return Err(Refusal::Gone);
        }
        let Some(source) = lent.source else {
            return Ok(ChangeLogRead {
                no_secret: true,
                ..ChangeLogRead::default()
            });
        };
        let now = self.clock.now().wall;
        let since = self.read_since(bot, now).await?;
        let read = back_to(source.as_ref(), &bot.bot, since, now).await;
        let spent = Wake::Spent {
            account: bot.account.clone(),
            requests: read.requests,
            habits: None,
        };
        self.wakes.send(spent).await.map_err(|_| Refusal::Closing)?;
        let (kind, detail) = read.failure.unzip();
        let (back_to, found) = match read.since {
            Some(since) => {
                let range = LogRead { since, until: now };
                let found = self.keep_lines(bot, read.changes, range).await?;
                (Some(millis(since)), found)
            }
            None => (None, 0),
        };
        Ok(ChangeLogRead {
            found,
            back_to,
            kind,
            detail: detail.unwrap_or_default(),
            no_secret: false,
        })
    }

    /// Looks for bots that were not watched for a while, until it is closing.
    pub async fn keep_reading(self, closing: CancellationToken) {
        let mut wait = FIRST;
        let mut resting: HashMap<AccountId, Duration> = HashMap::new();
        loop {
            tokio::select! {
                () = closing.cancelled() => return,
                () = tokio::time::sleep(wait) => {}
            }
            wait = BETWEEN;
            let up = self.clock.now().up;
            resting.retain(|_, until| up < *until);
            for bot in self.due(&resting).await {
                let read = self.read(&bot).await;
                let done = matches!(&read, Ok(read) if read.kind.is_none() && !read.no_secret);
                if !done {
                    resting.insert(bot.account, up + REST);
                }
            }
        }
    }

    /// One bot of each account whose logs are wanted and which does not rest.
    async fn due(&self, resting: &HashMap<AccountId, Duration>) -> Vec<BotKey> {
        let resting: Vec<AccountId> = resting.keys().cloned().collect();
        let due = self
            .history
            .call(move |history| {
                let mut due = Vec::new();
                for account in history.log_wanted()? {
                    if resting.contains(&account) {
                        continue;
                    }
                    if let Some(bot) = history.next_log(&account)? {
                        due.push(BotKey { account, bot });
                    }
                }
                Ok::<_, history::Problem>(due)
            })
            .await;
        due.ok().and_then(Result::ok).unwrap_or_default()
    }

    async fn lent(&self, account: AccountId) -> Result<Lent, Refusal> {
        let lent = wake::ask(&self.wakes, |answer| Ask::Lend(account, answer));
        lent.await?.ok_or(Refusal::Gone)
    }

    async fn read_since(&self, bot: &BotKey, now: Timestamp) -> Result<Timestamp, Refusal> {
        let key = bot.clone();
        let known = self
            .history
            .call(move |history| {
                let read = history.log_read(&key.account, &key.bot)?;
                Ok::<_, history::Problem>((read, history.kept_since()?))
            })
            .await;
        let (read, kept_since) = written(known)?;
        Ok(begin(read, kept_since, now))
    }

    async fn keep_lines(
        &self,
        bot: &BotKey,
        changes: Vec<LoggedChange>,
        read: LogRead,
    ) -> Result<u32, Refusal> {
        let key = bot.clone();
        let kept = self
            .history
            .call(move |history| {
                let before = count(history, &key.account, &key.bot)?;
                let lines: Vec<_> = changes.iter().filter_map(line).collect();
                let kept = history.keep_log(&LogReading {
                    account: &key.account,
                    bot: &key.bot,
                    read,
                    lines: &lines,
                    people: &people(&changes),
                })?;
                let after = count(history, &key.account, &key.bot)?;
                Ok::<_, history::Problem>((after.saturating_sub(before), kept.names))
            })
            .await;
        let (found, names) = written(kept)?;
        if names > 0 {
            wake::tell(&self.wakes, What::PeopleNamed).await?;
        }
        Ok(found)
    }
}

/// Publishes that nobody watched.
fn count(history: &History, account: &AccountId, bot: &BotId) -> Result<u32, history::Problem> {
    let logged = history.logged(account, bot)?;
    Ok(u32::try_from(logged.len()).unwrap_or(u32::MAX))
}

/// Where reading begins: a little before where it ended, half a year ago at first, and never in a
/// time of which the person wanted nothing kept.
fn begin(known: Option<LogRead>, kept_since: Option<Timestamp>, now: Timestamp) -> Timestamp {
    let back = |from: Timestamp, by| from.checked_sub(by).unwrap_or(from);
    let from = known.map_or_else(
        || back(now, FIRST_LOOK),
        |known| back(known.until.min(now), OVERLAP),
    );
    kept_since.map_or(from, |kept| from.max(kept)).min(now)
}

/// What was read of a log.
#[derive(Default)]
struct ReadBack {
    changes: Vec<LoggedChange>,
    /// Everything from here on is there; `None`: nothing was read.
    since: Option<Timestamp>,
    requests: u32,
    failure: Option<(FailureKind, String)>,
}

/// Reads from `now` back to `since` in pieces: the platform gives the lines of a time in no order,
/// so of a time that has too many nothing is certain. Such a piece is halved.
async fn back_to(
    source: &dyn StatusSource,
    bot: &BotId,
    since: Timestamp,
    now: Timestamp,
) -> ReadBack {
    let day = |at: Timestamp| TimeZone::UTC.to_datetime(at).date();
    let first = day(since);
    let mut read = ReadBack::default();
    let mut to = day(now);
    let mut days = DAYS;
    while to >= first && read.requests < MOST_REQUESTS {
        let from = to
            .checked_sub(Span::new().days(days - 1))
            .unwrap_or(first)
            .max(first);
        let log = source.change_log(bot, from, to).await;
        read.requests += log.requests;
        if let Some(error) = log.error {
            read.failure = Some((error.kind(), error.to_string()));
            return read;
        }
        if !log.complete && days > 1 {
            days = (days / 4).max(1);
            continue;
        }
        read.changes.extend(log.changes);
        let begin = TimeZone::UTC.to_timestamp(from.at(0, 0, 0, 0));
        read.since = Some(begin.unwrap_or(since).max(since));
        if from <= first {
            break;
        }
        let Ok(before) = from.yesterday() else {
            break;
        };
        to = before;
    }
    read
}

fn line(change: &LoggedChange) -> Option<LogLine> {
    Some(LogLine {
        id: change.id.clone(),
        at: change.at,
        person: change.person.clone(),
        part: published_part(&change.message)?.to_owned(),
    })
}

/// Only of those who published: the log names everyone who ever changed something.
fn people(changes: &[LoggedChange]) -> Vec<(String, String)> {
    let mut people: Vec<(String, String)> = changes
        .iter()
        .filter(|change| published_part(&change.message).is_some())
        .filter_map(|change| Some((change.person.clone()?, change.name.clone()?)))
        .collect();
    people.sort();
    people.dedup_by(|one, other| one.0 == other.0);
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + day * 86_400).unwrap()
    }

    #[test]
    fn reading_begins_a_day_before_it_ended_and_never_before_what_is_kept() {
        let read = |until| {
            Some(LogRead {
                since: day(-400),
                until: day(until),
            })
        };
        assert_eq!(begin(None, None, day(0)), day(-180));
        assert_eq!(begin(None, Some(day(-30)), day(0)), day(-30));
        assert_eq!(begin(read(-9), Some(day(-30)), day(0)), day(-10));
        // The clock was set back.
        assert_eq!(begin(read(50), None, day(0)), day(-1));
        assert_eq!(begin(read(-9), Some(day(3)), day(0)), day(0));
    }

    #[test]
    fn only_people_who_published_are_named_and_only_lines_about_publishes_kept() {
        let change = |id: &str, message: &str, person: &str| LoggedChange {
            id: id.to_owned(),
            at: day(0),
            message: message.to_owned(),
            person: Some(person.to_owned()),
            name: Some(format!("Name of {person}")),
        };
        let changes = [
            change("1", "Published task Leave", "u-1"),
            change("2", "Bot updated", "u-2"),
            change("3", "Knowledge task published", "u-1"),
        ];
        assert_eq!(people(&changes), [("u-1".into(), "Name of u-1".into())]);
        let parts: Vec<_> = changes
            .iter()
            .filter_map(line)
            .map(|line| line.part)
            .collect();
        assert_eq!(parts, ["Leave", "Knowledge task"]);
    }
}
