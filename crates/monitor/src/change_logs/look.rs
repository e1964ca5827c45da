//! One look into the change log of one bot.

use std::time::Duration;

use domain::{FailureKind, published_part};
use history::{LogLine, LogRead, LogReading, Problem};
use jiff::{SignedDuration, Timestamp};
use kore_api::{LogCursor, LogNext, LogPage, LoggedChange};

use super::ChangeLogs;
use super::plan::{Piece, Stride, floor, next_piece};
use crate::budget::Share;
use crate::monitor::written;
use crate::planner::BotKey;
use crate::view::{ChangeLogStop, Refusal};
use crate::wake::{self, Ask, Leave, Wake, What};

/// Of one look: the platform allows 60 a minute for each bot, and the next look goes on.
const MOST_REQUESTS: u32 = 50;
/// So long a look waits for its turn to send.
const PATIENCE: Duration = Duration::from_mins(3);
const HALF_A_DAY: SignedDuration = SignedDuration::from_hours(12);
/// Between two requests that nobody waits for.
pub(super) const BETWEEN: Duration = Duration::from_secs(20);

/// Who wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum For {
    /// A person, who waits.
    Person,
    /// Nobody just now: the account's logs are read by themselves.
    Later,
}

/// How a look went.
#[derive(Debug)]
pub(crate) struct Looked {
    /// Everything from then to now was read, now or before.
    pub back_to: Option<Timestamp>,
    /// A moment of a day of which the platform does not give out all.
    pub in_part: Option<Timestamp>,
    pub stop: Option<ChangeLogStop>,
    pub kind: Option<FailureKind>,
}

/// A look under way.
pub(super) struct Look<'a> {
    logs: &'a ChangeLogs,
    bot: &'a BotKey,
    whom: For,
    now: Timestamp,
    known: Option<LogRead>,
    floor: Timestamp,
    requests: u32,
    in_part: Option<Timestamp>,
    end: Option<End>,
}

/// Why it ends before all is read.
enum End {
    Stop(ChangeLogStop),
    Failed(FailureKind),
}

impl<'a> Look<'a> {
    pub fn new(logs: &'a ChangeLogs, bot: &'a BotKey, whom: For) -> Self {
        Self {
            logs,
            bot,
            whom,
            now: in_millis(logs.clock.now().wall),
            known: None,
            floor: Timestamp::MIN,
            requests: 0,
            in_part: None,
            end: None,
        }
    }

    /// Reads on from what is known, and keeps what is told.
    pub async fn take(mut self) -> Result<Looked, Refusal> {
        let key = self.bot.clone();
        let known = self.logs.history.call(move |history| {
            let known = history.log_read(&key.account, &key.bot)?;
            Ok::<_, Problem>((known, history.kept_since()?))
        });
        let (known, kept_since) = written(known.await)?;
        self.known = known;
        self.floor = floor(kept_since, self.now);
        let mut stride = Stride::default();
        while self.end.is_none()
            && let Some(piece) = next_piece(self.known, self.floor, self.now, stride)
        {
            let (pages, changes) = self.piece(&piece).await?;
            stride = stride.after(pages);
            let all = pages.is_some() || (piece.is_a_day() && self.end.is_none());
            let in_part = (pages.is_none() && all).then(|| piece.noon());
            self.in_part = in_part.or(self.in_part);
            self.keep(changes, all.then_some(piece.read), in_part)
                .await?;
        }
        let (stop, kind) = match self.end {
            Some(End::Stop(stop)) => (Some(stop), None),
            Some(End::Failed(kind)) => (None, Some(kind)),
            None => (None, None),
        };
        let up_to_now = self.known.filter(|known| self.now == known.until);
        Ok(Looked {
            back_to: up_to_now.map(|known| self.on_its_day(known.since)),
            in_part: self.in_part,
            stop,
            kind,
        })
    }

    /// A moment that is on the first day of which something was read almost everywhere: days are
    /// read from midnight UTC on, which is the evening before in America.
    fn on_its_day(&self, since: Timestamp) -> Timestamp {
        let noon = since.max(self.floor).checked_add(HALF_A_DAY);
        noon.unwrap_or(since).min(self.now)
    }

    /// The lines of a piece, and how many pages they took; no number: these are not all.
    async fn piece(&mut self, piece: &Piece) -> Result<(Option<u32>, Vec<LoggedChange>), Refusal> {
        let mut cursor = LogCursor::of_days(piece.from, piece.to);
        let mut changes = Vec::new();
        for page in 1..=piece.most_pages() {
            let Some(read) = self.page(&mut cursor).await? else {
                return Ok((None, changes));
            };
            changes.extend(read.changes);
            match read.next {
                LogNext::More => {}
                LogNext::Complete => return Ok((Some(page), changes)),
                LogNext::Repeats => return Ok((None, changes)),
                LogNext::Failed(error) => {
                    self.end = Some(End::Failed(error.kind()));
                    return Ok((None, changes));
                }
            }
        }
        Ok((None, changes))
    }

