//! Every shape of a reply that the documentation shows, leaves open, or contradicts itself about.

use domain::{FailureKind, PublishJob, PublishState};
use kore_api::{Error, Odd, read_publish_status};
use serde_json::{Value, json};

use crate::support::{BOT, SAMPLE, bot};

fn read(body: &str) -> Result<Option<PublishJob>, Error> {
    read_publish_status(200, body.as_bytes(), &bot())
}

fn job(body: &str) -> PublishJob {
    match read(body) {
        Ok(Some(job)) => job,
        other => panic!("{body} gave {other:?}"),
    }
}

fn odd(body: &str) -> Odd {
    match read(body) {
        Err(Error::NotKore { odd, .. }) => odd,
        other => panic!("{body} gave {other:?}"),
    }
}

/// The sample with one field set.
fn with(field: &str, value: Value) -> String {
    let mut sample: Value = serde_json::from_str(SAMPLE).unwrap();
    sample[field] = value;
    sample.to_string()
}

/// The sample with these parts.
fn with_parts(parts: Value) -> PublishJob {
    job(&with("statusSummary", parts))
}

#[test]
fn the_documented_sample() {
    let job = job(SAMPLE);
    assert_eq!(
        job.id.unwrap().as_str(),
        "ds-4a1b3e3d-7f55-5d80-acc6-7066e5cc6a6f"
    );
    assert_eq!(job.bot_id.unwrap().as_str(), BOT);
    assert_eq!(job.state, PublishState::Published);
    assert_eq!(job.server_status.as_deref(), Some("successful"));
    assert_eq!(job.percent, Some(100));
    assert_eq!(
        job.requested_at.unwrap().to_string(),
        "2022-07-29T08:04:48.731Z"
    );
    assert_eq!(
        job.started_at.unwrap().to_string(),
        "2022-07-29T08:04:48.828Z"
    );
    assert_eq!(
        job.modified_at.unwrap().to_string(),
        "2022-07-29T08:04:50.083Z"
    );
    assert_eq!(
        job.started_by.as_deref(),
        Some("u-adb7cfc7-e9d1-55dd-acfc-214b82dc51d8")
    );
    assert_eq!(job.version_comment, None);
    let names: Vec<_> = job
        .resources
        .iter()
        .map(|part| part.name.as_deref().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "Settings",
            "Channels",
            "Natural Language",
            "Creating New Version"
        ]
    );
    let last = &job.resources[3];
    assert_eq!(last.id.as_deref(), Some("AUTOVERSIONING"));
    assert_eq!(last.kind.as_deref(), Some("AUTOVERSIONING"));
    assert_eq!(last.state, PublishState::Published);
    assert_eq!(last.server_status.as_deref(), Some("SUCCESS"));
    assert!(last.modules.is_empty() && !last.awaiting_approval && last.published_at.is_none());
}

#[test]
fn the_long_sample_with_definitions_under_result() {
    let job = with_parts(json!([
        {"resourceId":"SETTINGS","resourceType":"SETTINGS","name":"Settings","modules":["general","pii"],
         "result":{"resourceId":"SETTINGS","modules":["x"]},"status":"SUCCESS"},
        {"resourceId":"BOTLANGUAGES","resourceType":"BOTLANGUAGES","name":"BotLanguages",
         "modules":{"enabledLanguages":["en","de"]},"result":{},"status":"SUCCESS"},
        {"resourceId":"5ecd12","resourceType":"knowledge","name":"K","status":"SUCCESS",
         "result":{"state":"published","versionComment":null,"taxonomy":["a"]},"deployedTo":"enterprise"},
        {"resourceId":"dg-1","resourceType":"dialog","approvalRequestedLanguages":["en"],"status":"SUCCESS",
         "result":{"state":"published","publishedOn":"2022-07-29T08:04:48.678Z","versionComment":"check Publish",
                   "name":"Find Keyword","nodes":[{"deep":[1,{"state":"awaitingApproval"}]}]}},
        {"resourceId":"dg-2","resourceType":"dialog","name":"D2","status":"SUCCESS",
         "result":{"state":"AWAITING_APPROVAL","versionComment":"later"}}
    ]));
    assert_eq!(job.resources[0].modules, ["general", "pii"]);
    assert_eq!(job.resources[1].modules, ["en", "de"]);
    assert_eq!(job.resources[3].name.as_deref(), Some("Find Keyword"));
    assert_eq!(
        job.resources[3].published_at.unwrap().to_string(),
        "2022-07-29T08:04:48.678Z"
    );
    assert_eq!(job.version_comment.as_deref(), Some("check Publish"));
    let waiting: Vec<_> = job
        .resources
        .iter()
        .map(|part| part.awaiting_approval)
        .collect();
    assert_eq!(waiting, [false, false, false, false, true]);
    assert!(job.awaiting_approval());
}

