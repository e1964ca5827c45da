//! Accounts: set up, changed, removed.

use domain::{AccountId, ClientId};
use history::{AccountRecord, Reader};

use super::bots::new_bots;
use super::secrets::keychain_refused;
use super::{Monitor, reply, rows_of};
use crate::form;
use crate::view::{
    AccountChange, AccountDraft, Field, FieldNote, FormOutcome, FormReply, HostDraft, Note,
    Refusal, SecretForgotten,
};
use crate::wake::What;

impl Monitor {
    /// Says what there is to say about a form, without changing anything.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn preview_account(&self, draft: AccountDraft) -> Result<FormReply, Refusal> {
        let mut read = form::account(&draft);
        if let Some(new) = &read.value
            && let Some(twin) = self.twin(None, new.host.origin(), &new.client_id).await?
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
        self.keeps()?;
        let mut read = form::account(&draft);
        let Some(new) = read.value.take() else {
            return Ok(reply(FormOutcome::Refused, read.notes));
        };
        if let Some(twin) = self.twin(None, new.host.origin(), &new.client_id).await? {
            read.notes.insert(0, twin);
            return Ok(reply(FormOutcome::Refused, read.notes));
        }
        let id = AccountId::random();
        let settling = self.doubtful.hold().await;
        if !draft.keep_in_memory
            && let Err(problem) = self.put_secret(&settling, &id, &new.secret).await
        {
            return Ok(keychain_refused(problem, read.notes));
        }
        let now = self.ports.clock.now().wall;
        let record = AccountRecord {
            name: new.name,
            secret_in_keychain: !draft.keep_in_memory,
            algorithm: draft.algorithm,
            ..AccountRecord::new(id.clone(), new.host.origin(), new.client_id, now)
        };
        let stored = self
            .write({
                let record = record.clone();
                let bots = new.bots;
                move |history| {
                    history.add_account(&record)?;
                    let added = history.add_named_bots(&record.id, &new_bots(&bots), now)?;
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

    /// Gives an account another name and colour.
    ///
    /// # Errors
    /// When there is no such account, or the history cannot be written.
    pub async fn change_account(&self, change: AccountChange) -> Result<(), Refusal> {
        let record = self.account(&change.account_id).await?;
        let AccountRecord { id, host, .. } = record;
        let name = form::name(&change.name).unwrap_or_else(|| {
            let host = host
                .split_once("://")
                .map_or(host.as_str(), |(_, name)| name);
            host.to_owned()
        });
        let (stored, named, colour) = (id.clone(), name.clone(), change.colour);
        self.write(move |history| history.change_account(&stored, &named, colour))
            .await?;
        self.tell(What::AccountChanged {
            account: id,
            name,
            colour,
        })
        .await
    }

    /// Says what there is to say about another host, without changing anything.
    ///
    /// # Errors
    /// When there is no such account, or the history cannot be read.
    pub async fn preview_host(&self, draft: HostDraft) -> Result<FormReply, Refusal> {
        let (_, read) = self.host_form(&draft).await?;
        let outcome = if read.value.is_some() {
            FormOutcome::Ready
        } else {
            FormOutcome::Refused
        };
        Ok(reply(outcome, read.notes))
    }

    /// Moves an account to another host. Its bots and their history stay; the connection is made
    /// anew, and what still comes over the old one does not count.
    ///
    /// # Errors
    /// When there is no such account. Refusals of the form are values.
    pub async fn change_host(&self, draft: HostDraft) -> Result<FormReply, Refusal> {
        self.keeps()?;
        let (record, read) = self.host_form(&draft).await?;
        let Some(host) = read.value else {
            return Ok(reply(FormOutcome::Refused, read.notes));
        };
        let origin = host.origin().to_owned();
        if origin != record.host {
            let (id, stored) = (record.id.clone(), origin.clone());
            let written = self
                .write(move |history| history.set_account_host(&id, &stored))
                .await;
            if written.is_err() {
                return Ok(reply(FormOutcome::NotWritten, read.notes));
            }
            self.tell(What::HostChanged {
                account: record.id.clone(),
                host: origin,
            })
            .await?;
        }
        Ok(FormReply {
            account_id: Some(record.id.as_str().to_owned()),
            ..reply(FormOutcome::Saved, read.notes)
        })
    }

    /// Forgets the secret of an account and keeps its bots and their history.
    ///
    /// # Errors
    /// When there is no such account, or the history cannot be written.
    pub async fn sign_out(&self, account: String) -> Result<SecretForgotten, Refusal> {
        self.keeps()?;
        let AccountRecord {
            id,
            secret_in_keychain,
            signed_out: again,
            ..
        } = self.account(&account).await?;
        let settling = self.doubtful.hold().await;
        // First the notes and the file: whatever becomes of the secret, nothing is sent from here
        // on, and also after a kill it is known that one may still be there.
        settling.note(&id).await;
        let out = id.clone();
        self.write(move |history| history.sign_out_account(&out))
            .await?;
        let signed_out = |keychain| What::SignedOut {
            account: id.clone(),
            keychain,
        };
        self.tell(signed_out(None)).await?;
        let deleted = self.ports.keychain.delete(id.clone()).await;
        drop(settling);
        match deleted {
            Ok(()) => {
                self.doubtful.settle_later();
                Ok(SecretForgotten { keychain: None })
            }
            Err(problem) if secret_in_keychain || again => {
                self.tell(signed_out(Some(problem))).await?;
                Ok(SecretForgotten {
                    keychain: Some(problem),
                })
            }
            Err(_) => Ok(SecretForgotten { keychain: None }),
        }
    }

    async fn account(&self, id: &str) -> Result<AccountRecord, Refusal> {
        let known = self.read(Reader::accounts).await?;
        known
            .into_iter()
            .find(|account| account.id.as_str() == id)
            .ok_or(Refusal::Gone)
    }

    async fn host_form(
        &self,
        draft: &HostDraft,
    ) -> Result<(AccountRecord, form::Read<domain::Host>), Refusal> {
        let record = self.account(&draft.account_id).await?;
        let mut read = form::host_only(&draft.host);
        if let Some(host) = &read.value
            && let Some(twin) = self
                .twin(Some(&record.id), host.origin(), &record.client_id)
                .await?
        {
            let field = Field::Host;
            read.notes.insert(0, FieldNote { field, ..twin });
            read.value = None;
        }
        Ok((record, read))
    }

    /// Forgets an account: its bots, its history, its secret.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn remove_account(&self, account: String) -> Result<SecretForgotten, Refusal> {
        self.keeps()?;
        let id = AccountId::new(account);
        let known = self.read(Reader::accounts).await?;
        let in_keychain = known
            .iter()
            .any(|account| account.id == id && account.secret_in_keychain);
        let gone = id.clone();
        if !known.iter().any(|account| account.id == id) {
            return Ok(SecretForgotten { keychain: None });
        }
        let settling = self.doubtful.hold().await;
        settling.note(&id).await;
        // First the file: where it cannot be written, nothing has changed. An answer that comes
        // in between finds its bot gone.
        self.write(move |history| history.remove_account(&gone))
            .await?;
        self.tell(What::AccountRemoved(id.clone())).await?;
        let deleted = self.ports.keychain.delete(id).await;
        drop(settling);
        if deleted.is_ok() {
            self.doubtful.settle_later();
        }
        let keychain = deleted.err().filter(|_| in_keychain);
        if keychain.is_some() {
            tracing::warn!("a secret of a removed account is still in the password store");
        }
        Ok(SecretForgotten { keychain })
    }

    /// Another account with this host and client id.
    async fn twin(
        &self,
        but: Option<&AccountId>,
        host: &str,
        client_id: &ClientId,
    ) -> Result<Option<FieldNote>, Refusal> {
        let known = self.read(Reader::accounts).await?;
        Ok(known
            .into_iter()
            .find(|account| {
                account.host == host && account.client_id == *client_id && Some(&account.id) != but
            })
            .map(|account| FieldNote {
                field: Field::ClientId,
                note: Note::AccountExists,
                text: account.name,
                number: 0,
            }))
    }
}
