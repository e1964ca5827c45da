//! What other bots of the same host did at about the time of a publish.

use jiff::SignedDuration;
use rusqlite::OptionalExtension;

use crate::history::Reader;
use crate::problem::Problem;
use crate::values::Ms;

/// Other bots of a host that published near a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// At least one publish of theirs failed, as a whole or in a part.
    pub failed: u32,
    /// They published, and nothing failed.
    pub fine: u32,
}

impl Reader {
    /// The other bots of a publish's host that published at most `near` before or after it;
    /// `None`: there is no such publish.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn neighbours(
        &self,
        job: i64,
        near: SignedDuration,
    ) -> Result<Option<Neighbours>, Problem> {
        self.read_as_one(|conn| {
            let place = conn
                .prepare_cached(
                    "SELECT job.bot, job.listed_at, account.host
                     FROM job JOIN account ON account.nr = job.account WHERE job.nr = ?1",
                )?
                .query_one([job], |row| {
                    Ok((
                        row.get::<_, i64>(0)?,
                        row.get::<_, Ms>(1)?.0,
                        row.get::<_, String>(2)?,
                    ))
                })
                .optional()?;
            let Some((bot, at, host)) = place else {
                return Ok(None);
            };
            let from = at.checked_sub(near).unwrap_or(jiff::Timestamp::MIN);
            let to = at.checked_add(near).unwrap_or(jiff::Timestamp::MAX);
            let found = conn
                .prepare_cached(
                    "SELECT count(*) FILTER (WHERE failed), count(*) FILTER (WHERE NOT failed)
                     FROM (
                       SELECT max(job.state = 'failed' OR job.kinds_failed IS NOT NULL) AS failed
                       FROM job INDEXED BY job_of_state
                       JOIN bot ON bot.nr = job.bot
                       JOIN account ON account.nr = bot.account
                       WHERE job.state IN ('published', 'failed')
                         AND job.listed_at BETWEEN ?1 AND ?2
                         AND job.bot <> ?3 AND account.host = ?4
                       GROUP BY job.bot)",
                )?
                .query_one((Ms(from), Ms(to), bot, host), |row| {
                    Ok(Neighbours {
                        failed: row.get(0)?,
                        fine: row.get(1)?,
                    })
                })?;
            Ok(Some(found))
        })
    }
}
