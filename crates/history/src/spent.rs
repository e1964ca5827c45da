//! Table `spent`: requests of the last hour, account by account, so that an app that is started
//! again does not send what the platform's windows no longer allow.
//!
//! The rows are never less than what was sent: whoever is about to send first writes down what it
//! may send until it writes again, and afterwards what it did send.

use domain::AccountId;
use jiff::Timestamp;
use rusqlite::Connection;

use crate::damage;
use crate::history::{History, Reader};
use crate::problem::Problem;
use crate::values::Ms;

/// `at` is no earlier than the moment at which they were sent.
pub(crate) const V2: &str = "
CREATE TABLE spent (
  account  INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  at       INTEGER NOT NULL,
  requests INTEGER NOT NULL CHECK (requests > 0),
  PRIMARY KEY (account, at)
) STRICT, WITHOUT ROWID;
";

/// Requests through one account: when, and how many.
pub type Spent = Vec<(Timestamp, u32)>;

impl History {
    /// Keeps the requests of accounts, in place of what was there. Accounts that are not there
    /// (any more) are left out.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn keep_spent(&mut self, spent: &[(AccountId, Spent)]) -> Result<(), Problem> {
        self.write(|conn| {
            for (account, requests) in spent {
                conn.prepare_cached(
                    "DELETE FROM spent WHERE account = (SELECT nr FROM account WHERE id = ?1)",
                )?
                .execute([account.as_str()])?;
                let mut insert = conn.prepare_cached(
                    "INSERT INTO spent (account, at, requests)
                     SELECT nr, ?2, ?3 FROM account WHERE id = ?1
                     ON CONFLICT DO UPDATE SET requests = requests + ?3",
                )?;
                for (at, requests) in requests.iter().filter(|(_, requests)| *requests > 0) {
                    insert.execute((account.as_str(), Ms(*at), requests))?;
                }
            }
            Ok(())
        })
    }
}

impl Reader {
    /// The requests that were kept, oldest first.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn spent(&self) -> Result<Vec<(AccountId, Spent)>, Problem> {
        self.read(|conn| {
            let mut all: Vec<(AccountId, Spent)> = Vec::new();
            let mut statement = conn.prepare_cached(SELECT)?;
            for row in statement.query_map((), row)? {
                let (account, at, requests) = row?;
                match all.last_mut().filter(|(last, _)| *last == account) {
                    Some((_, spent)) => spent.push((at, requests)),
                    None => all.push((account, vec![(at, requests)])),
                }
            }
            Ok(all)
        })
    }
}

const SELECT: &str = "SELECT account.id, spent.at, spent.requests
    FROM spent JOIN account ON account.nr = spent.account ORDER BY spent.account, spent.at";

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<(AccountId, Timestamp, u32)> {
    Ok((
        AccountId::new(row.get::<_, String>(0)?),
        row.get::<_, Ms>(1)?.0,
        row.get(2)?,
    ))
}

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, SELECT, row)
}
