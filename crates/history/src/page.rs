//! Lists of jobs, newest first, page by page.
//!
//! A page goes on after the last row of the one before (`listed_at`, then `nr`), never by
//! counting rows off: a page deep down costs as much as the first, and rows that arrive meanwhile
//! neither repeat nor hide one. Each state has its own sorted range in an index, and SQLite merges
//! the ranges while it reads, so it looks at little more than what it returns, whatever the filter.

use domain::{AccountId, BotId, PublishState};
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::history::Reader;
use crate::job::{COLUMNS, JobRow, line};
use crate::problem::Problem;
use crate::{account, bot};

/// Which jobs to list. By default all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobFilter {
    /// Only this account's.
    pub account: Option<AccountId>,
    /// Only this bot's; without an account, in whatever account it is.
    pub bot: Option<BotId>,
    /// Only in these states; empty for all.
    pub states: Vec<PublishState>,
}

const STATES: [PublishState; 5] = [
    PublishState::Published,
    PublishState::Failed,
    PublishState::Publishing,
    PublishState::Waiting,
    PublishState::Unknown,
];

impl Reader {
    /// A page of jobs, newest first by `requested_at`, then by `row`. `after` is the
    /// `requested_at` and `row` of the last line of the page before.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn jobs(
        &self,
        filter: &JobFilter,
        after: Option<(Timestamp, i64)>,
        limit: u32,
    ) -> Result<Vec<JobRow>, Problem> {
        self.read_as_one(|conn| {
            let scope = scope(conn, filter)?;
            let Some((sql, values)) = page_sql(&scope, &filter.states, after, limit) else {
                return Ok(Vec::new());
            };
            conn.prepare_cached(&sql)?
                .query_map(params_from_iter(values), |row| line(row, 0))?
                .collect()
        })
    }
}

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Scope {
    Everything,
    Account(i64),
    Bots(Vec<i64>),
}

fn scope(conn: &Connection, filter: &JobFilter) -> rusqlite::Result<Scope> {
    Ok(match (&filter.account, &filter.bot) {
        (None, None) => Scope::Everything,
        (Some(account), None) => match account::nr(conn, account)? {
            Some(nr) => Scope::Account(nr),
            None => Scope::Bots(Vec::new()),
        },
        (Some(account), Some(bot)) => {
            let place = bot::find(conn, account, bot)?;
            Scope::Bots(place.into_iter().map(|place| place.bot).collect())
        }
        (None, Some(bot)) => Scope::Bots(bot::all_of_id(conn, bot)?),
    })
}

/// The statement and its values; `None` where nothing can be found.
fn page_sql(
    scope: &Scope,
    states: &[PublishState],
    after: Option<(Timestamp, i64)>,
    limit: u32,
) -> Option<(String, Vec<Value>)> {
    let mut values = vec![Value::Integer(limit.into())];
    let mut value = |number: i64| {
        values.push(Value::Integer(number));
        values.len()
    };
    // The first half is for the index, the second for jobs asked for in the same millisecond.
    let go_on = after.map_or_else(String::new, |(at, nr)| {
        let (at, nr) = (value(at.as_millisecond()), value(nr));
        format!(" AND listed_at <= ?{at} AND (listed_at < ?{at} OR nr < ?{nr})")
    });
    let owners: Vec<String> = match scope {
        Scope::Everything => vec![String::new()],
        Scope::Account(account) => vec![format!("account = ?{} AND ", value(*account))],
        Scope::Bots(bots) => bots
            .iter()
            .map(|bot| format!("bot = ?{} AND ", value(*bot)))
            .collect(),
    };
    let wanted = STATES
        .into_iter()
        .filter(|state| states.is_empty() || states.contains(state));
    let arms: Vec<String> = wanted
        .flat_map(|state| {
            let word = state.as_word();
            let go_on = &go_on;
            owners.iter().map(move |owner| {
                format!("SELECT listed_at, nr FROM job WHERE {owner}state = '{word}'{go_on}")
            })
        })
        .collect();
    if arms.is_empty() {
        return None;
    }
    let arms = arms.join(" UNION ALL ");
    // CROSS JOIN keeps the order of the joins: from the few rows of the page to their columns.
    let sql = format!(
        "SELECT {COLUMNS} FROM
           ({arms} ORDER BY listed_at DESC, nr DESC LIMIT ?1) AS page
         CROSS JOIN job ON job.nr = page.nr
         CROSS JOIN bot ON bot.nr = job.bot
         CROSS JOIN account ON account.nr = job.account
         ORDER BY page.listed_at DESC, page.nr DESC"
    );
    Some((sql, values))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrations::{STEPS, migrate};

    fn plan(scope: &Scope, states: &[PublishState], after: bool) -> Vec<String> {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn, STEPS).unwrap();
        let after = after.then_some((Timestamp::UNIX_EPOCH, 7));
        let (sql, values) = page_sql(scope, states, after, 100).unwrap();
        let mut explain = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = explain.query_map(params_from_iter(values), |row| row.get("detail"));
        steps.unwrap().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn every_filter_is_served_by_an_index_without_sorting_the_table() {
        let scopes = [
            (Scope::Everything, "job_of_state"),
            (Scope::Account(1), "job_of_account"),
            (Scope::Bots(vec![1]), "job_of_bot"),
            (Scope::Bots(vec![1, 2]), "job_of_bot"),
        ];
        let choices: [&[PublishState]; 3] = [
            &[],
            &[PublishState::Failed],
            &[PublishState::Failed, PublishState::Unknown],
        ];
        for (scope, index) in &scopes {
            for states in choices {
                for after in [false, true] {
                    let plan = plan(scope, states, after);
                    let owners = match scope {
                        Scope::Bots(bots) => bots.len(),
                        _ => 1,
                    };
                    let arms = owners * if states.is_empty() { 5 } else { states.len() };
                    let served = plan
                        .iter()
                        .filter(|step| step.contains(&format!("USING COVERING INDEX {index} (")))
                        .filter(|step| step.contains("listed_at<") == after)
                        .count();
                    assert_eq!(served, arms, "{scope:?} {states:?} {after}: {plan:#?}");
                    assert!(
                        !plan.iter().any(|step| step.starts_with("SCAN job")),
                        "{plan:#?}"
                    );
                    // Only the rows of the page are put in order at the end.
                    let sorts = plan.iter().filter(|step| step.contains("TEMP B-TREE"));
                    assert!(sorts.count() <= 1, "{plan:#?}");
                }
            }
        }
    }

    #[test]
    fn nobody_has_no_jobs() {
        assert_eq!(page_sql(&Scope::Bots(Vec::new()), &[], None, 9), None);
    }
}
