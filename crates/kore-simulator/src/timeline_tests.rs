use std::collections::HashSet;

use super::*;
use crate::Words;

fn bot() -> SimBot {
    SimBot::new("st-1", "Card services")
}

fn start() -> Timestamp {
    "2026-03-02T08:04:48.731Z".parse().unwrap()
}

fn at(life: &Life, elapsed_ms: u64) -> Reply {
    reply_at(life, &bot(), 0, start(), Duration::from_millis(elapsed_ms))
}

fn status(life: &Life, elapsed_ms: u64) -> StatusReply {
    match at(life, elapsed_ms) {
        Reply::Status(reply) => *reply,
        other => panic!("no status: {other:?}"),
    }
}

fn states(reply: &StatusReply) -> Vec<&str> {
    reply.summary.iter().map(|item| item.status).collect()
}

#[test]
fn a_quick_success_has_the_times_of_the_documented_sample() {
    let reply = status(&Life::quick(), 60_000);
    assert_eq!(reply.requested, "2026-03-02T08:04:48.731Z");
    assert_eq!(reply.initiated.as_deref(), Some("2026-03-02T08:04:48.828Z"));
    assert_eq!(reply.modified, "2026-03-02T08:04:50.083Z");
    assert_eq!(reply.status, "successful");
    assert_eq!(reply.percent, 100);
    assert_eq!(reply.job_type, "PUBLISH_BOT");
    assert_eq!(reply.action, "RUN");
    assert!(reply.id.starts_with("ds-"));
    assert!(reply.created_by.starts_with("u-"));
    assert!(states(&reply).iter().all(|state| *state == "SUCCESS"));
    let last = reply.summary.last().unwrap();
    assert_eq!(last.resource_type, "AUTOVERSIONING");
}

#[test]
fn a_publish_waits_for_a_moment_before_it_begins() {
    let reply = status(&Life::long(), 50);
    assert_eq!(reply.status, "pending");
    assert_eq!(reply.initiated, None);
    assert_eq!(reply.percent, 0);
    assert_eq!(status(&Life::long(), 97).status, "inprogress");
}

#[test]
fn a_long_publish_fills_in_part_by_part_and_never_runs_backwards() {
    let (mut percent, mut done, mut modified) = (0, 0, String::new());
    let (mut seen_percents, mut changes) = (HashSet::new(), HashSet::new());
    for second in 1..40 {
        let reply = status(&Life::long(), second * 1000);
        assert_eq!(reply.status, "inprogress", "second {second}");
        assert_eq!(reply.summary.len(), 10);
        let now_done = states(&reply).iter().filter(|s| **s == "SUCCESS").count();
        let running = states(&reply)
            .iter()
            .filter(|s| **s == "IN_PROGRESS")
            .count();
        assert!(reply.percent >= percent && now_done >= done && reply.modified >= modified);
        assert_eq!(running, 1, "second {second}");
        (percent, done, modified) = (reply.percent, now_done, reply.modified);
        seen_percents.insert(percent);
        changes.insert(modified.clone());
    }
    assert!(seen_percents.len() > 30, "the percentage hardly moved");
    assert_eq!(changes.len(), 10, "the start, then each part that ends");
    assert_eq!(percent, 100, "100 % comes before the end");
    assert_eq!(done, 9);
    let over = status(&Life::long(), 40_000);
    assert_eq!((over.status, over.percent), ("successful", 100));
    assert_eq!(status(&Life::long(), 4_000_000), over);
}

#[test]
fn a_growing_publish_lists_only_what_has_begun() {
    let life = Life::long().growing();
    let lengths: Vec<usize> = [1_000, 15_000, 30_000, 41_000]
        .iter()
        .map(|ms| status(&life, *ms).summary.len())
        .collect();
    assert_eq!(lengths, [1, 4, 8, 10]);
}

