//! Going back to a copy of the history, as the window asks for it.

use std::fs;
use std::path::Path;

use history::{AccountRecord, History};
use jiff::Timestamp;
use serde_json::json;

use crate::commands::Shell;

/// A copy of a history of one bot.
fn put_copy(folder: &Path) -> Timestamp {
    let apart = tempfile::tempdir().unwrap();
    let at = Timestamp::from_second(1_700_000_000).unwrap();
    let path = apart.path().join("history.sqlite3");
    let mut history = History::open(&path, at).unwrap().history;
    let id = domain::AccountId::new("a");
    history
        .add_account(&AccountRecord {
            signed_out: true,
            ..AccountRecord::new(
                id.clone(),
                "https://platform.kore.ai",
                domain::ClientId::new("cs-1"),
                at,
            )
        })
        .unwrap();
    history
        .add_bots(&id, &[domain::BotId::new("st-1111")], at)
        .unwrap();
    let copy = history.copier().unwrap().make(at).unwrap();
    fs::create_dir_all(folder).unwrap();
    fs::copy(&copy.path, folder.join(copy.path.file_name().unwrap())).unwrap();
    at
}

#[test]
fn going_back_to_a_copy_shows_its_bots_and_a_bad_one_changes_nothing() {
    let shell = Shell::with(false, publish_monitor::Outside::default());
    let folder = shell.data_dir().join("copies");
    let at = put_copy(&folder).as_millisecond();
    let bots = || {
        let board = shell.call("snapshot", json!({ "request": {} })).unwrap();
        board["bots"].as_array().unwrap().len()
    };
    let use_copy = |at: i64| shell.call("use_copy", json!({ "request": { "at": at } }));
    let told = shell.call("history_copies", json!({ "request": {} }));
    assert_eq!(told.unwrap()["copies"][0]["at"], at);
    assert_eq!(bots(), 0);

    assert_eq!(use_copy(at + 1).unwrap_err(), "gone");
    use_copy(at).unwrap();
    assert_eq!(bots(), 1);

    let copy = fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
    fs::write(copy.path(), "no history").unwrap();
    assert_eq!(use_copy(at).unwrap_err(), "history");
    assert_eq!(bots(), 1, "what was there goes on");
    shell.close();
}
