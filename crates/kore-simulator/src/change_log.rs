//! Get ChangeLogs: what was changed about one bot, by whom and when, page by page.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::timeline::iso;
use crate::{Refusal, made_up};

/// The largest page that the API gives out.
const MOST_ON_A_PAGE: usize = 50;

/// A line of a bot's change log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// `u-…`, who did it.
    pub person: String,
    /// First and last name, as the platform knows them.
    pub name: (String, String),
    /// The kind of thing that was changed: `stream`, `dialog`, `Knowledge Task`, ….
    pub resource: String,
    /// What happened, as a sentence: `Published task Book a ticket`.
    pub message: String,
}

impl Change {
    /// The lines that one publish leaves, as in the page's sample: one for each dialog and the
    /// knowledge, moments apart. The page shows no line for the publish as a whole.
    pub fn publish(at: Timestamp, person: &str, name: (&str, &str), dialogs: &[&str]) -> Vec<Self> {
        let line = |after: i64, resource: &str, message: String| Self {
            at: at + jiff::SignedDuration::from_millis(after),
            person: person.to_owned(),
            name: (name.0.to_owned(), name.1.to_owned()),
            resource: resource.to_owned(),
            message,
        };
        let mut lines = vec![line(0, "Knowledge Task", "Knowledge task published".into())];
        for (after, dialog) in (6..).step_by(6).zip(dialogs) {
            lines.push(line(after, "dialog", format!("Published task {dialog}")));
        }
        lines
    }

    /// A line that tells of no publish.
    pub fn other(at: Timestamp, person: &str, name: (&str, &str), message: &str) -> Self {
        Self {
            at,
            person: person.to_owned(),
            name: (name.0.to_owned(), name.1.to_owned()),
            resource: "stream".to_owned(),
            message: message.to_owned(),
        }
    }
}

/// Which lines are asked for. `offset` counts pages: the page *Get ChangeLogs* says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    number: usize,
    size: usize,
    from: Option<Date>,
    to: Option<Date>,
}

impl Wanted {
    /// Reads the query.
    pub(crate) fn read(query: &str) -> Result<Self, Refusal> {
        let mut wanted = Self {
            number: 0,
            size: MOST_ON_A_PAGE,
            from: None,
            to: None,
        };
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let number = || value.parse::<usize>().map_err(|_| Refusal::BadArguments);
            let date = || {
                let date = value.parse::<Date>();
                date.map(Some).map_err(|_| Refusal::BadArguments)
            };
            match name {
                "offset" => wanted.number = number()?,
                "limit" => wanted.size = number()?.clamp(1, MOST_ON_A_PAGE),
                "startDate" => wanted.from = date()?,
                "endDate" => wanted.to = date()?,
                _ => {}
            }
        }
        Ok(wanted)
    }

    /// The reply: a bare list. Neither side of `endDate` is documented; here the day itself is
    /// left out, the less helpful of the two. The sample is not in the order of time either.
    pub(crate) fn body(self, bot_id: &str, changes: &[Change], canary: &str) -> Value {
        let day = |change: &Change| TimeZone::UTC.to_datetime(change.at).date();
        let mut lines: Vec<(String, &Change)> = changes
            .iter()
            .filter(|change| self.from.is_none_or(|from| from <= day(change)))
            .filter(|change| self.to.is_none_or(|to| day(change) < to))
            .map(|change| (id_of(bot_id, change), change))
            .collect();
        lines.sort_by(|one, other| one.0.cmp(&other.0));
        let shown = lines
            .iter()
            .skip(self.number.saturating_mul(self.size))
            .take(self.size);
        shown
            .map(|(id, change)| line(id, bot_id, change, canary))
            .collect()
    }
}

fn id_of(bot_id: &str, change: &Change) -> String {
    let of = format!("{bot_id} {} {}", change.at, change.message);
    format!("btl-{}", made_up::uuid_of(&of))
}

/// `canary` stands where the platform gives out the mail address of a person.
fn line(id: &str, bot_id: &str, change: &Change, canary: &str) -> Value {
    json!({
        "_id": id,
        "userId": {
            "id": change.person,
            "firstName": change.name.0,
            "lastName": change.name.1,
            "emailId": format!("{canary}@example.com"),
            "activationStatus": "active",
            "profColour": "#ff4500",
            "profImage": "no-avatar",
            "_id": change.person,
            "orgId": format!("o-{}", made_up::uuid_of("org")),
        },
        "streamId": bot_id,
        "resourceId": bot_id,
        "resourceType": change.resource,
        "message": change.message,
        "createdOn": iso(change.at),
        "__v": 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn count(query: &str, changes: &[Change]) -> usize {
        let body = Wanted::read(query).unwrap().body("st-1", changes, "canary");
        body.as_array().unwrap().len()
    }

    #[test]
    fn pages_and_days_are_cut_as_they_are_asked_for() {
        let names = vec!["Book a ticket"; 119];
        let changes = Change::publish(at("2026-03-01T23:59:59.9Z"), "u-1", ("A", "B"), &names);
        assert_eq!(count("", &changes), 50);
        assert_eq!(count("offset=2&limit=50", &changes), 20);
        assert_eq!(count("offset=3", &changes), 0);
        assert_eq!(count("startDate=2026-03-02&limit=999", &changes), 50);
        assert_eq!(count("startDate=2026-03-03", &changes), 0);
        assert_eq!(count("endDate=2026-03-01", &changes), 0);
        assert_eq!(count("endDate=2026-03-02", &changes), 17);
        assert_eq!(
            Wanted::read("startDate=1.3.2026"),
            Err(Refusal::BadArguments)
        );
    }
}
