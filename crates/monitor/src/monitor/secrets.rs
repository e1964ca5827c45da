//! Secrets: given, kept, read again.

use domain::{AccountId, ClientSecret};
use history::Reader;

use super::{Monitor, reply};
use crate::doubtful::Hold;
use crate::form;
use crate::view::{FieldNote, FormOutcome, FormReply, KeychainProblem, Refusal, SecretDraft};
use crate::wake::{Ask, Wake, What};

impl Monitor {
    /// Takes a secret again, or another one.
    ///
    /// # Errors
    /// When there is no such account. Refusals of the form are values.
    pub async fn give_secret(&self, draft: SecretDraft) -> Result<FormReply, Refusal> {
        self.keeps()?;
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
        let settling = self.doubtful.hold().await;
        if in_keychain && let Err(problem) = self.put_secret(&settling, &id, &secret).await {
            return Ok(keychain_refused(problem, read.notes));
        }
        if !in_keychain {
            // One of before may be in the password store.
            settling.note(&id).await;
        }
        let place = id.clone();
        let written = self
            .write(move |history| history.set_account_secret_place(&place, in_keychain))
            .await;
        if written.is_err() {
            return Ok(reply(FormOutcome::NotWritten, read.notes));
        }
        drop(settling);
        self.doubtful.settle_later();
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
        self.keeps()?;
        let ask = Ask::RetryKeychain(AccountId::new(account));
        self.wakes
            .send(Wake::Asked(ask))
            .await
            .map_err(|_| Refusal::Closing)
    }

    /// Gives a secret to the password store. A store that does not answer may keep it all the
    /// same, later: so the account is noted first, and settled when it is known how it ended.
    pub(super) async fn put_secret(
        &self,
        settling: &Hold<'_>,
        id: &AccountId,
        secret: &ClientSecret,
    ) -> Result<(), KeychainProblem> {
        settling.note(id).await;
        self.ports.keychain.put(id.clone(), secret.clone()).await
    }
}

pub(super) fn keychain_refused(problem: KeychainProblem, notes: Vec<FieldNote>) -> FormReply {
    FormReply {
        keychain: Some(problem),
        ..reply(FormOutcome::KeychainRefused, notes)
    }
}
