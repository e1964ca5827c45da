//! What taking a file in would change here. Pure.

use std::collections::{BTreeMap, HashMap};

use domain::BotId;
use history::{AccountRecord, BoardRow, RuleChoice, Whom};

use super::{Choice, Setup, SetupAccount, SetupBot};
use crate::view::{SetupFileAccount, SetupFilePreview};

/// The account here that a file means: one is known by its host and client id.
pub fn here<'a>(account: &SetupAccount, known: &'a [AccountRecord]) -> Option<&'a AccountRecord> {
    known.iter().find(|record| {
        record.host == account.host.origin() && record.client_id == account.client_id
    })
}

/// What is new, what is filled, and what stays as it is here.
pub fn differences(
    setup: &Setup,
    known: &[AccountRecord],
    rows: &[BoardRow],
    choices: &[RuleChoice],
) -> SetupFilePreview {
    let chosen: BTreeMap<_, _> = choices
        .iter()
        .map(|choice| ((choice.whom.clone(), choice.rule.as_word()), choice.on))
        .collect();
    let mut preview = SetupFilePreview {
        problem: None,
        accounts: Vec::new(),
        choices_fresh: 0,
        choices_kept: 0,
    };
    let mut weigh = |whom: &Whom, list: &[Choice]| {
        for (rule, on) in list {
            match chosen.get(&(whom.clone(), rule.as_word())) {
                None => preview.choices_fresh += 1,
                Some(here) if here != on => preview.choices_kept += 1,
                Some(_) => {}
            }
        }
    };
    weigh(&Whom::All, &setup.alerts);
    for (name, list) in &setup.groups {
        weigh(&Whom::Group(name.clone()), list);
    }
    let mut accounts = Vec::new();
    for account in &setup.accounts {
        let record = here(account, known);
        for bot in &account.bots {
            // Nothing is chosen for a bot of an account that is not here.
            let id = record.map_or_else(|| domain::AccountId::new(""), |one| one.id.clone());
            weigh(&Whom::Bot(id, bot.id.clone()), &bot.alerts);
        }
        let own: HashMap<&BotId, &BoardRow> = rows
            .iter()
            .filter(|row| record.is_some_and(|record| row.account == record.id))
            .map(|row| (&row.bot, row))
            .collect();
        accounts.push(of_account(account, record, &own));
    }
    preview.accounts = accounts;
    preview
}

fn of_account(
    account: &SetupAccount,
    record: Option<&AccountRecord>,
    own: &HashMap<&BotId, &BoardRow>,
) -> SetupFileAccount {
    let pairs: Vec<(&SetupBot, &BoardRow)> = account
        .bots
        .iter()
        .filter_map(|bot| Some((bot, *own.get(&bot.id)?)))
        .collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let all = |test: fn(&SetupBot, &BoardRow) -> bool| {
        count(pairs.iter().filter(|(bot, row)| test(bot, row)).count())
    };
    SetupFileAccount {
        name: account.name.clone(),
        host: account.host.origin().to_owned(),
        client_id: account.client_id.as_str().to_owned(),
        here_as: record.map(|record| record.name.clone()),
        fresh: count(account.bots.len() - pairs.len()),
        known: count(pairs.len()),
        back: all(|_, row| row.archived_at.is_some()),
        filled: all(|bot, row| {
            fills(bot.name.as_ref(), row.name.as_ref())
                || fills(bot.group.as_ref(), row.group.as_ref())
        }),
        kept: all(|bot, row| {
            differs(bot.name.as_ref(), row.name.as_ref())
                || differs(bot.group.as_ref(), row.group.as_ref())
        }),
    }
}

fn fills(file: Option<&String>, here: Option<&String>) -> bool {
    file.is_some() && here.is_none()
}

fn differs(file: Option<&String>, here: Option<&String>) -> bool {
    file.is_some() && here.is_some() && file != here
}
