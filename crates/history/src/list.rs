//! Lists of jobs, in any order, page by page.
//!
//! A page goes on after the last line of the one before, never by counting lines off: a page deep
//! down costs as much as the first. Where a filter leaves few lines, they are read and put in
//! order here; where it leaves many, they are read in their order until the page is full. Both
//! look at indexes only, so that even a filter which finds nothing ends within a second over a
//! million jobs.

use domain::PublishState;
use rusqlite::{Connection, params_from_iter};

use crate::history::Reader;
use crate::job::{COLUMNS, JobRow, line};
use crate::list_filter::{About, Entry, JobFilter, STATES, Wanted, Who};
use crate::list_sort::{Blocks, JobSort, ListPlace, Rank, duration_rank};
use crate::list_way::{SHORT, Sql, Way, about, shortest};
use crate::problem::Problem;

/// A page of jobs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobPage {
    /// The lines.
    pub jobs: Vec<JobRow>,
    /// Where to go on; `None` after the last page.
    pub next: Option<ListPlace>,
}

impl Reader {
    /// A page of jobs, newest first by `requested_at`, then by `row`.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn jobs(
        &self,
        filter: &JobFilter,
        after: Option<&ListPlace>,
        limit: u32,
    ) -> Result<JobPage, Problem> {
        self.jobs_by(filter, JobSort::Requested, true, after, limit)
    }

    /// A page of jobs in an order. `after` is the end of the page before, of the same order.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn jobs_by(
        &self,
        filter: &JobFilter,
        sort: JobSort,
        descending: bool,
        after: Option<&ListPlace>,
        limit: u32,
    ) -> Result<JobPage, Problem> {
        self.read_as_one(|conn| {
            let Some(wanted) = Wanted::resolve(conn, filter)? else {
                return Ok(JobPage::default());
            };
            let list = List {
                conn,
                short: SHORT,
                wanted,
                sort,
                blocks: Blocks::read(conn, sort, descending)?,
                descending,
            };
            list.page(after, limit as usize)
        })
    }

    /// About how many jobs a filter finds: exactly, up to ten thousand.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn about_jobs(&self, filter: &JobFilter) -> Result<About, Problem> {
        self.read_as_one(|conn| match Wanted::resolve(conn, filter)? {
            Some(wanted) => about(conn, &wanted),
            None => Ok(About {
                jobs: 0,
                more: false,
            }),
        })
    }
}

struct List<'a> {
    conn: &'a Connection,
    /// Up to so many lines are put in order here.
    short: u32,
    wanted: Wanted,
    sort: JobSort,
    blocks: Blocks,
    descending: bool,
}

