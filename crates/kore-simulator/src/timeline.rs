//! What the status API says of a life at a moment: a pure function.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::life::{Course, End, Life, Nothing, Publish, Shape};
use crate::parts::{self, Part};
use crate::status_reply::{StatusItem, StatusReply};
use crate::{Fault, SimBot, made_up};

/// What to answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reply {
    Status(Box<StatusReply>),
    Nothing(Nothing),
    Fault(Fault),
}

/// The pause between request and start in the page's sample.
const BEGINS_AFTER: Duration = Duration::from_millis(97);

/// The answer for `bot`, whose `life` was set at `set_at`, `elapsed` after that. `times_set` says
/// how many lives it had before: a new one makes a new job, even within the same millisecond.
pub(crate) fn reply_at(
    life: &Life,
    bot: &SimBot,
    times_set: u64,
    set_at: Timestamp,
    elapsed: Duration,
) -> Reply {
    let current = life.later.iter().rev().find(|(at, _)| *at <= elapsed);
    if let Some((after, next)) = current {
        return reply_at(
            next,
            bot,
            times_set,
            set_at + *after,
            elapsed.saturating_sub(*after),
        );
    }
    match &life.course {
        Course::Never(nothing) => Reply::Nothing(*nothing),
        Course::Fault(fault) => Reply::Fault(fault.clone()),
        Course::Publish(publish) => {
            let moment = moment(publish, set_at - life.ago, elapsed + life.ago);
            Reply::Status(Box::new(record(publish, bot, times_set, &moment)))
        }
    }
}

impl Life {
    /// The JSON of the status reply for a bot whose life began at `set_at`, `elapsed` later; what
    /// the HTTP API would answer. `None` where it would answer with no publish.
    pub fn status_body(
        &self,
        bot_id: &str,
        set_at: Timestamp,
        elapsed: Duration,
    ) -> Option<String> {
        match reply_at(self, &SimBot::new(bot_id, bot_id), 0, set_at, elapsed) {
            Reply::Status(reply) => serde_json::to_string(&reply).ok(),
            Reply::Nothing(_) | Reply::Fault(_) => None,
        }
    }
}

/// Where one job stands.
struct Moment {
    requested: Timestamp,
    since: Duration,
}

/// The job that runs or ran last, `since` after the first one was asked for.
fn moment(publish: &Publish, first: Timestamp, since: Duration) -> Moment {
    let Some(pause) = publish.pause else {
        return Moment {
            requested: first,
            since,
        };
    };
    let round_ms = (publish.takes + pause).as_millis().max(1);
    let within_ms = u64::try_from(since.as_millis() % round_ms).unwrap_or(0);
    let within = Duration::from_millis(within_ms);
    // In whole milliseconds, so that a job's times are the same each time it is asked for.
    let before_ms = u64::try_from(since.as_millis()).unwrap_or(0) - within_ms;
    Moment {
        requested: first + Duration::from_millis(before_ms),
        since: within,
    }
}

fn record(publish: &Publish, bot: &SimBot, times_set: u64, moment: &Moment) -> StatusReply {
    let begins = BEGINS_AFTER.min(publish.takes);
    let begun = publish.end != End::NeverBegins && moment.since >= begins;
    let over = begun && moment.since >= publish.takes;
    let with_version = publish.end == End::Works;
    let all = parts::parts(publish, &bot.id, with_version);

    let running = publish.takes.saturating_sub(begins).as_millis().max(1);
    let run = moment.since.saturating_sub(begins).as_millis().min(running);
    let ended = match (begun, over) {
        (false, _) => 0,
        (_, true) => all.len(),
        _ => usize::try_from(run * all.len() as u128 / running).unwrap_or(0),
    };

    let words = &publish.words;
    let state = |n: usize| match n {
        _ if n < ended && is_marked(publish, n) => words.part_failed,
        _ if n < ended => words.part_done,
        _ if n == ended => words.part_running,
        _ => words.part_waiting,
    };
    let shown = match (begun, publish.growing && !over) {
        (false, _) => 0,
        (_, true) => (ended + 1).min(all.len()),
        _ => all.len(),
    };
    let items = all.iter().enumerate().take(shown);
    let summary = items
        .map(|(n, part)| {
            // Only what worked carries a result: no sample shows a part that did not.
            let worked = n < ended && !is_marked(publish, n);
            item(publish, part, state(n), worked, moment.requested)
        })
        .collect();

    let last_change = match (begun, over) {
        (false, _) => Duration::ZERO,
        (_, true) => publish.takes,
        _ => begins + millis(running * ended as u128 / all.len().max(1) as u128),
    };
    let prefix = if publish.shape == Shape::Old {
        "ber"
    } else {
        "ds"
    };
    let made_from = format!(
        "{} {times_set} {}",
        bot.id,
        moment.requested.as_millisecond()
    );
    StatusReply {
        id: format!("{prefix}-{}", made_up::uuid_of(&made_from)),
        action: "RUN",
        job_type: "PUBLISH_BOT",
        stream_id: bot.id.clone(),
        version: 0,
        count_of_dock_statuses: (publish.shape != Shape::Old).then_some(1),
        created_by: publish.by.clone().unwrap_or_else(|| bot.owner.clone()),
        percent: percent(publish, over, run, running),
        requested: iso(moment.requested),
        status: match publish.end {
            End::NeverBegins => words.waiting,
            _ if !begun => words.waiting,
            _ if !over => words.running,
            End::Fails => words.failed,
            End::Works | End::AwaitsApproval | End::UnknownWords => words.done,
        },
        modified: iso(moment.requested + last_change),
        initiated: begun.then(|| iso(moment.requested + begins)),
        summary,
    }
}

