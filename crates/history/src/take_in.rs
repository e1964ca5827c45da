//! Accounts and bots that were prepared elsewhere.

use jiff::Timestamp;
use rusqlite::Connection;

use crate::account::{self, AccountRecord};
use crate::alert_rule::{RuleChoice, place};
use crate::bot::{self, NewBot};
use crate::history::History;
use crate::problem::Problem;
use crate::values::Word;

/// An account, whether it is new here, and its bots with whether they are favourites.
pub type TakenIn<'a> = (AccountRecord, bool, Vec<(NewBot<'a>, bool)>);

impl History {
    /// Takes all of it in, or nothing. What a person said here stays: of a bot that is here
    /// already only an empty name or group is filled, and a choice about alerts counts only where
    /// there is none.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn take_in(
        &mut self,
        list: &[TakenIn<'_>],
        choices: &[RuleChoice],
        now: Timestamp,
    ) -> Result<(), Problem> {
        self.write(|conn| {
            for (record, fresh, bots) in list {
                if *fresh {
                    account::insert(conn, record)?;
                }
                let account = account::nr(conn, &record.id)?.ok_or(Problem::Gone)?;
                for (new, favourite) in bots {
                    take_bot(conn, account, new, *favourite, now)?;
                }
            }
            for choice in choices {
                let (bot, group) = place(conn, &choice.whom)?;
                conn.prepare_cached(
                    "INSERT INTO alert_rule SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (
                       SELECT 1 FROM alert_rule
                       WHERE bot IS ?1 AND bot_group IS ?2 AND rule = ?3)",
                )?
                .execute((bot, &group, Word(choice.rule), choice.on))?;
            }
            Ok(())
        })
    }
}

fn take_bot(
    conn: &Connection,
    account: i64,
    new: &NewBot<'_>,
    favourite: bool,
    now: Timestamp,
) -> rusqlite::Result<()> {
    if bot::add(conn, account, new, now)? > 0 && favourite {
        conn.prepare_cached("UPDATE bot SET favourite = 1 WHERE account = ?1 AND id = ?2")?
            .execute((account, new.id.as_str()))?;
    }
    conn.prepare_cached(
        "UPDATE bot SET name = ifnull(name, ?3), bot_group = ifnull(bot_group, ?4)
         WHERE account = ?1 AND id = ?2",
    )?
    .execute((account, new.id.as_str(), new.name, new.group))
    .map(drop)
}
