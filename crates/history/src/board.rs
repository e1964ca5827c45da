//! The board: every bot with what is known of it.

use domain::{AccountId, BotId, FailureKind};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::damage;
use crate::history::Reader;
use crate::job::{COLUMNS, JobRow, line};
use crate::problem::Problem;
use crate::values::{Ms, Word};

/// One bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// Its account.
    pub account: AccountId,
    /// Its id.
    pub bot: BotId,
    /// What the person calls it.
    pub name: Option<String>,
    /// When a check last succeeded.
    pub last_success: Option<Timestamp>,
    /// When a check was last tried.
    pub last_attempt: Option<Timestamp>,
    /// Why checks do not succeed; `None` after a success, and before the first check.
    pub failure: Option<LastFailure>,
    /// The group that the person put it in.
    pub group: Option<String>,
    /// The person wants it on top.
    pub favourite: bool,
    /// What the person notes about it.
    pub note: Option<String>,
    /// Since when it is put away: not checked, its history kept.
    pub archived_at: Option<Timestamp>,
    /// When the person added it.
    pub added_at: Timestamp,
    /// When its publish was last seen to change.
    pub changed_at: Option<Timestamp>,
    /// Its running or last publish. `None` with a `last_success`: never published.
    pub job: Option<JobRow>,
}

/// Why checks do not succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastFailure {
    /// The kind of the last failure.
    pub kind: FailureKind,
    /// The first failure since the last success.
    pub since: Timestamp,
    /// Details for a technician, at most 500 characters.
    pub detail: String,
}

impl Reader {
    /// Every bot, accounts and bots in the order in which they were added.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn board(&self) -> Result<Vec<BoardRow>, Problem> {
        self.read(|conn| {
            conn.prepare_cached(&sql("ORDER BY account.nr, bot.nr"))?
                .query_map((), board_row)?
                .collect()
        })
    }

    /// One bot; `None` where it is not there (any more).
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn board_row(&self, account: &AccountId, bot: &BotId) -> Result<Option<BoardRow>, Problem> {
        self.read(|conn: &Connection| {
            conn.prepare_cached(&sql("WHERE account.id = ?1 AND bot.id = ?2"))?
                .query_one([account.as_str(), bot.as_str()], board_row)
                .optional()
        })
    }
}

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, &sql(""), board_row)
}

fn sql(rest: &str) -> String {
    format!(
        "SELECT account.id, bot.id, bot.name, bot.added_at, last_check.success_at,
                last_check.attempt_at, last_check.failure, last_check.failing_since,
                last_check.detail, last_check.changed_at, bot.bot_group, bot.favourite,
                bot.note, bot.archived_at, {COLUMNS}
         FROM account JOIN bot ON bot.account = account.nr
         LEFT JOIN last_check ON last_check.bot = bot.nr
         LEFT JOIN job ON job.nr = last_check.job
         {rest}"
    )
}

fn board_row(row: &Row<'_>) -> rusqlite::Result<BoardRow> {
    const JOB: usize = 14;
    let failure = match row.get::<_, Option<Word<FailureKind>>>(6)? {
        None => None,
        Some(Word(kind)) => Some(LastFailure {
            kind,
            since: row.get::<_, Ms>(7)?.0,
            detail: row.get(8)?,
        }),
    };
    let job = match row.get::<_, Option<i64>>(JOB)? {
        None => None,
        Some(_) => Some(line(row, JOB)?),
    };
    Ok(BoardRow {
        account: AccountId::new(row.get::<_, String>(0)?),
        bot: BotId::new(row.get::<_, String>(1)?),
        name: row.get(2)?,
        group: row.get(10)?,
        favourite: row.get(11)?,
        note: row.get(12)?,
        archived_at: row.get::<_, Option<Ms>>(13)?.map(|ms| ms.0),
        added_at: row.get::<_, Ms>(3)?.0,
        last_success: row.get::<_, Option<Ms>>(4)?.map(|ms| ms.0),
        last_attempt: row.get::<_, Option<Ms>>(5)?.map(|ms| ms.0),
        failure,
        changed_at: row.get::<_, Option<Ms>>(9)?.map(|ms| ms.0),
        job,
    })
}
