//! A page of a bot's change log.
//!
//! The platform sends the mail address and more of each person along. Of each line five fields
//! are read and nothing else is looked at.

use super::fields::{Kind, each_field, each_item, kind};
use super::scalar;
use crate::change_log::LoggedChange;

/// Lines of one page that are read. The platform gives 50.
const MOST_ON_A_PAGE: usize = 1_000;

/// Longest name kept, in characters.
const NAME_CHARS: usize = 100;

/// What a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ChangeLogPage {
    /// Those that have an id, a time and a message.
    pub(crate) changes: Vec<LoggedChange>,
    /// The ids of all lines that have one.
    pub(crate) ids: Vec<String>,
    /// Lines on the page, also those that cannot be read.
    pub(crate) lines: usize,
}

/// Reads a page, a bare list; `None` for what is none.
pub(crate) fn read_change_log(body: &str) -> Option<ChangeLogPage> {
    if kind(body) != Kind::Array {
        return None;
    }
    let mut page = ChangeLogPage::default();
    each_item(body, |item| {
        page.lines += 1;
        if page.lines > MOST_ON_A_PAGE {
            return;
        }
        let (id, change) = read_change(item);
        page.ids.extend(id);
        page.changes.extend(change);
    })
    .ok()?;
    Some(page)
}

/// The id, and all of it where it has what is needed.
fn read_change(raw: &str) -> (Option<String>, Option<LoggedChange>) {
    let (mut id, mut at, mut message, mut user) = (None, None, None, None);
    // A slice of JSON that was read cannot fail to be JSON; one that is no object has no fields.
    let _ = each_field(raw, |key, value| match key {
        "_id" => id = scalar::text(value),
        "createdOn" => at = scalar::time(value),
        "message" => message = scalar::text(value),
        "userId" => user = Some(value),
        _ => {}
    });
    let (person, name) = user.map(read_person).unwrap_or_default();
    let all = id.clone().zip(at).zip(message);
    let change = all.map(|((id, at), message)| LoggedChange {
        id,
        at,
        message,
        person,
        name,
    });
    (id, change)
}

/// Id and name. An older server may send the id alone. What may be a mail address is neither.
fn read_person(raw: &str) -> (Option<String>, Option<String>) {
    let mut id = scalar::text(raw);
    let (mut first, mut last) = (None, None);
    // A slice of JSON that was read cannot fail to be JSON.
    let _ = each_field(raw, |key, value| match key {
        "id" | "_id" => id = scalar::text(value).or_else(|| id.take()),
        "firstName" => first = scalar::text(value),
        "lastName" => last = scalar::text(value),
        _ => {}
    });
    let name = [first, last]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let id = id.filter(|id| !id.contains('@'));
    if name.contains('@') {
        return (id, None);
    }
    let name: String = name
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME_CHARS)
        .collect();
    let name = name.trim();
    (id, (!name.is_empty()).then(|| name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_is_read_and_the_rest_is_not_looked_at() {
        let page = read_change_log(
            r#"[{"_id":"btl-1","createdOn":"2019-06-27T05:29:17.748Z","resourceType":"dialog",
                "message":"Published task Book a ticket","userId":{"id":"u-1","firstName":"Ada",
                "lastName":"Byron","emailId":"canary@example.com"}},
                {"_id":"btl-2","createdOn":1561613357748,"message":"Bot updated","userId":"u-2"},
                {"_id":"btl-3","createdOn":"soon","message":"No time"}, null, 7]"#,
        )
        .unwrap();
        assert_eq!((page.lines, page.changes.len()), (5, 2));
        assert_eq!(page.ids, ["btl-1", "btl-2", "btl-3"]);
        let [first, second] = &page.changes[..] else {
            panic!("two")
        };
        assert_eq!(first.name.as_deref(), Some("Ada Byron"));
        assert_eq!(first.person.as_deref(), Some("u-1"));
        assert_eq!(first.at, second.at);
        assert_eq!(
            (second.person.as_deref(), &second.name),
            (Some("u-2"), &None)
        );
        assert!(!format!("{page:?}").contains("canary"));
    }

    #[test]
    fn a_mail_address_is_no_id_and_no_name() {
        let person = |user: &str| {
            let body = format!(
                r#"[{{"_id":"btl-1","createdOn":1561613357748,"message":"m","userId":{user}}}]"#
            );
            let change = read_change_log(&body).unwrap().changes.remove(0);
            (change.person, change.name)
        };
        let ada = || Some("u-1".to_owned());
        for (user, known) in [
            (r#""ada@example.com""#, (None, None)),
            (
                r#"{"id":"u-1","firstName":"ada@example.com"}"#,
                (ada(), None),
            ),
            (
                r#"{"_id":"ada@example.com","firstName":"Ada"}"#,
                (None, Some("Ada".to_owned())),
            ),
        ] {
            assert_eq!(person(user), known, "{user}");
        }
    }

    #[test]
    fn what_is_no_list_is_none() {
        for body in ["", "{}", "null", "7", r#"{"errors":[]}"#, "<html>", "["] {
            assert_eq!(read_change_log(body), None, "{body}");
        }
        assert_eq!(read_change_log("[]"), Some(ChangeLogPage::default()));
    }
}
