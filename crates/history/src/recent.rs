//! The last publishes of every bot, for whoever learns how often each is published.

use std::collections::HashMap;

use domain::{AccountId, BotId};
use jiff::{SignedDuration, Timestamp};

use crate::history::Reader;
use crate::problem::Problem;
use crate::values::{Ms, SpanMs};

/// One publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecentJob {
    /// The job's number in this file.
    pub row: i64,
    /// When it was requested; where the server did not tell, when it was first seen.
    pub requested_at: Timestamp,
    /// How long it took, where it is over and that is known.
    pub lasted: Option<SignedDuration>,
}

impl Reader {
    /// The newest publishes of each bot since `since`, oldest first, in one question.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn recent_jobs(
        &self,
        since: Timestamp,
        of_each: u32,
    ) -> Result<HashMap<(AccountId, BotId), Vec<RecentJob>>, Problem> {
        self.read(|conn| {
            let mut all: HashMap<_, Vec<RecentJob>> = HashMap::new();
            let mut statement = conn.prepare_cached(
                "SELECT account.id, bot.id, job.nr, job.listed_at,
                        iif(job.state IN ('published', 'failed'), job.duration_ms, NULL)
                 FROM bot JOIN account ON account.nr = bot.account
                 JOIN job ON job.nr IN (
                   SELECT nr FROM job WHERE job.bot = bot.nr AND listed_at >= ?1
                   ORDER BY listed_at DESC LIMIT ?2)
                 ORDER BY job.listed_at",
            )?;
            let rows = statement.query_map((Ms(since), of_each), |row| {
                let key = (
                    AccountId::new(row.get::<_, String>(0)?),
                    BotId::new(row.get::<_, String>(1)?),
                );
                let job = RecentJob {
                    row: row.get(2)?,
                    requested_at: row.get::<_, Ms>(3)?.0,
                    lasted: row.get::<_, Option<SpanMs>>(4)?.map(|span| span.0),
                };
                Ok((key, job))
            })?;
            for row in rows {
                let (key, job) = row?;
                all.entry(key).or_default().push(job);
            }
            Ok(all)
        })
    }
}
