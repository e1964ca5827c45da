//! Tables `logged`, `log_read` and `log_wanted`: what the platform's change logs tell of publishes
//! that nobody watched.
//!
//! Each line of a log is kept once, by its id, however often it is read. Which lines make up a
//! publish, and which of them was watched, is worked out when it is asked for: a publish that is
//! seen later than its lines then takes their place.

use domain::{
    AccountId, BotId, LoggedPart, LoggedPublish, WatchedPublish, logged_publishes, not_watched,
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use crate::history::{History, Reader};
use crate::problem::Problem;
use crate::values::{Ms, SpanMs};
use crate::{bot, damage, person};

pub(crate) const V5: &str = "
CREATE TABLE logged (
  bot  INTEGER NOT NULL REFERENCES bot ON DELETE CASCADE,
  id   TEXT NOT NULL,
  at   INTEGER NOT NULL,
  who  INTEGER REFERENCES person,
  part TEXT NOT NULL,
  PRIMARY KEY (bot, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX logged_of_bot ON logged (bot, at);
CREATE TABLE log_read (
  bot   INTEGER PRIMARY KEY REFERENCES bot ON DELETE CASCADE,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE TABLE log_wanted (
  account INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE
) STRICT;
";

/// Lines of one bot that are looked at, the newest.
const MOST_LINES: u32 = 5_000;

/// A line of a change log that tells of a publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// The platform's id of the line.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Who, `u-…`.
    pub person: Option<String>,
    /// What was published; empty for the bot as a whole.
    pub part: String,
}

/// For which time the change log of a bot was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogRead {
    /// From here.
    pub since: Timestamp,
    /// To here, the moment of reading.
    pub until: Timestamp,
}

/// What came of reading a bot's change log.
#[derive(Debug)]
pub struct LogReading<'a> {
    /// Whose bot.
    pub account: &'a AccountId,
    /// The bot.
    pub bot: &'a BotId,
    /// For which time all lines are here.
    pub read: LogRead,
    /// The lines about publishes.
    pub lines: &'a [LogLine],
    /// What the log calls people: id and name.
    pub people: &'a [(String, String)],
}

/// What was new in a change log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LogKept {
    /// Lines about publishes.
    pub lines: u32,
    /// People who had no name.
    pub names: u32,
}

impl Reader {
    /// The publishes of a bot that its change log tells of and nobody watched, newest first.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn logged(&self, account: &AccountId, bot: &BotId) -> Result<Vec<LoggedPublish>, Problem> {
        self.read_as_one(|conn| {
            let Some(place) = bot::find(conn, account, bot)? else {
                return Ok(Vec::new());
            };
            let nr = place.bot;
            let publishes = logged_publishes(lines(conn, nr)?);
            let Some(first) = publishes.first().map(|publish| publish.from) else {
                return Ok(publishes);
            };
            let mut left = not_watched(publishes, &watched(conn, nr, first)?);
            left.reverse();
            Ok(left)
        })
    }

    /// For which time the change log of a bot was read; `None`: it never was.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn log_read(&self, account: &AccountId, bot: &BotId) -> Result<Option<LogRead>, Problem> {
        self.read(|conn| {
            let Some(place) = bot::find(conn, account, bot)? else {
                return Ok(None);
            };
            log_read(conn, place.bot)
        })
    }

    /// The accounts whose change logs are read by themselves, by id.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn log_wanted(&self) -> Result<Vec<AccountId>, Problem> {
        self.read(|conn| {
            conn.prepare_cached(
                "SELECT account.id FROM log_wanted JOIN account ON account.nr = log_wanted.account
                 ORDER BY account.id",
            )?
            .query_map((), |row| Ok(AccountId::new(row.get::<_, String>(0)?)))?
            .collect()
        })
    }

    /// A bot of the account whose log was never read, or which was not watched for a while since:
    /// the one that waits longest. `None` where logs are not wanted or nothing is to be read.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn next_log(&self, account: &AccountId) -> Result<Option<BotId>, Problem> {
        self.read(|conn| {
            conn.prepare_cached(
                "SELECT bot.id FROM log_wanted
                 JOIN account ON account.nr = log_wanted.account
                 JOIN bot ON bot.account = account.nr
                 LEFT JOIN log_read ON log_read.bot = bot.nr
                 WHERE account.id = ?1 AND bot.archived_at IS NULL
                   AND (log_read.until IS NULL OR EXISTS (
                     SELECT 1 FROM watched WHERE watched.bot = bot.nr
                       AND watched.since > log_read.until))
                 ORDER BY log_read.until, bot.nr LIMIT 1",
            )?
            .query_one([account.as_str()], |row| {
                Ok(BotId::new(row.get::<_, String>(0)?))
            })
            .optional()
        })
    }
}

