//! All publishes of a stretch of time, bot by bot, for whoever counts them.

use domain::{AccountId, PublishState};
use jiff::{SignedDuration, Timestamp};

use crate::history::Reader;
use crate::problem::Problem;
use crate::values::{Ms, SpanMs, Word};

/// One publish, as far as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobPoint {
    /// The bot's number in this file.
    pub bot: i64,
    /// When it was asked for.
    pub at: Timestamp,
    /// How it ended, or what it does.
    pub state: PublishState,
    /// A part of it failed.
    pub part_failed: bool,
    /// The number of the person who started it.
    pub who: Option<i64>,
    /// How long it took.
    pub lasted: Option<SignedDuration>,
}

impl Reader {
    /// Tells each publish that was asked for from `from` until before `to`: bot by bot, the
    /// oldest of each first. One pass through an index, whatever the stretch; nothing is held in
    /// memory.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn each_job(
        &self,
        account: Option<&AccountId>,
        from: Timestamp,
        to: Timestamp,
        mut each: impl FnMut(JobPoint),
    ) -> Result<(), Problem> {
        let of_account = if account.is_some() {
            "AND bot IN (SELECT bot.nr FROM bot JOIN account ON account.nr = bot.account
                         WHERE account.id = ?3)"
        } else {
            "AND ?3 IS NULL"
        };
        self.read(|conn| {
            let mut statement = conn.prepare_cached(&format!(
                "SELECT bot, listed_at, state, kinds_failed IS NOT NULL, who, duration_ms
                 FROM job INDEXED BY job_of_bot
                 WHERE listed_at >= ?1 AND listed_at < ?2 {of_account}
                 ORDER BY bot, listed_at, nr"
            ))?;
            let mut rows = statement.query((Ms(from), Ms(to), account.map(AccountId::as_str)))?;
            while let Some(row) = rows.next()? {
                each(JobPoint {
                    bot: row.get(0)?,
                    at: row.get::<_, Ms>(1)?.0,
                    state: row.get::<_, Word<_>>(2)?.0,
                    part_failed: row.get(3)?,
                    who: row.get(4)?,
                    lasted: row.get::<_, Option<SpanMs>>(5)?.map(|span| span.0),
                });
            }
            Ok(())
        })
    }

    /// The ids of people by their numbers.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn people_by_number(&self) -> Result<Vec<(i64, String)>, Problem> {
        self.read(|conn| {
            conn.prepare_cached("SELECT nr, id FROM person")?
                .query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }
}
