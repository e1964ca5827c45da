//! Table `watched`: the stretches in which a bot was watched as promised. What lies between two
//! of them is a gap: the app was closed, the computer asleep or offline, or checks were refused.

use std::collections::BTreeMap;

use domain::{AccountId, BotId, Unwatched, outdated_at};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::coverage::{Known, Stretch, Watched, reasons};
use crate::history::{History, Reader};
use crate::problem::Problem;
use crate::values::{Ms, SpanMs};
use crate::{absence, bot, damage, last_check};

pub(crate) const V1: &str = "
CREATE TABLE watched (
  bot   INTEGER NOT NULL REFERENCES bot ON DELETE CASCADE,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (bot, since)
) STRICT, WITHOUT ROWID;
";

/// The promise made with the last success of the stretch; 0 before version 2.
pub(crate) const V2: &str = "
ALTER TABLE watched ADD COLUMN every_ms INTEGER NOT NULL DEFAULT 0;
";

/// A stretch in which a bot was not watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The last success before it.
    pub from: Timestamp,
    /// The first success after it, or the moment asked for while it lasts.
    pub to: Timestamp,
    /// Why, in the order in which it came; each reason once.
    pub why: Vec<Unwatched>,
}

/// What a success does to the stretches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The last one goes on until now.
    Extend,
    /// It came too late for the promise: a new one begins.
    Begin,
    /// The last one lies in the future: it was written by a clock that ran ahead. It becomes
    /// this moment.
    Correct,
}

fn step(last: Option<(Timestamp, Timestamp)>, at: Timestamp, every: SignedDuration) -> Step {
    match last {
        Some((since, _)) if at < since => Step::Correct,
        // A clock set back inside the stretch ends it now: only what the newest clock says is
        // past can have been watched.
        Some((_, until)) if at < outdated_at(until, every) => Step::Extend,
        _ => Step::Begin,
    }
}

/// Takes note of a success.
pub(crate) fn succeeded(
    conn: &Connection,
    bot: i64,
    at: Timestamp,
    every: SignedDuration,
) -> rusqlite::Result<()> {
    let last = conn
        .prepare_cached(
            "SELECT since, until FROM watched WHERE bot = ?1 ORDER BY since DESC LIMIT 1",
        )?
        .query_one([bot], stretch)
        .optional()?;
    let sql = match step(last, at, every) {
        Step::Extend => {
            "UPDATE watched SET until = ?2, every_ms = ?3 WHERE bot = ?1 AND since = ?4"
        }
        Step::Begin => "INSERT INTO watched (bot, since, until, every_ms) VALUES (?1, ?2, ?2, ?3)",
        Step::Correct => {
            // Every stretch that lies in the future goes; one that reaches into it ends here.
            conn.prepare_cached("DELETE FROM watched WHERE bot = ?1 AND since >= ?2")?
                .execute((bot, Ms(at)))?;
            conn.prepare_cached("UPDATE watched SET until = ?2 WHERE bot = ?1 AND until > ?2")?
                .execute((bot, Ms(at)))?;
            "INSERT INTO watched (bot, since, until, every_ms) VALUES (?1, ?2, ?2, ?3)"
        }
    };
    let mut statement = conn.prepare_cached(sql)?;
    let every = SpanMs(every);
    if sql.contains("?4") {
        statement.execute((bot, Ms(at), every, last.map(|(since, _)| Ms(since))))?;
    } else {
        statement.execute((bot, Ms(at), every))?;
    }
    Ok(())
}

/// Cuts a stretch of a bot's life by what is known of it.
fn pieces(
    conn: &Connection,
    bot: i64,
    from: Timestamp,
    to: Timestamp,
    now: Timestamp,
) -> rusqlite::Result<Vec<Stretch>> {
    let watched = conn
        .prepare_cached(
            "SELECT since, until, every_ms FROM watched
             WHERE bot = ?1 AND since <= ?3 AND until >=
               ifnull((SELECT max(until) FROM watched WHERE bot = ?1 AND until <= ?2), ?2)",
        )?
        .query_map((bot, Ms(from), Ms(to)), |row| {
            Ok(Watched {
                since: row.get::<_, Ms>(0)?.0,
                until: row.get::<_, Ms>(1)?.0,
                every: row.get::<_, SpanMs>(2)?.0,
            })
        })?
        .collect::<Result<_, _>>()?;
    let mut reasons = absence::of_bot(conn, bot, from, to)?;
    if let Some(since) = last_check::failing_since(conn, bot)? {
        reasons.push((since, now, Unwatched::Failing));
    }
    let (runs, first_run) = absence::runs(conn, from, to)?;
    let known = Known {
        watched,
        reasons,
        runs,
        first_run,
    };
    Ok(known.cut(from, to, now))
}

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, "SELECT since, until FROM watched", stretch)
}

