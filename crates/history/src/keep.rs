//! How long publishes are kept, and the room of those that are not.
//!
//! Some stay however old they are: the last publish of each bot and the last good one, those that
//! are not over or wait for an approval, and those of alerts that nobody has seen yet. Whether a
//! publish is one of them is asked in the transaction that would remove it, so that what came
//! meanwhile counts.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::alert_list::seen;
use crate::history::{History, Reader};
use crate::problem::Problem;
use crate::values::Ms;
use crate::{log_in_part, logged};

/// Where it is kept from when on the history is whole.
const KEPT_SINCE: &str = "kept_since";

/// What removing old publishes would free.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Freeable {
    /// Publishes that would go.
    pub publishes: u64,
    /// Their share of the file, in bytes: about as much.
    pub bytes: u64,
}

/// Publishes of one state that may go, with `?1` for the moment before which, and `?2` for the
/// number of the newest alert that was seen.
fn removable(state: &str) -> String {
    let later = "SELECT 1 FROM job AS later INDEXED BY job_of_bot
           WHERE later.bot = job.bot AND (later.listed_at, later.nr) > (job.listed_at, job.nr)";
    let spare_good = if state == "published" {
        format!(
            "AND (job.parts_failed > 0 OR EXISTS ({later} AND later.state = 'published'
               AND later.parts_failed = 0 AND NOT later.awaiting_approval))"
        )
    } else {
        String::new()
    };
    format!(
        "FROM job INDEXED BY job_of_state
         WHERE job.state = '{state}' AND job.listed_at < ?1 AND NOT job.awaiting_approval
           AND EXISTS ({later}) {spare_good}
           AND NOT EXISTS (SELECT 1 FROM last_check
             WHERE last_check.bot = job.bot AND last_check.job = job.nr)
           AND NOT EXISTS (SELECT 1 FROM alert
             WHERE alert.job = job.nr AND (alert.nr > ?2 OR alert.told IN ('due', 'telling')))"
    )
}

impl Reader {
    /// What would go if publishes from before this moment were removed. Looks at each of them:
    /// some seconds where there are a million.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn freeable(&self, before: Timestamp) -> Result<Freeable, Problem> {
        let used = self.used_bytes()?;
        self.read_as_one(|conn| {
            let seen = seen(conn)?;
            let mut publishes = 0;
            for state in ["published", "failed"] {
                publishes += conn
                    .prepare_cached(&format!("SELECT count(*) {}", removable(state)))?
                    .query_one((Ms(before), seen), |row| row.get::<_, i64>(0))?
                    .cast_unsigned();
            }
            let all = count(conn)?;
            let bytes = u128::from(used) * u128::from(publishes) / u128::from(all.max(1));
            Ok(Freeable {
                publishes,
                bytes: u64::try_from(bytes).unwrap_or(used),
            })
        })
    }

    /// The moment before which publishes have to go so that the rest takes about this many bytes;
    /// `None` where it does already.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn before_for_bytes(&self, bytes: u64) -> Result<Option<Timestamp>, Problem> {
        let used = self.used_bytes()?;
        if used <= bytes {
            return Ok(None);
        }
        self.read_as_one(|conn| {
            let all = count(conn)?;
            let over = u128::from(used - bytes) * u128::from(all) / u128::from(used);
            let over = i64::try_from(over).unwrap_or(i64::MAX);
            conn.prepare_cached("SELECT listed_at FROM job ORDER BY listed_at LIMIT 1 OFFSET ?1")?
                .query_one([over], |row| Ok(row.get::<_, Ms>(0)?.0))
                .optional()
        })
    }

    /// From this moment on the history is whole: earlier publishes were removed on the person's
    /// word. `None`: nothing ever was.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn kept_since(&self) -> Result<Option<Timestamp>, Problem> {
        self.read(kept_since)
    }

    /// When the newest publish was asked for.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn newest_publish(&self) -> Result<Option<Timestamp>, Problem> {
        self.read(|conn| {
            conn.query_one("SELECT max(listed_at) FROM job", (), |row| {
                Ok(row.get::<_, Option<Ms>>(0)?.map(|ms| ms.0))
            })
        })
    }

    /// Bytes in the file that hold nothing and will be used again. [`History::compact`] gives
    /// them back.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn unused_bytes(&self) -> Result<u64, Problem> {
        self.pages("freelist_count")
    }

    fn used_bytes(&self) -> Result<u64, Problem> {
        Ok(self.pages("page_count")? - self.unused_bytes()?)
    }

    fn pages(&self, pragma: &str) -> Result<u64, Problem> {
        self.read(|conn| {
            let number = |pragma| conn.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
            Ok((number(pragma)? * number("page_size")?).cast_unsigned())
        })
    }
}