#[test]
fn a_repeating_publish_is_a_new_job_each_time() {
    let life = Life::long().repeating(Duration::from_secs(20));
    let first = status(&life, 59_999);
    let second = status(&life, 60_000);
    assert_eq!(first.status, "successful");
    assert_ne!(first.id, second.id);
    assert_eq!(second.requested, "2026-03-02T08:05:48.731Z");
    assert_eq!(status(&life, 75_123).requested, second.requested);
    assert_eq!(status(&life, 75_123).id, second.id);
    assert_eq!(status(&life, 75_123).status, "inprogress");
}

#[test]
fn a_failure_has_two_of_nine_parts_failed_and_makes_no_version() {
    let reply = status(&Life::fails(), 40_000);
    assert_eq!(reply.status, "failed");
    assert_eq!(reply.summary.len(), 9);
    let failed = reply.summary.iter().filter(|item| item.status == "FAILED");
    let kinds: Vec<_> = failed.map(|item| item.resource_type).collect();
    assert_eq!(kinds, ["CHANNELS", "dialog"]);
    assert!(
        reply
            .summary
            .iter()
            .all(|item| item.resource_type != "AUTOVERSIONING")
    );
}

#[test]
fn a_failed_dialog_carries_no_result() {
    let reply = status(&Life::failed(Duration::ZERO), 10_000);
    let dialogs = reply.summary.iter().filter(|i| i.resource_type == "dialog");
    let results: Vec<_> = dialogs.map(|i| i.result.is_some()).collect();
    assert_eq!(results, [false, true, true]);
}

#[test]
fn a_part_that_will_fail_has_not_failed_before_its_turn() {
    let early = status(&Life::fails(), 2_000);
    assert!(!states(&early).contains(&"FAILED"));
    let later = status(&Life::fails(), 12_000);
    assert_eq!(states(&later)[1], "FAILED");
    assert_eq!(later.status, "inprogress");
}

#[test]
fn a_failing_bot_works_on_its_next_publish() {
    let life = Life::fails_then_works(Duration::from_mins(2));
    let failed = status(&life, 119_999);
    let works = status(&life, 121_352);
    assert_eq!((failed.status, works.status), ("failed", "successful"));
    assert_ne!(failed.id, works.id);
    assert_eq!(works.requested, "2026-03-02T08:06:48.731Z");
}

#[test]
fn a_first_publish_comes_when_its_time_comes() {
    let life = Life::first_publish_after(Duration::from_secs(10));
    assert_eq!(at(&life, 9_999), Reply::Nothing(Nothing::EmptyObject));
    assert_eq!(status(&life, 12_000).status, "successful");
}

#[test]
fn age_counts_from_the_moment_the_life_was_set_and_turns_do_not() {
    let hour = Duration::from_hours(1);
    let life = Life::published(hour).then(Duration::from_secs(5), Life::quick());
    let old = status(&life, 0);
    assert_eq!(old.requested, "2026-03-02T07:04:48.731Z");
    assert_eq!(old.status, "successful");
    assert_eq!(status(&life, 5_000).requested, "2026-03-02T08:04:53.731Z");
}

#[test]
fn a_waiting_publish_has_not_begun_however_long_it_waits() {
    let reply = status(&Life::waiting(), 1_000_000);
    assert_eq!((reply.status, reply.percent), ("pending", 0));
    assert_eq!(reply.initiated, None);
    assert!(reply.summary.is_empty());
}

#[test]
fn a_publish_that_awaits_approval_says_so_in_its_dialogs() {
    let reply = status(&Life::awaiting_approval(), 2_000);
    assert_eq!(reply.status, "successful");
    let dialogs = reply.summary.iter().filter(|i| i.resource_type == "dialog");
    for dialog in dialogs.clone() {
        assert_eq!(dialog.result.as_ref().unwrap()["state"], "awaitingApproval");
    }
    assert_eq!(dialogs.count(), 3);
}

#[test]
fn unknown_words_are_in_the_whole_and_in_one_part() {
    let reply = status(&Life::unknown_words(), 2_000);
    assert_eq!(reply.status, "PARTIALLY_DEPLOYED");
    let odd = states(&reply).into_iter().filter(|s| *s == "HELD_BACK");
    assert_eq!(odd.count(), 1);
}

