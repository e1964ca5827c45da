//! One item of `statusSummary`.

use domain::{PublishState, Resource};
use jiff::Timestamp;

use super::fields::{Kind, each_field, kind};
use super::{modules, scalar};

/// A part of a publish, and the comment that its `result` may hold.
pub(super) struct Part {
    pub(super) resource: Resource,
    pub(super) version_comment: Option<String>,
}

/// What is read of `result`. The rest of it is the bot's own logic: confidential, large, skipped.
#[derive(Default)]
struct PartResult {
    awaiting_approval: bool,
    published_at: Option<Timestamp>,
    version_comment: Option<String>,
    name: Option<String>,
}

/// Reads an item. `None` for what is not an object.
pub(super) fn read(raw: &str) -> Option<Part> {
    if kind(raw) != Kind::Object {
        return None;
    }
    let mut id = None;
    let mut resource_kind = None;
    let mut name = None;
    let mut status = None;
    let mut module_names = Vec::new();
    let mut result = PartResult::default();
    each_field(raw, |key, value| match key {
        "resourceId" => id = scalar::text(value),
        "resourceType" => resource_kind = scalar::text(value),
        "name" => name = scalar::text(value),
        "status" => status = scalar::text(value),
        "modules" => module_names = modules::names(value),
        "result" => result = read_result(value),
        _ => {}
    })
    .ok()?;
    Some(Part {
        resource: Resource {
            id,
            kind: resource_kind,
            name: name.or(result.name),
            state: PublishState::of_word(status.as_deref()),
            server_status: status,
            modules: module_names,
            awaiting_approval: result.awaiting_approval,
            published_at: result.published_at,
        },
        version_comment: result.version_comment,
    })
}

fn read_result(raw: &str) -> PartResult {
    let mut result = PartResult::default();
    // A slice of a JSON text that was read before cannot fail to be read.
    let _ = each_field(raw, |key, value| match key {
        "state" => result.awaiting_approval = is_awaiting_approval(value),
        "publishedOn" => result.published_at = scalar::time(value),
        "versionComment" => result.version_comment = comment(value),
        "name" => result.name = scalar::text(value),
        _ => {}
    });
    result
}

/// A comment is text; a number or a truth value in its place is none.
pub(super) fn comment(raw: &str) -> Option<String> {
    (kind(raw) == Kind::Text)
        .then(|| scalar::text(raw))
        .flatten()
}

fn is_awaiting_approval(raw: &str) -> bool {
    scalar::text(raw).is_some_and(|state| super::record::plain_word(&state) == "awaitingapproval")
}
