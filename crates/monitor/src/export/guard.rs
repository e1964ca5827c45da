//! Keeps a spreadsheet from taking a text for a formula.
//!
//! Spreadsheets calculate what begins with `=`, `+`, `-`, `@`, a tab or a
//! carriage return, and some of them skip spaces, quotes and marks that nobody sees, or read the
//! wide forms of East Asian keyboards. Source: OWASP, *CSV Injection*.

/// The text as a cell: with an apostrophe in front where it could begin a formula.
pub fn guarded(text: &str) -> String {
    if could_calculate(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The reverse of [`guarded`].
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|text| could_calculate(text))
        .unwrap_or(cell)
}

fn could_calculate(text: &str) -> bool {
    for c in text.chars() {
        match c {
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' => return true,
            // Wide, small, superscript and mathematical forms.
            '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}' | '\u{fe66}' | '\u{fe62}'
            | '\u{fe63}' | '\u{fe6b}' | '\u{2212}' | '\u{207a}' | '\u{207b}' | '\u{207c}' => {
                return true;
            }
            _ if is_skipped(c) => {}
            _ => return false,
        }
    }
    false
}

/// Spaces, quotes, and what has no shape.
fn is_skipped(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\'' | '"' | '`' | '\u{b4}' | '\u{ab}' | '\u{bb}' | '\u{2018}'
                ..='\u{201f}' | '\u{2039}' | '\u{203a}' | '\u{ff02}' | '\u{ff07}' | '\u{ff40}'
        )
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        )
}
