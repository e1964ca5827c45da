//! Table `alert`: everything that was worth telling a person, once each, and how it was told.
//!
//! A line is written in the transaction that stores what it speaks of, so a kill loses neither
//! without the other. It becomes `telling` before the system's notification is asked for: after
//! a kill in between nobody knows whether it was seen, and it is not shown again. The list in
//! the window has it in any case.

use domain::{AccountId, AlertKind, BotId, FailureKind};
use jiff::{SignedDuration, Timestamp};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::history::History;
use crate::problem::Problem;
use crate::values::{Ms, SpanMs, Word};
use crate::{account, damage};

/// `alert_once`: each publish is spoken of at most once per state, whatever happens.
/// `alert_open`: an account's trouble is told once, until it has ended. A number is never used
/// again, so that "seen up to this one" stays true.
pub(crate) const V2: &str = "
CREATE TABLE alert (
  nr           INTEGER PRIMARY KEY AUTOINCREMENT,
  kind         TEXT NOT NULL,
  account      INTEGER REFERENCES account ON DELETE CASCADE,
  bot          INTEGER REFERENCES bot ON DELETE CASCADE,
  job          INTEGER REFERENCES job ON DELETE SET NULL,
  state        TEXT NOT NULL,
  parts_failed INTEGER NOT NULL DEFAULT 0,
  still_ms     INTEGER,
  failure      TEXT,
  at           INTEGER NOT NULL,
  told         TEXT NOT NULL,
  ended_at     INTEGER
) STRICT;
CREATE UNIQUE INDEX alert_once ON alert (job, state) WHERE job IS NOT NULL;
CREATE UNIQUE INDEX alert_open ON alert (kind, ifnull(account, 0))
  WHERE bot IS NULL AND ended_at IS NULL;
CREATE INDEX alert_of_bot     ON alert (bot);
CREATE INDEX alert_of_account ON alert (account);
CREATE INDEX alert_untold     ON alert (nr) WHERE told IN ('due', 'telling');
";

/// How an alert was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Not yet.
    Due,
    /// The system is being asked to show it.
    Telling,
    /// By a notification of its own.
    Native,
    /// By a notification that speaks of several.
    Grouped,
    /// Only in the window's list: the system shows none, or the app ended meanwhile.
    App,
    /// Only in the list: its bot or group was muted.
    Muted,
    /// Only in the list: somebody was on it.
    OnIt,
}

impl Told {
    const ALL: [Self; 7] = [
        Self::Due,
        Self::Telling,
        Self::Native,
        Self::Grouped,
        Self::App,
        Self::Muted,
        Self::OnIt,
    ];

    fn as_word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Telling => "telling",
            Self::Native => "native",
            Self::Grouped => "grouped",
            Self::App => "app",
            Self::Muted => "muted",
            Self::OnIt => "on_it",
        }
    }
}

impl ToSql for Told {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_word().into())
    }
}

impl FromSql for Told {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word = value.as_str()?;
        Self::ALL
            .into_iter()
            .find(|told| told.as_word() == word)
            .ok_or(FromSqlError::InvalidType)
    }
}

/// An alert about a publish, to be written with the reply that it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewAlert {
    /// What happened.
    pub kind: AlertKind,
    /// `Due`, or why it is not.
    pub told: Told,
    /// For how long nothing had moved, where that is what happened.
    pub still_for: Option<SignedDuration>,
}

/// An alert about checking itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What happened.
    pub kind: AlertKind,
    /// The account; `None`: this computer reaches nothing.
    pub account: Option<AccountId>,
    /// Why; `None`: its secret is not there.
    pub failure: Option<FailureKind>,
    /// `Due`, or why it is not.
    pub told: Told,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertRow {
    /// Its number. A later one has a higher one.
    pub nr: i64,
    /// What happened.
    pub kind: AlertKind,
    /// The account.
    pub account: Option<AccountId>,
    /// What the person calls the account.
    pub account_name: Option<String>,
    /// The bot.
    pub bot: Option<BotId>,
    /// What the person calls the bot.
    pub bot_name: Option<String>,
    /// The publish.
    pub job: Option<i64>,
    /// Parts that had failed.
    pub parts_failed: u32,
    /// For how long nothing had moved.
    pub still_for: Option<SignedDuration>,
    /// Why checks do not succeed.
    pub failure: Option<FailureKind>,
    /// When the app noticed.
    pub at: Timestamp,
    /// How it was told.
    pub told: Told,
    /// When checks succeeded again.
    pub ended_at: Option<Timestamp>,
}

pub(crate) const COLUMNS: &str = "alert.nr, alert.kind, account.id, account.name, bot.id, \
    bot.name, alert.job, alert.parts_failed, alert.still_ms, alert.failure, alert.at, \
    alert.told, alert.ended_at";

pub(crate) const FROM: &str = "FROM alert LEFT JOIN account ON account.nr = alert.account
    LEFT JOIN bot ON bot.nr = alert.bot";

pub(crate) fn line(row: &Row<'_>) -> rusqlite::Result<AlertRow> {
    Ok(AlertRow {
        nr: row.get(0)?,
        kind: row.get::<_, Word<_>>(1)?.0,
        account: row.get::<_, Option<String>>(2)?.map(AccountId::new),
        account_name: row.get(3)?,
        bot: row.get::<_, Option<String>>(4)?.map(BotId::new),
        bot_name: row.get(5)?,
        job: row.get(6)?,
        parts_failed: row.get(7)?,
        still_for: row.get::<_, Option<SpanMs>>(8)?.map(|span| span.0),
        failure: row.get::<_, Option<Word<_>>>(9)?.map(|word| word.0),
        at: row.get::<_, Ms>(10)?.0,
        told: row.get(11)?,
        ended_at: row.get::<_, Option<Ms>>(12)?.map(|ms| ms.0),
    })
}

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, &format!("SELECT {COLUMNS} {FROM}"), line)
}

