//! The room of the history and what is kept, as the window asks for them.

use serde_json::{Value, json};

use crate::commands::Shell;

#[test]
fn what_is_kept_is_chosen_and_stays_chosen_and_the_room_is_told() {
    let shell = Shell::with(false, publish_monitor::Outside::default());
    let call = |name: &str, request: Value| shell.call(name, json!({ "request": request }));
    let room = call("history_room", json!({})).unwrap();
    assert_eq!(room["keep"], "everything");
    assert_eq!(room["keptSince"], Value::Null);
    assert!(room["bytes"].as_u64().unwrap() > 0);

    let preview = call("preview_keep", json!({ "keep": "oneYear" })).unwrap();
    assert_eq!(preview["publishes"], 0);
    let room = call("history_room", json!({})).unwrap();
    assert_eq!(room["keep"], "everything", "looking chooses nothing");

    call("set_keep", json!({ "keep": "oneYear" })).unwrap();
    let room = call("history_room", json!({})).unwrap();
    assert_eq!(room["keep"], "oneYear");
    assert!(call("set_keep", json!({ "keep": "oneHour" })).is_err());
    let room = call("compact_history", json!({})).unwrap();
    assert_eq!(
        (&room["keep"], &room["unusedBytes"]),
        (&json!("oneYear"), &json!(0))
    );
    shell.close();
}