/// Part `n` ends otherwise than well.
fn is_marked(publish: &Publish, n: usize) -> bool {
    matches!(publish.end, End::Fails | End::UnknownWords) && publish.failing.contains(&n)
}

/// Rises evenly and stands at 100 for the last twentieth, while the record is being closed.
fn percent(publish: &Publish, over: bool, run: u128, running: u128) -> u8 {
    match publish.end {
        End::NeverBegins => 0,
        End::UnknownWords if over => 60,
        _ if over => 100,
        _ => u8::try_from((run * 2000 / (running * 19)).min(100)).unwrap_or(100),
    }
}

fn item(
    publish: &Publish,
    part: &Part,
    status: &'static str,
    worked: bool,
    requested: Timestamp,
) -> StatusItem {
    let is_content = matches!(part.kind, "dialog" | "knowledge");
    let full = publish.shape == Shape::Full;
    let is_full_content = full && is_content;
    let modules = parts::modules(part.kind).filter(|_| publish.shape != Shape::Short);
    let awaits = publish.end == End::AwaitsApproval && part.kind == "dialog";
    StatusItem {
        resource_id: part.id.clone(),
        resource_version: is_full_content.then_some("1.0"),
        resource_type: part.kind,
        approval_requested_languages: (full && part.kind == "dialog").then(|| json!(["en"])),
        name: part.name.clone(),
        result: (full && worked)
            .then(|| result(publish, part, modules.as_ref(), awaits, requested))
            .flatten(),
        modules,
        status,
        deployed_to: (is_full_content && worked && !awaits).then_some("enterprise"),
    }
}

/// The `result` of a part that has ended, in the three forms of the long sample.
fn result(
    publish: &Publish,
    part: &Part,
    modules: Option<&Value>,
    awaits: bool,
    requested: Timestamp,
) -> Option<Value> {
    let state = if awaits {
        "awaitingApproval"
    } else {
        "published"
    };
    match part.kind {
        "dialog" => Some(json!({
            "state": state,
            "adminTaskStatus": "active",
            "approvedLanguages": if awaits { json!([]) } else { json!(["en"]) },
            "version": "1.0",
            "publishedOn": iso(requested),
            "versionComment": publish.comment,
            "name": part.name,
            "nodes": parts::nodes(&part.name, publish.definition_bytes),
        })),
        "knowledge" => Some(json!({
            "state": "published",
            "language": "en",
            "versionComment": null,
            "taxonomy": parts::nodes(&part.name, publish.definition_bytes.min(2000)),
        })),
        "AUTOVERSIONING" => None,
        kind => Some(json!({
            "resourceId": part.id,
            "resourceType": kind,
            "name": part.name,
            "modules": modules,
        })),
    }
}

fn millis(count: u128) -> Duration {
    Duration::from_millis(u64::try_from(count).unwrap_or(u64::MAX))
}

/// UTC with milliseconds and `Z`, as in the samples.
pub(crate) fn iso(time: Timestamp) -> String {
    format!("{time:.3}")
}

#[cfg(test)]
#[path = "timeline_tests.rs"]
mod tests;
