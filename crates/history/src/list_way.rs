//! The ways into the table `job` for a list, each an index or some ranges of one, and the SQL.
//!
//! A filter with several halves ("of this person, failed, this week") is read along the half with
//! the fewest rows; the others are looked at in the same index. Which half that is, is counted
//! rather than guessed: SQLite's own statistics would have to be kept fresh, and do not know
//! ranges of time.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::list_filter::{About, STATES, Wanted, Who};

/// More bots than these are looked up among the rows instead of being read one by one: SQLite
/// merges at most 500 ranges.
const BOTS: usize = 64;
/// Counting stops here.
const MOST: u32 = 10_000;
/// Counting which way is the shortest stops here: up to so many rows are put in order within
/// some 20 ms.
pub(crate) const SHORT: u32 = 20_000;

/// An index, and how it is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// One range for each of a few bots.
    Bots,
    /// The range of a person.
    Who,
    /// The jobs with failed parts.
    FailedParts,
    /// One range for each state.
    States,
}

impl Way {
    fn index(self) -> &'static str {
        match self {
            Self::Bots => "job_of_bot",
            Self::Who => "job_of_who",
            Self::FailedParts => "job_with_failed_parts",
            Self::States => "job_of_state",
        }
    }
}

/// The ways that a filter allows, the likely shortest first.
fn ways(wanted: &Wanted) -> Vec<Way> {
    let few = wanted.bots.as_ref().is_some_and(|bots| bots.len() <= BOTS);
    [
        (Way::Bots, few),
        (Way::Who, wanted.who.is_some()),
        (Way::FailedParts, wanted.failed),
        (Way::States, true),
    ]
    .into_iter()
    .filter_map(|(way, open)| open.then_some(way))
    .collect()
}

/// The shortest way and how many rows lie on it, counted up to [`SHORT`].
pub(crate) fn shortest(conn: &Connection, wanted: &Wanted) -> rusqlite::Result<(Way, u32)> {
    let mut best = (Way::States, u32::MAX);
    for way in ways(wanted) {
        let ranges = Wanted {
            // Only what makes the range shorter.
            states: match way {
                Way::States => wanted.states.clone(),
                _ => STATES.to_vec(),
            },
            bots: wanted.bots.clone().filter(|_| way == Way::Bots),
            who: wanted.who.filter(|_| way == Way::Who),
            kinds: None,
            failed: way == Way::FailedParts,
            from: wanted.from,
            to: wanted.to,
        };
        let rows = count(conn, &ranges, way, SHORT + 1)?;
        if rows < best.1 {
            best = (way, rows);
        }
    }
    Ok(best)
}

/// How many jobs the filter finds.
pub(crate) fn about(conn: &Connection, wanted: &Wanted) -> rusqlite::Result<About> {
    let (way, _) = shortest(conn, wanted)?;
    let jobs = count(conn, wanted, way, MOST + 1)?;
    Ok(About {
        jobs: jobs.min(MOST),
        more: jobs > MOST,
    })
}

fn count(conn: &Connection, wanted: &Wanted, way: Way, most: u32) -> rusqlite::Result<u32> {
    let mut sql = Sql::default();
    let arms = sql.arms(wanted, way, "1", "");
    let most = sql.value(most.into());
    sql.text = format!("SELECT count(*) FROM ({arms} LIMIT {most})");
    conn.prepare_cached(&sql.text)?
        .query_one(params_from_iter(sql.values), |row| row.get(0))
}

/// A statement that is being written.
#[derive(Debug, Default)]
pub(crate) struct Sql {
    pub text: String,
    pub values: Vec<Value>,
}

impl Sql {
    /// The name of a value in the statement.
    pub fn value(&mut self, value: i64) -> String {
        self.values.push(Value::Integer(value));
        format!("?{}", self.values.len())
    }

    fn list(&mut self, numbers: &[i64]) -> String {
        let text = serde_json::Value::from(numbers).to_string();
        self.values.push(Value::Text(text));
        format!("(SELECT value FROM json_each(?{}))", self.values.len())
    }

    /// What each row has to be besides lying on the way.
    pub fn checks(&mut self, wanted: &Wanted, way: Option<Way>) -> String {
        let mut all = Vec::new();
        if way != Some(Way::States) && !wanted.all_states() {
            let words: Vec<_> = wanted
                .states
                .iter()
                .map(|state| format!("'{}'", state.as_word()))
                .collect();
            all.push(format!("state IN ({})", words.join(", ")));
        }
        if way != Some(Way::Bots)
            && let Some(bots) = &wanted.bots
        {
            all.push(match bots.as_slice() {
                [one] => format!("+bot = {}", self.value(*one)),
                many => format!("+bot IN {}", self.list(many)),
            });
        }
        if way != Some(Way::Who)
            && let Some(who) = wanted.who
        {
            all.push(match who {
                Who::Known(nr) => format!("+who = {}", self.value(nr)),
                Who::Unknown => "+who IS NULL".to_owned(),
            });
        }
        if let Some(from) = wanted.from {
            all.push(format!("listed_at >= {}", self.value(from)));
        }
        if let Some(to) = wanted.to {
            all.push(format!("listed_at < {}", self.value(to)));
        }
        let column = if wanted.failed {
            "kinds_failed"
        } else {
            "kinds"
        };
        match &wanted.kinds {
            Some(kinds) => all.push(format!("{column} IN {}", self.list(kinds))),
            None if wanted.failed => all.push("kinds_failed IS NOT NULL".to_owned()),
            None => {}
        }
        all.iter()
            .map(|check| format!(" AND {check}"))
            .collect::<Vec<_>>()
            .concat()
    }

    /// One SELECT for each range of the way. `go_on` is a further condition of each.
    pub fn arms(&mut self, wanted: &Wanted, way: Way, columns: &str, go_on: &str) -> String {
        let checks = self.checks(wanted, Some(way));
        let ranges: Vec<String> = match way {
            Way::Bots => {
                let bots = wanted.bots.as_deref().unwrap_or_default();
                bots.iter()
                    .map(|bot| format!("bot = {}", self.value(*bot)))
                    .collect()
            }
            Way::Who => vec![match wanted.who {
                Some(Who::Known(nr)) => format!("who = {}", self.value(nr)),
                _ => "who IS NULL".to_owned(),
            }],
            Way::FailedParts => vec!["kinds_failed IS NOT NULL".to_owned()],
            Way::States => wanted
                .states
                .iter()
                .map(|state| format!("state = '{}'", state.as_word()))
                .collect(),
        };
        let index = way.index();
        let arms: Vec<String> = ranges
            .iter()
            .map(|range| {
                format!("SELECT {columns} FROM job INDEXED BY {index} WHERE {range}{checks}{go_on}")
            })
            .collect();
        arms.join(" UNION ALL ")
    }
}
