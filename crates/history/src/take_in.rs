//! Accounts and bots that were prepared elsewhere.

use jiff::Timestamp;

use crate::account::{self, AccountRecord};
use crate::bot::{self, NewBot};
use crate::history::History;
use crate::problem::Problem;

/// An account, whether it is new here, and its bots with whether they are favourites.
pub type TakenIn<'a> = (AccountRecord, bool, Vec<(NewBot<'a>, bool)>);

impl History {
    /// Takes all of it in, or nothing. Bots that are there already stay as they are.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn take_in(&mut self, list: &[TakenIn<'_>], now: Timestamp) -> Result<(), Problem> {
        self.write(|conn| {
            for (record, fresh, bots) in list {
                if *fresh {
                    account::insert(conn, record)?;
                }
                let account = account::nr(conn, &record.id)?.ok_or(Problem::Gone)?;
                for (new, favourite) in bots {
                    if bot::add(conn, account, new, now)? > 0 && *favourite {
                        conn.prepare_cached(
                            "UPDATE bot SET favourite = 1 WHERE account = ?1 AND id = ?2",
                        )?
                        .execute((account, new.id.as_str()))?;
                    }
                }
            }
            Ok(())
        })
    }
}
