//! Bot ids as people paste them: one or many, in any separators, with quotes and spaces.

use crate::BotId;
use crate::ids::strip;

/// What came of reading pasted bot ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BotIdsRead {
    /// The usable ids, each once, in the order given.
    pub ids: Vec<BotId>,
    /// The pieces that cannot be used.
    pub problems: Vec<BotIdProblem>,
    /// How many were given more than once.
    pub repeated: u32,
}

/// A piece that is no bot id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BotIdProblem {
    /// The line it stands in, from 1.
    pub line: u32,
    /// What stands there, at most 80 characters of it.
    pub text: String,
}

const SEPARATORS: [char; 6] = [',', ';', '|', '\t', ' ', '\u{a0}'];
const SHOWN: usize = 80;

/// Reads pasted text.
///
/// An id begins with `st-` and goes on with letters, digits and `-`: the form of every sample in
/// the documentation. An id inside an address (`…/bot/st-…/…`) is found too.
pub fn read_bot_ids(pasted: &str) -> BotIdsRead {
    let mut read = BotIdsRead::default();
    let mut seen = std::collections::HashSet::new();
    for (number, line) in (1u32..).zip(pasted.lines()) {
        for piece in line.split(SEPARATORS) {
            let piece = strip(piece);
            if piece.is_empty() {
                continue;
            }
            match find_id(piece) {
                Some(id) if seen.insert(id.clone()) => read.ids.push(BotId::new(id)),
                Some(_) => read.repeated += 1,
                None => read.problems.push(BotIdProblem {
                    line: number,
                    text: piece.chars().take(SHOWN).collect(),
                }),
            }
        }
    }
    read
}

fn find_id(piece: &str) -> Option<String> {
    let candidate = if piece.contains("://") {
        piece
            .split(['/', '?', '#', '=', '&'])
            .find(|part| is_id(part))?
    } else {
        piece
    };
    is_id(candidate).then(|| candidate.to_owned())
}

fn is_id(text: &str) -> bool {
    text.strip_prefix("st-").is_some_and(|rest| {
        rest.len() >= 4
            && rest.len() <= 100
            && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_spaces_and_any_separator() {
        let read = read_bot_ids(
            " \"st-aaaa-1\", 'st-bbbb-2';st-cccc-3\tst-dddd-4\r\n\n“st-aaaa-1”\nhttps://bots.kore.ai/b/#/bot/st-eeee-5/x",
        );
        let ids: Vec<_> = read.ids.iter().map(BotId::as_str).collect();
        assert_eq!(
            ids,
            [
                "st-aaaa-1",
                "st-bbbb-2",
                "st-cccc-3",
                "st-dddd-4",
                "st-eeee-5"
            ]
        );
        assert_eq!(read.repeated, 1);
        assert!(read.problems.is_empty());
    }

    #[test]
    fn what_is_no_id_is_named_by_line() {
        let read = read_bot_ids("st-aaaa-1\ncs-bbbb-2\n\nst-<script>");
        assert_eq!(read.ids.len(), 1);
        assert_eq!(
            read.problems,
            [
                BotIdProblem {
                    line: 2,
                    text: "cs-bbbb-2".into()
                },
                BotIdProblem {
                    line: 4,
                    text: "st-<script>".into()
                },
            ]
        );
    }

    #[test]
    fn a_long_piece_is_cut_between_characters() {
        let read = read_bot_ids(&"é".repeat(500));
        assert_eq!(read.problems[0].text.chars().count(), 80);
    }
}
