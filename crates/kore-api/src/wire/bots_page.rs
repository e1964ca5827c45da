//! A page of the list of bots.
//!
//! The platform sends the secrets of each bot's own apps along (`jwtApps`). Of each bot three
//! fields are read and nothing else is looked at: what is not read cannot leak.

use super::fields::{Kind, each_field, each_item, kind};
use super::scalar;

/// Bots of one page that are read. The platform gives 50.
const MOST_ON_A_PAGE: usize = 1_000;

/// Longest name kept, in characters.
const NAME_CHARS: usize = 200;

/// What a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BotsPage {
    /// Id, name and status of each bot that has an id.
    pub(crate) bots: Vec<(String, Option<String>, Option<String>)>,
    /// There are more pages, where the server says so.
    pub(crate) more: Option<bool>,
    /// Bots in all, where the server says so.
    pub(crate) total: Option<usize>,
}

/// Reads a page; `None` for what is none. A bare array counts as the only page.
pub(crate) fn read_bots_page(body: &str) -> Option<BotsPage> {
    let mut page = BotsPage::default();
    let mut list = None;
    match kind(body) {
        Kind::Array => {
            list = Some(body);
            page.more = Some(false);
        }
        Kind::Object => each_field(body, |key, value| match key {
            "bots" if kind(value) == Kind::Array => list = Some(value),
            "availableMore" => page.more = truth(value),
            "total" => page.total = scalar::text(value).and_then(|text| text.parse().ok()),
            _ => {}
        })
        .ok()?,
        Kind::Text | Kind::Null | Kind::Other => {}
    }
    each_item(list?, |item| {
        if page.bots.len() < MOST_ON_A_PAGE
            && let Some(bot) = read_bot(item)
        {
            page.bots.push(bot);
        }
    })
    .ok()?;
    Some(page)
}

fn read_bot(raw: &str) -> Option<(String, Option<String>, Option<String>)> {
    let (mut id, mut name, mut status) = (None, None, None);
    each_field(raw, |key, value| match key {
        "_id" => id = scalar::text(value),
        "name" => name = scalar::text(value),
        "status" => status = scalar::text(value),
        _ => {}
    })
    .ok()?;
    Some((id?, name.map(shown), status.map(shown)))
}

fn shown(text: String) -> String {
    let is_plain = |c: &char| !c.is_control();
    if text.chars().count() <= NAME_CHARS && text.chars().all(|c| is_plain(&c)) {
        return text;
    }
    text.chars().filter(is_plain).take(NAME_CHARS).collect()
}

fn truth(raw: &str) -> Option<bool> {
    match scalar::text(raw)?.as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_is_read_and_the_rest_is_not_looked_at() {
        let page = read_bots_page(
            r#"{"total":"169","availableMore":"true","bots":[
                {"_id":"st-1","name":"Leave","status":"published","jwtApps":[{"clientSecret":"canary"}]},
                {"name":"no id"}, null, 7,
                {"_id":"st-2","name":null,"status":{"of":"another kind"}}]}"#,
        )
        .unwrap();
        assert_eq!(page.more, Some(true));
        assert_eq!(page.total, Some(169));
        assert_eq!(
            page.bots,
            [
                (
                    "st-1".into(),
                    Some("Leave".into()),
                    Some("published".into())
                ),
                ("st-2".into(), None, None)
            ]
        );
        assert!(!format!("{page:?}").contains("canary"));
    }

    #[test]
    fn what_is_no_page_is_none() {
        for body in [
            "",
            "{}",
            "null",
            "7",
            r#""x""#,
            r#"{"bots":{}}"#,
            "<html>",
            r#"{"bots":["#,
        ] {
            assert_eq!(read_bots_page(body), None, "{body}");
        }
        assert_eq!(read_bots_page("[]").unwrap().more, Some(false));
    }
}
