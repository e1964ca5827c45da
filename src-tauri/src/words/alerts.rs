//! What a notification says.

use std::collections::BTreeSet;

use domain::AlertKind;
use history::AlertRow;
use monitor::alert::Telling;

use super::bots;
use super::name::{NAME_CHARS, readable};
use crate::notify::Message;

/// Names in one notification; the others are counted.
const NAMES: usize = 3;

/// What a test says.
pub fn test() -> Message {
    Message {
        title: "Alerts of Publish Monitor look like this".to_owned(),
        body: "A click opens the window.".to_owned(),
    }
}

/// What one notification says.
pub fn message(telling: &Telling) -> Message {
    match &telling.alerts[..] {
        [one] => single(one),
        several => together(several),
    }
}

fn single(alert: &AlertRow) -> Message {
    let name = name(alert);
    let parts = alert.parts_failed;
    let (title, body) = match alert.kind {
        AlertKind::Failed if parts == 0 => (
            format!("{name}: publish failed"),
            "Open it to see what happened.".to_owned(),
        ),
        AlertKind::Failed => (
            format!("{name}: publish failed"),
            format!("{} failed. Open it to see which.", part_count(parts)),
        ),
        AlertKind::PartsFailed => (
            format!("{name}: published, but {} failed", part_count(parts)),
            "Open it to see which.".to_owned(),
        ),
        AlertKind::WorksAgain => (
            format!("{name}: publishing works again"),
            "The publish before this one had failed.".to_owned(),
        ),
        AlertKind::Stuck => (
            format!("{name}: publish seems stuck"),
            format!(
                "Nothing has moved for {}. How long its publishes usually pause is not known yet.",
                minutes(alert)
            ),
        ),
        AlertKind::CannotCheck if alert.failure.is_none() => (
            format!("{name}: its secret is needed"),
            "Its bots cannot be checked until the app has it. Open it to see what to do."
                .to_owned(),
        ),
        AlertKind::CannotCheck => (
            format!("{name}: its bots cannot be checked"),
            "The bots themselves keep running. Open it to see what to do.".to_owned(),
        ),
        AlertKind::Unreachable => (
            "Kore.ai cannot be reached".to_owned(),
            "Your bots keep running. The app shows what it last knew, and tries again by itself."
                .to_owned(),
        ),
        AlertKind::Started => (
            format!("{name}: a publish began"),
            "The app tells when it ends, where alerts for that are on.".to_owned(),
        ),
        AlertKind::Published => (
            format!("{name}: published"),
            "All its parts are published.".to_owned(),
        ),
    };
    Message { title, body }
}

/// Worst first.
const ORDER: [AlertKind; 8] = [
    AlertKind::Failed,
    AlertKind::PartsFailed,
    AlertKind::Stuck,
    AlertKind::CannotCheck,
    AlertKind::Unreachable,
    AlertKind::WorksAgain,
    AlertKind::Published,
    AlertKind::Started,
];

fn together(alerts: &[AlertRow]) -> Message {
    let mut lines = ORDER.into_iter().filter_map(|kind| line(kind, alerts));
    let title = lines.next().unwrap_or_default();
    let rest: Vec<_> = lines.collect();
    let body = if rest.is_empty() {
        named(alerts)
    } else {
        format!("Also: {}.", rest.join(", "))
    };
    Message { title, body }
}

/// "5 bots failed to publish"; `None` where nothing of the kind is among them.
fn line(kind: AlertKind, alerts: &[AlertRow]) -> Option<String> {
    let of_kind: Vec<_> = alerts.iter().filter(|alert| alert.kind == kind).collect();
    if of_kind.is_empty() {
        return None;
    }
    let distinct: BTreeSet<_> = of_kind
        .iter()
        .map(|alert| (&alert.account, &alert.bot))
        .collect();
    let count = u32::try_from(distinct.len()).unwrap_or(u32::MAX);
    let one = count == 1;
    Some(match kind {
        AlertKind::Failed => format!("{} failed to publish", bots(count)),
        AlertKind::PartsFailed => format!("{} published with failed parts", bots(count)),
        AlertKind::Stuck => format!("{} to be stuck", with(count, one, "seems", "seem")),
        AlertKind::CannotCheck if one => "1 account cannot be checked".to_owned(),
        AlertKind::CannotCheck => format!("{count} accounts cannot be checked"),
        AlertKind::Unreachable => "Kore.ai cannot be reached".to_owned(),
        AlertKind::WorksAgain => format!("{} again", with(count, one, "publishes", "publish")),
        AlertKind::Published => format!("{} published", bots(count)),
        AlertKind::Started => format!("{} began to publish", bots(count)),
    })
}

