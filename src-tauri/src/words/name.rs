//! A name from elsewhere, made safe for one line of the system's.

/// Longest name that is shown; the rest is cut, and said to be.
pub const NAME_CHARS: usize = 60;

/// What has no shape or turns the line around stands as this.
const MARK: char = '\u{FFFD}';

/// Without line ends, controls and characters that are not seen or turn the text around, and cut.
pub fn readable(text: &str, longest: usize) -> String {
    let mut characters = text.trim().chars();
    let mut shown: String = characters
        .by_ref()
        .take(longest)
        .map(|character| {
            if is_unseen(character) {
                MARK
            } else {
                character
            }
        })
        .collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_neither_turn_the_line_around_nor_break_it() {
        assert_eq!(
            readable("Sh\u{202E}op\n\u{200B}\u{7}", 60),
            "Sh\u{FFFD}op\u{FFFD}\u{FFFD}\u{FFFD}"
        );
        assert_eq!(readable("  Übung ☎ ", 60), "Übung ☎");
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(readable("abcdef", 5), "abcde…");
        assert_eq!(readable("abcde", 5), "abcde");
    }
}
