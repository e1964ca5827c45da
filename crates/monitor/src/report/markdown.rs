//! A report as text, for chats and tickets that read Markdown (`CommonMark` with tables).

use std::fmt::Write as _;

use super::sheet::{Block, Sheet, Table};

/// The whole text.
pub fn markdown(sheet: &Sheet) -> String {
    let mut text = format!("# {}\n\n{}\n", escaped(&sheet.title), escaped(&sheet.lead));
    for section in &sheet.sections {
        let _ = write!(text, "\n## {}\n", escaped(section.head));
        for block in &section.blocks {
            text.push('\n');
            match block {
                Block::Text(words) => {
                    let _ = writeln!(text, "{}", escaped(words));
                }
                Block::Pairs(pairs) => {
                    for (name, value) in pairs {
                        let _ = writeln!(text, "- **{}:** {}", escaped(name), escaped(value));
                    }
                }
                Block::Table(Table { heads, rows, .. }) => {
                    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
                    text.push_str(&line(heads.iter().map(|head| escaped(head)).collect()));
                    text.push_str(&line(heads.iter().map(|_| "---".to_owned()).collect()));
                    for row in rows {
                        text.push_str(&line(row.iter().map(|cell| escaped(cell)).collect()));
                    }
                }
            }
        }
    }
    text
}

/// `CommonMark` lets a backslash stand before every sign; these are the ones that mean something
/// within a line. The last two would make an address of a bare one.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // A cell is one line here.
        if c == '\n' {
            escaped.push(' ');
            rest = &rest[1..];
            continue;
        }
        let marks = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '('
                | ')'
                | '#'
                | '|'
                | '~'
                | '&'
                | '!'
                | '@'
        );
        let address = rest.starts_with("://")
            || (c == '.'
                && escaped.len() >= 3
                && escaped.as_bytes()[escaped.len() - 3..].eq_ignore_ascii_case(b"www"));
        if marks || address {
            escaped.push('\\');
        }
        escaped.push(c);
        rest = &rest[c.len_utf8()..];
    }
    escaped
}