fn stretch(row: &Row<'_>) -> rusqlite::Result<(Timestamp, Timestamp)> {
    Ok((row.get::<_, Ms>(0)?.0, row.get::<_, Ms>(1)?.0))
}

/// The gap that lasts until now: the last success is older than two rounds of the promise made
/// with it.
fn lasting(
    conn: &Connection,
    bot: i64,
    now: Timestamp,
) -> rusqlite::Result<Option<(Timestamp, Timestamp)>> {
    let before = last_check::before(conn, bot)?;
    Ok(match (before.success_at, before.every) {
        (Some(from), Some(every)) if outdated_at(from, every) <= now => Some((from, now)),
        _ => None,
    })
}

impl History {
    /// How often the bot is to be checked from its last success on. What that success recorded was
    /// the promise before it.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn promise(
        &mut self,
        account: &AccountId,
        bot: &BotId,
        every: SignedDuration,
    ) -> Result<(), Problem> {
        self.write(|conn| {
            let place = bot::find(conn, account, bot)?.ok_or(Problem::Gone)?;
            let promise = (place.bot, SpanMs(every));
            conn.prepare_cached(
                "UPDATE watched SET every_ms = ?2 WHERE bot = ?1
                 AND since = (SELECT max(since) FROM watched WHERE bot = ?1)",
            )?
            .execute(promise)?;
            let promise = (place.bot, SpanMs(every));
            conn.prepare_cached("UPDATE last_check SET every_ms = ?2 WHERE bot = ?1")?
                .execute(promise)?;
            Ok(())
        })
    }
}

/// How long bots were watched, and for which reasons not; `None` is watched.
pub type Watching = BTreeMap<Option<Unwatched>, SignedDuration>;

