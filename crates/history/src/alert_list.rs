//! The list of alerts, and how much of it a person has seen.

use rusqlite::{Connection, OptionalExtension};

use crate::alert::{AlertRow, COLUMNS, FROM, line};
use crate::history::{History, Reader};
use crate::problem::Problem;

/// Where the number of the newest alert that was seen is kept.
const SEEN: &str = "alerts_seen";

/// How many alerts wait for a look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlertCount {
    /// Alerts that somebody should look at and that nobody saw in the list.
    pub to_look_at: u32,
    /// Number of the newest alert; 0 for none.
    pub newest: i64,
    /// Number of the newest that was seen.
    pub seen: i64,
}

impl Reader {
    /// A page of the list, newest first. `after` is the number of the last line of the page
    /// before.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn alerts(&self, after: Option<i64>, limit: u32) -> Result<Vec<AlertRow>, Problem> {
        self.read(|conn| {
            conn.prepare_cached(&format!(
                "SELECT {COLUMNS} {FROM} WHERE alert.nr < ?1 ORDER BY alert.nr DESC LIMIT ?2"
            ))?
            .query_map((after.unwrap_or(i64::MAX), limit), line)?
            .collect()
        })
    }

    /// Counts what waits for a look. What was muted does not wait.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn alert_count(&self) -> Result<AlertCount, Problem> {
        self.read_as_one(|conn| {
            let seen = seen(conn)?;
            conn.prepare_cached(
                "SELECT count(*) FILTER (WHERE nr > ?1 AND told NOT IN ('muted', 'on_it')
                    AND kind IN ('failed', 'parts_failed', 'stuck', 'cannot_check', 'unreachable')),
                    ifnull(max(nr), 0)
                 FROM alert WHERE nr > ?1 OR nr = (SELECT max(nr) FROM alert)",
            )?
            .query_one([seen], |row| {
                Ok(AlertCount {
                    to_look_at: row.get(0)?,
                    newest: row.get(1)?,
                    seen,
                })
            })
        })
    }
}

impl History {
    /// A person saw the list down to this alert.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn see_alerts(&mut self, through: i64) -> Result<(), Problem> {
        self.write(|conn| {
            // Never ahead of what there is: the next ones would count as seen.
            let newest: i64 =
                conn.query_one("SELECT ifnull(max(nr), 0) FROM alert", (), |row| row.get(0))?;
            let through = through.min(newest).max(seen(conn)?);
            conn.prepare_cached("INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)")?
                .execute((SEEN, through.to_string()))?;
            Ok(())
        })
    }
}

pub(crate) fn seen(conn: &Connection) -> rusqlite::Result<i64> {
    let kept: Option<String> = conn
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_one([SEEN], |row| row.get(0))
        .optional()?;
    Ok(kept.and_then(|text| text.parse().ok()).unwrap_or(0))
}
