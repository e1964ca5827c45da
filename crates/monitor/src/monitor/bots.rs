//! Bots: added, named, removed, checked now.

use domain::{AccountId, BotId};
use history::Reader;

use super::{Monitor, key, reply, rows_of};
use crate::form;
use crate::planner::BotKey;
use crate::view::{
    BotRef, BotsDraft, CheckReply, Field, FieldNote, FormOutcome, FormReply, NameDraft, Note,
    Refusal,
};
use crate::wake::{Ask, What};

impl Monitor {
    /// Adds bots to an account.
    ///
    /// # Errors
    /// When there is no such account. Refusals of the form are values.
    pub async fn add_bots(&self, draft: BotsDraft) -> Result<FormReply, Refusal> {
        let mut read = form::bots_only(&draft.bot_ids);
        let Some(bots) = read.value.take() else {
            return Ok(reply(FormOutcome::Refused, read.notes));
        };
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
                let added = history.add_bots(&account, &bots, now)?;
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

    /// Gives a bot a name, or takes it away.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn name_bot(&self, draft: NameDraft) -> Result<(), Refusal> {
        let key = BotKey {
            account: AccountId::new(draft.account_id),
            bot: BotId::new(draft.bot_id),
        };
        let name = form::name(&draft.name);
        let (bot, stored) = (key.clone(), name.clone());
        self.write(move |history| history.name_bot(&bot.account, &bot.bot, stored.as_deref()))
            .await?;
        self.tell(What::BotNamed(key, name)).await
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
