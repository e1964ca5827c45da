//! The committed TypeScript is what the Rust types say.

use std::path::Path;

#[test]
fn the_windows_types_are_those_of_the_commands() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/ipc/generated.ts");
    let written = publish_monitor::ipc_types::typescript();
    if std::env::var_os("PUBLISH_MONITOR_WRITE_TYPES").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &written).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == written,
        "ui/src/ipc/generated.ts is old: run `cargo xtask gen`"
    );
}
