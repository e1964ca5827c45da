//! What was changed about a bot, by whom and when, page by page (page *Get ChangeLogs*).

use domain::BotId;
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::Error;
use crate::address;
use crate::client::Client;
use crate::pages::{MOST_PAGES, ON_A_PAGE, Paging};
use crate::wire;

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

/// What came of reading a change log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeLog {
    /// Each line once, in the platform's order, which is none; also those found before an error.
    /// Lines without an id, a time or a message are left out.
    pub changes: Vec<LoggedChange>,
    /// These are all of the time that was asked for.
    pub complete: bool,
    /// How many HTTP requests it cost.
    pub requests: u32,
    /// Why it ended early, or did not begin. Quotes nothing: the answers name people.
    pub error: Option<Error>,
}

impl Client {
    /// Reads the change log of a bot from the day `from` to the day `to`, both included (UTC).
    /// Needs a permission of its own, *Logs > Bot Audit Logs*: without it the error is
    /// [`Error::MissingScope`].
    pub async fn change_log(&self, bot: &BotId, from: Date, to: Date) -> ChangeLog {
        let mut log = ChangeLog::default();
        if let Err(error) = self.read_log(bot, from, to, &mut log).await {
            log.error = Some(error.without_words());
        }
        log
    }

    async fn read_log(
        &self,
        bot: &BotId,
        from: Date,
        to: Date,
        log: &mut ChangeLog,
    ) -> Result<(), Error> {
        // Whether the last day is in is not documented; a day too many does no harm.
        let to = to.checked_add(Span::new().days(1)).unwrap_or(to);
        let host = self.transport.host();
        let url = |path, offset| {
            address::change_log(host, bot, path, offset, ON_A_PAGE, (from, to))
                .ok_or_else(Error::no_address)
        };
        let mut paging = Paging::default();
        let read = wire::read_change_log;
        let first = self.first_page(|path| url(path, 0), read, &mut log.requests);
        let (path, mut page) = first.await?;
        loop {
            let on_page = page.lines;
            let before = paging.seen();
            let new = page.changes.into_iter();
            log.changes
                .extend(new.filter(|change| paging.is_new(&change.id)));
            let fresh = paging.seen() - before;
            if on_page < ON_A_PAGE || fresh == 0 {
                log.complete = true;
                return Ok(());
            }
            paging.next(on_page, fresh);
            if paging.pages() == MOST_PAGES {
                return Ok(());
            }
            let next = self.page(url(path, paging.offset())?, read, &mut log.requests);
            page = next.await?;
        }
    }
}