impl History {
    /// Keeps what a change log told. Names of people who have one already stay as they are.
    ///
    /// # Errors
    /// [`Problem::Gone`] where there is no such bot.
    pub fn keep_log(&mut self, reading: &LogReading<'_>) -> Result<LogKept, Problem> {
        self.write(|conn| {
            let nr = bot::find(conn, reading.account, reading.bot)?
                .ok_or(Problem::Gone)?
                .bot;
            let mut kept = LogKept::default();
            for line in reading.lines {
                let who = person::nr(conn, line.person.as_deref())?;
                let added = conn
                    .prepare_cached(
                        "INSERT INTO logged (bot, id, at, who, part) VALUES (?1, ?2, ?3, ?4, ?5)
                         ON CONFLICT DO NOTHING",
                    )?
                    .execute((nr, &line.id, Ms(line.at), who, &line.part))?;
                kept.lines += u32::try_from(added).unwrap_or(0);
            }
            for (id, name) in reading.people {
                let named = conn
                    .prepare_cached("UPDATE person SET name = ?2 WHERE id = ?1 AND name IS NULL")?
                    .execute((id, name))?;
                kept.names += u32::try_from(named).unwrap_or(0);
            }
            let read = match log_read(conn, nr)? {
                // Times that touch are one.
                Some(known)
                    if reading.read.since <= known.until && known.since <= reading.read.until =>
                {
                    LogRead {
                        since: known.since.min(reading.read.since),
                        until: known.until.max(reading.read.until),
                    }
                }
                _ => reading.read,
            };
            conn.prepare_cached(
                "INSERT OR REPLACE INTO log_read (bot, since, until) VALUES (?1, ?2, ?3)",
            )?
            .execute((nr, Ms(read.since), Ms(read.until)))?;
            Ok(kept)
        })
    }

    /// Whether the change logs of an account are read by themselves.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn want_log(&mut self, account: &AccountId, wanted: bool) -> Result<(), Problem> {
        self.write(|conn| {
            let change = if wanted {
                "INSERT INTO log_wanted SELECT nr FROM account WHERE id = ?1 ON CONFLICT DO NOTHING"
            } else {
                "DELETE FROM log_wanted WHERE account = (SELECT nr FROM account WHERE id = ?1)"
            };
            conn.prepare_cached(change)?.execute([account.as_str()])?;
            Ok(())
        })
    }
}

/// Removes what was logged before this moment.
pub(crate) fn remove_before(conn: &Connection, before: Timestamp) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM logged WHERE at < ?1")?
        .execute([Ms(before)])?;
    Ok(())
}

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, "SELECT id, at, part FROM logged", |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, Ms>(1)?.0,
            row.get::<_, String>(2)?,
        ))
    })?;
    damage::each(conn, "SELECT since, until FROM log_read", |row| {
        Ok((row.get::<_, Ms>(0)?.0, row.get::<_, Ms>(1)?.0))
    })
}

fn log_read(conn: &Connection, bot: i64) -> rusqlite::Result<Option<LogRead>> {
    conn.prepare_cached("SELECT since, until FROM log_read WHERE bot = ?1")?
        .query_one([bot], |row| {
            Ok(LogRead {
                since: row.get::<_, Ms>(0)?.0,
                until: row.get::<_, Ms>(1)?.0,
            })
        })
        .optional()
}

fn lines(conn: &Connection, bot: i64) -> rusqlite::Result<Vec<LoggedPart>> {
    conn.prepare_cached(
        "SELECT at, (SELECT id FROM person WHERE nr = who), part FROM logged
         WHERE bot = ?1 ORDER BY at DESC LIMIT ?2",
    )?
    .query_map((bot, MOST_LINES), |row| {
        Ok(LoggedPart {
            at: row.get::<_, Ms>(0)?.0,
            person: row.get(1)?,
            part: row.get(2)?,
        })
    })?
    .collect()
}

/// The publishes of the bot that were watched and may be those of the log from `first` on.
fn watched(conn: &Connection, bot: i64, first: Timestamp) -> rusqlite::Result<Vec<WatchedPublish>> {
    const DAY: SignedDuration = SignedDuration::from_hours(24);
    let from = first.checked_sub(DAY).unwrap_or(first);
    conn.prepare_cached(
        "SELECT listed_at, modified_at, duration_ms, state IN ('published', 'failed') FROM job
         WHERE bot = ?1 AND listed_at >= ?2",
    )?
    .query_map((bot, Ms(from)), |row| {
        let asked = row.get::<_, Ms>(0)?.0;
        let modified = row.get::<_, Option<Ms>>(1)?.map(|ms| ms.0);
        let lasted = row.get::<_, Option<SpanMs>>(2)?.map(|span| span.0);
        let lasted = lasted.and_then(|lasted| asked.checked_add(lasted).ok());
        let over = row.get::<_, bool>(3)?;
        Ok((asked, modified.max(lasted).filter(|_| over)))
    })?
    .collect()
}

#[cfg(test)]
mod tests {
    use domain::{ClientId, PublishJob, PublishState};

