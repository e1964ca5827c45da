//! The platform's words, whatever their spelling.

/// A word without what the platform writes now one way, now another: case, `_`, `-` and spaces.
pub(crate) fn plain_word(word: &str) -> String {
    word.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}
