//! Pasted text as lines of cells.

use csv::{ReaderBuilder, StringRecord, Trim};

/// One line of cells; a cell in quotes may run over several lines of the text.
#[derive(Debug)]
pub(super) struct Record {
    /// The line in which it begins, from 1.
    pub line: u32,
    pub cells: Vec<String>,
}

/// A quoted cell of more lines than that is a quote that somebody forgot to close.
const LINES_OF_A_CELL: usize = 5;

/// The text with `\n` as the only end of a line, and without a byte order mark.
pub(super) fn plain_lines(pasted: &str) -> String {
    pasted
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace(
            ['\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'],
            "\n",
        )
}

pub(super) fn records(text: &str) -> Vec<Record> {
    // Without the ends of lines at its end: one inside a quote that nobody closed would be taken
    // for the end of its line.
    let text = text.trim_end_matches('\n');
    let delimiter = delimiter(text);
    let quoted = read(text, delimiter, true);
    let runs_on = |record: &Record| {
        record
            .cells
            .iter()
            .any(|cell| cell.matches('\n').count() > LINES_OF_A_CELL)
    };
    if quoted.iter().any(runs_on) {
        read(text, delimiter, false)
    } else {
        quoted
    }
}

/// The separator that stands between most cells.
fn delimiter(text: &str) -> u8 {
    [b'\t', b';', b',']
        .into_iter()
        .rev()
        .max_by_key(|delimiter| text.bytes().filter(|byte| byte == delimiter).count())
        .unwrap_or(b',')
}

fn read(text: &str, delimiter: u8, quoting: bool) -> Vec<Record> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .delimiter(delimiter)
        .trim(Trim::None)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut records = Vec::new();
    // Text is text: nothing can fail here, and whatever does ends the list.
    while let Ok(true) = reader.read_record(&mut record) {
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        let inside: u64 = cells.iter().map(|cell| lines(cell)).sum();
        // The reader tells where it stands after a line. Where it stood before one is no help:
        // empty lines lie in between.
        let after = reader.position().line();
        let ended = reader.position().byte() < text.len() as u64;
        let line = after.saturating_sub(inside + u64::from(ended));
        records.push(Record {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            cells,
        });
    }
    records
}

fn lines(cell: &str) -> u64 {
    cell.matches('\n').count() as u64
}