pub(crate) fn by_nr(conn: &Connection, nr: i64) -> rusqlite::Result<AlertRow> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} {FROM} WHERE alert.nr = ?1"))?
        .query_one([nr], line)
}

/// Adds an alert about a publish; `None` where its state was spoken of before.
pub(crate) fn add(
    conn: &Connection,
    bot: i64,
    job: i64,
    at: Timestamp,
    new: NewAlert,
) -> rusqlite::Result<Option<AlertRow>> {
    let added = conn
        .prepare_cached(
            "INSERT INTO alert (kind, account, bot, job, state, parts_failed, still_ms, at, told)
             SELECT ?1, account, bot, nr, ?2, parts_failed, ?3, ?4, ?5 FROM job
             WHERE nr = ?6 AND bot = ?7
             ON CONFLICT DO NOTHING",
        )?
        .execute((
            Word(new.kind),
            new.kind.state_word(),
            new.still_for.map(SpanMs),
            Ms(at),
            new.told,
            job,
            bot,
        ))?;
    if added == 0 {
        return Ok(None);
    }
    by_nr(conn, conn.last_insert_rowid()).map(Some)
}

/// What was told of a publish so far.
pub(crate) fn of_job(conn: &Connection, job: i64) -> rusqlite::Result<Vec<AlertKind>> {
    conn.prepare_cached("SELECT kind FROM alert WHERE job = ?1")?
        .query_map([job], |row| row.get::<_, Word<_>>(0).map(|word| word.0))?
        .collect()
}

impl History {
    /// Writes down that checks do not succeed any more; `None` where that is known and has not
    /// ended.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn begin_trouble(
        &mut self,
        trouble: &Trouble,
        at: Timestamp,
    ) -> Result<Option<AlertRow>, Problem> {
        self.write(|conn| {
            let account = match &trouble.account {
                None => None,
                Some(id) => Some(account::nr(conn, id)?.ok_or(Problem::Gone)?),
            };
            let added = conn
                .prepare_cached(
                    "INSERT INTO alert (kind, account, state, failure, at, told)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                )?
                .execute((
                    Word(trouble.kind),
                    account,
                    trouble.kind.state_word(),
                    trouble.failure.map(Word),
                    Ms(at),
                    trouble.told,
                ))?;
            if added == 0 {
                return Ok(None);
            }
            Ok(Some(by_nr(conn, conn.last_insert_rowid())?))
        })
    }

    /// Checks succeed again. Says whether there was trouble.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn end_trouble(
        &mut self,
        kind: AlertKind,
        account: Option<&AccountId>,
        at: Timestamp,
    ) -> Result<bool, Problem> {
        self.write(|conn| {
            let ended = conn
                .prepare_cached(
                    "UPDATE alert SET ended_at = ?3
                     WHERE kind = ?1 AND bot IS NULL AND ended_at IS NULL
                       AND ifnull(account, 0) =
                           ifnull((SELECT nr FROM account WHERE id = ?2), 0)",
                )?
                .execute((Word(kind), account.map(AccountId::as_str), Ms(at)))?;
            Ok(ended > 0)
        })
    }

    /// Says how alerts were told. Those that are gone, or were told already, stay so.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn mark_alerts(&mut self, alerts: &[i64], told: Told) -> Result<(), Problem> {
        self.write(|conn| {
            let mut mark = conn.prepare_cached(
                "UPDATE alert SET told = ?2 WHERE nr = ?1 AND told IN ('due', 'telling')",
            )?;
            for nr in alerts {
                mark.execute((nr, told))?;
            }
            Ok(())
        })
    }

    /// Takes up what the last run left: what was being told stays in the list only, and so does
    /// what became due before `not_before`. Answers what is still to be told, oldest first.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn take_up_alerts(&mut self, not_before: Timestamp) -> Result<Vec<AlertRow>, Problem> {
        self.write(|conn| {
            conn.execute(
                "UPDATE alert SET told = 'app'
                 WHERE told = 'telling' OR (told = 'due' AND at < ?1)",
                [Ms(not_before)],
            )?;
            let sql = format!(
                "SELECT {COLUMNS} {FROM} WHERE told IN ('due', 'telling') ORDER BY alert.nr"
            );
            Ok(conn
                .prepare_cached(&sql)?
                .query_map((), line)?
                .collect::<Result<_, _>>()?)
        })
    }

    /// Which accounts have trouble that was told and has not ended; `None` stands for this
    /// computer.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn open_troubles(&self) -> Result<Vec<(AlertKind, Option<AccountId>)>, Problem> {
        self.read(|conn| {
            conn.prepare_cached(
                "SELECT alert.kind, account.id FROM alert
                 LEFT JOIN account ON account.nr = alert.account
                 WHERE alert.bot IS NULL AND alert.ended_at IS NULL",
            )?
            .query_map((), |row| {
                Ok((
                    row.get::<_, Word<_>>(0)?.0,
                    row.get::<_, Option<String>>(1)?.map(AccountId::new),
                ))
            })?
            .collect()
        })
    }

    /// One alert; `None` where it is gone.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn alert(&self, nr: i64) -> Result<Option<AlertRow>, Problem> {
        self.read(|conn| by_nr(conn, nr).optional())
    }
}
