//! Bots, pasted by a person in whatever form they came: ids in a mail, a column or several of a
//! spreadsheet, a CSV file with names and groups.

mod id_shape;
mod row;
mod table;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

pub use id_shape::NotABotId;
use row::{Columns, Row};

use crate::ids::BotId;

/// Bytes of one list. Ten thousand bots with long names fit several times.
const MOST_BYTES: usize = 4 << 20;
/// Lines of one list.
pub const MOST_BOT_LINES: u32 = 10_000;
/// Characters of a piece that is shown because it is no id.
const SHOWN: usize = 80;

/// Characters of a bot's name that are kept.
pub const LONGEST_NAME: usize = 120;
/// Characters of a group's name that are kept.
pub const LONGEST_GROUP: usize = 60;
/// Characters of a note that are kept.
pub const LONGEST_NOTE: usize = 2_000;

/// What came of reading a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BotListRead {
    /// The bots, each once, in the order given.
    pub bots: Vec<ListedBot>,
    /// Ids that stood there before.
    pub repeated: Vec<RepeatedBot>,
    /// The pieces that are no bot id.
    pub problems: Vec<NotABot>,
}

/// A bot of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedBot {
    /// Its line, from 1.
    pub line: u32,
    /// Its id.
    pub id: BotId,
    /// The name beside it.
    pub name: Option<String>,
    /// The group beside it.
    pub group: Option<String>,
}

/// An id that stood there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatedBot {
    /// Its line, from 1.
    pub line: u32,
    /// The id.
    pub id: BotId,
    /// The line in which it stood first.
    pub first_line: u32,
}

/// A piece that is no bot id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotABot {
    /// Its line, from 1.
    pub line: u32,
    /// What stands there, at most 80 characters of it.
    pub text: String,
    /// What it seems to be instead.
    pub why: NotABotId,
}

/// Why a list is not read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BotListProblem {
    /// Over 4 MiB.
    TooLarge,
    /// Over 10,000 lines.
    TooManyLines,
}

/// Reads a list.
///
/// An id begins with `st-` and goes on with letters, digits and `-`: the form of every sample in
/// the documentation. Ids may stand in any separators, in quotes, or inside an address. A line
/// with one id may hold its name and group too: in columns that a first line names, otherwise in
/// this order. Text stays text, whatever a spreadsheet would make of it.
///
/// # Errors
/// When there is more than anybody could mean.
pub fn read_bot_list(pasted: &str) -> Result<BotListRead, BotListProblem> {
    if pasted.len() > MOST_BYTES {
        return Err(BotListProblem::TooLarge);
    }
    let text = table::plain_lines(pasted);
    if text.lines().count() > MOST_BOT_LINES as usize {
        return Err(BotListProblem::TooManyLines);
    }
    let mut read = BotListRead::default();
    let mut seen = HashMap::new();
    let mut columns = None;
    for (at, record) in table::records(&text).into_iter().enumerate() {
        if at == 0 {
            columns = Columns::named_by(&record.cells);
            if columns.is_some() {
                continue;
            }
        }
        let row = columns.as_ref().map_or_else(
            || Row::of_any(&record.cells),
            |columns| columns.row(&record.cells),
        );
        take(&mut read, &mut seen, record.line, row);
    }
    Ok(read)
}

fn take(read: &mut BotListRead, seen: &mut HashMap<String, u32>, line: u32, row: Row) {
    let alone = row.ids.len() == 1;
    for id in row.ids {
        if let Some(first_line) = seen.get(&id) {
            read.repeated.push(RepeatedBot {
                line,
                id: BotId::new(id),
                first_line: *first_line,
            });
            continue;
        }
        seen.insert(id.clone(), line);
        let of_one = |text: &str, longest| alone.then(|| plain_text(text, longest)).flatten();
        read.bots.push(ListedBot {
            line,
            id: BotId::new(id),
            name: of_one(&row.name, LONGEST_NAME),
            group: of_one(&row.group, LONGEST_GROUP),
        });
    }
    for text in row.strange {
        read.problems.push(NotABot {
            line,
            why: id_shape::why_not(&text),
            text: text.chars().take(SHOWN).collect(),
        });
    }
}

/// A name of a bot, group or account as it is kept: one line, without control characters, cut to
/// a length. `None` where nothing is left.
pub fn plain_text(typed: &str, longest: usize) -> Option<String> {
    let one_line: String = typed
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    plain_note(&one_line, longest)
}

/// A text of several lines as it is kept; see [`plain_text`].
pub fn plain_note(typed: &str, longest: usize) -> Option<String> {
    let text: String = typed
        .trim()
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .take(longest)
        .collect();
    let text = text.trim_end();
    (!text.is_empty()).then(|| text.to_owned())
}