    use super::*;
    use crate::{AccountRecord, Success};

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + minute * 60).unwrap()
    }

    fn account() -> AccountId {
        AccountId::new("a")
    }

    fn bot() -> BotId {
        BotId::new("st-1")
    }

    fn history() -> (tempfile::TempDir, History) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("history.sqlite3");
        let mut history = History::open(&file, at(0)).unwrap().history;
        let record = AccountRecord::new(
            account(),
            "https://platform.kore.ai",
            ClientId::new("cs-1"),
            at(0),
        );
        history.add_account(&record).unwrap();
        history.add_bots(&account(), &[bot()], at(0)).unwrap();
        (folder, history)
    }

    fn line(number: i64, minute: i64, part: &str) -> LogLine {
        LogLine {
            id: format!("btl-{number}"),
            at: at(minute),
            person: Some("u-1".into()),
            part: part.to_owned(),
        }
    }

    fn keep(history: &mut History, lines: &[LogLine], since: i64, until: i64) -> u32 {
        let reading = LogReading {
            account: &account(),
            bot: &bot(),
            read: LogRead {
                since: at(since),
                until: at(until),
            },
            lines,
            people: &[("u-1".into(), "Ada Byron".into())],
        };
        history.keep_log(&reading).unwrap().lines
    }

    fn success(history: &mut History, minute: i64, asked: Option<i64>) {
        let job = asked.map(|asked| PublishJob {
            id: None,
            bot_id: None,
            state: PublishState::Published,
            server_status: None,
            percent: Some(100),
            requested_at: Some(at(asked)),
            started_at: Some(at(asked)),
            modified_at: Some(at(asked + 3)),
            started_by: Some("u-1".into()),
            version_comment: None,
            resources: Vec::new(),
        });
        let success = Success {
            account: &account(),
            bot: &bot(),
            at: at(minute),
            every: SignedDuration::from_mins(1),
            job: job.as_ref(),
        };
        history.record_success(&success).unwrap();
    }

    #[test]
    fn each_line_is_kept_once_and_what_was_watched_is_not_told_again() {
        let (_folder, mut history) = history();
        let lines = [
            line(1, -500, "Leave"),
            line(2, -499, "Cards"),
            line(3, 10, "Leave"),
        ];
        assert_eq!(keep(&mut history, &lines, -9_000, 20), 3);
        assert_eq!(keep(&mut history, &lines, -9_000, 30), 0);
        let told = history.logged(&account(), &bot()).unwrap();
        assert_eq!(told.len(), 2);
        assert_eq!(
            (told[0].from, told[1].from, told[1].to),
            (at(10), at(-500), at(-499))
        );
        assert_eq!(told[1].parts, ["Leave", "Cards"]);
        assert_eq!(told[1].person.as_deref(), Some("u-1"));

        success(&mut history, 40, Some(8));
        let told = history.logged(&account(), &bot()).unwrap();
        assert_eq!(
            told.iter().map(|one| one.from).collect::<Vec<_>>(),
            [at(-500)]
        );
        let people = history.people(9).unwrap();
        assert_eq!(people[0].name.as_deref(), Some("Ada Byron"));
    }

    #[test]
    fn a_name_given_by_hand_stays() {
        let (_folder, mut history) = history();
        success(&mut history, 5, Some(1));
        history.name_person("u-1", Some("Countess")).unwrap();
        keep(&mut history, &[line(1, -500, "Leave")], -9_000, 20);
        assert_eq!(
            history.people(9).unwrap()[0].name.as_deref(),
            Some("Countess")
        );
    }

    #[test]
    fn a_log_is_due_once_and_again_after_each_gap_where_it_is_wanted() {
        let (_folder, mut history) = history();
        success(&mut history, 1, None);
        assert_eq!(history.next_log(&account()).unwrap(), None);
        history.want_log(&account(), true).unwrap();
        history.want_log(&account(), true).unwrap();
        assert_eq!(history.log_wanted().unwrap(), [account()]);
        assert_eq!(history.next_log(&account()).unwrap(), Some(bot()));
        keep(&mut history, &[], -9_000, 2);
        success(&mut history, 2, None);
        assert_eq!(
            history.next_log(&account()).unwrap(),
            None,
            "watched all the time"
        );
        success(&mut history, 600, None);
        assert_eq!(history.next_log(&account()).unwrap(), Some(bot()));
        keep(&mut history, &[], 1, 601);
        let read = history.log_read(&account(), &bot()).unwrap().unwrap();
        assert_eq!((read.since, read.until), (at(-9_000), at(601)));
        assert_eq!(history.next_log(&account()).unwrap(), None);
        history.want_log(&account(), false).unwrap();
        assert_eq!(history.log_wanted().unwrap(), []);
    }

    #[test]
    fn what_old_publishes_left_in_the_log_goes_with_them() {
        let (_folder, mut history) = history();
        keep(
            &mut history,
            &[line(1, -500, "Leave"), line(2, 10, "Leave")],
            -9_000,
            20,
        );
        history.remove_before(at(0), 50).unwrap();
        let told = history.logged(&account(), &bot()).unwrap();
        assert_eq!(
            told.iter().map(|one| one.from).collect::<Vec<_>>(),
            [at(10)]
        );
        history.remove_bot(&account(), &bot()).unwrap();
        assert_eq!(history.logged(&account(), &bot()).unwrap(), []);
    }
}
