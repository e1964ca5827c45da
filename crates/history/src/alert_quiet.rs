//! Table `alert_quiet`: whose alerts stay in the list for a while, because they are muted or
//! because somebody is on it.

use jiff::{SignedDuration, Timestamp};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row};

use crate::alert_rule::{Whom, place, whom};
use crate::history::{History, Reader};
use crate::problem::Problem;
use crate::values::Ms;

/// Without `until`: until it works.
pub(crate) const V2: &str = "
CREATE TABLE alert_quiet (
  nr        INTEGER PRIMARY KEY AUTOINCREMENT,
  bot       INTEGER REFERENCES bot ON DELETE CASCADE,
  bot_group TEXT,
  why       TEXT NOT NULL CHECK (why IN ('muted', 'on_it')),
  since     INTEGER NOT NULL,
  until     INTEGER,
  CHECK ((bot IS NULL) <> (bot_group IS NULL))
) STRICT;
CREATE UNIQUE INDEX alert_quiet_once
  ON alert_quiet (ifnull(bot, -1), ifnull(bot_group, ''), why);
CREATE INDEX alert_quiet_of_bot ON alert_quiet (bot);
";

/// A clock that is set back by less than this does not end anything.
const CLOCK_GRACE: SignedDuration = SignedDuration::from_mins(1);

/// Why alerts stay in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// They are muted.
    Muted,
    /// Somebody is on it: failures need no telling.
    OnIt,
}

impl ToSql for Why {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Muted => "muted",
            Self::OnIt => "on_it",
        }
        .into())
    }
}

impl FromSql for Why {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "muted" => Ok(Self::Muted),
            "on_it" => Ok(Self::OnIt),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

/// A while in which alerts stay in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// Its number.
    pub nr: i64,
    /// Whose.
    pub whom: Whom,
    /// Why.
    pub why: Why,
    /// Since when.
    pub since: Timestamp,
    /// Until when; `None`: until it works.
    pub until: Option<Timestamp>,
}

impl Quiet {
    /// Whether it is in force. A clock that was set back ends it, rather than prolonging it by
    /// nobody knows how much.
    pub fn at(&self, now: Timestamp) -> bool {
        let begun = self.since.checked_sub(CLOCK_GRACE).unwrap_or(self.since) <= now;
        self.until.is_none_or(|until| now < until && begun)
    }
}

const ALL: &str = "SELECT account.id, bot.id, alert_quiet.bot_group, alert_quiet.nr, why, since,
    until FROM alert_quiet LEFT JOIN bot ON bot.nr = alert_quiet.bot
    LEFT JOIN account ON account.nr = bot.account";

fn quiet(row: &Row<'_>) -> rusqlite::Result<Quiet> {
    Ok(Quiet {
        whom: whom(row, 0)?,
        nr: row.get(3)?,
        why: row.get(4)?,
        since: row.get::<_, Ms>(5)?.0,
        until: row.get::<_, Option<Ms>>(6)?.map(|ms| ms.0),
    })
}

/// What concerns a bot, in force or not.
pub(crate) fn of_bot(conn: &Connection, bot: i64) -> rusqlite::Result<Vec<Quiet>> {
    conn.prepare_cached(&format!(
        "{ALL} WHERE alert_quiet.bot = ?1
            OR alert_quiet.bot_group = (SELECT bot_group FROM bot WHERE nr = ?1)"
    ))?
    .query_map([bot], quiet)?
    .collect()
}

pub(crate) fn end(conn: &Connection, nr: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM alert_quiet WHERE nr = ?1")?
        .execute([nr])
        .map(drop)
}

impl Reader {
    /// All that is in force at `now`.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn quiets(&self, now: Timestamp) -> Result<Vec<Quiet>, Problem> {
        let mut quiets: Vec<Quiet> = self.read(|conn| {
            conn.prepare_cached(&format!("{ALL} ORDER BY alert_quiet.nr"))?
                .query_map((), quiet)?
                .collect()
        })?;
        quiets.retain(|quiet| quiet.at(now));
        Ok(quiets)
    }
}

impl History {
    /// From `now` on alerts stay in the list; in place of what was said for the same reason.
    ///
    /// # Errors
    /// See [`Problem`]; nobody at all ([`Whom::All`]) is [`Problem::Gone`].
    pub fn quieten(
        &mut self,
        whom: &Whom,
        why: Why,
        now: Timestamp,
        until: Option<Timestamp>,
    ) -> Result<(), Problem> {
        self.write(|conn| {
            let (bot, group) = place(conn, whom)?;
            if bot.is_none() && group.is_none() {
                return Err(Problem::Gone);
            }
            conn.prepare_cached(
                "DELETE FROM alert_quiet WHERE bot IS ?1 AND bot_group IS ?2 AND why = ?3",
            )?
            .execute((bot, &group, why))?;
            conn.prepare_cached(
                "INSERT INTO alert_quiet (bot, bot_group, why, since, until)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((bot, &group, why, Ms(now), until.map(Ms)))?;
            Ok(())
        })
    }

    /// Ends it.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn end_quiet(&mut self, nr: i64) -> Result<(), Problem> {
        self.write(|conn| Ok(end(conn, nr)?))
    }
}
