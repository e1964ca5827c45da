//! Writes the history as a file: page by page, with a connection of its own, so that neither the
//! loop nor the window waits for it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use domain::{AccountId, BotId, LoggedPublish};
use history::{JobFilter, Problem, Reader};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::OwnedMutexGuard;
use tokio_util::sync::CancellationToken;

use super::Monitor;
use super::job_list::{filter, parts, parts_asked};
use crate::discreet::Discreet;
use crate::export::{BotFacts, CsvTable, Line, gap_line, json_line, logged_line, publish_line};
use crate::view::{ExportDraft, ExportFormat, Refusal};
use crate::wake::Ask;

/// Publishes that are read at a time.
const PAGE: u32 = 500;

/// An export that is about to be written. The history is not closed before it is dropped.
pub struct Exporter {
    // Dropped before the turn is given back.
    reader: Reader,
    filter: JobFilter,
    format: ExportFormat,
    with_user_ids: bool,
    accounts: BTreeMap<AccountId, String>,
    discreet: Discreet,
    zone: TimeZone,
    now: Timestamp,
    closing: CancellationToken,
    _turn: OwnedMutexGuard<()>,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Publishes.
    pub publishes: u32,
    /// Times without watching.
    pub gaps: u32,
    /// Publishes that only change logs tell of.
    pub logged: u32,
}

/// Why it was not written to its end.
#[derive(Debug, thiserror::Error)]
pub enum NotExported {
    /// Somebody stopped it, or the app closes.
    #[error("it was stopped")]
    Stopped,
    /// The history could not be read.
    #[error("the history could not be read: {0}")]
    History(#[from] Problem),
    /// The file could not be written.
    #[error("the file could not be written")]
    File(#[from] io::Error),
}

impl Monitor {
    /// Prepares an export of what a filter finds. Waits for one that is under way.
    ///
    /// # Errors
    /// When the filter cannot be read, or the history cannot.
    pub async fn exporter(&self, draft: ExportDraft, zone: TimeZone) -> Result<Exporter, Refusal> {
        let turn = std::sync::Arc::clone(&self.exporting).lock_owned().await;
        let (part_group, parts_failed) = parts_asked(&draft.filter);
        let mut filter = filter(draft.filter)?;
        let (accounts, discreet) = self.discreet(draft.with_user_ids).await?;
        let reader = self.read(Reader::reader).await?;
        filter.parts = parts(&reader, part_group, parts_failed).map_err(|_| Refusal::History)?;
        Ok(Exporter {
            reader,
            filter,
            format: draft.format,
            with_user_ids: draft.with_user_ids,
            accounts,
            discreet,
            zone,
            now: self.ports.clock.now().wall,
            closing: self.closing.clone(),
            _turn: turn,
        })
    }

    /// The names of the accounts, and what must not leave this computer.
    pub(super) async fn discreet(
        &self,
        with_user_ids: bool,
    ) -> Result<(BTreeMap<AccountId, String>, Discreet), Refusal> {
        let (accounts, people) = self
            .read(|reader| Ok((reader.accounts()?, reader.named_people()?)))
            .await?;
        let mut secrets = Vec::new();
        // Without a loop no secret was ever read.
        if !self.looks_only() {
            for account in &accounts {
                let lent = self.ask(|answer| Ask::Lend(account.id.clone(), answer));
                secrets.extend(lent.await?.and_then(|lent| lent.secret));
            }
        }
        let names = accounts.into_iter().map(|one| (one.id, one.name));
        Ok((
            names.collect(),
            Discreet::new(secrets, people, with_user_ids),
        ))
    }
}

impl Exporter {
    /// Writes all of it, off the runtime's own threads. `goes_on` hears how many publishes are
    /// written, and says whether to go on.
    ///
    /// # Errors
    /// See [`NotExported`].
    pub fn write(
        self,
        to: &mut dyn Write,
        goes_on: impl FnMut(u32) -> bool,
    ) -> Result<Exported, NotExported> {
        match self.format {
            ExportFormat::Csv => {
                let mut table = CsvTable::begin(to, self.with_user_ids)?;
                let written = self.lines(|line| table.line(line), goes_on)?;
                table.end()?;
                Ok(written)
            }
            ExportFormat::JsonLines => self.lines(|line| json_line(to, line), goes_on),
        }
    }

    fn lines(
        &self,
        mut write: impl FnMut(&Line) -> io::Result<()>,
        mut goes_on: impl FnMut(u32) -> bool,
    ) -> Result<Exported, NotExported> {
        let mut written = Exported::default();
        let mut go_on = |written: Exported| {
            if !goes_on(written.publishes) || self.closing.is_cancelled() {
                return Err(NotExported::Stopped);
            }
            Ok(())
        };
        let mut after = None;
        loop {
            go_on(written)?;
            let (jobs, next) = self
                .reader
                .export_page(&self.filter, after.as_ref(), PAGE)?;
            for job in &jobs {
                let account = self.accounts.get(&job.row.account).map(String::as_str);
                write(&publish_line(job, account, &self.zone, &self.discreet))?;
                written.publishes += 1;
            }
            after = next;
            if after.is_none() {
                break;
            }
        }
        let asked_for = |from: Timestamp, to: Timestamp| {
            let too_early = self.filter.from.is_some_and(|begin| to < begin);
            let too_late = self.filter.to.is_some_and(|end| from >= end);
            !too_early && !too_late
        };
        for bot in self.reader.export_bots(&self.filter)? {
            go_on(written)?;
            let account = self.accounts.get(&bot.account).map(String::as_str);
            let facts = BotFacts { bot: &bot, account };
            // Of a bot that is put away nobody promised to know what it does now.
            let now = (!bot.archived).then_some(self.now);
            for gap in self.reader.gaps(&bot.account, &bot.bot, now, u32::MAX)? {
                if asked_for(gap.from, gap.to) {
                    write(&gap_line(&facts, &gap, &self.zone, &self.discreet))?;
                    written.gaps += 1;
                }
            }
            for publish in self.logged(&bot.account, &bot.bot)? {
                if asked_for(publish.from, publish.from) {
                    write(&logged_line(&facts, &publish, &self.zone, &self.discreet))?;
                    written.logged += 1;
                }
            }
        }
        go_on(written)?;
        Ok(written)
    }

    /// The publishes that only the change log tells of, where the filter leaves such: of none the
    /// state is known, nor which kinds of parts it had.
    fn logged(&self, account: &AccountId, bot: &BotId) -> Result<Vec<LoggedPublish>, Problem> {
        if !self.filter.states.is_empty() || self.filter.parts.is_some() {
            return Ok(Vec::new());
        }
        let mut logged = self.reader.logged(account, bot)?;
        let who = self.filter.who.as_ref();
        logged.retain(|publish| who.is_none_or(|who| publish.person.as_ref() == Some(who)));
        Ok(logged)
    }
}
