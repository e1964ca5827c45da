//! The history as a table for a spreadsheet, or as lines of JSON for a program. What a line says
//! is decided here, purely; `monitor::export` reads the history and writes.

mod csv;
mod guard;
mod json_lines;
mod line;

pub use self::csv::CsvTable;
pub use guard::{guarded, unguarded};
pub use json_lines::json_line;
pub use line::{BotFacts, Line, gap_line, logged_line, publish_line};

#[cfg(test)]
mod tests;
