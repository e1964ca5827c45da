//! Table `bot`: the bots that are watched, and what the person calls them.

use domain::{AccountId, BotId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::account;
use crate::history::History;
use crate::problem::Problem;
use crate::values::Ms;

pub(crate) const V1: &str = "
CREATE TABLE bot (
  nr       INTEGER PRIMARY KEY,
  account  INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  id       TEXT NOT NULL,
  name     TEXT,
  added_at INTEGER NOT NULL,
  UNIQUE (account, id)
) STRICT;
";

/// What a person says about a bot. An archived bot is not checked; its history stays.
pub(crate) const V2: &str = "
ALTER TABLE bot ADD COLUMN bot_group TEXT;
ALTER TABLE bot ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1));
ALTER TABLE bot ADD COLUMN note TEXT;
ALTER TABLE bot ADD COLUMN archived_at INTEGER;
";

impl History {
    /// Adds bots to an account; those that are there already stay as they are. Says how many
    /// are new.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn add_bots(
        &mut self,
        account: &AccountId,
        bots: &[BotId],
        now: Timestamp,
    ) -> Result<u32, Problem> {
        self.write(|conn| {
            let account = account::nr(conn, account)?.ok_or(Problem::Gone)?;
            let mut insert = conn.prepare_cached(
                "INSERT INTO bot (account, id, added_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (account, id) DO NOTHING",
            )?;
            let mut added = 0;
            for bot in bots {
                if insert.execute((account, bot.as_str(), Ms(now)))? > 0 {
                    added += 1;
                }
            }
            Ok(added)
        })
    }

    /// Gives a bot a name, or takes it away.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn name_bot(
        &mut self,
        account: &AccountId,
        bot: &BotId,
        name: Option<&str>,
    ) -> Result<(), Problem> {
        self.write(|conn| {
            let place = find(conn, account, bot)?.ok_or(Problem::Gone)?;
            conn.prepare_cached("UPDATE bot SET name = ?2 WHERE nr = ?1")?
                .execute((place.bot, name))?;
            Ok(())
        })
    }

    /// Removes a bot and its history, in one transaction. Not there any more: nothing to do.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn remove_bot(&mut self, account: &AccountId, bot: &BotId) -> Result<(), Problem> {
        self.write(|conn| {
            if let Some(place) = find(conn, account, bot)? {
                conn.execute("DELETE FROM bot WHERE nr = ?1", [place.bot])?;
            }
            Ok(())
        })
    }
}

/// The numbers of a bot and its account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub account: i64,
    pub bot: i64,
}

pub(crate) fn find(
    conn: &Connection,
    account: &AccountId,
    bot: &BotId,
) -> rusqlite::Result<Option<Place>> {
    conn.prepare_cached(
        "SELECT account.nr, bot.nr FROM account JOIN bot ON bot.account = account.nr
         WHERE account.id = ?1 AND bot.id = ?2",
    )?
    .query_one([account.as_str(), bot.as_str()], |row| {
        Ok(Place {
            account: row.get(0)?,
            bot: row.get(1)?,
        })
    })
    .optional()
}

/// The numbers of the bots with this id in whatever account.
pub(crate) fn all_of_id(conn: &Connection, bot: &BotId) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached("SELECT nr FROM bot WHERE id = ?1")?
        .query_map([bot.as_str()], |row| row.get(0))?
        .collect()
}
