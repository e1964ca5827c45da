//! Who may depend on whom.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Each crate of the workspace with the crates of the workspace that it may use.
const ALLOWED: [(&str, &[&str]); 8] = [
    ("domain", &[]),
    ("kore-api", &["domain"]),
    ("history", &["domain"]),
    ("monitor", &["domain", "history", "kore-api"]),
    ("kore-simulator", &[]),
    (
        "publish-monitor",
        &["domain", "history", "kore-api", "kore-simulator", "monitor"],
    ),
    ("e2e", &["history", "kore-simulator", "domain"]),
    ("xtask", &[]),
];

/// Crates of others that may be named in one place only.
const AT_HOME: [(&str, &[&str]); 8] = [
    ("reqwest", &["kore-api"]),
    ("jsonwebtoken", &["kore-api", "kore-simulator"]),
    ("rusqlite", &["history"]),
    ("tauri", &["publish-monitor"]),
    ("keyring-core", &["publish-monitor"]),
    ("secret-service", &["publish-monitor"]),
    ("tauri-plugin-store", &["publish-monitor"]),
    ("axum", &["kore-simulator"]),
];

#[test]
fn dependencies_point_one_way() {
    let metadata = MetadataCommand::new().no_deps().exec().unwrap();
    let uses: BTreeMap<&str, BTreeSet<&str>> = metadata
        .workspace_packages()
        .into_iter()
        .map(|package| {
            let normal = package
                .dependencies
                .iter()
                .filter(|dependency| dependency.kind == DependencyKind::Normal)
                .map(|dependency| dependency.name.as_str())
                .collect();
            (package.name.as_str(), normal)
        })
        .collect();
    let own: BTreeSet<&str> = uses.keys().copied().collect();
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.into_iter().collect();
    assert_eq!(
        own,
        allowed.keys().copied().collect(),
        "a crate is missing in the list"
    );
    for (name, used) in &uses {
        for inner in used.intersection(&own) {
            assert!(allowed[name].contains(inner), "{name} must not use {inner}");
        }
        for (outer, homes) in AT_HOME {
            assert!(
                !used.contains(outer) || homes.contains(name),
                "{name} must not use {outer}"
            );
        }
    }
}