fn with(count: u32, one: bool, singular: &str, plural: &str) -> String {
    format!("{} {}", bots(count), if one { singular } else { plural })
}

fn named(alerts: &[AlertRow]) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in alerts.iter().map(name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let left = names.len().saturating_sub(NAMES);
    names.truncate(NAMES);
    if left == 0 {
        names.join(", ")
    } else {
        format!("{} and {left} more", names.join(", "))
    }
}

/// The bot's, or the account's where it is about that.
fn name(alert: &AlertRow) -> String {
    let given = match &alert.bot {
        Some(bot) => alert.bot_name.as_deref().unwrap_or(bot.as_str()),
        None => alert.account_name.as_deref().unwrap_or_default(),
    };
    readable(given, NAME_CHARS)
}

fn part_count(parts: u32) -> String {
    if parts == 1 {
        "1 part".to_owned()
    } else {
        format!("{parts} parts")
    }
}

fn minutes(alert: &AlertRow) -> String {
    let minutes = alert.still_for.map_or(0, |still| still.as_mins());
    format!("{minutes} minutes")
}

#[cfg(test)]
mod tests {
    use domain::{AccountId, BotId};
    use history::Told;
    use monitor::alert::telling;

    use super::*;

    fn alert(kind: AlertKind, bot: &str, parts_failed: u32) -> AlertRow {
        AlertRow {
            nr: 1,
            kind,
            account: Some(AccountId::new("a")),
            account_name: Some("Shop".into()),
            bot: Some(BotId::new(bot)),
            bot_name: Some(format!("Bot {bot}")),
            job: Some(1),
            parts_failed,
            still_for: Some(jiff::SignedDuration::from_mins(31)),
            failure: None,
            at: jiff::Timestamp::UNIX_EPOCH,
            told: Told::Due,
            ended_at: None,
        }
    }

    fn said(alerts: Vec<AlertRow>) -> (String, String) {
        let message = message(&telling(alerts).unwrap());
        (message.title, message.body)
    }

    #[test]
    fn one_alert_names_its_bot_and_what_happened() {
        let of = |kind, parts| said(vec![alert(kind, "1", parts)]);
        assert_eq!(of(AlertKind::Failed, 1).0, "Bot 1: publish failed");
        assert_eq!(
            of(AlertKind::Failed, 1).1,
            "1 part failed. Open it to see which."
        );
        assert_eq!(
            of(AlertKind::PartsFailed, 2).0,
            "Bot 1: published, but 2 parts failed"
        );
        assert!(of(AlertKind::Stuck, 0).1.contains("31 minutes"));
    }

    #[test]
    fn several_are_counted_and_the_first_are_named() {
        let failed = |bot| alert(AlertKind::Failed, bot, 0);
        let (title, body) = said(["1", "2", "3", "4", "5"].map(failed).to_vec());
        assert_eq!(title, "5 bots failed to publish");
        assert_eq!(body, "Bot 1, Bot 2, Bot 3 and 2 more");
    }

    #[test]
    fn the_worst_comes_first_and_the_rest_below() {
        let (title, body) = said(vec![
            alert(AlertKind::WorksAgain, "1", 0),
            alert(AlertKind::Failed, "2", 0),
            alert(AlertKind::Stuck, "3", 0),
        ]);
        assert_eq!(title, "1 bot failed to publish");
        assert_eq!(
            body,
            "Also: 1 bot seems to be stuck, 1 bot publishes again."
        );
    }
}