#[test]
fn a_huge_reply_has_two_hundred_dialogs_and_megabytes() {
    let reply = status(&Life::huge(), 2_000);
    let dialogs = reply.summary.iter().filter(|i| i.resource_type == "dialog");
    assert_eq!(dialogs.count(), 200);
    let names: HashSet<_> = reply.summary.iter().map(|item| &item.name).collect();
    assert_eq!(names.len(), reply.summary.len());
    let bytes = serde_json::to_vec(&reply).unwrap().len();
    assert!((4_000_000..12_000_000).contains(&bytes), "{bytes}");
}

#[test]
fn modules_are_an_array_an_object_or_absent() {
    let reply = status(&Life::quick(), 2_000);
    let modules = |kind: &str| {
        let item = reply.summary.iter().find(|i| i.resource_type == kind);
        item.unwrap().modules.clone()
    };
    assert!(modules("SETTINGS").unwrap().is_array());
    assert!(modules("BOTLANGUAGES").unwrap().is_object());
    assert_eq!(modules("dialog"), None);
    let short = status(&Life::quick().shaped(Shape::Short), 2_000);
    assert!(short.summary.iter().all(|i| i.modules.is_none()));
    assert!(short.summary.iter().all(|i| i.result.is_none()));
}

#[test]
fn the_short_shape_has_the_fields_of_the_documented_sample_in_its_order() {
    let text = serde_json::to_string(&status(&Life::quick().shaped(Shape::Short), 2_000)).unwrap();
    let mut from = 0;
    for field in [
        "_id",
        "action",
        "jobType",
        "streamId",
        "__v",
        "countOfDockStatuses",
        "createdBy",
        "percentageComplete",
        "requestedTime",
        "status",
        "lastModifiedOn",
        "initiatedOn",
        "statusSummary",
        "resourceId",
        "resourceType",
        "name",
        "status",
    ] {
        let place = text[from..].find(&format!("\"{field}\":"));
        from += place.unwrap_or_else(|| panic!("{field} is missing or too early"));
        from += field.len();
    }
    let item: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(item["statusSummary"][0].as_object().unwrap().len(), 4);
}

#[test]
fn the_older_sample_has_another_id_and_no_count() {
    let reply = status(&Life::old_sample(), 2_000);
    assert!(reply.id.starts_with("ber-"));
    assert_eq!(reply.count_of_dock_statuses, None);
    assert!(reply.summary[0].modules.is_some());
    assert!(reply.summary[0].result.is_none());
}

#[test]
fn siblings_spell_otherwise() {
    assert_eq!(
        status(&Life::quick().spelt(Words::OLDER), 2_000).status,
        "SUCCESSFUL"
    );
    let dock = status(&Life::fails().spelt(Words::DOCK), 50_000);
    assert_eq!(dock.status, "FAILURE");
    assert!(states(&dock).contains(&"FAILURE"));
}

#[test]
fn a_life_set_twice_in_one_moment_is_two_jobs() {
    let id = |times_set| {
        let later = Duration::from_secs(5);
        match reply_at(&Life::quick(), &bot(), times_set, start(), later) {
            Reply::Status(reply) => reply.id,
            other => panic!("no status: {other:?}"),
        }
    };
    assert_eq!(id(1), id(1));
    assert_ne!(id(1), id(2));
}

#[test]
fn a_comment_is_in_a_dialog_and_is_null_where_there_is_none() {
    let comment = |life: &Life| {
        let reply = status(life, 2_000);
        let dialog = reply.summary.iter().find(|i| i.resource_type == "dialog");
        dialog.unwrap().result.as_ref().unwrap()["versionComment"].clone()
    };
    assert_eq!(comment(&Life::quick().commented("New rates")), "New rates");
    assert_eq!(comment(&Life::quick()), Value::Null);
}
