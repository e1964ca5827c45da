//! Tables `logged`, `log_read` and `log_wanted`: what the platform's change logs tell of publishes
//! that nobody watched.
//!
//! Each line of a log is kept once, by its id, however often it is read. Which lines make up a
//! publish, and which of them was watched, is worked out when it is asked for: a publish that is
//! seen later than its lines then takes their place.

use domain::{
    AccountId, BotId, LoggedPart, LoggedPublish, PublishState, WatchedPublish, logged_publishes,
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use crate::history::{History, Reader};
use crate::problem::Problem;
use crate::values::{Ms, SpanMs};
use crate::{bot, damage, log_in_part, person};

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

const A_DAY: SignedDuration = SignedDuration::from_hours(24);

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
    /// To here, the moment of reading at most.
    pub until: Timestamp,
}

impl LogRead {
    /// What of it counts now. One that reaches into the future was read while the clock was ahead,
    /// and nobody knows when: by less than a day, the last day is read again; by more, all of it.
    #[must_use]
    pub fn counts(self, now: Timestamp) -> Option<Self> {
        if self.until <= now {
            return Some(self);
        }
        let until = before(now, A_DAY);
        let ahead = self.until.duration_since(now);
        (ahead <= A_DAY && self.since < until).then_some(Self { until, ..self })
    }

    /// Both, where they touch; the newer reading where they do not.
    fn with(self, newer: Self, now: Timestamp) -> Self {
        match self.counts(now) {
            Some(known) if newer.since <= known.until && known.since <= newer.until => Self {
                since: known.since.min(newer.since),
                until: known.until.max(newer.until),
            },
            _ => newer,
        }
    }
}

