//! Accounts: set up, changed, removed.

use domain::AccountId;
use history::{AccountRecord, Reader};

use super::secrets::keychain_refused;
use super::{Monitor, reply, rows_of};
use crate::form;
use crate::view::{AccountDraft, Field, FieldNote, FormOutcome, FormReply, Note, Refusal};
use crate::wake::What;

impl Monitor {
    /// Says what there is to say about a form, without changing anything.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn preview_account(&self, draft: AccountDraft) -> Result<FormReply, Refusal> {
        let mut read = form::account(&draft);
        if let Some(new) = &read.value
            && let Some(twin) = self.twin(new).await?
        {
            read.notes.insert(0, twin);
            read.value = None;
        }
        let outcome = if read.value.is_some() {
            FormOutcome::Ready
        } else {
            FormOutcome::Refused
        };
        Ok(reply(outcome, read.notes))
    }

    /// Adds an account with its bots.
    ///
    /// # Errors
    /// When the loop does not run. Refusals of the form are values.
    pub async fn add_account(&self, draft: AccountDraft) -> Result<FormReply, Refusal> {
        let mut read = form::account(&draft);
        let Some(new) = read.value.take() else {
            return Ok(reply(FormOutcome::Refused, read.notes));
        };
        if let Some(twin) = self.twin(&new).await? {
            read.notes.insert(0, twin);
            return Ok(reply(FormOutcome::Refused, read.notes));
        }
        let id = AccountId::random();
        let settling = self.doubtful.hold().await;
        if !draft.keep_in_memory
            && let Err(problem) = self.put_secret(&id, &new.secret).await
        {
            return Ok(keychain_refused(problem, read.notes));
        }
        let now = self.ports.clock.now().wall;
        let record = AccountRecord {
            id: id.clone(),
            name: new.name,
            host: new.host.origin().to_owned(),
            client_id: new.client_id,
            secret_in_keychain: !draft.keep_in_memory,
            path_form: String::new(),
            claims_form: String::new(),
            algorithm: domain::Algorithm::default(),
            added_at: now,
            colour: domain::Colour::None,
            signed_out: false,
        };
        let stored = self
            .write({
                let record = record.clone();
                let bots = new.bots;
                move |history| {
                    history.add_account(&record)?;
                    let added = history.add_bots(&record.id, &bots, now)?;
                    Ok((added, rows_of(history, &record.id)?))
                }
            })
            .await;
        let Ok((added, rows)) = stored else {
            if !draft.keep_in_memory {
                let _ = self.ports.keychain.delete(id).await;
            }
            return Ok(reply(FormOutcome::NotWritten, read.notes));
        };
        drop(settling);
        if !draft.keep_in_memory {
            self.doubtful.settle_later();
        }
        self.tell(What::AccountAdded {
            record,
            secret: new.secret,
            rows,
        })
        .await?;
        Ok(FormReply {
            account_id: Some(id.as_str().to_owned()),
            added,
            ..reply(FormOutcome::Saved, read.notes)
        })
    }

    /// Forgets an account: its bots, its history, its secret.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn remove_account(&self, account: String) -> Result<(), Refusal> {
        let id = AccountId::new(account);
        let gone = id.clone();
        let known = self.read(Reader::accounts).await?;
        if !known.iter().any(|account| account.id == id) {
            return Ok(());
        }
        self.doubtful.note(&id).await;
        // First the file: where it cannot be written, nothing has changed. An answer that comes
        // in between finds its bot gone.
        self.write(move |history| history.remove_account(&gone))
            .await?;
        self.tell(What::AccountRemoved(id.clone())).await?;
        if self.ports.keychain.delete(id).await.is_ok() {
            self.doubtful.settle_later();
        } else {
            tracing::warn!("a secret of a removed account is still in the password store");
        }
        Ok(())
    }

    async fn twin(&self, new: &form::NewAccount) -> Result<Option<FieldNote>, Refusal> {
        let known = self.read(Reader::accounts).await?;
        Ok(known
            .into_iter()
            .find(|account| account.host == new.host.origin() && account.client_id == new.client_id)
            .map(|account| FieldNote {
                field: Field::ClientId,
                note: Note::AccountExists,
                text: account.name,
                number: 0,
            }))
    }
}
