//! Table `kinds`: which kinds of parts a job has, and which kinds failed. Jobs of a bot have the
//! same kinds again and again, so each set is kept once and the jobs point to it: a list by kind
//! looks at a number in the index instead of at ten parts of each job.

use std::collections::BTreeSet;

use domain::{PublishState, Resource};
use rusqlite::{Connection, OptionalExtension};

use crate::history::Reader;
use crate::problem::Problem;

/// `names` is a JSON array of texts in their order, each once. Parts whose kind the platform does
/// not tell are in none; a set may be empty.
pub(crate) const V2: &str = "
CREATE TABLE kinds (
  nr    INTEGER PRIMARY KEY,
  names TEXT NOT NULL UNIQUE
) STRICT;
";

/// Fills the columns `kinds` and `kinds_failed` of the jobs of version 1. The tables in between
/// live in memory: some 100 bytes for each job.
pub(crate) const FILL_V2: &str = "
CREATE TEMP TABLE told AS
SELECT resource.job AS job, part.kind AS kind, max(resource.state = 'failed') AS failed
FROM resource JOIN part ON part.nr = resource.part
GROUP BY resource.job, part.kind ORDER BY resource.job, part.kind;
CREATE TEMP TABLE told_sets AS
SELECT job,
  json_group_array(kind) FILTER (WHERE kind IS NOT NULL) AS names,
  iif(max(failed) = 1, json_group_array(kind) FILTER (WHERE failed = 1 AND kind IS NOT NULL), NULL)
    AS failed
FROM temp.told GROUP BY job;
DROP TABLE temp.told;
INSERT INTO kinds (names)
SELECT names FROM temp.told_sets UNION SELECT failed FROM temp.told_sets WHERE failed IS NOT NULL;
CREATE UNIQUE INDEX temp.told_once ON told_sets (job);
UPDATE job SET
  who = (SELECT nr FROM person WHERE id = job.started_by),
  kinds = (SELECT kinds.nr FROM temp.told_sets AS told JOIN kinds ON kinds.names = told.names
           WHERE told.job = job.nr),
  kinds_failed = (SELECT kinds.nr FROM temp.told_sets AS told
                  JOIN kinds ON kinds.names = told.failed WHERE told.job = job.nr);
DROP TABLE temp.told_sets;
";

/// Writes down which kinds of parts a job has.
pub(crate) fn keep(conn: &Connection, job: i64, resources: &[Resource]) -> rusqlite::Result<()> {
    let all = names(resources.iter());
    let failed: Vec<&Resource> = resources
        .iter()
        .filter(|resource| resource.state == PublishState::Failed)
        .collect();
    let failed_nr = if failed.is_empty() {
        None
    } else {
        Some(nr(conn, &names(failed.into_iter()))?)
    };
    conn.prepare_cached("UPDATE job SET kinds = ?2, kinds_failed = ?3 WHERE nr = ?1")?
        .execute((job, nr(conn, &all)?, failed_nr))
        .map(drop)
}

fn names<'a>(resources: impl Iterator<Item = &'a Resource>) -> String {
    let kinds: BTreeSet<&str> = resources
        .filter_map(|resource| resource.kind.as_deref())
        .collect();
    let kinds: Vec<&str> = kinds.into_iter().collect();
    serde_json::Value::from(kinds).to_string()
}

fn nr(conn: &Connection, names: &str) -> rusqlite::Result<i64> {
    let known = conn
        .prepare_cached("SELECT nr FROM kinds WHERE names = ?1")?
        .query_one([names], |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    conn.prepare_cached("INSERT INTO kinds (names) VALUES (?1)")?
        .insert([names])
}

/// The sets that hold one of these kinds.
pub(crate) fn with_any(conn: &Connection, kinds: &[String]) -> rusqlite::Result<Vec<i64>> {
    let wanted = serde_json::Value::from(kinds).to_string();
    conn.prepare_cached(
        "SELECT nr FROM kinds WHERE EXISTS (
           SELECT 1 FROM json_each(kinds.names) AS one JOIN json_each(?1) AS other
           ON one.value = other.value)
         ORDER BY nr",
    )?
    .query_map([wanted], |row| row.get(0))?
    .collect()
}

impl Reader {
    /// The kinds of parts that publishes had, in their order, at most `limit`.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn part_kinds(&self, limit: u32) -> Result<Vec<String>, Problem> {
        self.read(|conn| {
            conn.prepare_cached(
                "SELECT DISTINCT one.value FROM kinds, json_each(kinds.names) AS one
                 ORDER BY 1 LIMIT ?1",
            )?
            .query_map([limit], |row| row.get(0))?
            .collect()
        })
    }
}
