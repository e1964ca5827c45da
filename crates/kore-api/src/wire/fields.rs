//! Splitting an object or an array into slices of the text it was written in.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{Deserialize, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// What kind of value a slice holds, told by its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    Text,
    Null,
    /// A number, `true` or `false`.
    Other,
}

pub(super) fn kind(raw: &str) -> Kind {
    match raw.as_bytes().first() {
        Some(b'{') => Kind::Object,
        Some(b'[') => Kind::Array,
        Some(b'"') => Kind::Text,
        Some(b'n') | None => Kind::Null,
        Some(_) => Kind::Other,
    }
}

/// Gives each field of an object in turn, also those that come twice. Another kind of value has
/// no fields.
///
/// # Errors
/// Where the text is not JSON, which no slice of a larger JSON text can be.
pub(super) fn each_field<'a>(
    raw: &'a str,
    found: impl FnMut(&str, &'a str),
) -> Result<(), serde_json::Error> {
    struct Fields<F>(F);

    impl<'a, F: FnMut(&str, &'a str)> Visitor<'a> for Fields<F> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
            while let Some(key) = map.next_key::<Key<'a>>()? {
                let value: &'a RawValue = map.next_value()?;
                (self.0)(&key.0, value.get());
            }
            Ok(())
        }
    }

    if kind(raw) != Kind::Object {
        return Ok(());
    }
    let mut json = serde_json::Deserializer::from_str(raw);
    json.deserialize_map(Fields(found))?;
    json.end()
}

/// Gives each item of an array in turn. Another kind of value has no items.
///
/// # Errors
/// Where the text is not JSON.
pub(super) fn each_item<'a>(
    raw: &'a str,
    found: impl FnMut(&'a str),
) -> Result<(), serde_json::Error> {
    struct Items<F>(F);

    impl<'a, F: FnMut(&'a str)> Visitor<'a> for Items<F> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("an array")
        }

        fn visit_seq<A: SeqAccess<'a>>(mut self, mut seq: A) -> Result<(), A::Error> {
            while let Some(item) = seq.next_element::<&'a RawValue>()? {
                (self.0)(item.get());
            }
            Ok(())
        }
    }

    if kind(raw) != Kind::Array {
        return Ok(());
    }
    let mut json = serde_json::Deserializer::from_str(raw);
    json.deserialize_seq(Items(found))?;
    json.end()
}

/// The text of a JSON string. Half a surrogate pair, which JSON can write and Rust cannot hold,
/// becomes a replacement character.
pub(super) fn unquote(raw: &str) -> Option<Cow<'_, str>> {
    let mut json = serde_json::Deserializer::from_str(raw);
    Key::deserialize(&mut json).ok().map(|key| key.0)
}

/// Read as bytes, since `serde_json` refuses half surrogates where text is asked for.
struct Key<'a>(Cow<'a, str>);

impl<'a> Deserialize<'a> for Key<'a> {
    fn deserialize<D: serde::Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;

        impl<'a> Visitor<'a> for Bytes {
            type Value = Key<'a>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("text")
            }

            fn visit_borrowed_bytes<E>(self, bytes: &'a [u8]) -> Result<Key<'a>, E> {
                Ok(Key(String::from_utf8_lossy(bytes)))
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Key<'a>, E> {
                Ok(Key(Cow::Owned(String::from_utf8_lossy(bytes).into_owned())))
            }

            fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Key<'a>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Key<'a>, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_bytes(Bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(raw: &str) -> Vec<(String, String)> {
        let mut all = Vec::new();
        each_field(raw, |key, value| {
            all.push((key.to_owned(), value.to_owned()));
        })
        .unwrap();
        all
    }

    #[test]
    fn a_field_is_a_slice_and_may_come_twice() {
        let raw = r#"{"a": 1e999, "b":[{"c":"\ud800"}] ,"a":null}"#;
        let found = fields(raw);
        assert_eq!(
            found,
            [
                ("a".into(), "1e999".into()),
                ("b".into(), r#"[{"c":"\ud800"}]"#.into()),
                ("a".into(), "null".into())
            ]
        );
    }

    #[test]
    fn half_a_surrogate_pair_is_no_obstacle() {
        assert_eq!(fields(r#"{"\ud800x":1}"#)[0].1, "1");
        assert!(unquote(r#""a\ud800b""#).unwrap().contains('\u{fffd}'));
        assert_eq!(unquote(r#""\ud83d\ude00""#).unwrap(), "😀");
    }

    #[test]
    fn depth_is_no_obstacle() {
        let raw = format!(r#"{{"a":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(fields(&raw).len(), 1);
    }

    #[test]
    fn what_is_not_json_is_an_error() {
        for raw in ["{", r#"{"a"}"#, r#"{"a":1} x"#, r#"{"a":1,}"#] {
            assert!(each_field(raw, |_, _| {}).is_err(), "{raw}");
        }
        assert!(each_item("[1,", |_| {}).is_err());
    }
}
