//! A report about one publish.

use jiff::tz::TimeZone;

use super::Monitor;
use crate::report::{Facts, Sheet, gaps_around, report};
use crate::view::{JobRef, Refusal};

impl Monitor {
    /// Puts a report together. Ids of people are left out, but for names given by hand.
    ///
    /// # Errors
    /// When there is no such publish, or the history cannot be read.
    pub async fn report(
        &self,
        job: JobRef,
        zone: TimeZone,
        version: &'static str,
    ) -> Result<Sheet, Refusal> {
        let now = self.ports.clock.now().wall;
        let (accounts, discreet) = self.discreet(false).await?;
        let made = self.read(move |reader| {
            let Some(job) = reader.job(job.job)? else {
                return Ok(None);
            };
            let life = reader.coverage(&job.row.account, &job.row.bot, now)?;
            Ok(Some(report(&Facts {
                account: accounts.get(&job.row.account).map(String::as_str),
                beside: reader.beside(job.row.row)?.as_ref(),
                gaps: &gaps_around(&life, &job, now),
                job: &job,
                discreet: &discreet,
                zone: &zone,
                now,
                version,
            })))
        });
        made.await?.ok_or(Refusal::Gone)
    }
}
