//! Texts that others wrote, on one line and with nothing in them that nobody sees.

/// Spaces stay spaces; what has no shape or turns the direction is named by its number.
/// At most `longest` characters.
pub fn plain(text: &str, longest: usize) -> String {
    let mut plain = String::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        if at == longest {
            plain.push('…');
            break;
        }
        if c.is_whitespace() {
            plain.push(' ');
        } else if c.is_control() || has_no_shape(c) {
            use std::fmt::Write as _;
            let _ = write!(plain, "[U+{:04X}]", u32::from(c));
        } else {
            plain.push(c);
        }
    }
    plain
}

fn has_no_shape(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200c}'
            | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}
