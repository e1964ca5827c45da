//! The set-up file: written for colleagues, looked through and taken in.

use domain::AccountId;
use history::{AccountRecord, BoardRow, NewBot};

use super::{Monitor, rows_of};
use crate::setup_file::{self, SetupAccount};
use crate::view::{Refusal, SetupFileAccount, SetupFilePreview, SetupFileProblem, SetupFileText};
use crate::wake::What;

impl Monitor {
    /// The text of a set-up file with the accounts and the watched bots, without secrets.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn export_setup_file(&self) -> Result<SetupFileText, Refusal> {
        let (accounts, rows) = self.all_of_it().await?;
        Ok(SetupFileText {
            text: setup_file::write(&accounts, &rows),
        })
    }

    /// Says what taking a file in would do, without changing anything.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn preview_setup_file(
        &self,
        file: SetupFileText,
    ) -> Result<SetupFilePreview, Refusal> {
        match setup_file::read(&file.text) {
            Ok(accounts) => {
                let (known, rows) = self.all_of_it().await?;
                Ok(preview(&accounts, &known, &rows))
            }
            Err(problem) => Ok(refused(problem)),
        }
    }

    /// Takes a file in, all of it or nothing. New accounts ask for their secret; what is here
    /// already stays as it is.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn import_setup_file(
        &self,
        file: SetupFileText,
    ) -> Result<SetupFilePreview, Refusal> {
        let accounts = match setup_file::read(&file.text) {
            Ok(accounts) => accounts,
            Err(problem) => return Ok(refused(problem)),
        };
        let (known, rows) = self.all_of_it().await?;
        let told = preview(&accounts, &known, &rows);
        let now = self.ports.clock.now().wall;
        let taken = self
            .write(move |history| {
                let mut fresh = Vec::new();
                let list: Vec<_> = accounts
                    .iter()
                    .map(|account| {
                        if let Some(record) = here(account, &known) {
                            return (record.clone(), false, new_bots(account));
                        }
                        let record = record(account, now);
                        fresh.push(record.clone());
                        (record, true, new_bots(account))
                    })
                    .collect();
                history.take_in(&list, now)?;
                let mut rows = Vec::new();
                for (record, _, _) in &list {
                    rows.extend(rows_of(history, &record.id)?);
                }
                Ok((fresh, rows))
            })
            .await;
        let Ok((fresh, rows)) = taken else {
            return Ok(refused(SetupFileProblem::NotWritten));
        };
        self.tell(What::SetUp(fresh, rows)).await?;
        Ok(told)
    }

    async fn all_of_it(&self) -> Result<(Vec<AccountRecord>, Vec<BoardRow>), Refusal> {
        self.read(|reader| Ok((reader.accounts()?, reader.board()?)))
            .await
    }
}

fn refused(problem: SetupFileProblem) -> SetupFilePreview {
    SetupFilePreview {
        problem: Some(problem),
        accounts: Vec::new(),
    }
}

fn here<'a>(account: &SetupAccount, known: &'a [AccountRecord]) -> Option<&'a AccountRecord> {
    known.iter().find(|record| {
        record.host == account.host.origin() && record.client_id == account.client_id
    })
}

fn preview(
    accounts: &[SetupAccount],
    known: &[AccountRecord],
    rows: &[BoardRow],
) -> SetupFilePreview {
    let accounts = accounts
        .iter()
        .map(|account| {
            let here = here(account, known);
            let there = account.bots.iter().filter(|bot| {
                rows.iter().any(|row| {
                    Some(&row.account) == here.map(|record| &record.id) && row.bot == bot.id
                })
            });
            let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
            let known = count(there.count());
            SetupFileAccount {
                name: account.name.clone(),
                host: account.host.origin().to_owned(),
                client_id: account.client_id.as_str().to_owned(),
                here_as: here.map(|record| record.name.clone()),
                fresh: count(account.bots.len()) - known,
                known,
            }
        })
        .collect();
    SetupFilePreview {
        problem: None,
        accounts,
    }
}

fn record(account: &SetupAccount, now: jiff::Timestamp) -> AccountRecord {
    AccountRecord {
        id: AccountId::random(),
        name: account.name.clone(),
        host: account.host.origin().to_owned(),
        client_id: account.client_id.clone(),
        secret_in_keychain: false,
        path_form: String::new(),
        claims_form: String::new(),
        algorithm: domain::Algorithm::default(),
        added_at: now,
        colour: account.colour,
        signed_out: false,
    }
}

fn new_bots(account: &SetupAccount) -> Vec<(NewBot<'_>, bool)> {
    account
        .bots
        .iter()
        .map(|bot| {
            let new = NewBot {
                id: &bot.id,
                name: bot.name.as_deref(),
                group: bot.group.as_deref(),
            };
            (new, bot.favourite)
        })
        .collect()
}