impl Reader {
    /// How long the bots that are checked were watched since a moment, all times added up, and of
    /// how many bots: those that were added first, `most` at most.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn watching(
        &self,
        since: Timestamp,
        now: Timestamp,
        most: u32,
    ) -> Result<(Watching, u32), Problem> {
        let mut watching = Watching::new();
        let bots = self.each_stretch(None, since, now, most, |piece, archived| {
            if archived {
                return;
            }
            let sum = watching.entry(piece.why).or_default();
            *sum = sum.saturating_add(piece.until.duration_since(piece.since));
        })?;
        Ok((watching, bots))
    }

    /// Tells of each bot, in how many pieces ever, whether it was watched from a moment on, or from
    /// when it was added where that was later; of one that is archived, until it was. Says of how
    /// many bots that are checked: those that were added first, `most` at most.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn each_stretch(
        &self,
        account: Option<&AccountId>,
        since: Timestamp,
        now: Timestamp,
        most: u32,
        mut each: impl FnMut(&Stretch, bool),
    ) -> Result<u32, Problem> {
        self.read_as_one(|conn| {
            let bots: Vec<(i64, Timestamp, Option<Timestamp>)> = conn
                .prepare_cached(
                    "SELECT bot.nr, bot.added_at, bot.archived_at
                     FROM bot JOIN account ON account.nr = bot.account
                     WHERE (?1 IS NULL OR account.id = ?1)
                     ORDER BY bot.archived_at IS NOT NULL, bot.nr LIMIT ?2",
                )?
                .query_map((account.map(AccountId::as_str), most), |row| {
                    let archived = row.get::<_, Option<Ms>>(2)?;
                    Ok((row.get(0)?, row.get::<_, Ms>(1)?.0, archived.map(|ms| ms.0)))
                })?
                .collect::<Result<_, _>>()?;
            for (bot, added, archived) in &bots {
                let (from, to) = (since.max(*added), archived.unwrap_or(now).min(now));
                if archived.is_some() && to <= from {
                    continue;
                }
                for piece in pieces(conn, *bot, from, to, now)? {
                    each(&piece, archived.is_some());
                }
            }
            let checked = bots.iter().filter(|bot| bot.2.is_none()).count();
            Ok(u32::try_from(checked).unwrap_or(u32::MAX))
        })
    }

    /// The gaps in the watching of a bot, newest first. With `now`, a gap that still lasts is
    /// the first one: the last success is older than two rounds of the promise made with it.
    /// An unknown bot has none.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn gaps(
        &self,
        account: &AccountId,
        bot: &BotId,
        now: Option<Timestamp>,
        limit: u32,
    ) -> Result<Vec<Gap>, Problem> {
        self.read_as_one(|conn| {
            let Some(place) = bot::find(conn, account, bot)? else {
                return Ok(Vec::new());
            };
            let lasting = match now {
                Some(now) => lasting(conn, place.bot, now)?,
                None => None,
            };
            // One stretch more than gaps.
            let stretches: Vec<(Timestamp, Timestamp)> = conn
                .prepare_cached(
                    "SELECT since, until FROM watched WHERE bot = ?1
                     ORDER BY since DESC LIMIT ?2",
                )?
                .query_map((place.bot, i64::from(limit) + 1), stretch)?
                .collect::<Result<_, _>>()?;
            let past = stretches.windows(2).map(|pair| (pair[1].1, pair[0].0));
            lasting
                .into_iter()
                .chain(past)
                .take(limit as usize)
                .map(|(from, to)| {
                    let pieces = pieces(conn, place.bot, from, to, now.unwrap_or(to))?;
                    let why = reasons(&pieces);
                    Ok(Gap { from, to, why })
                })
                .collect()
        })
    }

    /// The gaps in the watching of a bot that ended after `from` and not after `to` and lasted for
    /// `shortest` or more, newest first, with one that still lasts. An unknown bot has none.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn gaps_between(
        &self,
        account: &AccountId,
        bot: &BotId,
        (from, to): (Timestamp, Timestamp),
        shortest: SignedDuration,
        now: Timestamp,
    ) -> Result<Vec<Gap>, Problem> {
        self.read_as_one(|conn| {
            let Some(place) = bot::find(conn, account, bot)? else {
                return Ok(Vec::new());
            };
            // With the one before, in which the oldest gap begins.
            let stretches: Vec<(Timestamp, Timestamp)> = conn
                .prepare_cached(
                    "SELECT since, until FROM watched WHERE bot = ?1 AND since <= ?3
                       AND since >= ifnull((SELECT max(since) FROM watched
                                            WHERE bot = ?1 AND since <= ?2), ?2)
                     ORDER BY since DESC",
                )?
                .query_map((place.bot, Ms(from), Ms(to)), stretch)?
                .collect::<Result<_, _>>()?;
            let past = stretches.windows(2).map(|pair| (pair[1].1, pair[0].0));
            let gaps: Vec<_> = lasting(conn, place.bot, now)?
                .into_iter()
                .chain(past)
                .filter(|(begin, end)| {
                    from < *end && *end <= to && end.duration_since(*begin) >= shortest
                })
                .collect();
            let (Some(newest), Some(oldest)) = (gaps.first(), gaps.last()) else {
                return Ok(Vec::new());
            };
            // Asked once for all of them: there may be a night of each day of some years.
            let pieces = pieces(conn, place.bot, oldest.0, newest.1, now)?;
            Ok(gaps
                .iter()
                .map(|&(from, to)| {
                    let first = pieces.partition_point(|piece| piece.until <= from);
                    let after = pieces.partition_point(|piece| piece.since < to);
                    let why = reasons(&pieces[first..after]);
                    Gap { from, to, why }
                })
                .collect())
        })
    }

    /// All of a bot's life from when it was added until now: each moment is watched, or there is
    /// a reason why not. The pieces touch, oldest first. An unknown bot has none.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn coverage(
        &self,
        account: &AccountId,
        bot: &BotId,
        now: Timestamp,
    ) -> Result<Vec<Stretch>, Problem> {
        self.read_as_one(|conn| {
            let Some(place) = bot::find(conn, account, bot)? else {
                return Ok(Vec::new());
            };
            let added: Timestamp = conn
                .prepare_cached("SELECT added_at FROM bot WHERE nr = ?1")?
                .query_one([place.bot], |row| row.get::<_, Ms>(0))?
                .0;
            pieces(conn, place.bot, added, now, now)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: SignedDuration = SignedDuration::from_secs(60);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    #[test]
    fn two_rounds_and_the_grace_are_still_watching() {
        let last = Some((at(0), at(100)));
        assert_eq!(step(None, at(0), EVERY), Step::Begin);
        assert_eq!(step(last, at(234), EVERY), Step::Extend);
        assert_eq!(step(last, at(235), EVERY), Step::Begin);
    }

    #[test]
    fn a_clock_that_ran_ahead_is_not_believed_for_long() {
        let last = Some((at(1_000), at(2_000)));
        assert_eq!(step(last, at(1_500), EVERY), Step::Extend);
        assert_eq!(step(last, at(999), EVERY), Step::Correct);
    }
}