#[test]
fn result_may_be_anything() {
    for result in [
        json!(null),
        json!("text"),
        json!(7),
        json!([{"state":"awaitingApproval"}]),
        json!({"state":7,"publishedOn":{},"versionComment":["x"],"name":null}),
        json!({}),
    ] {
        let job = with_parts(json!([{"name":"A","status":"SUCCESS","result":result}]));
        assert_eq!(job.resources.len(), 1);
        assert!(!job.resources[0].awaiting_approval);
        assert_eq!(job.version_comment, None, "{result}");
    }
}

#[test]
fn the_state_in_every_spelling() {
    let table = [
        (json!("successful"), PublishState::Published),
        (json!("SUCCESSFUL"), PublishState::Published),
        (json!("failed"), PublishState::Failed),
        (json!("FAILURE"), PublishState::Failed),
        (json!("inprogress"), PublishState::Publishing),
        (json!("IN_PROGRESS"), PublishState::Publishing),
        (json!("in progress"), PublishState::Publishing),
        (json!("pending"), PublishState::Waiting),
        (json!("halted"), PublishState::Unknown),
        (json!(1), PublishState::Unknown),
        (json!(null), PublishState::Unknown),
        (json!({"a":"successful"}), PublishState::Unknown),
    ];
    for (status, state) in table {
        assert_eq!(
            job(&with("status", status.clone())).state,
            state,
            "{status}"
        );
    }
    let halted = job(&with("status", json!("halted")));
    assert_eq!(halted.server_status.as_deref(), Some("halted"));
}

#[test]
fn a_part_can_fail_be_unknown_or_lack_nearly_everything() {
    let job = with_parts(json!([
        {"resourceType":"dialog","name":"A","status":"FAILED"},
        {"resourceType":"dialog","name":"A","status":"FAILED"},
        {"resourceId":42,"name":7},
        {"status":"whatever"},
        {},
        null, "text", 7, [1], true
    ]));
    let states: Vec<_> = job.resources.iter().map(|part| part.state).collect();
    assert_eq!(
        states,
        [
            PublishState::Failed,
            PublishState::Failed,
            PublishState::Unknown,
            PublishState::Unknown,
            PublishState::Unknown
        ]
    );
    assert_eq!(job.resources[2].id.as_deref(), Some("42"));
    assert_eq!(job.resources[2].name.as_deref(), Some("7"));
    assert_eq!(job.resources[3].server_status.as_deref(), Some("whatever"));
}

#[test]
fn a_summary_that_is_missing_or_of_another_kind_is_empty() {
    for summary in [json!(null), json!([]), json!({}), json!("x"), json!(7)] {
        assert!(
            with_parts(summary.clone()).resources.is_empty(),
            "{summary}"
        );
    }
    assert!(
        job(r#"{"_id":"ds-1","status":"failed"}"#)
            .resources
            .is_empty()
    );
}

#[test]
fn each_field_may_be_missing_null_or_nonsense_and_harms_no_other() {
    let sample: Value = serde_json::from_str(SAMPLE).unwrap();
    for field in sample.as_object().unwrap().keys() {
        for nonsense in [
            json!(null),
            json!(""),
            json!([[]]),
            json!({"$x":[1]}),
            json!(-1e300),
        ] {
            // Another bot's id, and another kind of job, are refused on purpose.
            let named = matches!(nonsense, Value::Number(_));
            if named && ["streamId", "jobType"].contains(&field.as_str()) {
                continue;
            }
            let job = job(&with(field, nonsense));
            assert!(job.percent == Some(100) || field == "percentageComplete");
            assert!(job.resources.len() == 4 || field == "statusSummary");
        }
        let mut without = sample.clone();
        without.as_object_mut().unwrap().remove(field);
        job(&without.to_string());
    }
}

#[test]
fn numbers_and_texts_that_json_allows_and_rust_does_not() {
    let body = r#"{"_id":"ds-1","status":"failed","percentageComplete":1e999,"__v":1e999,
        "requestedTime":"\ud800","createdBy":"a\ud800b","\udc00":1}"#;
    let job = job(body);
    assert_eq!(job.state, PublishState::Failed);
    assert_eq!(job.percent, None);
    assert_eq!(job.requested_at, None);
    let latin1 = b"{\"_id\":\"ds-1\",\"status\":\"failed\",\"createdBy\":\"M\xfcller\"}";
    let job = read_publish_status(200, latin1, &bot()).unwrap().unwrap();
    assert_eq!(job.state, PublishState::Failed);
}

