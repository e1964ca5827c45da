//! Reading what the platform sends, whatever shape it has.
//!
//! A reply may hold megabytes that nobody needs (each dialog's whole definition lies under
//! `result`) and fields of other types than documented. So each level is split into its fields
//! as slices of the reply, without copying or building a tree, and each field is read by itself:
//! what cannot be read is left out and harms nothing else.

mod bots_page;
mod change_log;
mod fields;
mod modules;
mod record;
mod refusal;
mod resource;
mod scalar;

pub(crate) use bots_page::read_bots_page;
pub(crate) use change_log::{ChangeLogPage, read_change_log};
pub(crate) use record::{Record, read};
pub(crate) use refusal::ServerText;
