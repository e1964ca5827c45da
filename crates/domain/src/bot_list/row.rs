//! What the cells of one line mean.

use super::id_shape::{find, is_another_id};
use crate::ids::strip;

/// A line, read.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub ids: Vec<String>,
    pub name: String,
    pub group: String,
    /// Pieces that are no bot id and cannot be a name.
    pub strange: Vec<String>,
}

enum Piece {
    Id(String),
    /// May be empty: a column without a value keeps its place.
    Text(String),
}

impl Row {
    /// A line of a list without a line of headings.
    pub fn of_any(cells: &[String]) -> Self {
        let mut row = Self::default();
        let mut texts = Vec::new();
        for piece in cells.iter().flat_map(|cell| pieces(cell)) {
            match piece {
                Piece::Id(id) => row.ids.push(id),
                Piece::Text(text) if is_another_id(&text) => row.strange.push(text),
                Piece::Text(text) => texts.push(text),
            }
        }
        match row.ids.len() {
            // One thing to say about a line is enough.
            0 => {
                let first = texts.into_iter().find(|text| !text.is_empty());
                row.strange.extend(first.filter(|_| row.strange.is_empty()));
            }
            1 => {
                let mut texts = texts.into_iter();
                row.name = texts.next().unwrap_or_default();
                row.group = texts.next().unwrap_or_default();
            }
            // Nobody can tell to which of them a text belongs.
            _ => row
                .strange
                .extend(texts.into_iter().filter(|text| !text.is_empty())),
        }
        row
    }
}

/// Separators that stand between columns wherever they stand; a space may be part of a name.
const BETWEEN: [char; 4] = [',', ';', '|', '\t'];

fn pieces(cell: &str) -> Vec<Piece> {
    if let Some(id) = find(strip(cell)) {
        return vec![Piece::Id(id.to_owned())];
    }
    let holds_id = |pieces: &[&str]| pieces.iter().any(|piece| find(strip(piece)).is_some());
    let columns: Vec<&str> = cell.split(BETWEEN).collect();
    // A name may hold a comma: it is taken apart only where an id comes out of it.
    if columns.len() > 1 && columns.iter().any(|column| holds_id(&words(column))) {
        return columns.into_iter().flat_map(pieces).collect();
    }
    let words = words(cell);
    if !holds_id(&words) {
        return vec![Piece::Text(text_of(cell))];
    }
    let mut pieces = Vec::new();
    for word in words.chunk_by(|a, b| find(strip(a)).is_none() && find(strip(b)).is_none()) {
        match word {
            [one] if let Some(id) = find(strip(one)) => pieces.push(Piece::Id(id.to_owned())),
            text => pieces.push(Piece::Text(text_of(&text.join(" ")))),
        }
    }
    pieces
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Which column holds what, by a first line of headings.
#[derive(Debug)]
pub(super) struct Columns {
    id: usize,
    name: Option<usize>,
    group: Option<usize>,
}

const ID: [&str; 8] = [
    "id", "botid", "botids", "streamid", "appid", "bot", "bots", "stream",
];
const NAME: [&str; 7] = [
    "name",
    "botname",
    "appname",
    "displayname",
    "title",
    "bot",
    "label",
];
const GROUP: [&str; 6] = ["group", "botgroup", "groups", "team", "folder", "category"];

impl Columns {
    /// Reads a line as headings; `None` where it is none.
    pub fn named_by(cells: &[String]) -> Option<Self> {
        let plain: Vec<String> = cells
            .iter()
            .map(|cell| {
                cell.chars()
                    .filter(|c| c.is_alphanumeric())
                    .flat_map(char::to_lowercase)
                    .collect()
            })
            .collect();
        // The first word of the list that a column has: `id` before `bot`, which may be its name.
        let find = |words: &[&str], taken: Option<usize>| {
            words
                .iter()
                .find_map(|word| plain.iter().position(|cell| cell == word))
                .filter(|at| Some(*at) != taken)
        };
        let id = find(&ID, None)?;
        Some(Self {
            id,
            name: find(&NAME, Some(id)),
            group: find(&GROUP, Some(id)),
        })
    }

    /// Reads a line below the headings.
    pub fn row(&self, cells: &[String]) -> Row {
        let cell = |at: Option<usize>| {
            at.and_then(|at| cells.get(at))
                .map(|cell| text_of(cell))
                .unwrap_or_default()
        };
        let typed = cell(Some(self.id));
        let mut row = Row {
            name: cell(self.name),
            group: cell(self.group),
            ..Row::default()
        };
        match find(strip(&typed)) {
            Some(id) => row.ids.push(id.to_owned()),
            None if cells.iter().all(|cell| strip(cell).is_empty()) => {}
            // Without an id: what stands in the line is shown, so that it can be found.
            None => row.strange.extend(
                cells
                    .iter()
                    .map(|cell| strip(cell))
                    .filter(|_| strip(&typed).is_empty())
                    .chain([strip(&typed)])
                    .find(|text| !text.is_empty())
                    .map(str::to_owned),
            ),
        }
        row
    }
}

const QUOTES: [(char, char); 4] = [('"', '"'), ('\'', '\''), ('“', '”'), ('„', '“')];

/// A name may itself end with a quote: only a pair around all of it goes.
fn text_of(cell: &str) -> String {
    let text = cell.trim().trim_matches('\u{feff}').trim();
    let inner = QUOTES
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    inner.unwrap_or(text).to_owned()
}
