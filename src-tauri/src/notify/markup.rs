//! Text for systems that read markup.

/// The same text, where `<`, `>` and `&` mean something else.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_bring_markup() {
        assert_eq!(
            escape("<img src='x'> & \"y\""),
            "&lt;img src=&#39;x&#39;&gt; &amp; &quot;y&quot;"
        );
    }
}
