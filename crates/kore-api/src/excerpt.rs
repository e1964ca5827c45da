//! What a server said, made fit to show and to keep.

use std::fmt;

const SHOWN_CHARS: usize = 80;

/// A run of this many characters that a token could be made of is not shown: an answer may echo
/// the token, a cookie or a key. UUIDs fall under it too, which costs little.
const TOKEN_LIKE_CHARS: usize = 24;

/// A few words of a server's answer: no tags, no control characters, no addresses, nothing that
/// looks like a token, at most 80 characters. Empty where the answer had no words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said(String);

impl Said {
    /// Takes plain text.
    pub fn text(text: &str) -> Self {
        let mut words = String::new();
        let mut chars = 0;
        for word in text
            .split(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c))
            .filter(|word| !word.is_empty())
        {
            let word = if is_risky(word) { "[…]" } else { word };
            let space = (chars > 0).then_some(' ');
            for c in space.into_iter().chain(word.chars()) {
                if chars == SHOWN_CHARS - 1 {
                    words.push('…');
                    return Self(words);
                }
                words.push(c);
                chars += 1;
            }
        }
        Self(words)
    }

    /// Takes the title of a web page, or its first words where it has none.
    pub fn page(html: &str) -> Self {
        let start: String = html.chars().take(20_000).collect();
        // ASCII only, so that positions in one are positions in the other.
        let lower = start.to_ascii_lowercase();
        if let Some(open) = lower.find("<title")
            && let Some(begin) = lower[open..].find('>').map(|at| open + at + 1)
        {
            let end = lower[begin..]
                .find("</title")
                .map_or(start.len(), |at| begin + at);
            let title = Self::text(&without_tags(&start[begin..end]));
            if !title.is_empty() {
                return title;
            }
        }
        Self::text(&without_tags(&start))
    }

    /// Nothing was said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Forgets words that hold `secret`: no server should know it, but one may.
    pub(crate) fn without(self, secret: &str) -> Self {
        if !secret.is_empty() && self.0.contains(secret) {
            Self::default()
        } else {
            self
        }
    }
}

impl fmt::Display for Said {
    /// The words as the end of a sentence, before its full stop: empty, or `: it said “…”`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        write!(f, "; it said “{}”", self.0)
    }
}

pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}')
}

fn is_risky(word: &str) -> bool {
    if word.contains("://") || (word.contains('?') && word.contains('=')) {
        return true;
    }
    let mut run = 0;
    word.chars().any(|c| {
        let token_like =
            c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '_' | '-' | '.' | '~' | '%');
        run = if token_like { run + 1 } else { 0 };
        run >= TOKEN_LIKE_CHARS
    })
}

fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        text.push(' ');
        let tag = &rest[open..];
        let hidden = ["script", "style"].into_iter().find(|name| {
            tag.get(1..=name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
        });
        let end = match hidden {
            Some(name) => {
                let close = format!("</{name}");
                tag.to_ascii_lowercase()
                    .find(&close)
                    .and_then(|at| tag[at..].find('>').map(|end| at + end))
            }
            None => tag.find('>'),
        };
        match end {
            Some(end) => rest = &tag[end + 1..],
            None => return text,
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_title() {
        let page = "<!DOCTYPE html><html><head><TITLE lang=en>\n Sign in\u{202e} – Example </TITLE><script>let a = 1 < 2</script>";
        assert_eq!(Said::page(page).as_str(), "Sign in – Example");
    }

    #[test]
    fn a_page_without_a_title_is_known_by_its_words() {
        let page = "<style>p{}</style><p>Please <b>sign</b> in</p><SCRIPT>alert(1)</SCRIPT>";
        assert_eq!(Said::page(page).as_str(), "Please sign in");
        assert_eq!(Said::page("<p").as_str(), "");
        assert_eq!(Said::page("").as_str(), "");
    }

    #[test]
    fn what_looks_like_a_token_or_an_address_is_not_shown() {
        let text = "bad token eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJz.QLk at https://a.example/x?y=z ?code=1";
        assert_eq!(Said::text(text).as_str(), "bad token […] at […] […]");
    }

    #[test]
    fn it_is_short_whatever_comes() {
        assert_eq!(Said::text(&"é ".repeat(500)).as_str().chars().count(), 80);
        assert_eq!(Said::text(&"é".repeat(500)).as_str().chars().count(), 80);
        assert_eq!(Said::text("a\u{0}b\u{7}\n\tc").as_str(), "a b c");
    }

    #[test]
    fn the_secret_itself_is_never_kept() {
        assert!(Said::text("is it hunter2 ?").without("hunter2").is_empty());
    }
}
