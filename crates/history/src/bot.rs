//! Table `bot`: the bots that are watched, and what the person calls them.

use domain::{AccountId, BotId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, ToSql};

use crate::account;
use crate::board::BoardRow;
use crate::history::History;
use crate::problem::Problem;
use crate::values::{Ms, whole_ms};

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

/// A bot to take in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewBot<'a> {
    /// Its id.
    pub id: &'a BotId,
    /// What the person calls it.
    pub name: Option<&'a str>,
    /// The group that the person puts it in.
    pub group: Option<&'a str>,
}

/// What a person says about a bot. `None` leaves it as it is, `Some(None)` takes it away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BotChange {
    /// Its name.
    pub name: Option<Option<String>>,
    /// Its group.
    pub group: Option<Option<String>>,
    /// Whether it comes first.
    pub favourite: Option<bool>,
    /// What there is to note about it.
    pub note: Option<Option<String>>,
    /// Since when it is put away.
    pub archived_at: Option<Option<Timestamp>>,
}

impl BotChange {
    /// The row as it is after the change.
    pub fn apply(self, row: &mut BoardRow) {
        if let Some(name) = self.name {
            if let Some(job) = &mut row.job {
                job.bot_name.clone_from(&name);
            }
            row.name = name;
        }
        if let Some(group) = self.group {
            row.group = group;
        }
        if let Some(favourite) = self.favourite {
            row.favourite = favourite;
        }
        if let Some(note) = self.note {
            row.note = note;
        }
        if let Some(archived_at) = self.archived_at {
            row.archived_at = archived_at.map(whole_ms);
        }
    }
}

impl History {
    /// Adds bots to an account by their ids alone; see [`History::add_named_bots`].
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn add_bots(
        &mut self,
        account: &AccountId,
        bots: &[BotId],
        now: Timestamp,
    ) -> Result<u32, Problem> {
        let bots: Vec<_> = bots
            .iter()
            .map(|id| NewBot {
                id,
                name: None,
                group: None,
            })
            .collect();
        self.add_named_bots(account, &bots, now)
    }

    /// Adds bots to an account, all or none. Those that are there already stay as they are, but
    /// one that was archived is watched again. Says how many are watched now that were not.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn add_named_bots(
        &mut self,
        account: &AccountId,
        bots: &[NewBot<'_>],
        now: Timestamp,
    ) -> Result<u32, Problem> {
        self.write(|conn| {
            let account = account::nr(conn, account)?.ok_or(Problem::Gone)?;
            let mut added = 0;
            for bot in bots {
                added += add(conn, account, bot, now)?;
            }
            Ok(added)
        })
    }

    /// Changes what a person says about a bot.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn change_bot(
        &mut self,
        account: &AccountId,
        bot: &BotId,
        change: &BotChange,
    ) -> Result<(), Problem> {
        self.write(|conn| {
            let place = find(conn, account, bot)?.ok_or(Problem::Gone)?;
            let set = |column: &str, value: &dyn ToSql| {
                conn.prepare_cached(&format!("UPDATE bot SET {column} = ?2 WHERE nr = ?1"))?
                    .execute((place.bot, value))
            };
            if let Some(name) = &change.name {
                set("name", name)?;
            }
            if let Some(group) = &change.group {
                set("bot_group", group)?;
            }
            if let Some(favourite) = &change.favourite {
                set("favourite", favourite)?;
            }
            if let Some(note) = &change.note {
                set("note", note)?;
            }
            if let Some(archived_at) = change.archived_at {
                set("archived_at", &archived_at.map(Ms))?;
            }
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

/// 1 where the bot is watched now and was not, 0 otherwise.
pub(crate) fn add(
    conn: &Connection,
    account: i64,
    bot: &NewBot<'_>,
    now: Timestamp,
) -> rusqlite::Result<u32> {
    let changed = conn
        .prepare_cached(
            "INSERT INTO bot (account, id, name, bot_group, added_at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (account, id) DO UPDATE SET archived_at = NULL
             WHERE archived_at IS NOT NULL",
        )?
        .execute((account, bot.id.as_str(), bot.name, bot.group, Ms(now)))?;
    Ok(u32::from(changed > 0))
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
