//! SQLite history of accounts, bots, publish jobs, resources and checks.
