//! In which order a list of jobs comes, and how it goes on after a line.
//!
//! Times and lengths are read in the order of an index. Bots, accounts, people and states come one
//! after the other, each with its jobs newest first. An order ends in the job's number, so that
//! no two lines are the same to it.

use std::cmp::Ordering;
use std::collections::HashMap;

use domain::PublishState;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use crate::list_filter::{Entry, STATES};
use crate::person;

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum JobSort {
    /// When it was asked for.
    #[default]
    Requested,
    /// How long it took; where that is not known, it comes last in both directions.
    Duration,
    /// What the person calls the bot, or its id.
    Bot,
    /// What the person calls the account.
    Account,
    /// Failed first, published last.
    State,
    /// Who started it: the name given by hand or the id; where that is not known, it comes last.
    Who,
}

/// A line after which a list goes on. It holds what the order is made of rather than how many
/// lines came before: what arrives or goes meanwhile neither repeats nor hides a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPlace {
    /// The job's number.
    pub row: i64,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// How long it took.
    pub duration: Option<SignedDuration>,
    /// What its bot, account, person or state is ordered by; empty for times and lengths, and
    /// where it is not known who.
    pub words: Vec<String>,
}

/// A line's rank in an order: which block it is in, then two numbers, all rising.
pub(crate) type Rank = (usize, i64, i64);

/// The blocks of an order, in their direction: numbers of bots or people, places in [`STATES`].
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    pub order: Vec<Option<i64>>,
    words: Vec<Vec<String>>,
    ranks: HashMap<Option<i64>, usize>,
    descending: bool,
}

impl Blocks {
    pub fn read(conn: &Connection, sort: JobSort, descending: bool) -> rusqlite::Result<Self> {
        let mut all: Vec<(Vec<String>, Option<i64>)> = match sort {
            JobSort::Requested | JobSort::Duration => Vec::new(),
            JobSort::Bot | JobSort::Account => bots(conn, sort)?,
            JobSort::State => (0..STATES.len())
                .map(|place| (vec![place.to_string()], i64::try_from(place).ok()))
                .collect(),
            JobSort::Who => person::all(conn)?
                .into_iter()
                .map(|(person, nr)| {
                    let shown = person.name.as_ref().unwrap_or(&person.id);
                    (vec![shown.to_lowercase(), person.id], Some(nr))
                })
                .chain([(Vec::new(), None)])
                .collect(),
        };
        all.sort_by(|a, b| compare(&a.0, &b.0, descending));
        let (words, order): (Vec<_>, Vec<_>) = all.into_iter().unzip();
        let ranks = order.iter().copied().zip(0..).collect();
        Ok(Self {
            order,
            words,
            ranks,
            descending,
        })
    }

    /// The block of a place, and whether it is still there; otherwise the one that comes next.
    pub fn of_place(&self, place: &ListPlace) -> (usize, bool) {
        let at = self.words.partition_point(|words| {
            compare(words, &place.words, self.descending) == Ordering::Less
        });
        (at, self.words.get(at) == Some(&place.words))
    }

    fn of_entry(&self, sort: JobSort, entry: &Entry) -> usize {
        let key = match sort {
            JobSort::Requested | JobSort::Duration => return 0,
            JobSort::Bot | JobSort::Account => Some(entry.bot),
            JobSort::State => place_of(entry.state),
            JobSort::Who => entry.who,
        };
        self.ranks.get(&key).copied().unwrap_or(usize::MAX)
    }

    /// Where a line stands.
    pub fn rank(&self, sort: JobSort, entry: &Entry) -> Rank {
        let newest_first = |block| (block, -entry.listed_at, -entry.nr);
        match (sort, self.descending) {
            (JobSort::Requested, true) => newest_first(0),
            (JobSort::Requested, false) => (0, entry.listed_at, entry.nr),
            (JobSort::Duration, descending) => duration_rank(entry.duration, entry.nr, descending),
            _ => newest_first(self.of_entry(sort, entry)),
        }
    }

    /// The place after a line of the list.
    pub fn place(&self, sort: JobSort, entry: &Entry) -> ListPlace {
        let block = self.of_entry(sort, entry);
        ListPlace {
            row: entry.nr,
            requested_at: Timestamp::from_millisecond(entry.listed_at).unwrap_or_default(),
            duration: entry.duration.map(SignedDuration::from_millis),
            words: self.words.get(block).cloned().unwrap_or_default(),
        }
    }
}

pub(crate) fn duration_rank(duration: Option<i64>, nr: i64, descending: bool) -> Rank {
    match (duration, descending) {
        (None, _) => (1, -nr, 0),
        (Some(ms), true) => (0, -ms, -nr),
        (Some(ms), false) => (0, ms, nr),
    }
}

fn place_of(state: PublishState) -> Option<i64> {
    let place = STATES.iter().position(|known| *known == state)?;
    i64::try_from(place).ok()
}

/// What is not known comes last in both directions.
fn compare(a: &[String], b: &[String], descending: bool) -> Ordering {
    match (a.is_empty(), b.is_empty()) {
        (false, false) if descending => b.cmp(a),
        (false, false) => a.cmp(b),
        (a, b) => a.cmp(&b),
    }
}

fn bots(conn: &Connection, sort: JobSort) -> rusqlite::Result<Vec<(Vec<String>, Option<i64>)>> {
    conn.prepare_cached(
        "SELECT bot.nr, bot.id, ifnull(bot.name, bot.id), account.id, account.name
         FROM bot JOIN account ON account.nr = bot.account",
    )?
    .query_map((), |row| {
        let id: String = row.get(1)?;
        let name = row.get::<_, String>(2)?.to_lowercase();
        let account: String = row.get(3)?;
        let words = match sort {
            JobSort::Account => {
                let account_name = row.get::<_, String>(4)?.to_lowercase();
                vec![account_name, account, name, id]
            }
            _ => vec![name, id, account],
        };
        Ok((words, row.get(0)?))
    })?
    .collect()
}