impl History {
    /// Removes the oldest publishes from before this moment, at most so many, in one transaction;
    /// says how many. Fewer than `most`: there are no more. Fifty take a few milliseconds.
    ///
    /// # Errors
    /// See [`Problem`]; nothing is then removed.
    pub fn remove_before(&mut self, before: Timestamp, most: u32) -> Result<u32, Problem> {
        self.write(|conn| {
            let wanted = ["published", "failed"]
                .map(|state| format!("SELECT job.nr, job.listed_at {}", removable(state)))
                .join(" UNION ALL ");
            let jobs = conn
                .prepare_cached(&format!("{wanted} ORDER BY 2, 1 LIMIT ?3"))?
                .query_map((Ms(before), seen(conn)?, most), |row| row.get::<_, i64>(0))?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            for job in &jobs {
                // Without its publish an alert would speak of nothing.
                conn.prepare_cached("DELETE FROM alert WHERE job = ?1")?
                    .execute([job])?;
                conn.prepare_cached("DELETE FROM job WHERE nr = ?1")?
                    .execute([job])?;
            }
            if !jobs.is_empty() {
                keeps_since(conn, before)?;
            }
            Ok(u32::try_from(jobs.len()).unwrap_or(most))
        })
    }

    /// Removes what change logs told of the time before this moment, of at most so many bots, in
    /// one transaction; says of how many. Fewer than `most`: there is no more.
    ///
    /// # Errors
    /// See [`Problem`]; nothing is then removed.
    pub fn remove_logged_before(&mut self, before: Timestamp, most: u32) -> Result<u32, Problem> {
        self.write(|conn| {
            let bots = logged::remove_before(conn, before, most)?;
            log_in_part::remove_before(conn, before)?;
            if bots > 0 {
                keeps_since(conn, before)?;
            }
            Ok(bots)
        })
    }

    /// Gives back [`Reader::unused_bytes`], where there are any. It is one transaction of SQLite's own (`VACUUM`):
    /// a kill or a full disk leaves the file as it was. It needs room for two more of what the
    /// file holds, and nothing is written meanwhile: some seconds for 800 MB.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn compact(&mut self) -> Result<(), Problem> {
        // Says first that the file is being written to.
        self.write(|_| Ok(()))?;
        let unused = self.unused_bytes()?;
        self.read(|conn| {
            if unused > 0 {
                // What it is put together in may be larger than the memory.
                conn.execute_batch("PRAGMA temp_store = FILE")?;
                let done = conn.execute_batch("VACUUM");
                conn.execute_batch("PRAGMA temp_store = MEMORY")?;
                done?;
            }
            // A reader in the way puts this off to a later time.
            conn.query_one("PRAGMA wal_checkpoint(TRUNCATE)", (), |_| Ok(()))
        })
    }
}

fn count(conn: &Connection) -> rusqlite::Result<u64> {
    conn.query_one("SELECT count(*) FROM job", (), |row| row.get::<_, i64>(0))
        .map(i64::cast_unsigned)
}

/// What was before then is gone.
fn keeps_since(conn: &Connection, before: Timestamp) -> rusqlite::Result<()> {
    if kept_since(conn)?.is_none_or(|known| known < before) {
        conn.prepare_cached("INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)")?
            .execute((KEPT_SINCE, before.as_millisecond().to_string()))?;
    }
    Ok(())
}

pub(crate) fn kept_since(conn: &Connection) -> rusqlite::Result<Option<Timestamp>> {
    let kept: Option<String> = conn
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_one([KEPT_SINCE], |row| row.get(0))
        .optional()?;
    Ok(kept
        .and_then(|text| text.parse().ok())
        .and_then(|ms| Timestamp::from_millisecond(ms).ok()))
}
