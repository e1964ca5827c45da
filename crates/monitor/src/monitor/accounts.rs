//! Accounts: set up, changed, removed.

use domain::AccountId;
use history::{AccountRecord, Reader};

use super::{Monitor, reply, rows_of};
use crate::form;
use crate::view::{
    AccountDraft, Field, FieldNote, FormOutcome, FormReply, KeychainProblem, Note, Refusal,
    SecretDraft,
};
use crate::wake::{Ask, Wake, What};

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
        if !draft.keep_in_memory
            && let Err(problem) = self
                .ports
                .keychain
                .put(id.clone(), new.secret.clone())
                .await
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
        // First the file: where it cannot be written, nothing has changed. An answer that comes
        // in between finds its bot gone.
        self.write(move |history| history.remove_account(&gone))
            .await?;
        self.tell(What::AccountRemoved(id.clone())).await?;
        if self.ports.keychain.delete(id).await.is_err() {
            tracing::warn!("a secret of a removed account is still in the password store");
        }
        Ok(())
    }

    /// Takes a secret again, or another one.
    ///
    /// # Errors
    /// When there is no such account. Refusals of the form are values.
    pub async fn give_secret(&self, draft: SecretDraft) -> Result<FormReply, Refusal> {
        let mut read = form::secret_only(draft.secret.typed());
        let Some(secret) = read.value.take() else {
            return Ok(reply(FormOutcome::Refused, read.notes));
        };
        let id = AccountId::new(draft.account_id);
        let known = self.read(Reader::accounts).await?;
        if !known.iter().any(|account| account.id == id) {
            return Err(Refusal::Gone);
        }
        let in_keychain = !draft.keep_in_memory;
        if in_keychain
            && let Err(problem) = self.ports.keychain.put(id.clone(), secret.clone()).await
        {
            return Ok(keychain_refused(problem, read.notes));
        }
        let place = id.clone();
        let written = self
            .write(move |history| history.set_account_secret_place(&place, in_keychain))
            .await;
        if written.is_err() {
            return Ok(reply(FormOutcome::NotWritten, read.notes));
        }
        self.tell(What::SecretGiven {
            account: id.clone(),
            secret,
            in_keychain,
        })
        .await?;
        Ok(FormReply {
            account_id: Some(id.as_str().to_owned()),
            ..reply(FormOutcome::Saved, read.notes)
        })
    }

    /// Reads an account's secret from the password store again.
    ///
    /// # Errors
    /// When the loop does not run.
    pub async fn retry_keychain(&self, account: String) -> Result<(), Refusal> {
        let ask = Ask::RetryKeychain(AccountId::new(account));
        self.wakes
            .send(Wake::Asked(ask))
            .await
            .map_err(|_| Refusal::Closing)
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

fn keychain_refused(problem: KeychainProblem, notes: Vec<FieldNote>) -> FormReply {
    FormReply {
        keychain: Some(problem),
        ..reply(FormOutcome::KeychainRefused, notes)
    }
}
