//! A history that a newer version of the app wrote, as the window meets it.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use domain::{AccountId, BotId, ClientId, JobId, PublishJob, PublishState};
use history::{AccountRecord, History, Success};
use jiff::{SignedDuration, Timestamp};
use monitor::ports::Keychain;
use publish_monitor::Outside;
use serde_json::{Value, json};

use crate::commands::Shell;
use crate::fuzz::payload::Payloads;
use crate::fuzz::shape::Shapes;
use crate::fuzz::{Moody, harmless};

/// What may be answered: it shows what is there, or belongs to the app and not to the history.
/// All else is refused.
const ANSWERED: [&str; 33] = [
    "snapshot",
    "bot",
    "job",
    "compare_job",
    "report_text",
    "save_report",
    "history_page",
    "history_choices",
    "overview",
    "export_history",
    "stop_export",
    "history_copies",
    "history_room",
    "preview_keep",
    "export_setup_file",
    "network_settings",
    "setup_progress",
    "alert_page",
    "change_log_choice",
    "alert_settings",
    "test_alert",
    "presence",
    "set_presence",
    "set_at_login",
    "arrival",
    "keep_place",
    "appearance",
    "set_appearance",
    "about",
    "diagnostics",
    "save_diagnostics",
    "save_setup_file",
    "open_setup_file",
];
const OPENED_TOO: &str = "open_bot_list";
const OTHER_BOARD: [&str; 2] = ["enter_samples", "leave_samples"];
const EACH: usize = 60;

/// An account with one bot, of a version that is newer by one.
fn put_newer(path: &Path, how: impl FnOnce(&mut Vec<u8>)) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let at = Timestamp::from_second(1_700_000_000).unwrap();
    let mut history = History::open(path, at).unwrap().history;
    let id = AccountId::new("a");
    let account = AccountRecord {
        secret_in_keychain: true,
        ..AccountRecord::new(
            id.clone(),
            "https://platform.kore.ai",
            ClientId::new("cs-1"),
            at,
        )
    };
    history.add_account(&account).unwrap();
    history.add_bots(&id, &[BotId::new("st-1111")], at).unwrap();
    let job = PublishJob {
        id: Some(JobId::new("ds-1")),
        bot_id: None,
        state: PublishState::Published,
        server_status: None,
        percent: Some(100),
        requested_at: Some(at),
        started_at: None,
        modified_at: None,
        started_by: None,
        version_comment: None,
        resources: Vec::new(),
    };
    let success = Success {
        account: &id,
        bot: &BotId::new("st-1111"),
        at,
        every: SignedDuration::from_secs(60),
        job: Some(&job),
    };
    history.record_success(&success).unwrap();
    history.copier().unwrap().make(at).unwrap();
    history.close().unwrap();
    let mut bytes = fs::read(path).unwrap();
    // The number of the form (page *Database File Format* of SQLite).
    bytes[63] += 1;
    how(&mut bytes);
    fs::write(path, bytes).unwrap();
}

fn snapshot(shell: &Shell) -> Value {
    shell.call("snapshot", json!({ "request": {} })).unwrap()
}

#[test]
fn a_newer_history_is_shown_and_whatever_is_asked_leaves_every_byte_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/history.sqlite3");
    put_newer(&path, |_| {});
    let before = fs::read(&path).unwrap();
    let asked = Arc::new(Moody::default());
    let outside = Outside {
        keychain: Arc::clone(&asked) as Arc<dyn Keychain>,
        ..harmless()
    };
    let shell = Shell::over(folder, false, outside);
    let board = snapshot(&shell);
    assert_eq!(board["notices"], json!(["historyNewer"]));
    assert_eq!(board["bots"][0]["botId"], "st-1111");
    let bot = json!({ "request": { "accountId": "a", "botId": "st-1111" } });
    assert_eq!(shell.call("bot", bot).unwrap()["job"]["jobId"], "ds-1");
    for command in ["job", "compare_job", "report_text"] {
        shell
            .call(command, json!({ "request": { "job": 1 } }))
            .unwrap();
    }
    let copies = shell.call("history_copies", json!({ "request": {} }));
    let copy = json!({ "request": { "at": copies.unwrap()["copies"][0]["at"] } });
    assert_eq!(shell.call("use_copy", copy).unwrap_err(), "newer");

    let shapes = Shapes::read(&publish_monitor::ipc_types::typescript());
    let mut refused = 0;
    for (command, shape) in &shapes.commands {
        if OTHER_BOARD.contains(&command.as_str()) {
            continue;
        }
        let mut payloads = Payloads {
            shapes: &shapes,
            random: fastrand::Rng::with_seed(7),
            known: vec!["a".into(), "st-1111".into()],
        };
        let may = ANSWERED.contains(&command.as_str()) || command == OPENED_TOO;
        for _ in 0..EACH {
            match shell.call(command, payloads.body(shape)) {
                Ok(_) if may => {}
                Ok(answer) => panic!("{command} answers {answer}"),
                Err(refusal) => refused += usize::from(refusal == "newer"),
            }
        }
    }
    assert!(refused > 500, "only {refused} were refused for this");
    assert_eq!(
        asked.0.load(Ordering::Relaxed),
        0,
        "the password store is left alone"
    );
    assert_eq!(snapshot(&shell)["bots"], board["bots"]);
    assert!(fs::read(&path).unwrap() == before);

    // The samples are another history.
    shell
        .call("enter_samples", json!({ "request": {} }))
        .unwrap();
    assert_eq!(snapshot(&shell)["notices"], json!([]));
    shell
        .call("leave_samples", json!({ "request": {} }))
        .unwrap();
    assert_eq!(snapshot(&shell)["notices"], json!(["historyNewer"]));
    let kept = shell.close_and_keep();
    assert!(fs::read(&path).unwrap() == before);
    for suffix in ["-wal", "-shm"] {
        let beside = path.with_file_name(format!("history.sqlite3{suffix}"));
        assert!(!beside.exists(), "{suffix} is left");
    }
    drop(kept);
}

#[test]
fn a_newer_history_that_this_version_cannot_read_is_told_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/history.sqlite3");
    put_newer(&path, |bytes| {
        // A newer form that calls a column differently, wherever its name stands.
        let name = b"secret_in_keychain";
        let places: Vec<_> = (0..bytes.len() - name.len())
            .filter(|at| bytes[*at..].starts_with(name))
            .collect();
        assert!(!places.is_empty());
        for at in places {
            bytes[at..at + name.len()].copy_from_slice(b"secret_in_keyring_");
        }
    });
    let before = fs::read(&path).unwrap();
    let shell = Shell::over(folder, false, harmless());
    let board = snapshot(&shell);
    assert_eq!(board["notices"], json!(["historyNewerUnread"]));
    assert_eq!(board["bots"], json!([]));
    let refused = shell.call("check_all", json!({ "request": {} }));
    assert_eq!(refused.unwrap_err(), "newer");
    let kept = shell.close_and_keep();
    assert!(fs::read(&path).unwrap() == before);
    drop(kept);
}
