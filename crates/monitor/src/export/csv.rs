//! Lines as a table that Excel opens by a double click: UTF-8 with its mark, commas, every cell in
//! quotes, CRLF.

use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use super::guard::guarded;
use super::line::Line;

/// Without it Excel reads UTF-8 as the code page of the system.
const MARK: &str = "\u{feff}";

const HEADS: [&str; 18] = [
    "Kind",
    "Bot",
    "Bot ID",
    "Account",
    "State",
    "Kore.ai's word",
    "Asked for (local)",
    "Asked for (UTC)",
    "Began (UTC)",
    "Ended (UTC)",
    "Took (s)",
    "Parts",
    "Published",
    "Failed",
    "Failed parts",
    "Started by",
    "Comment",
    "Seen",
];
const USER_ID: &str = "User ID";

/// A table that is being written.
pub struct CsvTable<W: Write> {
    cells: Writer<W>,
    with_user_ids: bool,
}

impl<W: Write> CsvTable<W> {
    /// Writes the heads.
    ///
    /// # Errors
    /// As the system tells them.
    pub fn begin(mut to: W, with_user_ids: bool) -> io::Result<Self> {
        to.write_all(MARK.as_bytes())?;
        let mut cells = WriterBuilder::new()
            .quote_style(QuoteStyle::Always)
            .terminator(Terminator::CRLF)
            .from_writer(to);
        let heads = HEADS.into_iter().chain(with_user_ids.then_some(USER_ID));
        cells.write_record(heads)?;
        Ok(Self {
            cells,
            with_user_ids,
        })
    }

    /// Writes one line.
    ///
    /// # Errors
    /// As the system tells them.
    pub fn line(&mut self, line: &Line) -> io::Result<()> {
        let mut cells = cells(line);
        if self.with_user_ids {
            cells.push(line.user_id.clone().unwrap_or_default());
        }
        let cells = cells.iter().map(|cell| guarded(cell));
        self.cells.write_record(cells)?;
        Ok(())
    }

    /// Ends the table.
    ///
    /// # Errors
    /// As the system tells them.
    pub fn end(mut self) -> io::Result<()> {
        self.cells.flush()
    }
}

fn cells(line: &Line) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = |number: Option<u32>| number.map_or_else(String::new, |n| n.to_string());
    vec![
        line.kind.to_owned(),
        text(&line.bot_name),
        line.bot_id.clone(),
        text(&line.account),
        line.state.unwrap_or_default().to_owned(),
        text(&line.server_word),
        text(&line.asked_local),
        text(&line.asked_utc),
        text(&line.began_utc),
        text(&line.ended_utc),
        line.seconds.map_or_else(String::new, |s| format!("{s:.3}")),
        number(line.parts),
        number(line.published),
        number(line.failed),
        line.failed_parts.join("; "),
        text(&line.started_by),
        text(&line.comment),
        line.seen.unwrap_or_default().to_owned(),
    ]
}
