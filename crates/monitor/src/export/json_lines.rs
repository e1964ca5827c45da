//! Lines as JSON, one object a line: for programs, so without guards against formulas.

use std::io::{self, Write};

use super::line::Line;

/// Writes one line.
///
/// # Errors
/// As the system tells them.
pub fn json_line(to: &mut dyn Write, line: &Line) -> io::Result<()> {
    serde_json::to_writer(&mut *to, line)?;
    to.write_all(b"\n")
}
