//! The command-line example, run as a stranger would.

use std::path::PathBuf;
use std::process::{Output, Stdio};

use serde_json::Value;
use tokio::process::Command;

use crate::support::{BOT, CLIENT_ID, SAMPLE, SECRET, Server, json, reply};

/// Cargo builds examples before tests, unless one test alone was asked for.
fn tool() -> PathBuf {
    let deps = std::env::current_exe().unwrap();
    let path = deps
        .parent()
        .and_then(|deps| deps.parent())
        .unwrap()
        .join("examples")
        .join(format!("publish_status{}", std::env::consts::EXE_SUFFIX));
    if !path.exists() {
        let status = std::process::Command::new(env!("CARGO"))
            .args(["build", "-p", "kore-api", "--example", "publish_status"])
            .status()
            .unwrap();
        assert!(status.success());
    }
    path
}

async fn run(arguments: &[&str], environment: Environment<'_>) -> Output {
    Command::new(tool())
        .args(arguments)
        .env_remove("KORE_CLIENT_ID")
        .env_remove("KORE_CLIENT_SECRET")
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .output()
        .await
        .unwrap()
}

type Environment<'a> = &'a [(&'a str, &'a str)];

const ENVIRONMENT: [(&str, &str); 2] = [
    ("KORE_CLIENT_ID", CLIENT_ID),
    ("KORE_CLIENT_SECRET", SECRET),
];

async fn ask(host: &str) -> (i32, Value) {
    let output = run(&["--host", host, "--bot", BOT], &ENVIRONMENT).await;
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    (
        output.status.code().unwrap(),
        serde_json::from_str(&text).unwrap(),
    )
}

#[tokio::test]
async fn a_job_is_printed_with_every_field() {
    let body = SAMPLE.replace(r#""name": "Settings","#, r#""modules":["pii"],"#);
    let server = Server::start(move |_, _| json(200, &body)).await;
    let (status, output) = ask(&format!("{}/builder/#/bot?x=y", server.origin())).await;
    assert_eq!(status, 0);
    let job = &output["job"];
    assert_eq!(job["id"], "ds-4a1b3e3d-7f55-5d80-acc6-7066e5cc6a6f");
    assert_eq!(job["state"], "published");
    assert_eq!(job["serverStatus"], "successful");
    assert_eq!(job["percent"], 100);
    assert_eq!(job["requestedAt"], "2022-07-29T08:04:48.731Z");
    assert_eq!(job["startedAt"], "2022-07-29T08:04:48.828Z");
    assert_eq!(job["modifiedAt"], "2022-07-29T08:04:50.083Z");
    assert_eq!(job["startedBy"], "u-adb7cfc7-e9d1-55dd-acfc-214b82dc51d8");
    assert_eq!(job["botId"], BOT);
    let part = &job["resources"][0];
    assert_eq!(
        *part,
        serde_json::json!({"id":"SETTINGS","type":"SETTINGS","name":null,"state":"published",
            "serverStatus":"SUCCESS","modules":["pii"]})
    );
}

#[tokio::test]
async fn times_have_three_digits_and_absent_values_are_null() {
    let body = r#"{"_id":"ds-1","requestedTime":1659081888,"status":"halted"}"#;
    let server = Server::start(move |_, _| json(200, body)).await;
    let (_, output) = ask(&server.origin()).await;
    assert_eq!(
        output,
        serde_json::json!({"job":{"id":"ds-1","state":"unknown","serverStatus":"halted","percent":null,
            "requestedAt":"2022-07-29T08:04:48.000Z","startedAt":null,"modifiedAt":null,
            "startedBy":null,"botId":null,"resources":[]}})
    );
}

#[tokio::test]
async fn never_published_and_refused() {
    let server = Server::start(|_, _| json(200, "{}")).await;
    assert_eq!(
        ask(&server.origin()).await,
        (0, serde_json::json!({"job":null}))
    );
    let server = Server::start(|_, _| reply(429, &[("retry-after", "7")], "")).await;
    let (status, output) = ask(&server.origin()).await;
    assert_eq!(status, 2);
    assert_eq!(output["error"]["kind"], "rate_limited");
    assert_eq!(output["error"]["retryAfterMs"], 7_000);
    assert!(output["error"]["message"].is_string());
}

#[tokio::test]
async fn bad_usage_is_one_sentence_on_standard_error() {
    let [id, secret] = ENVIRONMENT;
    let table: [(&[&str], Environment); 8] = [
        (&[], &[id, secret]),
        (
            &["--host", "http://example.com", "--bot", BOT],
            &[id, secret],
        ),
        (
            &["--host", "https://localhost:1", "--bot", ""],
            &[id, secret],
        ),
        (&["--host", "https://localhost:1", "--bot", BOT], &[id]),
        (&["--host", "https://localhost:1", "--bot", BOT], &[secret]),
        (
            &["--host", "https://localhost:1", "--bot", BOT],
            &[id, ("KORE_CLIENT_SECRET", " ")],
        ),
        (&["--what"], &[id, secret]),
        (&["--host"], &[id, secret]),
    ];
    for (arguments, environment) in table {
        let output = run(arguments, environment).await;
        assert_eq!(output.status.code(), Some(64), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(!text.contains(SECRET));
    }
}