    /// `None`: nothing more is to be sent.
    async fn page(&mut self, cursor: &mut LogCursor) -> Result<Option<LogPage>, Refusal> {
        if self.requests >= MOST_REQUESTS {
            self.end = Some(End::Stop(ChangeLogStop::More));
            return Ok(None);
        }
        if self.whom == For::Later && self.requests > 0 {
            self.logs.wait(BETWEEN).await?;
            if !self.is_wanted().await? {
                self.end = Some(End::Stop(ChangeLogStop::More));
                return Ok(None);
            }
        }
        let source = match self.leave().await? {
            Ok(source) => source,
            Err(stop) => {
                self.end = Some(End::Stop(stop));
                return Ok(None);
            }
        };
        let page = tokio::select! {
            () = self.logs.closing.cancelled() => return Err(Refusal::Closing),
            page = source.change_log_page(&self.bot.bot, cursor) => page,
        };
        self.requests += page.requests.max(1);
        // One was counted when it was allowed.
        if page.requests > 1 {
            let spent = Wake::Spent {
                account: self.bot.account.clone(),
                requests: page.requests - 1,
                habits: None,
            };
            let told = self.logs.wakes.send(spent).await;
            told.map_err(|_| Refusal::Closing)?;
        }
        Ok(Some(page))
    }

    /// Whether the account's logs are still to be read by themselves.
    async fn is_wanted(&self) -> Result<bool, Refusal> {
        let wanted = self.logs.history.call(|history| history.log_wanted());
        Ok(written(wanted.await)?.contains(&self.bot.account))
    }

    /// Waits until one request may be sent, which then counts as sent.
    async fn leave(&self) -> Result<Result<wake::Source, ChangeLogStop>, Refusal> {
        let share = match self.whom {
            For::Person => Share::Look,
            For::Later => Share::Schedule,
        };
        let mut waited = Duration::ZERO;
        loop {
            let bot = self.bot.clone();
            let leave = wake::ask(&self.logs.wakes, |answer| Ask::Leave(bot, share, answer));
            let wait = match leave.await? {
                Leave::Go(source) => return Ok(Ok(source)),
                Leave::Wait(wait) => wait.max(Duration::from_millis(100)),
                Leave::Paused => return Ok(Err(ChangeLogStop::Paused)),
                Leave::Held => return Ok(Err(ChangeLogStop::Held)),
                Leave::NoConnection => return Ok(Err(ChangeLogStop::NoSecret)),
                Leave::Gone => return Err(Refusal::Gone),
            };
            waited += wait;
            if waited > PATIENCE {
                return Ok(Err(ChangeLogStop::Held));
            }
            self.logs.wait(wait).await?;
        }
    }

    async fn keep(
        &mut self,
        changes: Vec<LoggedChange>,
        read: Option<LogRead>,
        in_part: Option<Timestamp>,
    ) -> Result<(), Refusal> {
        let (key, now, floor) = (self.bot.clone(), self.now, self.floor);
        let kept = self.logs.history.call(move |history| {
            let mut lines: Vec<_> = changes.iter().filter_map(line).collect();
            // Days are asked for as a whole. What was removed before does not come back.
            lines.retain(|line| floor <= line.at);
            history.keep_log(&LogReading {
                account: &key.account,
                bot: &key.bot,
                now,
                read,
                in_part,
                lines: &lines,
                people: &people(&changes),
            })
        });
        let kept = written(kept.await)?;
        self.known = kept.read;
        if kept.names > 0 {
            wake::tell(&self.logs.wakes, What::PeopleNamed).await?;
        }
        Ok(())
    }
}

/// As the history keeps times: what was read up to now is else never quite up to now.
fn in_millis(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

fn line(change: &LoggedChange) -> Option<LogLine> {
    // A part that may hold a mail address is not named.
    let part = published_part(&change.message)?;
    let part = if part.contains('@') { "" } else { part };
    Some(LogLine {
        id: change.id.clone(),
        at: change.at,
        person: change.person.clone(),
        part: part.to_owned(),
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

    #[test]
    fn only_people_who_published_are_named_and_only_lines_about_publishes_kept() {
        let change = |id: &str, message: &str, person: &str| LoggedChange {
            id: id.to_owned(),
            at: Timestamp::UNIX_EPOCH,
            message: message.to_owned(),
            person: Some(person.to_owned()),
            name: Some(format!("Name of {person}")),
        };
        let changes = [
            change("1", "Published task Leave", "u-1"),
            change("2", "Bot updated", "u-2"),
            change("3", "Knowledge task published", "u-1"),
            change("4", "Published by ada@example.com", "u-1"),
        ];
        assert_eq!(people(&changes), [("u-1".into(), "Name of u-1".into())]);
        let parts: Vec<_> = changes
            .iter()
            .filter_map(line)
            .map(|line| line.part)
            .collect();
        assert_eq!(parts, ["Leave", "Knowledge task", ""]);
    }
}
