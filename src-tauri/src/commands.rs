//! Each command, a few lines over the monitor; one file per topic.

mod accounts;
mod alerts;
mod app;
mod board;
mod bots;
mod change_log;
mod connection;
mod data;
mod diagnostics;
mod export;
mod files;
mod network;
mod presence;
mod questions;
mod report;
mod setup;
mod setup_file;
mod watching;

use monitor::view::Refusal;
use tauri::State;

use crate::stage::Stage;

pub use accounts::*;
pub use alerts::*;
pub use app::*;
pub use board::*;
pub use bots::*;
pub use change_log::*;
pub use connection::*;
pub use data::*;
pub use diagnostics::*;
pub use export::*;
pub use files::*;
pub use network::*;
pub use presence::*;
pub use questions::*;
pub use report::*;
pub use setup::*;
pub use setup_file::*;
pub use watching::*;

type Answer<T> = Result<T, Refusal>;
type OnStage<'a> = State<'a, Stage>;