/// What came of reading a bot's change log.
#[derive(Debug)]
pub struct LogReading<'a> {
    /// Whose bot.
    pub account: &'a AccountId,
    /// The bot.
    pub bot: &'a BotId,
    /// When.
    pub now: Timestamp,
    /// For which time all lines are here; `None`: for none, these are some.
    pub read: Option<LogRead>,
    /// Noon in UTC of a day of which the platform does not give out all.
    pub in_part: Option<Timestamp>,
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
    /// For which time the log was read, with what was read before.
    pub read: Option<LogRead>,
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
            let lines = lines(conn, place.bot)?;
            let Some(first) = lines.first().map(|line| line.at) else {
                return Ok(Vec::new());
            };
            let mut publishes = logged_publishes(lines, &watched(conn, place.bot, first)?);
            publishes.reverse();
            Ok(publishes)
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

    /// A bot of the account whose log is to be read: the one that waits longest and is none of
    /// `but`. It was never read, or not as far back as `floor`, or the bot was not watched for a
    /// while since. `None` where logs are not wanted or nothing is to be read.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn next_log(
        &self,
        account: &AccountId,
        but: &[BotId],
        floor: Timestamp,
        now: Timestamp,
    ) -> Result<Option<BotId>, Problem> {
        self.read(|conn| {
            let mut due = conn.prepare_cached(
                "SELECT bot.id FROM log_wanted
                 JOIN account ON account.nr = log_wanted.account
                 JOIN bot ON bot.account = account.nr
                 LEFT JOIN log_read ON log_read.bot = bot.nr
                 WHERE account.id = ?1 AND bot.archived_at IS NULL
                   AND (log_read.until IS NULL OR log_read.since > ?2 OR log_read.until > ?3
                     OR EXISTS (
                       SELECT 1 FROM watched WHERE watched.bot = bot.nr
                         AND watched.since > log_read.until))
                 ORDER BY log_read.until, bot.nr",
            )?;
            let mut due = due.query((account.as_str(), Ms(floor), Ms(now)))?;
            while let Some(row) = due.next()? {
                let bot = BotId::new(row.get::<_, String>(0)?);
                if !but.contains(&bot) {
                    return Ok(Some(bot));
                }
            }
            Ok(None)
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
            if let Some(noon) = reading.in_part {
                log_in_part::keep(conn, nr, noon)?;
            }
            for (id, name) in reading.people {
                let named = conn
                    .prepare_cached("UPDATE person SET name = ?2 WHERE id = ?1 AND name IS NULL")?
                    .execute((id, name))?;
                kept.names += u32::try_from(named).unwrap_or(0);
            }
            let known = log_read(conn, nr)?;
            kept.read = match (known, reading.read) {
                (Some(known), Some(read)) => Some(known.with(read, reading.now)),
                (known, read) => read.or(known),
            };
            if let Some(read) = kept.read {
                conn.prepare_cached(
                    "INSERT OR REPLACE INTO log_read (bot, since, until) VALUES (?1, ?2, ?3)",
                )?
                .execute((nr, Ms(read.since), Ms(read.until)))?;
            }
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

/// Removes what was logged before this moment, of at most so many bots; says of how many.
pub(crate) fn remove_before(
    conn: &Connection,
    before: Timestamp,
    most: u32,
) -> rusqlite::Result<u32> {
    // There is no index of times alone: each bot is asked.
    let bots = conn
        .prepare_cached(
            "SELECT nr FROM bot
             WHERE EXISTS (SELECT 1 FROM logged WHERE logged.bot = bot.nr AND at < ?1) LIMIT ?2",
        )?
        .query_map((Ms(before), most), |row| row.get::<_, i64>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for bot in &bots {
        conn.prepare_cached("DELETE FROM logged WHERE bot = ?1 AND at < ?2")?
            .execute((bot, Ms(before)))?;
    }
    Ok(u32::try_from(bots.len()).unwrap_or(most))
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

/// Oldest first.
fn lines(conn: &Connection, bot: i64) -> rusqlite::Result<Vec<LoggedPart>> {
    conn.prepare_cached(
        "SELECT at, (SELECT id FROM person WHERE nr = who), part FROM logged
         WHERE bot = ?1 ORDER BY at",
    )?
    .query_map([bot], |row| {
        Ok(LoggedPart {
            at: row.get::<_, Ms>(0)?.0,
            person: row.get(1)?,
            part: row.get(2)?,
        })
    })?
    .collect()
}

/// The publishes of the bot that were watched and may be those of the log from `first` on: also
/// the one before, which may have waited for its approval.
fn watched(conn: &Connection, bot: i64, first: Timestamp) -> rusqlite::Result<Vec<WatchedPublish>> {
    conn.prepare_cached(
        "SELECT listed_at, modified_at, duration_ms, state, awaiting_approval,
           iif(requested_at IS NULL, min(listed_at, ifnull(started_at, listed_at),
             ifnull(modified_at, listed_at)), listed_at) FROM job
         WHERE bot = ?1 AND listed_at >= ifnull(
           (SELECT max(listed_at) FROM job WHERE bot = ?1 AND listed_at < ?2), ?2)",
    )?
    .query_map((bot, Ms(first)), |row| {
        // Where the server did not tell when it was asked for, it is listed as it was first seen.
        let asked = row.get::<_, Ms>(5)?.0;
        let modified = row.get::<_, Option<Ms>>(1)?.map(|ms| ms.0);
        let lasted = row.get::<_, Option<SpanMs>>(2)?.map(|span| span.0);
        let lasted = lasted.and_then(|lasted| asked.checked_add(lasted).ok());
        let state = PublishState::from_own_word(&row.get::<_, String>(3)?);
        // The server may call one successful that waits for its approval.
        let waits = row.get::<_, bool>(4)?;
        Ok(WatchedPublish {
            asked,
            changed: modified.max(lasted).unwrap_or(asked),
            state: if waits { PublishState::Waiting } else { state },
        })
    })?
    .collect()
}

fn before(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use domain::{ClientId, PublishJob, PublishState, Resource};

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
        keep_at(history, until, lines, since, until)
    }

    fn keep_at(history: &mut History, now: i64, lines: &[LogLine], since: i64, until: i64) -> u32 {
        let reading = LogReading {
            account: &account(),
            bot: &bot(),
            now: at(now),
            read: Some(LogRead {
                since: at(since),
                until: at(until),
            }),
            in_part: None,
            lines,
            people: &[("u-1".into(), "Ada Byron".into())],
        };
        history.keep_log(&reading).unwrap().lines
    }

    /// For a reader who wants to know of all since long ago.
    fn due(history: &History) -> Option<BotId> {
        history
            .next_log(&account(), &[], at(-9_000), at(9_000))
            .unwrap()
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

    /// `job`, seen long after.
    fn seen_later(history: &mut History, job: &PublishJob) {
        let success = Success {
            account: &account(),
            bot: &bot(),
            at: at(540),
            every: SignedDuration::from_mins(1),
            job: Some(job),
        };
        history.record_success(&success).unwrap();
    }

    fn job(requested: Option<i64>, changed: i64, waits: bool) -> PublishJob {
        let part = Resource {
            id: None,
            kind: Some("dialog".into()),
            name: Some("Leave".into()),
            state: PublishState::Published,
            server_status: None,
            modules: Vec::new(),
            awaiting_approval: waits,
            published_at: None,
        };
        PublishJob {
            id: None,
            bot_id: None,
            state: PublishState::Published,
            server_status: None,
            percent: Some(100),
            requested_at: requested.map(at),
            started_at: Some(at(changed - 3)),
            modified_at: Some(at(changed)),
            started_by: None,
            version_comment: None,
            resources: vec![part],
        }
    }

    #[test]
    fn a_publish_is_not_told_twice_where_its_time_was_not_told_or_its_approval_came_later() {
        let told = |job: &PublishJob, line_at: i64| {
            let (_folder, mut history) = history();
            keep(&mut history, &[line(1, line_at, "Leave")], -9_000, 530);
            seen_later(&mut history, job);
            history.logged(&account(), &bot()).unwrap().len()
        };
        assert_eq!(told(&job(None, 103, false), 101), 0);
        assert_eq!(told(&job(Some(100), 103, true), 400), 0);
        assert_eq!(told(&job(Some(100), 103, false), 400), 1);
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
        assert_eq!(due(&history), None);
        history.want_log(&account(), true).unwrap();
        history.want_log(&account(), true).unwrap();
        assert_eq!(history.log_wanted().unwrap(), [account()]);
        assert_eq!(due(&history), Some(bot()));
        keep(&mut history, &[], -9_000, 2);
        success(&mut history, 2, None);
        assert_eq!(due(&history), None, "watched all the time");
        success(&mut history, 600, None);
        assert_eq!(due(&history), Some(bot()));
        keep(&mut history, &[], 1, 601);
        let read = history.log_read(&account(), &bot()).unwrap().unwrap();
        assert_eq!((read.since, read.until), (at(-9_000), at(601)));
        assert_eq!(due(&history), None);
        history.want_log(&account(), false).unwrap();
        assert_eq!(history.log_wanted().unwrap(), []);
    }

    #[test]
    fn a_log_is_due_until_it_was_read_as_far_back_as_wanted_and_never_one_that_rests() {
        let (_folder, mut history) = history();
        success(&mut history, 1, None);
        history.want_log(&account(), true).unwrap();
        let other = BotId::new("st-2");
        history
            .add_bots(&account(), std::slice::from_ref(&other), at(0))
            .unwrap();
        let next = |history: &History, but: &[BotId]| {
            history
                .next_log(&account(), but, at(-9_000), at(9_000))
                .unwrap()
        };
        assert_eq!(next(&history, &[bot()]), Some(other.clone()));
        assert_eq!(next(&history, &[bot(), other.clone()]), None);
        keep(&mut history, &[], -500, 2);
        assert_eq!(next(&history, std::slice::from_ref(&other)), Some(bot()));
        keep_at(&mut history, 3, &[], -9_000, -500);
        assert_eq!(next(&history, std::slice::from_ref(&other)), None);
        // The clock was set back since.
        let early = history.next_log(&account(), &[other], at(-9_000), at(1));
        assert_eq!(early.unwrap(), Some(bot()));
    }

    #[test]
    fn times_that_were_read_become_one_and_none_is_in_the_future() {
        let (_folder, mut history) = history();
        let read = |history: &History| {
            let read = history.log_read(&account(), &bot()).unwrap().unwrap();
            (read.since, read.until)
        };
        keep(&mut history, &[], 100, 200);
        keep(&mut history, &[], 200, 300);
        keep_at(&mut history, 310, &[], 50, 100);
        assert_eq!(read(&history), (at(50), at(300)));
        // The clock was set back: the last day is to be read again.
        keep_at(&mut history, 250, &[], -2_000, -1_500);
        assert_eq!(read(&history), (at(-2_000), at(-1_500)));
        keep(&mut history, &[], -1_500, 250);
        assert_eq!(read(&history), (at(-2_000), at(250)));
        keep_at(&mut history, 240, &[], -1_300, 240);
        assert_eq!(read(&history), (at(-2_000), at(240)));
        keep(&mut history, &[], 400, 500);
        assert_eq!(read(&history), (at(400), at(500)));

        let some = LogReading {
            account: &account(),
            bot: &bot(),
            now: at(600),
            read: None,
            in_part: None,
            lines: &[line(1, 550, "Leave")],
            people: &[],
        };
        let kept = history.keep_log(&some).unwrap();
        assert_eq!((kept.lines, read(&history)), (1, (at(400), at(500))));
    }

    #[test]
    fn a_day_that_was_read_in_part_stays_known_until_it_is_removed() {
        let (_folder, mut history) = history();
        let day = |history: &mut History, noon: i64| {
            let reading = LogReading {
                account: &account(),
                bot: &bot(),
                now: at(0),
                read: None,
                in_part: Some(at(noon)),
                lines: &[],
                people: &[],
            };
            history.keep_log(&reading).unwrap();
        };
        for noon in [-9_000, -3_000, -9_000] {
            day(&mut history, noon);
        }
        let days = |history: &History| history.log_in_part(&account(), &bot(), 9).unwrap();
        assert_eq!(days(&history), [at(-3_000), at(-9_000)]);
        assert_eq!(
            history.log_in_part(&account(), &bot(), 1),
            Ok(vec![at(-3_000)])
        );
        let end = -9_000 + 12 * 60;
        history.remove_logged_before(at(end - 1), 50).unwrap();
        assert_eq!(days(&history).len(), 2, "some of it is kept");
        history.remove_logged_before(at(end), 50).unwrap();
        assert_eq!(days(&history), [at(-3_000)]);
        history.remove_bot(&account(), &bot()).unwrap();
        history.add_bots(&account(), &[bot()], at(0)).unwrap();
        assert_eq!(days(&history), []);
    }

    #[test]
    fn a_name_that_a_person_removed_does_not_come_back() {
        let (_folder, mut history) = history();
        keep(&mut history, &[line(1, -500, "Leave")], -9_000, 20);
        assert_eq!(history.named_people().unwrap().len(), 1);
        history.name_person("u-1", None).unwrap();
        keep(&mut history, &[line(2, -400, "Leave")], -9_000, 30);
        assert_eq!(history.named_people().unwrap(), []);
        assert_eq!(history.people(9).unwrap()[0].name, None);
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
        assert_eq!(history.remove_before(at(0), 50), Ok(0));
        assert_eq!(history.remove_logged_before(at(0), 50), Ok(1));
        assert_eq!(history.remove_logged_before(at(0), 50), Ok(0));
        assert_eq!(history.kept_since(), Ok(Some(at(0))));
        let told = history.logged(&account(), &bot()).unwrap();
        assert_eq!(
            told.iter().map(|one| one.from).collect::<Vec<_>>(),
            [at(10)]
        );
        history.remove_bot(&account(), &bot()).unwrap();
        assert_eq!(history.logged(&account(), &bot()).unwrap(), []);
    }
}
