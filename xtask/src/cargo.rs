//! Running cargo from inside cargo.

use std::ffi::OsString;
use std::process::Command;

use crate::places::Places;

/// Built so that the window is inside the program, instead of at a development server.
pub const EMBEDDED: [&str; 2] = ["--features", "tauri/custom-protocol"];

/// The package that holds the window, tray and plugins.
pub const SHELL: [&str; 2] = ["-p", "publish-monitor"];

/// The cargo that runs this.
pub fn program() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// `cargo` in the checkout.
pub fn cargo(places: &Places) -> Command {
    inside(places, Command::new(program()))
}

/// A command that starts cargo in the checkout, without what the outer cargo said about this
/// package: build scripts that watch those variables would run again each time `cargo xtask` and
/// `cargo` take turns.
pub fn inside(places: &Places, mut command: Command) -> Command {
    command.current_dir(&places.root);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// The packages that build without the system's window libraries: the folders of `crates/`, the
/// journeys and these chores.
pub fn light_packages(places: &Places) -> Result<Vec<String>, String> {
    let mut names = vec!["e2e".to_owned(), "xtask".to_owned()];
    names.extend(crates(places)?);
    Ok(names)
}

/// The names of the folders in `crates/`, which are those of the packages.
pub fn crates(places: &Places) -> Result<Vec<String>, String> {
    let folder = places.root.join("crates");
    let entries = std::fs::read_dir(&folder)
        .map_err(|error| format!("{} cannot be listed: {error}", folder.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

/// `-p NAME` for each.
pub fn select(names: &[String]) -> Vec<String> {
    names
        .iter()
        .flat_map(|name| ["-p".to_owned(), name.clone()])
        .collect()
}
