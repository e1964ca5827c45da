//! What the window may do.

use std::collections::BTreeSet;

use publish_monitor::ipc_types::command_names;
use serde_json::Value;

fn config() -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tauri.conf.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_one_window_is_granted_the_apps_own_commands_and_larger_letters_and_nothing_else() {
    let config = config();
    let capabilities = config["app"]["security"]["capabilities"]
        .as_array()
        .unwrap();
    assert_eq!(capabilities.len(), 1);
    let capability = &capabilities[0];
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert_eq!(capability.get("remote"), None);
    assert_eq!(capability.get("webviews"), None);
    let granted: BTreeSet<String> = capability["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|permission| permission.as_str().unwrap().to_owned())
        .collect();
    let wanted: BTreeSet<String> = command_names()
        .into_iter()
        .chain(["subscribe"])
        .map(|name| format!("allow-{}", name.replace('_', "-")))
        // What Tauri asks for when a person presses Ctrl and +.
        .chain(["core:webview:allow-set-webview-zoom".to_owned()])
        .collect();
    assert_eq!(granted, wanted);
}

#[test]
fn the_content_policy_is_strict() {
    let config = config();
    let security = &config["app"]["security"];
    let policy = security["csp"].as_object().unwrap();
    assert_eq!(policy["default-src"], "'none'");
    for (directive, sources) in policy {
        let sources = sources.as_str().unwrap();
        for loose in ["unsafe", "*", "blob:", "https:"] {
            assert!(!sources.contains(loose), "{directive} {sources}");
        }
    }
    for directive in ["base-uri", "form-action", "frame-src", "object-src"] {
        assert_eq!(policy[directive], "'none'", "{directive}");
    }
    assert_eq!(security.get("dangerousDisableAssetCspModification"), None);
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(config["app"]["withGlobalTauri"], false);
}
