//! What a person looks at: one bot, one publish.

use history::{JobFilter, Problem, Reader};
use jiff::Timestamp;

use super::{Monitor, key};
use crate::show;
use crate::show_comparison::comparison;
use crate::usual;
use crate::view::{BotDetail, BotRef, Comparison, JobDetail, JobRef, Refusal};
use crate::wake::Ask;

/// Rows of a bot's own history that travel with it.
const OWN_HISTORY: u32 = 50;

impl Monitor {
    /// One bot with its last publish and its newest history.
    ///
    /// # Errors
    /// When there is no such bot, or the history cannot be read.
    pub async fn bot(&self, bot: BotRef) -> Result<BotDetail, Refusal> {
        let key = key(&bot);
        let row = if self.looks_only() {
            self.still_row(key.clone()).await?
        } else {
            self.ask(|answer| Ask::Bot(key.clone(), answer)).await?
        };
        let row = row.ok_or(Refusal::Gone)?;
        let job = row.job.as_ref().map(|job| job.job);
        let now = self.ports.clock.now().wall;
        self.read(move |reader| {
            let filter = JobFilter {
                account: Some(key.account.clone()),
                bot: Some(key.bot.clone()),
                ..JobFilter::default()
            };
            let job = job.map(|job| detail(reader, job, now)).transpose()?;
            let page = reader.jobs(&filter, None, OWN_HISTORY)?;
            let mut logged = reader.logged(&key.account, &key.bot)?;
            logged.truncate(OWN_HISTORY as usize);
            let in_part = reader.log_in_part(&key.account, &key.bot, OWN_HISTORY)?;
            let gaps = reader.gaps(&key.account, &key.bot, Some(now), OWN_HISTORY)?;
            Ok(BotDetail {
                row,
                job: job.flatten(),
                history: page.jobs.iter().map(show::job_row).collect(),
                history_goes_on: page.next.is_some(),
                gaps: gaps.iter().map(show::gap).collect(),
                logged: logged.into_iter().map(show::logged).collect(),
                log_in_part: in_part.into_iter().map(show::millis).collect(),
            })
        })
        .await
    }

    /// One publish with its resources.
    ///
    /// # Errors
    /// When there is no such job, or the history cannot be read.
    pub async fn job(&self, job: JobRef) -> Result<JobDetail, Refusal> {
        let now = self.ports.clock.now().wall;
        let found = self.read(move |reader| detail(reader, job.job, now));
        found.await?.ok_or(Refusal::Gone)
    }

    /// A publish beside the newest one before it that worked.
    ///
    /// # Errors
    /// When there is no such job, or the history cannot be read.
    pub async fn compare_job(&self, job: JobRef) -> Result<Comparison, Refusal> {
        let beside = self.read(move |reader| reader.beside(job.job)).await?;
        beside.as_ref().map(comparison).ok_or(Refusal::Gone)
    }

    /// Publishes in the history, and its size on disk in bytes.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn size(&self) -> Result<(u64, u64), Refusal> {
        self.read(|reader| Ok((reader.job_count()?, reader.file_bytes())))
            .await
    }
}

fn detail(reader: &Reader, job: i64, now: Timestamp) -> Result<Option<JobDetail>, Problem> {
    let Some(stored) = reader.job(job)? else {
        return Ok(None);
    };
    let usual = usual::read(reader, &stored.row, now)?;
    let beside = usual::beside(reader, &stored.row)?;
    Ok(Some(show::job_detail(&stored, usual, beside)))
}
