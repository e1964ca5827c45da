//! Publishes as a bot's change log tells of them. Pure.
//!
//! The log has one line for each part that was published, moments apart, and none for the publish
//! as a whole (page *Get ChangeLogs*: `Published task Book a ticket`, `Knowledge task published`).
//! It tells who and when, and not what became of the publish.

use jiff::{SignedDuration, Timestamp};

use crate::PublishState;

/// Lines that are no further apart belong to one publish.
const TOGETHER: SignedDuration = SignedDuration::from_mins(10);
/// A publish that was watched may be written into the log this long before or after.
const BESIDE: SignedDuration = SignedDuration::from_mins(5);
/// Lines that are no further apart were written by the same step of one publish: the sample of the
/// page has six milliseconds between them.
const AT_ONCE: SignedDuration = SignedDuration::from_mins(1);
/// Of a publish whose end was not seen: so long it may have gone on since it was last heard of.
const RUNS_AT_MOST: SignedDuration = SignedDuration::from_hours(1);
/// And one that waited for its approval.
const WAITS_AT_MOST: SignedDuration = SignedDuration::from_hours(24 * 7);

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

/// A publish that was watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WatchedPublish {
    /// When it was asked for.
    pub asked: Timestamp,
    /// When something about it changed last, as far as it was heard of.
    pub changed: Timestamp,
    /// Where it stood then.
    pub state: PublishState,
}

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

/// The publishes that nobody watched, oldest first: lines are put together after those of watched
/// publishes were taken out, so that a publish soon after a watched one is not lost in it. A bot
/// has one publish at a time, so who it was does not matter: an approval may be somebody else's.
#[must_use]
pub fn logged_publishes(lines: Vec<LoggedPart>, watched: &[WatchedPublish]) -> Vec<LoggedPublish> {
    let mut publishes: Vec<LoggedPublish> = Vec::new();
    for line in not_watched(lines, watched) {
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

/// The lines of no watched publish, oldest first. What was written together with a line of one
/// is its own too.
fn not_watched(mut lines: Vec<LoggedPart>, watched: &[WatchedPublish]) -> Vec<LoggedPart> {
    lines.sort_by_key(|line| line.at);
    let times = times(watched);
    let mut seen: Vec<bool> = lines
        .iter()
        .map(|line| {
            let (from, to) = (later(line.at, -BESIDE), later(line.at, BESIDE));
            times
                .iter()
                .any(|(asked, over)| *asked <= to && from <= *over)
        })
        .collect();
    let at_once =
        |one: usize, other: usize| lines[other].at.duration_since(lines[one].at) <= AT_ONCE;
    for next in 1..lines.len() {
        seen[next] |= seen[next - 1] && at_once(next - 1, next);
    }
    for next in (1..lines.len()).rev() {
        seen[next - 1] |= seen[next] && at_once(next - 1, next);
    }
    let mut seen = seen.into_iter();
    lines.retain(|_| seen.next() == Some(false));
    lines
}

/// From when to when each publish may have written into the log. The next one ends it.
fn times(watched: &[WatchedPublish]) -> Vec<(Timestamp, Timestamp)> {
    let mut watched = watched.to_vec();
    watched.sort_by_key(|publish| publish.asked);
    let next = watched.iter().skip(1).map(|next| Some(next.asked));
    let next = next.chain([None]);
    let time = |(publish, next): (&WatchedPublish, Option<Timestamp>)| {
        let changed = publish.changed.max(publish.asked);
        let over = match publish.state {
            PublishState::Published | PublishState::Failed => changed,
            PublishState::Publishing | PublishState::Unknown => later(changed, RUNS_AT_MOST),
            PublishState::Waiting => later(changed, WAITS_AT_MOST),
        };
        (publish.asked, next.map_or(over, |next| over.min(next)))
    };
    watched.iter().zip(next).map(time).collect()
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
        let publishes = logged_publishes(lines, &[]);
        let [first, second] = &publishes[..] else {
            panic!("{publishes:?}")
        };
        assert_eq!((first.from, first.to), (at(0), at(12)));
        assert_eq!(first.person.as_deref(), Some("u-2"));
        assert_eq!(first.parts, ["Knowledge task", "Leave"]);
        assert_eq!((second.from, &second.person), (at(200), &None));
    }

    fn watched(asked: i64, changed: i64, state: PublishState) -> WatchedPublish {
        WatchedPublish {
            asked: at(asked),
            changed: at(changed),
            state,
        }
    }

    fn left(minutes: &[i64], watched: &[WatchedPublish]) -> Vec<i64> {
        let lines = minutes.iter().map(|minute| line(*minute, None, "Leave"));
        let publishes = logged_publishes(lines.collect(), watched);
        let minute = |one: &LoggedPublish| one.from.duration_since(at(0)).as_mins();
        publishes.iter().map(minute).collect()
    }

    #[test]
    fn what_was_watched_is_not_counted_again() {
        let watched = [
            watched(50, 56, PublishState::Failed),
            watched(3, 9, PublishState::Published),
            watched(119, 119, PublishState::Publishing),
        ];
        assert_eq!(left(&[0, 60, 120, 170, 200], &watched), [200]);
    }

    #[test]
    fn an_unwatched_publish_soon_after_a_watched_one_is_not_lost_in_it() {
        let watched = [watched(0, 4, PublishState::Published)];
        assert_eq!(left(&[3, 12, 13], &watched), [12]);
        // But what was written at once with its lines is its own.
        assert_eq!(left(&[8, 9, 10, 11, 20], &watched), [20]);
        assert_eq!(left(&[-30, -7, -6, -5], &watched), [-30]);
    }

    #[test]
    fn a_publish_that_waited_for_its_approval_for_days_is_not_counted_again() {
        let day = 24 * 60;
        let waited = watched(0, 1, PublishState::Waiting);
        assert_eq!(left(&[3 * day, 9 * day], &[waited]), [9 * day]);
        // Unless another one was asked for meanwhile.
        let next = watched(2 * day, 2 * day + 4, PublishState::Published);
        assert_eq!(left(&[3 * day], &[waited, next]), [3 * day]);
        // Its end was seen.
        let approved = watched(0, 3 * day, PublishState::Published);
        assert_eq!(left(&[3 * day], &[approved]), Vec::<i64>::new());
    }
}
