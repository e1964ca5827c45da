//! Table `account`: a host with a client id, as the person set it up. The secret is not here.

use domain::{AccountId, Algorithm, ClientId, Colour};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Params, Row};

use crate::damage;
use crate::history::{History, Reader};
use crate::problem::Problem;
use crate::values::Ms;

/// `nr` is the short name that the other tables use; `id` is what the app and the keychain use.
pub(crate) const V1: &str = "
CREATE TABLE account (
  nr                 INTEGER PRIMARY KEY,
  id                 TEXT NOT NULL UNIQUE,
  name               TEXT NOT NULL,
  host               TEXT NOT NULL,
  client_id          TEXT NOT NULL,
  secret_in_keychain INTEGER NOT NULL CHECK (secret_in_keychain IN (0, 1)),
  path_form          TEXT NOT NULL,
  claims_form        TEXT NOT NULL,
  added_at           INTEGER NOT NULL
) STRICT;
";

/// By what a person tells accounts apart at a glance (the word of a colour; empty for none),
/// whether the person signed out and kept the history, and the platform's word for how tokens are
/// signed.
pub(crate) const V2: &str = "
ALTER TABLE account ADD COLUMN colour TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN signed_out INTEGER NOT NULL DEFAULT 0 CHECK (signed_out IN (0, 1));
ALTER TABLE account ADD COLUMN algorithm TEXT NOT NULL DEFAULT 'HS256';
";

/// Whether it came without a secret, and none was given since.
pub(crate) const V3: &str = "
ALTER TABLE account ADD COLUMN awaits_secret INTEGER NOT NULL DEFAULT 0
  CHECK (awaits_secret IN (0, 1));
";

/// An account as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRecord {
    /// Its id in this app.
    pub id: AccountId,
    /// What the person calls it.
    pub name: String,
    /// The origin, such as `https://platform.kore.ai`.
    pub host: String,
    /// The public half of its credentials.
    pub client_id: ClientId,
    /// Whether the secret lies in the system's keychain; otherwise it lives in memory only and
    /// is asked for at each start.
    pub secret_in_keychain: bool,
    /// Which form of the API's path this platform takes: a word of the client's.
    pub path_form: String,
    /// Which form of the token's claims this platform takes: a word of the client's.
    pub claims_form: String,
    /// How its tokens are signed.
    pub algorithm: Algorithm,
    /// When the person added it.
    pub added_at: Timestamp,
    /// By what the person tells it apart.
    pub colour: Colour,
    /// The person signed out and kept the history.
    pub signed_out: bool,
    /// It came without a secret, and none was given since: nothing was lost.
    pub awaits_secret: bool,
}

impl AccountRecord {
    /// An account that was just added: it is called by its host, its secret is in memory, and
    /// nothing was learned of its server.
    pub fn new(
        id: AccountId,
        host: impl Into<String>,
        client_id: ClientId,
        added_at: Timestamp,
    ) -> Self {
        let host = host.into();
        Self {
            id,
            name: host.clone(),
            host,
            client_id,
            secret_in_keychain: false,
            path_form: String::new(),
            claims_form: String::new(),
            algorithm: Algorithm::default(),
            added_at,
            colour: Colour::None,
            signed_out: false,
            awaits_secret: false,
        }
    }
}

impl Reader {
    /// All accounts, in the order in which they were added.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn accounts(&self) -> Result<Vec<AccountRecord>, Problem> {
        self.read(|conn| conn.prepare_cached(ALL)?.query_map((), record)?.collect())
    }
}

impl History {
    /// Adds an account.
    ///
    /// # Errors
    /// See [`Problem`]; an id that is there already is [`Problem::Other`].
    pub fn add_account(&mut self, account: &AccountRecord) -> Result<(), Problem> {
        self.write(|conn| Ok(insert(conn, account)?))
    }

