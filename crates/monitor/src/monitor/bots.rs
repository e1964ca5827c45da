//! Bots: added, changed, archived, removed, checked now.

use std::collections::{BTreeMap, HashMap};

use domain::{
    AccountId, BotId, LONGEST_GROUP, LONGEST_NOTE, plain_note, plain_text, read_bot_list,
};
use history::{NewBot, Reader};

use super::{Monitor, key, reply, rows_of};
use crate::bots_preview::{Known, preview};
use crate::form;
use crate::planner::BotKey;
use crate::view::{
    BotArchive, BotChange, BotRef, BotsDraft, BotsPreview, CheckReply, Field, FieldNote,
    FormOutcome, FormReply, Note, Refusal,
};
use crate::wake::{Ask, What};

impl Monitor {
    /// Says what adding a list of bots would do, without changing anything.
    ///
    /// # Errors
    /// When there is no such account, or the history cannot be read.
    pub async fn preview_bots(&self, draft: BotsDraft) -> Result<BotsPreview, Refusal> {
        let id = AccountId::new(draft.account_id);
        let rows = self
            .read(move |reader| {
                let there = reader.accounts()?.iter().any(|account| account.id == id);
                let mut rows = reader.board()?;
                rows.retain(|row| row.account == id);
                Ok(there.then_some(rows))
            })
            .await?
            .ok_or(Refusal::Gone)?;
        let known: BTreeMap<BotId, Known> = rows
            .into_iter()
            .map(|row| {
                let known = match row.archived_at {
                    Some(_) => Known::Archived,
                    None => Known::Watched,
                };
                (row.bot, known)
            })
            .collect();
        // A list of megabytes takes its time, which is not that of the other tasks.
        tokio::task::spawn_blocking(move || {
            let read = read_bot_list(&draft.bot_ids);
            preview(read.as_ref().map_err(|problem| *problem), &known)
        })
        .await
        .map_err(|_| Refusal::Unreadable)
    }

    /// Adds bots to an account, all or none. The schedule checks them one by one.
    ///
    /// # Errors
    /// When there is no such account. Refusals of the form are values.
    pub async fn add_bots(&self, draft: BotsDraft) -> Result<FormReply, Refusal> {
        self.keeps()?;
        let mut read = form::bots_only(&draft.bot_ids, draft.leave_out);
        let Some(mut bots) = read.value.take() else {
            return Ok(reply(FormOutcome::Refused, read.notes));
        };
        let names: HashMap<_, _> = draft
            .names
            .iter()
            .map(|named| (named.bot_id.as_str(), named.name.as_str()))
            .collect();
        for bot in bots.iter_mut().filter(|bot| bot.name.is_none()) {
            let name = names.get(bot.id.as_str());
            bot.name = name.and_then(|name| form::name(name));
        }
        let id = AccountId::new(draft.account_id);
        let known = self.read(Reader::accounts).await?;
        if !known.iter().any(|account| account.id == id) {
            return Err(Refusal::Gone);
        }
        let wanted = u32::try_from(bots.len()).unwrap_or(u32::MAX);
        let now = self.ports.clock.now().wall;
        let account = id.clone();
        let stored = self
            .write(move |history| {
                let added = history.add_named_bots(&account, &new_bots(&bots), now)?;
                Ok((added, rows_of(history, &account)?))
            })
            .await;
        let Ok((added, rows)) = stored else {
            return Ok(reply(FormOutcome::NotWritten, read.notes));
        };
        self.tell(What::BotsAdded(rows)).await?;
        note_watched_already(&mut read.notes, wanted.saturating_sub(added));
        Ok(FormReply {
            account_id: Some(id.as_str().to_owned()),
            added,
            ..reply(FormOutcome::Saved, read.notes)
        })
    }

    /// Changes what a person says about a bot.
    ///
    /// # Errors
    /// When there is no such bot, or the history cannot be written.
    pub async fn change_bot(&self, change: BotChange) -> Result<(), Refusal> {
        let key = BotKey {
            account: AccountId::new(change.account_id),
            bot: BotId::new(change.bot_id),
        };
        let change = history::BotChange {
            name: change.name.map(|typed| form::name(&typed)),
            group: change.group.map(|typed| plain_text(&typed, LONGEST_GROUP)),
            note: change.note.map(|typed| plain_note(&typed, LONGEST_NOTE)),
            favourite: change.favourite,
            archived_at: None,
        };
        self.keep(key, change).await
    }

    /// Puts a bot away (it is not checked, its history stays), or takes it back.
    ///
    /// # Errors
    /// When there is no such bot, or the history cannot be written.
    pub async fn archive_bot(&self, archive: BotArchive) -> Result<(), Refusal> {
        let key = BotKey {
            account: AccountId::new(archive.account_id),
            bot: BotId::new(archive.bot_id),
        };
        let now = self.ports.clock.now().wall;
        let change = history::BotChange {
            archived_at: Some(archive.archived.then_some(now)),
            ..history::BotChange::default()
        };
        self.keep(key, change).await
    }

    async fn keep(&self, key: BotKey, change: history::BotChange) -> Result<(), Refusal> {
        let (bot, stored) = (key.clone(), change.clone());
        self.write(move |history| history.change_bot(&bot.account, &bot.bot, &stored))
            .await?;
        self.tell(What::BotChanged(key, change)).await
    }

    /// Forgets a bot and its history.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn remove_bot(&self, bot: BotRef) -> Result<(), Refusal> {
        let BotKey { account, bot } = key(&bot);
        let gone = (account.clone(), bot.clone());
        self.write(move |history| history.remove_bot(&gone.0, &gone.1))
            .await?;
        self.tell(What::BotRemoved(account, bot)).await
    }

    /// Checks one bot now.
    ///
    /// # Errors
    /// When the loop does not run.
    pub async fn check_bot(&self, bot: BotRef) -> Result<CheckReply, Refusal> {
        let key = key(&bot);
        self.ask(|answer| Ask::Check(key, answer)).await
    }

    /// Checks every bot now, as far as the allowance goes.
    ///
    /// # Errors
    /// When the loop does not run.
    pub async fn check_all(&self) -> Result<CheckReply, Refusal> {
        self.ask(Ask::CheckAll).await
    }
}

pub(super) fn new_bots(bots: &[domain::ListedBot]) -> Vec<NewBot<'_>> {
    bots.iter()
        .map(|bot| NewBot {
            id: &bot.id,
            name: bot.name.as_deref(),
            group: bot.group.as_deref(),
        })
        .collect()
}

fn note_watched_already(notes: &mut Vec<FieldNote>, already: u32) {
    if already == 0 {
        return;
    }
    match notes
        .iter_mut()
        .find(|note| note.note == Note::BotIdsRepeated)
    {
        Some(note) => note.number += already,
        None => notes.push(FieldNote {
            field: Field::BotIds,
            note: Note::BotIdsRepeated,
            text: String::new(),
            number: already,
        }),
    }
}
