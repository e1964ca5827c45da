//! The versions of the file. Only ever add a step at the end: files that people have were made
//! by the earlier ones.
//!
//! Each step runs in one transaction together with its number (`user_version`), so a computer
//! that goes dark in the middle leaves the version before or the version after. `foreign_keys`
//! cannot be switched inside a transaction: a step that rebuilds a table with children must
//! copy the children too.

use rusqlite::{Connection, TransactionBehavior};

use crate::problem::Problem;
use crate::{
    absence, account, alert, alert_quiet, alert_rule, bot, job, kinds, last_check, log_in_part,
    logged, mark, part, person, progress, resource, setting, spent, watched,
};

/// Marks the file as ours: `PubM`.
pub(crate) const APPLICATION_ID: i32 = i32::from_be_bytes(*b"PubM");

/// Statements of one version, run in order.
pub(crate) type Step = &'static [&'static str];

/// All steps; the first makes version 1.
pub(crate) const STEPS: &[Step] = &[
    &[
        mark::V1,
        setting::V1,
        account::V1,
        bot::V1,
        last_check::V1,
        watched::V1,
        job::V1,
        part::V1,
        resource::V1,
        progress::V1,
    ],
    &[
        account::V2,
        bot::V2,
        alert::V2,
        alert_rule::V2,
        alert_quiet::V2,
        watched::V2,
        absence::V2,
        spent::V2,
        person::V2,
        kinds::V2,
        job::V2,
        kinds::FILL_V2,
        job::INDEXES_V2,
        resource::V2,
    ],
    &[account::V3],
    &[person::V4],
    &[logged::V5],
    &[log_in_part::V6],
];

/// The version that `steps` lead to.
pub(crate) fn newest(steps: &[Step]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX)
}

/// The version of the file; 0 for one without any.
pub(crate) fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings the file to the newest version.
pub(crate) fn migrate(conn: &mut Connection, steps: &[Step]) -> Result<(), Problem> {
    let from = version(conn)?;
    for (to, step) in (1_i64..).zip(steps) {
        if to <= from {
            continue;
        }
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for statements in *step {
            tx.execute_batch(statements)?;
        }
        tx.pragma_update(None, "user_version", to)?;
        tx.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &[Step] = &[
        &[
            "CREATE TABLE a (x INTEGER) STRICT",
            "INSERT INTO a VALUES (7)",
        ],
        &["ALTER TABLE a ADD COLUMN y TEXT NOT NULL DEFAULT 'new'"],
    ];

    fn version_of(conn: &Connection) -> i64 {
        version(conn).unwrap()
    }

    #[test]
    fn steps_run_once_and_in_order_from_any_version() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn, &TWO[..1]).unwrap();
        assert_eq!(version_of(&conn), 1);
        migrate(&mut conn, TWO).unwrap();
        migrate(&mut conn, TWO).unwrap();
        assert_eq!(version_of(&conn), 2);
        let row: (i64, String) = conn
            .query_one("SELECT x, y FROM a", (), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(row, (7, "new".into()));
    }

    #[test]
    fn a_step_that_fails_leaves_the_version_before() {
        let broken: &[Step] = &[TWO[0], &["DELETE FROM a", "CREATE TABLE a (again)"]];
        let mut conn = Connection::open_in_memory().unwrap();
        assert!(migrate(&mut conn, broken).is_err());
        assert_eq!(version_of(&conn), 1);
        let rows: i64 = conn
            .query_one("SELECT count(*) FROM a", (), |row| row.get(0))
            .unwrap();
        assert_eq!(rows, 1, "the first half of the step must be undone");
    }

    /// A fingerprint of the schema that people's files have. When this fails, a released step
    /// was edited: put it back and add a new one.
    #[test]
    fn version_1_is_what_it_was() {
        let statements = STEPS[0].concat();
        // FNV-1a over what SQLite reads: spaces and line ends do not count.
        let fingerprint = statements
            .split_whitespace()
            .flat_map(str::bytes)
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        assert_eq!(fingerprint, 0x501a_66ff_f312_6db0, "{fingerprint:#x}");
    }
}
