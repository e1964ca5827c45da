//! A saved report, opened where its reader opens it: in a browser, beside the app.

use std::path::Path;

use serde_json::Value;
use tokio::process::Command;

/// What a reader sees in a saved report.
#[derive(Debug)]
pub struct Read {
    /// What stands on the tab.
    pub title: String,
    /// All of its text.
    pub text: String,
    /// Pages on A4.
    pub pages: u64,
}

/// Opens a report in headless Chromium, on a screen and on paper, and reads it. What axe-core finds
/// in it, what runs over its edge and each request that it makes is a failure.
pub async fn read_in_a_browser(file: &Path) -> Read {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui");
    let mut reader = Command::new("node");
    reader.arg("tools/report.mjs").arg(file).current_dir(ui);
    let ended = reader.output().await.expect("Node is there");
    let said = String::from_utf8_lossy(&ended.stderr);
    let told: Value = serde_json::from_slice(&ended.stdout)
        .unwrap_or_else(|_| panic!("the report was not read: {said}"));
    assert_eq!(told["found"], serde_json::json!([]), "{said}");
    let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
    Read {
        title: text("title"),
        text: text("text"),
        pages: told["pages"].as_u64().unwrap_or_default(),
    }
}
