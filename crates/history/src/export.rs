//! What an export is made of: pages of jobs with what their lines do not hold, and the bots whose
//! gaps belong to them.

use domain::{AccountId, BotId};
use rusqlite::OptionalExtension;

use crate::history::Reader;
use crate::job::JobRow;
use crate::list_filter::JobFilter;
use crate::list_sort::ListPlace;
use crate::problem::Problem;

/// A publish with the few things that a table of many shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedJob {
    /// The line.
    pub row: JobRow,
    /// The comment given with the publish.
    pub version_comment: Option<String>,
    /// Names of the parts that failed, in the platform's order; where one has none, its kind or id.
    pub failed_parts: Vec<String>,
}

/// A bot that a filter leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedBot {
    /// Its account.
    pub account: AccountId,
    /// Its id.
    pub bot: BotId,
    /// What the person calls it.
    pub name: Option<String>,
    /// It is put away: nobody means to watch it.
    pub archived: bool,
}

impl Reader {
    /// A page of jobs, newest first, and where to go on.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn export_page(
        &self,
        filter: &JobFilter,
        after: Option<&ListPlace>,
        limit: u32,
    ) -> Result<(Vec<ExportedJob>, Option<ListPlace>), Problem> {
        let page = self.jobs(filter, after, limit)?;
        let jobs = self.read_as_one(|conn| {
            let mut comment =
                conn.prepare_cached("SELECT version_comment FROM job WHERE nr = ?1")?;
            let mut failed = conn.prepare_cached(
                "SELECT coalesce(part.name, part.kind, part.id, '')
                 FROM resource LEFT JOIN part ON part.nr = resource.part
                 WHERE resource.job = ?1 AND resource.state = 'failed'
                 ORDER BY resource.position",
            )?;
            let mut jobs = Vec::with_capacity(page.jobs.len());
            for row in page.jobs {
                // Gone since the page was read, with its bot.
                let Some(version_comment) =
                    comment.query_one([row.row], |row| row.get(0)).optional()?
                else {
                    continue;
                };
                let failed_parts = if row.parts_failed == 0 {
                    Vec::new()
                } else {
                    failed
                        .query_map([row.row], |row| row.get(0))?
                        .collect::<Result<_, _>>()?
                };
                jobs.push(ExportedJob {
                    row,
                    version_comment,
                    failed_parts,
                });
            }
            Ok(jobs)
        })?;
        Ok((jobs, page.next))
    }

    /// The bots that a filter leaves by account, id and group, in the order in which they were
    /// added.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn export_bots(&self, filter: &JobFilter) -> Result<Vec<ExportedBot>, Problem> {
        self.read(|conn| {
            conn.prepare_cached(
                "SELECT account.id, bot.id, bot.name, bot.archived_at IS NOT NULL
                 FROM bot JOIN account ON account.nr = bot.account
                 WHERE (?1 IS NULL OR account.id = ?1) AND (?2 IS NULL OR bot.id = ?2)
                   AND (?3 IS NULL OR ifnull(bot.bot_group, '') = ?3)
                 ORDER BY account.nr, bot.nr",
            )?
            .query_map(
                (
                    filter.account.as_ref().map(AccountId::as_str),
                    filter.bot.as_ref().map(BotId::as_str),
                    &filter.group,
                ),
                |row| {
                    Ok(ExportedBot {
                        account: AccountId::new(row.get::<_, String>(0)?),
                        bot: BotId::new(row.get::<_, String>(1)?),
                        name: row.get(2)?,
                        archived: row.get(3)?,
                    })
                },
            )?
            .collect()
        })
    }
}
