//! What a server says when it does not answer.

use super::fields::{Kind, each_field, each_item, kind};
use super::scalar;

/// How deep texts are looked for: `{"errors":[{"error":{"message":…}}]}`.
const DEPTH: u8 = 4;

/// Texts beyond this many bytes tell nothing more.
const LONG_ENOUGH: usize = 4_000;

/// The words and the code of an error answer.
///
/// The documented form is `{"errors":[{"msg":"…","code":4002}]}`, with `message` for `msg` on some
/// pages and a code that is a number or a text. `{"error":…}`, `{"message":…}`, `{"msg":…}` and
/// bare arrays and texts are taken too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ServerText {
    /// All texts, one after the other.
    pub(crate) words: String,
    /// The first code.
    pub(crate) code: Option<String>,
    /// It has the platform's own shape: an array named `errors` of objects.
    pub(crate) kore_shaped: bool,
}

impl ServerText {
    /// Reads a JSON text; what is not JSON has no words.
    pub(crate) fn read(json: &str) -> Self {
        let mut text = Self::default();
        text.collect(json, DEPTH);
        text
    }

    /// Nothing in it speaks of an error.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty() && !self.kore_shaped
    }

    fn collect(&mut self, raw: &str, depth: u8) {
        if depth == 0 || self.words.len() > LONG_ENOUGH {
            return;
        }
        // What cannot be read has no words.
        let _ = match kind(raw) {
            Kind::Text => {
                if let Some(text) = scalar::text(raw) {
                    if !self.words.is_empty() {
                        self.words.push_str(" / ");
                    }
                    self.words.push_str(&text);
                }
                Ok(())
            }
            Kind::Array => each_item(raw, |item| self.collect(item, depth - 1)),
            Kind::Object => each_field(raw, |key, value| match key {
                "errors" => {
                    self.kore_shaped |= has_an_object(value);
                    self.collect(value, depth - 1);
                }
                "error" | "msg" | "message" | "errorMessage" | "error_description" | "detail" => {
                    self.collect(value, depth - 1);
                }
                "code" | "errorCode" if self.code.is_none() => self.code = scalar::text(value),
                _ => {}
            }),
            Kind::Null | Kind::Other => Ok(()),
        };
    }
}

fn has_an_object(raw: &str) -> bool {
    let mut found = false;
    let _ = each_item(raw, |item| {
        found |= kind(item) == Kind::Object && item != "{}";
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> (String, Option<String>) {
        let text = ServerText::read(json);
        (text.words, text.code)
    }

    #[test]
    fn every_form_of_an_error_body() {
        let table = [
            (
                r#"{"errors":[{"msg":"No","code":4002}]}"#,
                "No",
                Some("4002"),
            ),
            (
                r#"{"errors":[{"message":"No","code":"ValidationError"}]}"#,
                "No",
                Some("ValidationError"),
            ),
            (r#"{"errors":[{"msg":"A"},{"msg":"B"}]}"#, "A / B", None),
            (r#"{"errors":["A"]}"#, "A", None),
            (r#"{"errors":{"msg":"A"}}"#, "A", None),
            (r#"{"error":"A"}"#, "A", None),
            (r#"{"error":{"message":"A","code":7}}"#, "A", Some("7")),
            (r#"{"message":"A"}"#, "A", None),
            (r#"{"msg":"A","code":"7"}"#, "A", Some("7")),
            (r#"[{"msg":"A","code":7}]"#, "A", Some("7")),
            (r#""A""#, "A", None),
            ("7", "", None),
            ("<html>", "", None),
            (r#"{"errors":[{"msg":"#, "", None),
            (r#"{"hello":1}"#, "", None),
        ];
        for (json, words, code) in table {
            assert_eq!(
                read(json),
                (words.to_owned(), code.map(str::to_owned)),
                "{json}"
            );
        }
    }

    #[test]
    fn what_says_nothing_is_empty() {
        for json in [
            r#"{"errors":[]}"#,
            r#"{"error":null}"#,
            r#"{"errors":[{}]}"#,
            r#"{"code":7}"#,
        ] {
            assert!(ServerText::read(json).is_empty(), "{json}");
        }
        assert!(!ServerText::read(r#"{"errors":[{"code":7}]}"#).is_empty());
    }

    #[test]
    fn depth_and_length_have_an_end() {
        let deep = format!(
            "{}\"x\"{}",
            r#"{"error":"#.repeat(50_000),
            "}".repeat(50_000)
        );
        assert!(ServerText::read(&deep).is_empty());
        let long = format!("[{}1]", "\"aaaaaaaaaaaaaaaaaaaaaaaaa\",".repeat(100_000));
        assert!(ServerText::read(&long).words.len() < 6_000);
    }
}
