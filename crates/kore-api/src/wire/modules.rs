//! The `modules` of a resource.

use super::fields::{Kind, each_field, each_item, kind};
use super::scalar::text;

/// Most that are kept of one resource; the documented ones have up to seven.
const KEPT: usize = 1_000;

/// The names in `modules`, whichever shape it has:
/// - an array of texts, as documented: these;
/// - an array of objects: each one's `name`;
/// - an object: the texts of its values, so that `{"enabledLanguages":["en"]}` (documented for
///   `BOTLANGUAGES`) gives `en`, and the keys whose value is `true`;
/// - one text: that one.
pub(super) fn names(raw: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut keep = |name: Option<String>| {
        if let Some(name) = name
            && names.len() < KEPT
        {
            names.push(name);
        }
    };
    // A slice of a JSON text that was read before cannot fail to be read.
    let _ = match kind(raw) {
        Kind::Text => {
            keep(text(raw));
            Ok(())
        }
        Kind::Array => each_item(raw, |item| keep(name_of(item))),
        Kind::Object => each_field(raw, |key, value| match kind(value) {
            Kind::Array => {
                let _ = each_item(value, |item| keep(name_of(item)));
            }
            Kind::Text | Kind::Object => keep(name_of(value)),
            Kind::Other if value == "true" => keep(Some(key.to_owned())),
            Kind::Other | Kind::Null => {}
        }),
        Kind::Null | Kind::Other => Ok(()),
    };
    names
}

fn name_of(raw: &str) -> Option<String> {
    if kind(raw) != Kind::Object {
        return text(raw);
    }
    let mut name = None;
    let _ = each_field(raw, |key, value| {
        if key == "name" {
            name = text(value);
        }
    });
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape() {
        let table: [(&str, &[&str]); 10] = [
            (r#"["nl_model","settings"]"#, &["nl_model", "settings"]),
            (r#"["a",null,"",{},7,["x"]]"#, &["a", "7"]),
            (r#"[{"name":"rtm","x":[1]},{"id":1}]"#, &["rtm"]),
            (r#"{"enabledLanguages":["en","de"]}"#, &["en", "de"]),
            (r#"{"general":true,"pii":false,"n":3}"#, &["general"]),
            (r#"{"a":"x","b":{"name":"y"},"c":null}"#, &["x", "y"]),
            (r#""general""#, &["general"]),
            ("null", &[]),
            ("7", &[]),
            ("[]", &[]),
        ];
        for (raw, expected) in table {
            assert_eq!(names(raw), expected, "{raw}");
        }
    }
}
