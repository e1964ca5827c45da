//! Table `log_in_part`: days of change logs of which the platform does not give out all.

use domain::{AccountId, BotId};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use crate::history::Reader;
use crate::problem::Problem;
use crate::values::Ms;
use crate::{bot, damage};

/// `noon` is that of the day in UTC, in milliseconds since 1970.
pub(crate) const V6: &str = "
CREATE TABLE log_in_part (
  bot  INTEGER NOT NULL REFERENCES bot ON DELETE CASCADE,
  noon INTEGER NOT NULL,
  PRIMARY KEY (bot, noon)
) STRICT, WITHOUT ROWID;
";

const HALF_A_DAY: SignedDuration = SignedDuration::from_hours(12);

impl Reader {
    /// The days of which the bot's change log was read and had more than the platform gives out,
    /// newest first: noon in UTC of each.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn log_in_part(
        &self,
        account: &AccountId,
        bot: &BotId,
        most: u32,
    ) -> Result<Vec<Timestamp>, Problem> {
        self.read(|conn| {
            let Some(place) = bot::find(conn, account, bot)? else {
                return Ok(Vec::new());
            };
            conn.prepare_cached(
                "SELECT noon FROM log_in_part WHERE bot = ?1 ORDER BY noon DESC LIMIT ?2",
            )?
            .query_map((place.bot, most), |row| Ok(row.get::<_, Ms>(0)?.0))?
            .collect()
        })
    }
}

pub(crate) fn keep(conn: &Connection, bot: i64, noon: Timestamp) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO log_in_part (bot, noon) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    )?
    .execute((bot, Ms(noon)))?;
    Ok(())
}

/// Removes the days that were over before this moment.
pub(crate) fn remove_before(conn: &Connection, before: Timestamp) -> rusqlite::Result<()> {
    let noon = before.checked_sub(HALF_A_DAY).unwrap_or(before);
    conn.prepare_cached("DELETE FROM log_in_part WHERE noon <= ?1")?
        .execute([Ms(noon)])?;
    Ok(())
}

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, "SELECT noon FROM log_in_part", |row| {
        Ok(row.get::<_, Ms>(0)?.0)
    })
}
