//! The words of exports and reports. The window's own are in `ui/src/words`, and the same.

use domain::{PartChange, PublishState, ResourceGroup, Unwatched};

/// How a publish is doing.
pub fn state(state: PublishState, awaiting_approval: bool, parts_failed: u32) -> &'static str {
    match state {
        PublishState::Published if awaiting_approval => "Published, waiting for approval",
        PublishState::Published if parts_failed > 0 => "Published, parts failed",
        other => part_state(other),
    }
}

/// How a part of it is doing.
pub fn part_state(state: PublishState) -> &'static str {
    match state {
        PublishState::Published => "Published",
        PublishState::Failed => "Failed",
        PublishState::Publishing => "Publishing",
        PublishState::Waiting => "Waiting",
        PublishState::Unknown => "Unknown",
    }
}

/// Why nobody watched; empty where nobody knows.
pub fn unwatched(why: Unwatched) -> &'static str {
    match why {
        Unwatched::Closed => "the app was closed",
        Unwatched::Asleep => "the computer slept",
        Unwatched::Offline => "this computer was offline",
        Unwatched::Paused => "the checks were paused",
        Unwatched::Refused => "Kore.ai did not let the app check, or the secret was missing",
        Unwatched::Failing => "checks did not succeed",
        Unwatched::Late => "the app was late",
        Unwatched::Untold => "",
    }
}

/// Where a part stands on the platform's page.
pub fn group(group: ResourceGroup) -> &'static str {
    match group {
        ResourceGroup::TasksAndDialogs => "Tasks and dialogs",
        ResourceGroup::NaturalLanguage => "Natural language",
        ResourceGroup::Channels => "Channels",
        ResourceGroup::Extensions => "Extensions",
        ResourceGroup::Settings => "Settings",
        ResourceGroup::NewVersion => "New version",
        ResourceGroup::Other => "Other",
    }
}

/// What became of a part.
pub fn change(change: PartChange) -> &'static str {
    match change {
        PartChange::NewlyFailing => "Failed now, not before",
        PartChange::NewAndFailing => "New, and failed",
        PartChange::StillFailing => "Failed both times",
        PartChange::Fixed => "Works again",
        PartChange::New => "New",
        PartChange::Gone => "No longer there",
        PartChange::Undecided => "Not decided",
        PartChange::Same => "Changed",
    }
}

/// Reasons one after the other, each told once.
pub fn reasons(why: &[Unwatched]) -> String {
    let words: Vec<_> = why
        .iter()
        .map(|why| unwatched(*why))
        .filter(|words| !words.is_empty())
        .collect();
    words.join(", then ")
}
