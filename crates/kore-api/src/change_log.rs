//! What was changed about a bot, by whom and when, page by page (page *Get ChangeLogs*).

use std::collections::HashSet;

use domain::BotId;
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::address;
use crate::client::Client;
use crate::pages::{ON_A_PAGE, Paging};
use crate::wire::{self, ChangeLogPage};
use crate::{Error, Odd, PathForm, Said};

/// Where of so many lines none can be read, it is no log that we know. A few odd lines say nothing.
const TELLING: usize = 10;

/// A line of a bot's change log. Of the person neither mail address nor anything else is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedChange {
    /// The platform's id of the line, `btl-…`.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// What happened, in the platform's words: `Published task Book a ticket`.
    pub message: String,
    /// Who did it, `u-…`.
    pub person: Option<String>,
    /// Their first and last name.
    pub name: Option<String>,
}

/// How far a stretch of a change log was read.
#[derive(Debug)]
pub struct LogCursor {
    from: Date,
    to: Date,
    path: Option<PathForm>,
    paging: Paging,
}

impl LogCursor {
    /// Before the first page of these days, both included (UTC).
    #[must_use]
    pub fn of_days(from: Date, to: Date) -> Self {
        Self {
            from,
            to,
            path: None,
            paging: Paging::default(),
        }
    }

    /// The first and the last day.
    #[must_use]
    pub fn days(&self) -> (Date, Date) {
        (self.from, self.to)
    }
}

/// What one page of a change log told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogPage {
    /// Lines that no page before told, in the platform's order, which is none. Those without an id,
    /// a time or a message are left out.
    pub changes: Vec<LoggedChange>,
    /// How many HTTP requests it cost.
    pub requests: u32,
    /// What comes after it.
    pub next: LogNext,
}

/// What comes after a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogNext {
    /// Another page.
    More,
    /// Nothing: these were all lines of the days that were asked for.
    Complete,
    /// The platform repeats what it gave before: whether there is more is not known.
    Repeats,
    /// The page could not be read. Quotes nothing: the answers name people.
    Failed(Error),
}

impl Client {
    /// Reads the next page of the change log of a bot. Needs a permission of its own,
    /// *Logs > Bot Audit Logs*: without it the error is [`Error::MissingScope`].
    pub async fn change_log_page(&self, bot: &BotId, cursor: &mut LogCursor) -> LogPage {
        let mut page = LogPage {
            changes: Vec::new(),
            requests: 0,
            next: LogNext::More,
        };
        match self.log_page(bot, cursor, &mut page.requests).await {
            Ok(read) => (page.changes, page.next) = take_in(read, &mut cursor.paging),
            Err(error) => page.next = LogNext::Failed(error.without_words()),
        }
        page
    }

    async fn log_page(
        &self,
        bot: &BotId,
        cursor: &mut LogCursor,
        requests: &mut u32,
    ) -> Result<ChangeLogPage, Error> {
        // Whether the last day is in is not documented; a day too many does no harm.
        let to = cursor.to.checked_add(Span::new().days(1));
        let days = (cursor.from, to.unwrap_or(cursor.to));
        let offset = cursor.paging.offset();
        let url = |path| {
            address::change_log(self.transport.host(), bot, path, offset, ON_A_PAGE, days)
                .ok_or_else(Error::no_address)
        };
        let read = wire::read_change_log;
        let page = if let Some(path) = cursor.path {
            self.page(url(path)?, read, requests).await?
        } else {
            let (path, page) = self.first_page(url, read, requests).await?;
            cursor.path = Some(path);
            page
        };
        if page.lines >= TELLING && page.changes.is_empty() {
            return Err(Error::NotKore {
                status: 200,
                odd: Odd::Unfamiliar,
                excerpt: Said::default(),
            });
        }
        Ok(page)
    }
}

fn take_in(page: ChangeLogPage, paging: &mut Paging) -> (Vec<LoggedChange>, LogNext) {
    let on_page = page.lines;
    let named = page.ids.len();
    let mut new: HashSet<String> = page.ids.into_iter().collect();
    new.retain(|id| paging.is_new(id));
    // A line without an id may be another one each time.
    let fresh = on_page - (named - new.len());
    let mut changes = page.changes;
    changes.retain(|change| new.remove(&change.id));
    let next = if on_page < ON_A_PAGE {
        LogNext::Complete
    } else if fresh == 0 {
        LogNext::Repeats
    } else {
        paging.next(on_page, fresh);
        LogNext::More
    };
    (changes, next)
}
