//! Takes out of a text what must not leave this computer: secrets, and ids of people who were not
//! named. The platform's words, comments and names of parts are written by others, who may have
//! put anything into them. Pure.

use std::collections::BTreeMap;

use domain::ClientSecret;

/// Stands where a secret stood.
const SECRET: &str = "[secret left out]";
/// Stands where an id stood.
const SOMEBODY: &str = "[somebody]";
/// Hexadecimal characters after `u-` that make an id of a person at the begin of a word.
const SHORTEST: usize = 8;
/// As many as the platform's ids have.
const WHOLE: usize = 32;

/// What is known of people and secrets.
#[derive(Debug, Default)]
pub struct Discreet {
    secrets: Vec<ClientSecret>,
    names: BTreeMap<String, String>,
    with_ids: bool,
}

impl Discreet {
    /// With the secrets in use and the names by id. `with_ids`: the person wants the ids of people
    /// to be seen.
    pub fn new(
        secrets: Vec<ClientSecret>,
        people: impl IntoIterator<Item = history::Person>,
        with_ids: bool,
    ) -> Self {
        let named = |one: history::Person| Some((one.id, one.name?));
        Self {
            secrets,
            names: people.into_iter().filter_map(named).collect(),
            with_ids,
        }
    }

    /// What somebody is called; `None` where they have no name.
    pub fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    /// The id, where the person wants it.
    pub fn id<'a>(&self, id: &'a str) -> Option<&'a str> {
        self.with_ids.then_some(id)
    }

    /// The text without what has to stay here.
    pub fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.secrets {
            text = secret.strike_out(&text, SECRET).into_owned();
        }
        text = without_tokens(&text);
        if self.with_ids {
            text
        } else {
            self.without_people(&text)
        }
    }

    fn without_people(&self, text: &str) -> String {
        let mut kept = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(['u', 'U']) {
            let (before, from) = rest.split_at(at);
            kept.push_str(before);
            let begins = kept
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric());
            // Within a word only the whole of an id counts: `menu-12345678` is none.
            let length = id_length(from, if begins { SHORTEST } else { WHOLE });
            let (id, after) = from.split_at(length.max(1));
            if length == 0 {
                kept.push_str(id);
            } else {
                kept.push_str(self.name(id).unwrap_or(SOMEBODY));
            }
            rest = after;
        }
        kept.push_str(rest);
        kept
    }
}

/// Bytes of the person's id that the text begins with; 0: it begins with none.
fn id_length(text: &str, shortest: usize) -> usize {
    let Some(rest) = text.get(1..).and_then(|rest| rest.strip_prefix('-')) else {
        return 0;
    };
    let long = rest
        .find(|c: char| !c.is_ascii_hexdigit() && c != '-')
        .unwrap_or(rest.len());
    let digits = rest[..long].bytes().filter(|b| *b != b'-').count();
    if digits < shortest { 0 } else { 2 + long }
}

/// A signed token in one piece: `eyJ….….…`.
fn without_tokens(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("eyJ") {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let long = from
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.'))
            .unwrap_or(from.len());
        let (word, after) = from.split_at(long);
        kept.push_str(if word.matches('.').count() >= 2 {
            SECRET
        } else {
            word
        });
        rest = after;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "u-51e0aaaa-1b2c-5d3e-9f00-00aa11bb9bc8";

    fn knows(name: Option<&str>, with_ids: bool) -> Discreet {
        let secret = ClientSecret::read("a-secret-of-32-characters-or-more").unwrap();
        let person = history::Person {
            id: ID.into(),
            name: name.map(Into::into),
        };
        Discreet::new(vec![secret.secret], [person], with_ids)
    }

    #[test]
    fn secrets_tokens_and_people_without_a_name_stay_here() {
        let text = format!("x a-secret-of-32-characters-or-more ({ID}) eyJhbGci.eyJzdWIi.c2ln!");
        assert_eq!(
            knows(None, false).text(&text),
            "x [secret left out] ([somebody]) [secret left out]!"
        );
        assert_eq!(
            knows(Some("Ann"), false).text(&format!("by {ID}.")),
            "by Ann."
        );
        assert_eq!(knows(None, true).text(ID), ID);
    }

    #[test]
    fn what_only_looks_alike_stays() {
        for text in [
            "",
            "u",
            "u-",
            "U-turn",
            "menu-12345678",
            "u-ü",
            "eyJust a word",
            "ü-1234",
        ] {
            assert_eq!(knows(None, false).text(text), text);
        }
        assert_eq!(knows(None, false).text("U-51E0AAAA1B2C"), "[somebody]");
        let within = format!("hours{ID}");
        assert_eq!(knows(None, false).text(&within), "hours[somebody]");
    }
}
