//! The set-up file: written for colleagues, looked through and taken in.

use domain::AccountId;
use history::{AccountRecord, BoardRow, NewBot, RuleChoice, Whom};

use super::{Monitor, rows_of};
use crate::setup_file::{self, Setup, SetupAccount, differences};
use crate::view::{Refusal, SetupFilePreview, SetupFileProblem, SetupFileText};
use crate::wake::What;

impl Monitor {
    /// The text of a set-up file with the accounts, the watched bots and the choices about
    /// alerts, without secrets.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn export_setup_file(&self) -> Result<SetupFileText, Refusal> {
        let (accounts, rows, choices) = self.all_of_it().await?;
        Ok(SetupFileText {
            text: setup_file::write(&accounts, &rows, &choices),
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
            Ok(setup) => {
                let (known, rows, choices) = self.all_of_it().await?;
                Ok(differences(&setup, &known, &rows, &choices))
            }
            Err(problem) => Ok(refused(problem)),
        }
    }

    /// Takes a file in, all of it or nothing. New accounts ask for their secret. What a person
    /// said here stays; the file fills what is empty.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn import_setup_file(
        &self,
        file: SetupFileText,
    ) -> Result<SetupFilePreview, Refusal> {
        self.keeps()?;
        let setup = match setup_file::read(&file.text) {
            Ok(setup) => setup,
            Err(problem) => return Ok(refused(problem)),
        };
        let (known, rows, choices) = self.all_of_it().await?;
        let told = differences(&setup, &known, &rows, &choices);
        let now = self.ports.clock.now().wall;
        let taken = self
            .write(move |history| {
                let mut fresh = Vec::new();
                let list: Vec<_> = setup
                    .accounts
                    .iter()
                    .map(|account| {
                        if let Some(record) = setup_file::here(account, &known) {
                            return (record.clone(), false, new_bots(account));
                        }
                        let record = record(account, now);
                        fresh.push(record.clone());
                        (record, true, new_bots(account))
                    })
                    .collect();
                let ids = list.iter().map(|(record, ..)| &record.id);
                let choices = choices_of(&setup, ids);
                history.take_in(&list, &choices, now)?;
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
        self.alerts_changed().await?;
        Ok(told)
    }

    async fn all_of_it(
        &self,
    ) -> Result<(Vec<AccountRecord>, Vec<BoardRow>, Vec<RuleChoice>), Refusal> {
        self.read(|reader| Ok((reader.accounts()?, reader.board()?, reader.rule_choices()?)))
            .await
    }
}

fn refused(problem: SetupFileProblem) -> SetupFilePreview {
    SetupFilePreview {
        problem: Some(problem),
        accounts: Vec::new(),
        choices_fresh: 0,
        choices_kept: 0,
    }
}

/// `ids`: of the accounts here, in the order of the file.
fn choices_of<'a>(setup: &Setup, ids: impl Iterator<Item = &'a AccountId>) -> Vec<RuleChoice> {
    let of = |whom: Whom, choices: &[setup_file::Choice]| -> Vec<RuleChoice> {
        let each = choices.iter().map(|(rule, on)| RuleChoice {
            whom: whom.clone(),
            rule: *rule,
            on: *on,
        });
        each.collect()
    };
    let mut all = of(Whom::All, &setup.alerts);
    for (name, choices) in &setup.groups {
        all.extend(of(Whom::Group(name.clone()), choices));
    }
    for (account, id) in setup.accounts.iter().zip(ids) {
        for bot in &account.bots {
            all.extend(of(Whom::Bot(id.clone(), bot.id.clone()), &bot.alerts));
        }
    }
    all
}

fn record(account: &SetupAccount, now: jiff::Timestamp) -> AccountRecord {
    AccountRecord {
        name: account.name.clone(),
        colour: account.colour,
        awaits_secret: true,
        ..AccountRecord::new(
            AccountId::random(),
            account.host.origin(),
            account.client_id.clone(),
            now,
        )
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
