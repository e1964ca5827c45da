//! The monitor over a pretend platform and a real history.

mod world;

mod accounts;
mod checking;
mod trouble;