    /// Says where the account's secret is kept: it is signed in.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn set_account_secret_place(
        &mut self,
        id: &AccountId,
        in_keychain: bool,
    ) -> Result<(), Problem> {
        self.update_account(
            "UPDATE account SET secret_in_keychain = ?2, signed_out = 0, awaits_secret = 0
             WHERE id = ?1",
            (id.as_str(), in_keychain),
        )
    }

    /// Remembers which forms of path and claims the account's platform takes.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn set_account_habits(
        &mut self,
        id: &AccountId,
        path_form: &str,
        claims_form: &str,
    ) -> Result<(), Problem> {
        self.update_account(
            "UPDATE account SET path_form = ?2, claims_form = ?3 WHERE id = ?1",
            (id.as_str(), path_form, claims_form),
        )
    }

    /// Gives the account another name and colour.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn change_account(
        &mut self,
        id: &AccountId,
        name: &str,
        colour: Colour,
    ) -> Result<(), Problem> {
        self.update_account(
            "UPDATE account SET name = ?2, colour = ?3 WHERE id = ?1",
            (id.as_str(), name, colour.as_word()),
        )
    }

    /// Moves the account to another host. What was learned of the old one is forgotten.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn set_account_host(&mut self, id: &AccountId, host: &str) -> Result<(), Problem> {
        self.update_account(
            "UPDATE account SET host = ?2, path_form = '', claims_form = '' WHERE id = ?1",
            (id.as_str(), host),
        )
    }

    /// Says that the person signed out: the account has no secret.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn sign_out_account(&mut self, id: &AccountId) -> Result<(), Problem> {
        self.update_account(
            "UPDATE account SET signed_out = 1, secret_in_keychain = 0, awaits_secret = 0
             WHERE id = ?1",
            (id.as_str(),),
        )
    }

    /// Removes the account, its bots and their history, in one transaction. Not there any more:
    /// nothing to do.
    ///
    /// # Errors
    /// See [`Problem`].
    pub fn remove_account(&mut self, id: &AccountId) -> Result<(), Problem> {
        self.write(|conn| {
            conn.execute("DELETE FROM account WHERE id = ?1", [id.as_str()])?;
            Ok(())
        })
    }

    fn update_account(&mut self, sql: &str, values: impl Params) -> Result<(), Problem> {
        self.write(|conn| match conn.prepare_cached(sql)?.execute(values)? {
            0 => Err(Problem::Gone),
            _ => Ok(()),
        })
    }
}

pub(crate) fn insert(conn: &Connection, account: &AccountRecord) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO account (id, name, host, client_id, secret_in_keychain, path_form,
                              claims_form, algorithm, added_at, colour, signed_out,
                              awaits_secret)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute((
        account.id.as_str(),
        &account.name,
        &account.host,
        account.client_id.as_str(),
        account.secret_in_keychain,
        &account.path_form,
        &account.claims_form,
        account.algorithm.as_word(),
        Ms(account.added_at),
        account.colour.as_word(),
        account.signed_out,
        account.awaits_secret,
    ))?;
    Ok(())
}

const ALL: &str = "SELECT id, name, host, client_id, secret_in_keychain, path_form, claims_form,
    algorithm, added_at, colour, signed_out, awaits_secret FROM account ORDER BY nr";

pub(crate) fn each(conn: &Connection) -> rusqlite::Result<()> {
    damage::each(conn, ALL, record)
}

/// The number of an account.
pub(crate) fn nr(conn: &Connection, id: &AccountId) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT nr FROM account WHERE id = ?1")?
        .query_one([id.as_str()], |row| row.get(0))
        .optional()
}

fn record(row: &Row<'_>) -> rusqlite::Result<AccountRecord> {
    Ok(AccountRecord {
        id: AccountId::new(row.get::<_, String>(0)?),
        name: row.get(1)?,
        host: row.get(2)?,
        client_id: ClientId::new(row.get::<_, String>(3)?),
        secret_in_keychain: row.get(4)?,
        path_form: row.get(5)?,
        claims_form: row.get(6)?,
        // A word of a later version: signed as usual, and refused by the platform if that is wrong.
        algorithm: Algorithm::from_word(&row.get::<_, String>(7)?).unwrap_or_default(),
        added_at: row.get::<_, Ms>(8)?.0,
        colour: Colour::from_word(&row.get::<_, String>(9)?),
        signed_out: row.get(10)?,
        awaits_secret: row.get(11)?,
    })
}
