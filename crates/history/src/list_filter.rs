//! Which jobs a list shows, resolved to the numbers in the file.

use domain::{AccountId, BotId, PublishState};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::values::Ms;
use crate::{kinds, person};

/// Which jobs to list. By default all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobFilter {
    /// Only this account's.
    pub account: Option<AccountId>,
    /// Only this bot's; without an account, in whatever account it is.
    pub bot: Option<BotId>,
    /// Only of bots that are in this group now; empty: in none.
    pub group: Option<String>,
    /// Only in these states; empty for all.
    pub states: Vec<PublishState>,
    /// Only with such parts.
    pub parts: Option<Parts>,
    /// Only what this person started.
    pub who: Option<String>,
    /// Only what was asked for then or later.
    pub from: Option<Timestamp>,
    /// Only what was asked for before.
    pub to: Option<Timestamp>,
}

/// What there has to be among the parts of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parts {
    /// One that failed.
    Failed,
    /// One of these kinds.
    OfKinds(Vec<String>),
    /// One of these kinds that failed.
    FailedOfKinds(Vec<String>),
}

/// About how many jobs a filter finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// So many.
    pub jobs: u32,
    /// There are more: counting stopped there.
    pub more: bool,
}

pub(crate) const STATES: [PublishState; 5] = [
    PublishState::Failed,
    PublishState::Unknown,
    PublishState::Publishing,
    PublishState::Waiting,
    PublishState::Published,
];

/// Who started a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// This person.
    Known(i64),
    /// Nobody told.
    Unknown,
}

/// A filter in the file's own numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// `None`: all bots.
    pub bots: Option<Vec<i64>>,
    /// Never empty. All of them: no filter.
    pub states: Vec<PublishState>,
    pub who: Option<Who>,
    pub from: Option<i64>,
    pub to: Option<i64>,
    /// Numbers of sets in `kinds`; `None`: any.
    pub kinds: Option<Vec<i64>>,
    /// The sets are those of failed parts.
    pub failed: bool,
}

impl Wanted {
    /// `None` where nothing can be found.
    pub fn resolve(conn: &Connection, filter: &JobFilter) -> rusqlite::Result<Option<Self>> {
        let bots = bots(conn, filter)?;
        let who = match &filter.who {
            None => None,
            Some(id) => match person::known(conn, id)? {
                None => return Ok(None),
                Some(nr) => Some(Who::Known(nr)),
            },
        };
        let kinds = match &filter.parts {
            None | Some(Parts::Failed) => None,
            Some(Parts::OfKinds(kinds) | Parts::FailedOfKinds(kinds)) => {
                Some(kinds::with_any(conn, kinds)?)
            }
        };
        let nothing = |list: &Option<Vec<i64>>| list.as_ref().is_some_and(Vec::is_empty);
        if nothing(&bots) || nothing(&kinds) {
            return Ok(None);
        }
        Ok(Some(Self {
            bots,
            states: STATES
                .into_iter()
                .filter(|state| filter.states.is_empty() || filter.states.contains(state))
                .collect(),
            who,
            from: filter.from.map(Timestamp::as_millisecond),
            to: filter.to.map(Timestamp::as_millisecond),
            kinds,
            failed: matches!(filter.parts, Some(Parts::Failed | Parts::FailedOfKinds(_))),
        }))
    }

    pub fn all_states(&self) -> bool {
        self.states.len() == STATES.len()
    }
}

/// The bots of the filter; `None` where all of them are.
fn bots(conn: &Connection, filter: &JobFilter) -> rusqlite::Result<Option<Vec<i64>>> {
    if filter.account.is_none() && filter.bot.is_none() && filter.group.is_none() {
        return Ok(None);
    }
    let found: Vec<i64> = conn
        .prepare_cached(
            "SELECT bot.nr FROM bot JOIN account ON account.nr = bot.account
             WHERE (?1 IS NULL OR account.id = ?1) AND (?2 IS NULL OR bot.id = ?2)
               AND (?3 IS NULL OR ifnull(bot.bot_group, '') = ?3)
             ORDER BY bot.nr",
        )?
        .query_map(
            (
                filter.account.as_ref().map(AccountId::as_str),
                filter.bot.as_ref().map(BotId::as_str),
                &filter.group,
            ),
            |row| row.get(0),
        )?
        .collect::<Result<_, _>>()?;
    let all: i64 = conn
        .prepare_cached("SELECT count(*) FROM bot")?
        .query_one((), |row| row.get(0))?;
    Ok((i64::try_from(found.len()) != Ok(all) || all == 0).then_some(found))
}

/// What a line of a list is ordered by, as it stands in each index of lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub listed_at: i64,
    pub nr: i64,
    pub duration: Option<i64>,
    pub bot: i64,
    pub state: PublishState,
    pub who: Option<i64>,
}

impl Entry {
    pub const COLUMNS: &str = "listed_at, nr, duration_ms, bot, state, who";

    pub fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            listed_at: row.get::<_, Ms>(0)?.0.as_millisecond(),
            nr: row.get(1)?,
            duration: row.get(2)?,
            bot: row.get(3)?,
            state: row.get::<_, crate::values::Word<_>>(4)?.0,
            who: row.get(5)?,
        })
    }
}
