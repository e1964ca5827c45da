//! Publishes as a bot's change log tells of them. Pure.
//!
//! The log has one line for each part that was published, moments apart, and none for the publish
//! as a whole (page *Get ChangeLogs*: `Published task Book a ticket`, `Knowledge task published`).
//! It tells who and when, and not what became of the publish.

use jiff::{SignedDuration, Timestamp};

/// Lines that are no further apart belong to one publish.
const TOGETHER: SignedDuration = SignedDuration::from_mins(10);
/// A publish that was watched may be written into the log this long before or after.
const BESIDE: SignedDuration = SignedDuration::from_mins(5);
/// Of a publish whose end was not seen: so long it may have gone on.
const AT_MOST: SignedDuration = SignedDuration::from_hours(1);

/// Words that make a sentence with "published" tell of something else.
const DENIALS: [&str; 7] = ["not", "never", "failed", "cannot", "be", "being", "after"];

/// A line of the log that tells of a publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedPart {
    /// When.
    pub at: Timestamp,
    /// Who, where the log says it.
    pub person: Option<String>,
    /// What was published.
    pub part: String,
}

/// A publish that the log tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedPublish {
    /// Its first line.
    pub from: Timestamp,
    /// Its last line.
    pub to: Timestamp,
    /// Who, where the log says it.
    pub person: Option<String>,
    /// What was published, each once, in the order of the lines.
    pub parts: Vec<String>,
}

/// A publish that was watched: when it was asked for, and when it was over.
pub type WatchedPublish = (Timestamp, Option<Timestamp>);

/// What a line says was published; `None` for one that tells of something else.
#[must_use]
pub fn published_part(message: &str) -> Option<&str> {
    let message = message.trim();
    let first = message.split_whitespace().next()?;
    if first.eq_ignore_ascii_case("published") {
        let rest = message[first.len()..].trim_start();
        let kind = rest.split_whitespace().next().unwrap_or_default();
        let name = rest[kind.len()..].trim_start();
        // "Published task Book a ticket": the name says more than the word before it.
        return Some(match kind.to_ascii_lowercase().as_str() {
            "task" | "dialog" if !name.is_empty() => name,
            _ => rest,
        });
    }
    let last = message.split_whitespace().next_back()?;
    if !last.eq_ignore_ascii_case("published") {
        return None;
    }
    let before = message[..message.len() - last.len()].trim_end();
    let denied = before
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| DENIALS.iter().any(|no| word.eq_ignore_ascii_case(no)));
    // "Knowledge task published", "Bot was published".
    let trimmed = ["is", "are", "was", "were", "has been"]
        .iter()
        .find_map(|verb| before.strip_suffix(verb)?.strip_suffix(' '))
        .unwrap_or(before);
    (!denied).then_some(trimmed.trim_end())
}

/// Puts lines together to publishes, oldest first. A bot has one publish at a time, so who it was
/// does not matter: an approval may be somebody else's.
#[must_use]
pub fn logged_publishes(mut lines: Vec<LoggedPart>) -> Vec<LoggedPublish> {
    lines.sort_by_key(|line| line.at);
    let mut publishes: Vec<LoggedPublish> = Vec::new();
    for line in lines {
        let open = publishes
            .last_mut()
            .filter(|publish| line.at.duration_since(publish.to) <= TOGETHER);
        let Some(publish) = open else {
            publishes.push(LoggedPublish {
                from: line.at,
                to: line.at,
                person: line.person,
                parts: named(line.part).into_iter().collect(),
            });
            continue;
        };
        publish.to = line.at;
        if publish.person.is_none() {
            publish.person = line.person;
        }
        if let Some(part) = named(line.part)
            && !publish.parts.contains(&part)
        {
            publish.parts.push(part);
        }
    }
    publishes
}

fn named(part: String) -> Option<String> {
    (!part.is_empty()).then_some(part)
}

/// Leaves out those that were watched: none counts twice.
#[must_use]
pub fn not_watched(
    publishes: Vec<LoggedPublish>,
    watched: &[WatchedPublish],
) -> Vec<LoggedPublish> {
    let is_watched = |publish: &LoggedPublish| {
        watched.iter().any(|(asked, over)| {
            let over = over.unwrap_or_else(|| later(*asked, AT_MOST)).max(*asked);
            publish.to >= later(*asked, -BESIDE) && publish.from <= later(over, BESIDE)
        })
    };
    publishes
        .into_iter()
        .filter(|publish| !is_watched(publish))
        .collect()
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + minute * 60).unwrap()
    }

    fn line(minute: i64, person: Option<&str>, part: &str) -> LoggedPart {
        LoggedPart {
            at: at(minute),
            person: person.map(str::to_owned),
            part: part.to_owned(),
        }
    }

    #[test]
    fn lines_that_tell_of_a_publish_are_told_from_the_others() {
        for (message, part) in [
            ("Published task Book a ticket", Some("Book a ticket")),
            ("published  dialog  Leave ", Some("Leave")),
            (
                "Published task Not published yet",
                Some("Not published yet"),
            ),
            ("Published task", Some("task")),
            ("Published", Some("")),
            ("Knowledge task published", Some("Knowledge task")),
            ("Bot was Published", Some("Bot")),
            ("published", Some("")),
            ("Bot updated", None),
            ("Bot could not be published", None),
            ("Failed: Bot published", None),
            ("Trained ML after BOT approval", None),
            ("Trained ML after upgrading dialog task Published", None),
            ("Unpublished task Book a ticket", None),
            ("Publish request sent", None),
            ("", None),
            ("   ", None),
        ] {
            assert_eq!(published_part(message), part, "{message}");
        }
    }

    #[test]
    fn lines_moments_apart_are_one_publish_in_whatever_order_they_come() {
        let lines = vec![
            line(200, None, "Leave"),
            line(4, Some("u-2"), "Leave"),
            line(0, None, "Knowledge task"),
            line(12, Some("u-1"), "Leave"),
        ];
        let publishes = logged_publishes(lines);
        let [first, second] = &publishes[..] else {
            panic!("{publishes:?}")
        };
        assert_eq!((first.from, first.to), (at(0), at(12)));
        assert_eq!(first.person.as_deref(), Some("u-2"));
        assert_eq!(first.parts, ["Knowledge task", "Leave"]);
        assert_eq!((second.from, &second.person), (at(200), &None));
    }

    #[test]
    fn what_was_watched_is_not_counted_again() {
        let lines = [0, 60, 120, 200].map(|minute| line(minute, None, "Leave"));
        let publishes = logged_publishes(lines.to_vec());
        let watched = [
            (at(3), Some(at(9))),
            (at(50), Some(at(56))),
            (at(119), None),
        ];
        let left = not_watched(publishes, &watched);
        assert_eq!(
            left.iter().map(|one| one.from).collect::<Vec<_>>(),
            [at(200)]
        );
    }
}