#[test]
fn a_key_that_comes_twice_counts_as_its_last() {
    let job = job(r#"{"_id":"a","_id":"b","status":"inprogress","status":"failed"}"#);
    assert_eq!(job.id.unwrap().as_str(), "b");
    assert_eq!(job.state, PublishState::Failed);
}

#[test]
fn a_mark_at_the_begin_and_space_around_do_not_matter() {
    let body = format!("\u{feff}\r\n {SAMPLE} \n");
    assert_eq!(job(&body).state, PublishState::Published);
}

#[test]
fn another_bots_publish_is_never_taken() {
    assert_eq!(odd(&with("streamId", json!("st-other"))), Odd::OtherBot);
    assert_eq!(
        odd(&format!("[{}]", with("streamId", json!("st-other")))),
        Odd::OtherBot
    );
    assert_eq!(
        job(&with("streamId", json!(BOT.to_uppercase()))).percent,
        Some(100)
    );
}

#[test]
fn another_kind_of_job_is_never_taken_for_a_publish() {
    assert_eq!(odd(&with("jobType", json!("ML_UTTERANCE"))), Odd::OtherJob);
    assert_eq!(
        job(&with("jobType", json!("publish_bot"))).percent,
        Some(100)
    );
}

#[test]
fn of_an_array_the_newest_publish_counts() {
    let body = format!(
        "[null, {}, {}, {}, {}]",
        with("requestedTime", json!("2021-01-01T00:00:00Z")),
        with("percentageComplete", json!(85)),
        with("jobType", json!("ML_UTTERANCE")).replace("2022-07", "2029-07"),
        with("streamId", json!("st-other")).replace("2022-07", "2029-07"),
    );
    assert_eq!(job(&body).percent, Some(85));
    assert_eq!(
        read(&format!("[{}]", with("jobType", json!("ML_UTTERANCE")))),
        Ok(None)
    );
    assert_eq!(read("[]"), Ok(None));
    assert_eq!(read("[null,{}]"), Ok(None));
    assert_eq!(odd("[1,2]"), Odd::Unfamiliar);
}

#[test]
fn the_answer_to_starting_a_publish_is_not_a_status() {
    let body = r#"[{"resourceType":"dialog","resourceId":"dg-1","status":"SUCCESS","result":{}}]"#;
    assert_eq!(odd(body), Odd::Unfamiliar);
}

#[test]
fn a_wrapper_of_something_else_is_not_a_publish() {
    for body in [
        r#"{"status":"success","data":{"a":1}}"#,
        r#"{"status":"ok","version":"1.2"}"#,
        r#"{"hello":1}"#,
        r#"{"_id":null}"#,
        r#"{"errors":[]}"#,
        "7",
        "true",
        r#""""#,
    ] {
        assert_eq!(odd(body), Odd::Unfamiliar, "{body}");
    }
    assert_eq!(job(r#"{"status":"failed"}"#).state, PublishState::Failed);
}

#[test]
fn a_failed_publish_may_tell_its_errors() {
    let job = job(&with(
        "errors",
        json!([{"msg":"Dialog is broken","code":400}]),
    ));
    assert_eq!(job.percent, Some(100));
}

#[test]
fn json_that_ends_in_its_middle_is_a_broken_connection() {
    for end in [1, 20, SAMPLE.trim().len() - 1] {
        let error = read(&SAMPLE[..end]).unwrap_err();
        assert_eq!(error.kind(), FailureKind::Unreachable, "{end}");
    }
    assert_eq!(odd(r#"{"_id":"ds-1",,}"#), Odd::Unreadable);
}

#[test]
fn depth_and_width_have_an_end() {
    let deep = with("action", json!("@")).replace(
        "\"@\"",
        &format!("{}{}", "[".repeat(200_000), "]".repeat(200_000)),
    );
    assert_eq!(job(&deep).percent, Some(100));
    let wide = format!(
        r#"{{"_id":"a","statusSummary":[{}{{}}]}}"#,
        "{},".repeat(9_999)
    );
    assert_eq!(job(&wide).resources.len(), 10_000);
    let wider = format!(
        r#"{{"_id":"a","statusSummary":[{}{{}}]}}"#,
        "{},".repeat(10_000)
    );
    assert_eq!(read(&wider).unwrap_err().kind(), FailureKind::TooLarge);
}
