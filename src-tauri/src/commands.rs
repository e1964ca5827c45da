//! Each command, a few lines over the monitor; one file per topic.

mod accounts;
mod app;
mod board;
mod bots;
mod questions;

use monitor::view::Refusal;
use tauri::State;

use crate::stage::Stage;

pub use accounts::*;
pub use app::*;
pub use board::*;
pub use bots::*;
pub use questions::*;

type Answer<T> = Result<T, Refusal>;
type OnStage<'a> = State<'a, Stage>;