impl List<'_> {
    fn page(&self, after: Option<&ListPlace>, limit: usize) -> rusqlite::Result<JobPage> {
        // One more than wanted tells whether there is a next page.
        let mut entries = self.entries(after, limit.saturating_add(1))?;
        let more = entries.len() > limit;
        entries.truncate(limit);
        let mut find = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM job JOIN bot ON bot.nr = job.bot
             JOIN account ON account.nr = job.account WHERE job.nr = ?1"
        ))?;
        Ok(JobPage {
            jobs: entries
                .iter()
                .map(|entry| find.query_one([entry.nr], |row| line(row, 0)))
                .collect::<Result<_, _>>()?,
            next: entries
                .last()
                .filter(|_| more)
                .map(|entry| self.blocks.place(self.sort, entry)),
        })
    }

    fn entries(&self, after: Option<&ListPlace>, limit: usize) -> rusqlite::Result<Vec<Entry>> {
        let (way, rows) = shortest(self.conn, &self.wanted)?;
        match self.sort {
            JobSort::Requested => {
                self.by_time(&self.wanted, way, self.descending, after.map(moment), limit)
            }
            _ if rows <= self.short => self.gathered(way, after, limit),
            JobSort::Duration => self.by_duration(after, limit),
            JobSort::Bot | JobSort::Account | JobSort::State | JobSort::Who => {
                self.by_block(after, limit)
            }
        }
    }

    /// The lines along a way, by time.
    fn by_time(
        &self,
        wanted: &Wanted,
        way: Way,
        newest_first: bool,
        after: Option<(i64, i64)>,
        limit: usize,
    ) -> rusqlite::Result<Vec<Entry>> {
        let (than, order) = direction(newest_first);
        let mut sql = Sql::default();
        let go_on = after.map_or_else(String::new, |(at, nr)| {
            let (at, nr) = (sql.value(at), sql.value(nr));
            format!(" AND (listed_at, nr) {than} ({at}, {nr})")
        });
        let arms = sql.arms(wanted, way, Entry::COLUMNS, &go_on);
        sql.text = format!("{arms} ORDER BY listed_at {order}, nr {order}");
        self.read(sql, limit)
    }

    /// One bot, person or state after the other.
    fn by_block(&self, after: Option<&ListPlace>, limit: usize) -> rusqlite::Result<Vec<Entry>> {
        let (first, there) = after.map_or((0, false), |place| self.blocks.of_place(place));
        let mut entries = Vec::new();
        for (at, block) in self.blocks.order.iter().enumerate().skip(first) {
            if entries.len() >= limit {
                break;
            }
            let Some((wanted, way)) = self.narrowed(*block) else {
                continue;
            };
            let after = after.filter(|_| at == first && there).map(moment);
            let left = limit - entries.len();
            entries.extend(self.by_time(&wanted, way, true, after, left)?);
        }
        Ok(entries)
    }

    /// The filter within a block; `None` where it leaves nothing of it.
    fn narrowed(&self, block: Option<i64>) -> Option<(Wanted, Way)> {
        let mut wanted = self.wanted.clone();
        Some(match self.sort {
            JobSort::State => {
                let state = state_of(block?)?;
                wanted.states = vec![state];
                self.wanted
                    .states
                    .contains(&state)
                    .then_some((wanted, Way::States))?
            }
            JobSort::Who => {
                let who = block.map_or(Who::Unknown, Who::Known);
                wanted.who = Some(who);
                let fits = self.wanted.who.is_none_or(|wanted| wanted == who);
                fits.then_some((wanted, Way::Who))?
            }
            _ => {
                let bot = block?;
                let bots = self.wanted.bots.as_ref();
                let fits = bots.is_none_or(|bots| bots.binary_search(&bot).is_ok());
                wanted.bots = Some(vec![bot]);
                fits.then_some((wanted, Way::Bots))?
            }
        })
    }

    fn by_duration(&self, after: Option<&ListPlace>, limit: usize) -> rusqlite::Result<Vec<Entry>> {
        let (than, order) = direction(self.descending);
        let mut entries = Vec::new();
        let known = after.is_none_or(|place| place.duration.is_some());
        for known in [true, false].into_iter().skip(usize::from(!known)) {
            let left = limit - entries.len();
            let mut sql = Sql::default();
            let checks = sql.checks(&self.wanted, None);
            let after = after.filter(|place| place.duration.is_some() == known);
            let (range, order) = if known {
                ("IS NOT NULL", format!("duration_ms {order}, nr {order}"))
            } else {
                ("IS NULL", "nr DESC".to_owned())
            };
            let go_on = match after.map(|place| (millis(place), place.row)) {
                None => String::new(),
                Some((Some(ms), nr)) => {
                    let (ms, nr) = (sql.value(ms), sql.value(nr));
                    format!(" AND (duration_ms, nr) {than} ({ms}, {nr})")
                }
                Some((None, nr)) => format!(" AND nr < {}", sql.value(nr)),
            };
            sql.text = format!(
                "SELECT {} FROM job INDEXED BY job_of_duration
                 WHERE duration_ms {range}{checks}{go_on} ORDER BY {order}",
                Entry::COLUMNS
            );
            entries.extend(self.read(sql, left)?);
            if entries.len() >= limit {
                break;
            }
        }
        Ok(entries)
    }

    /// The few lines along a way, put in order here.
    fn gathered(
        &self,
        way: Way,
        after: Option<&ListPlace>,
        limit: usize,
    ) -> rusqlite::Result<Vec<Entry>> {
        let mut sql = Sql::default();
        sql.text = sql.arms(&self.wanted, way, Entry::COLUMNS, "");
        let mut ranked: Vec<(Rank, Entry)> = self
            .read(sql, usize::MAX)?
            .into_iter()
            .map(|entry| (self.blocks.rank(self.sort, &entry), entry))
            .filter(|(rank, _)| after.is_none_or(|place| self.comes_after(place, *rank)))
            .collect();
        let by_rank = |one: &(Rank, Entry)| one.0;
        if ranked.len() > limit {
            ranked.select_nth_unstable_by_key(limit, by_rank);
            ranked.truncate(limit);
        }
        ranked.sort_unstable_by_key(by_rank);
        Ok(ranked.into_iter().map(|(_, entry)| entry).collect())
    }

    fn comes_after(&self, place: &ListPlace, rank: Rank) -> bool {
        let (at, nr) = moment(place);
        match self.sort {
            JobSort::Requested if !self.descending => rank > (0, at, nr),
            JobSort::Requested => rank > (0, -at, -nr),
            JobSort::Duration => rank > duration_rank(millis(place), nr, self.descending),
            _ => match self.blocks.of_place(place) {
                (block, true) => rank > (block, -at, -nr),
                (block, false) => rank.0 >= block,
            },
        }
    }

    fn read(&self, mut sql: Sql, limit: usize) -> rusqlite::Result<Vec<Entry>> {
        let limit = sql.value(i64::try_from(limit).unwrap_or(i64::MAX));
        self.conn
            .prepare_cached(&format!("{} LIMIT {limit}", sql.text))?
            .query_map(params_from_iter(sql.values), Entry::read)?
            .collect()
    }
}

fn direction(descending: bool) -> (&'static str, &'static str) {
    if descending {
        ("<", "DESC")
    } else {
        (">", "ASC")
    }
}

fn moment(place: &ListPlace) -> (i64, i64) {
    (place.requested_at.as_millisecond(), place.row)
}

fn millis(place: &ListPlace) -> Option<i64> {
    let duration = place.duration?;
    Some(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX))
}

fn state_of(place: i64) -> Option<PublishState> {
    STATES.get(usize::try_from(place).ok()?).copied()
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;
