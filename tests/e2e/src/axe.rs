//! axe-core in the page: what stands in the way of people who cannot see or hear or point.

use std::path::Path;

use serde_json::{Value, json};

use crate::Window;

/// What axe-core finds on the screen that is shown and calls serious or critical.
pub async fn findings(window: &Window) -> Vec<String> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/node_modules/axe-core/axe.min.js");
    let axe =
        std::fs::read_to_string(path).expect("axe-core is installed with the window's packages");
    if window.ask("return typeof window.axe").await == json!("undefined") {
        // As a script of the driver's: the page itself takes none from outside.
        window.ask(&axe).await;
    }
    let run = "const done = arguments[0];
        window.axe.run(document, { resultTypes: ['violations'] })
            .then((told) => done(told), (problem) => done({ problem: String(problem) }));";
    let told = window.ask_slowly(run, Vec::new()).await;
    let passed = told["passes"].as_array().map_or(0, Vec::len);
    assert!(
        passed > 5,
        "axe-core looked at nothing: {}",
        told["problem"]
    );
    let violations = told["violations"].as_array().cloned().unwrap_or_default();
    violations
        .iter()
        .filter(|one| is_grave(one))
        .map(in_short)
        .collect()
}

fn is_grave(violation: &Value) -> bool {
    matches!(violation["impact"].as_str(), Some("serious" | "critical"))
}

fn in_short(violation: &Value) -> String {
    let nodes = violation["nodes"].as_array().cloned().unwrap_or_default();
    let places: Vec<String> = nodes
        .iter()
        .map(|node| node["target"].to_string())
        .collect();
    format!(
        "{}: {} at {}",
        violation["id"],
        violation["help"],
        places.join(", ")
    )
}
