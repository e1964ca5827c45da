//! What one line says. Pure.

use domain::LoggedPublish;
use history::{ExportedBot, ExportedJob, Gap};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::discreet::Discreet;
use crate::words;

/// A publish, a time in which a bot was not watched, or what its change log tells of such a time.
/// Times are RFC 3339.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// `publish`, `not watched` or `in the change log`.
    pub kind: &'static str,
    /// What the person calls the bot.
    pub bot_name: Option<String>,
    /// `st-…`
    pub bot_id: String,
    /// What the person calls the account.
    pub account: Option<String>,
    /// As the window says it.
    pub state: Option<&'static str>,
    /// The platform's own word for it.
    pub server_word: Option<String>,
    /// When it was asked for, in the time zone of this computer, with its offset.
    pub asked_local: Option<String>,
    /// The same, in UTC.
    pub asked_utc: Option<String>,
    /// When the publish, or the time without watching, began.
    pub began_utc: Option<String>,
    /// When it ended.
    pub ended_utc: Option<String>,
    /// How long it took, in seconds.
    pub seconds: Option<f64>,
    /// Parts in all.
    pub parts: Option<u32>,
    /// Parts published.
    pub published: Option<u32>,
    /// Parts failed.
    pub failed: Option<u32>,
    /// Names of the parts that failed.
    pub failed_parts: Vec<String>,
    /// The name of who started it, where one is known.
    pub started_by: Option<String>,
    /// The platform's id of who started it, where the person wants it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The comment given with it; of a time without watching, why.
    pub comment: Option<String>,
    /// Whether the app watched the bot then, and where it is known from otherwise.
    pub seen: Option<&'static str>,
}

/// Whom a line about a time without watching is of.
#[derive(Clone, Copy, Debug)]
pub struct BotFacts<'a> {
    /// The bot.
    pub bot: &'a ExportedBot,
    /// The account's name.
    pub account: Option<&'a str>,
}

impl BotFacts<'_> {
    fn line(self, kind: &'static str, discreet: &Discreet) -> Line {
        Line {
            kind,
            bot_name: self.bot.name.as_deref().map(|name| discreet.text(name)),
            bot_id: self.bot.bot.as_str().to_owned(),
            account: self.account.map(|name| discreet.text(name)),
            ..Line::default()
        }
    }
}

/// A publish.
pub fn publish_line(
    job: &ExportedJob,
    account: Option<&str>,
    zone: &TimeZone,
    discreet: &Discreet,
) -> Line {
    let row = &job.row;
    let who = row.started_by.as_deref();
    let text = |text: &str| discreet.text(text);
    Line {
        kind: "publish",
        bot_name: row.bot_name.as_deref().map(text),
        bot_id: row.bot.as_str().to_owned(),
        account: account.map(text),
        state: Some(words::state(
            row.state,
            row.awaiting_approval,
            row.parts_failed,
        )),
        server_word: row.server_status.as_deref().map(text),
        asked_local: Some(local(row.requested_at, zone)),
        asked_utc: Some(row.requested_at.to_string()),
        began_utc: row.started_at.map(|at| at.to_string()),
        ended_utc: row.ended_at.map(|at| at.to_string()),
        seconds: row.duration.map(seconds),
        parts: Some(row.parts),
        published: Some(row.parts_published),
        failed: Some(row.parts_failed),
        failed_parts: job.failed_parts.iter().map(|name| text(name)).collect(),
        started_by: who.and_then(|id| discreet.name(id)).map(text),
        user_id: who.and_then(|id| discreet.id(id)).map(str::to_owned),
        comment: job.version_comment.as_deref().map(text),
        seen: Some(if row.before_watching {
            "it had ended before the app first looked"
        } else {
            "while the app watched the bot"
        }),
    }
}

/// A time in which nobody watched.
pub fn gap_line(facts: &BotFacts<'_>, gap: &Gap, zone: &TimeZone, discreet: &Discreet) -> Line {
    let why = words::reasons(&gap.why);
    let because = if why.is_empty() {
        String::new()
    } else {
        format!(" because {why}")
    };
    let (from, to) = (local(gap.from, zone), local(gap.to, zone));
    Line {
        began_utc: Some(gap.from.to_string()),
        ended_utc: Some(gap.to.to_string()),
        seconds: Some(seconds(gap.to.duration_since(gap.from))),
        comment: Some(format!("Not watched from {from} to {to}{because}.")),
        ..facts.line("not watched", discreet)
    }
}

/// A publish that only the bot's change log tells of: when, by whom and of what, not how it ended.
pub fn logged_line(
    facts: &BotFacts<'_>,
    publish: &LoggedPublish,
    zone: &TimeZone,
    discreet: &Discreet,
) -> Line {
    let who = publish.person.as_deref();
    let text = |text: &str| discreet.text(text);
    let parts = publish.parts.join(", ");
    Line {
        asked_local: Some(local(publish.from, zone)),
        asked_utc: Some(publish.from.to_string()),
        started_by: who.and_then(|id| discreet.name(id)).map(text),
        user_id: who.and_then(|id| discreet.id(id)).map(str::to_owned),
        comment: (!parts.is_empty()).then(|| format!("Published: {}", text(&parts))),
        seen: Some("in the change log only; how it ended is not known"),
        ..facts.line("in the change log", discreet)
    }
}

/// `2026-03-01T10:00:00.5+01:00`
pub(crate) fn local(at: Timestamp, zone: &TimeZone) -> String {
    let offset = zone.to_offset(at);
    at.display_with_offset(offset).to_string()
}

fn seconds(length: SignedDuration) -> f64 {
    length.as_secs_f64()
}
