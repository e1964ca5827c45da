//! Table `alert_rule`: which alerts a person wants or does not want, where that is not the usual.

use domain::{AccountId, AlertRule, BotId};
use rusqlite::{Connection, Row};

use crate::bot;
use crate::history::{History, Reader};
use crate::problem::Problem;
use crate::values::Word;

/// Neither a bot nor a group: for all. The bot's own choice goes before its group's, and that
/// before the one for all.
pub(crate) const V2: &str = "
CREATE TABLE alert_rule (
  bot       INTEGER REFERENCES bot ON DELETE CASCADE,
  bot_group TEXT,
  rule      TEXT NOT NULL,
  enabled   INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  CHECK (bot IS NULL OR bot_group IS NULL)
) STRICT;
CREATE UNIQUE INDEX alert_rule_once
  ON alert_rule (ifnull(bot, -1), ifnull(bot_group, ''), bot_group IS NULL, rule);
CREATE INDEX alert_rule_of_bot ON alert_rule (bot);
";

/// Whom a choice is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    /// Every bot.
    All,
    /// The bots of a group.
    Group(String),
    /// One bot.
    Bot(AccountId, BotId),
}

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChoice {
    /// Whom it is for.
    pub whom: Whom,
    /// What it is about.
    pub rule: AlertRule,
    /// Wanted or not.
    pub on: bool,
}

/// The columns that name a [`Whom`]: bot and group.
pub(crate) fn place(
    conn: &Connection,
    whom: &Whom,
) -> Result<(Option<i64>, Option<String>), Problem> {
    Ok(match whom {
        Whom::All => (None, None),
        Whom::Group(name) => (None, Some(name.clone())),
        Whom::Bot(account, id) => {
            let place = bot::find(conn, account, id)?.ok_or(Problem::Gone)?;
            (Some(place.bot), None)
        }
    })
}

/// Reads `account.id, bot.id, bot_group`, the first of which is column `from`.
pub(crate) fn whom(row: &Row<'_>, from: usize) -> rusqlite::Result<Whom> {
    let account: Option<String> = row.get(from)?;
    let bot: Option<String> = row.get(from + 1)?;
    let group: Option<String> = row.get(from + 2)?;
    Ok(match (account, bot, group) {
        (Some(account), Some(bot), _) => Whom::Bot(AccountId::new(account), BotId::new(bot)),
        (_, _, Some(group)) => Whom::Group(group),
        _ => Whom::All,
    })
}

const ALL: &str = "SELECT account.id, bot.id, alert_rule.bot_group, rule, enabled
    FROM alert_rule LEFT JOIN bot ON bot.nr = alert_rule.bot
    LEFT JOIN account ON account.nr = bot.account";

fn choice(row: &Row<'_>) -> rusqlite::Result<RuleChoice> {
    Ok(RuleChoice {
        whom: whom(row, 0)?,
        rule: row.get::<_, Word<_>>(3)?.0,
        on: row.get(4)?,
    })
}

/// The choices that concern a bot.
pub(crate) fn of_bot(conn: &Connection, bot: i64) -> rusqlite::Result<Vec<RuleChoice>> {
    conn.prepare_cached(&format!(
        "{ALL} WHERE alert_rule.bot = ?1
            OR (alert_rule.bot IS NULL AND (alert_rule.bot_group IS NULL
                OR alert_rule.bot_group = (SELECT bot_group FROM bot WHERE nr = ?1)))"
    ))?
    .query_map([bot], choice)?
    .collect()
}

impl Reader {
    /// All choices: for all, then for groups, then for single bots.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn rule_choices(&self) -> Result<Vec<RuleChoice>, Problem> {
        let mut choices: Vec<RuleChoice> =
            self.read(|conn| conn.prepare_cached(ALL)?.query_map((), choice)?.collect())?;
        choices.sort_by(|a, b| (&a.whom, a.rule).cmp(&(&b.whom, b.rule)));
        Ok(choices)
    }

    /// The names of the groups that there are.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn bot_groups(&self) -> Result<Vec<String>, Problem> {
        self.read(|conn| {
            conn.prepare_cached(
                "SELECT DISTINCT bot_group FROM bot WHERE bot_group <> '' ORDER BY bot_group",
            )?
            .query_map((), |row| row.get(0))?
            .collect()
        })
    }
}

impl History {
    /// Keeps a choice; `None` takes it back.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn choose_rule(
        &mut self,
        whom: &Whom,
        rule: AlertRule,
        on: Option<bool>,
    ) -> Result<(), Problem> {
        self.write(|conn| {
            let (bot, group) = place(conn, whom)?;
            conn.prepare_cached(
                "DELETE FROM alert_rule WHERE bot IS ?1 AND bot_group IS ?2 AND rule = ?3",
            )?
            .execute((bot, &group, Word(rule)))?;
            if let Some(on) = on {
                conn.prepare_cached("INSERT INTO alert_rule VALUES (?1, ?2, ?3, ?4)")?
                    .execute((bot, &group, Word(rule), on))?;
            }
            Ok(())
        })
    }
}
