//! The window's own tools: Node, its packages, the built window.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::places::Places;
use crate::run::{Outcome, ask, run};

/// The oldest Node that builds the window (Vite 8 asks for it).
const OLDEST: (u32, u32) = (20, 19);

/// `npm` in the window's folder.
pub fn npm(places: &Places) -> Command {
    // On Windows npm is a script, which is found under its whole name only.
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(places.ui());
    command
}

/// Says what is wrong with Node, if anything is.
pub fn check() -> Outcome {
    let wanted = format!("{}.{}", OLDEST.0, OLDEST.1);
    let hint = format!("Install Node {wanted} or newer (nodejs.org), then try again.");
    let Some(printed) = ask(Command::new("node").arg("--version")) else {
        return Err(format!(
            "Node was not found; the window is built with it. {hint}"
        ));
    };
    let npm_name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if ask(Command::new(npm_name).arg("--version")).is_none() {
        return Err(format!(
            "npm was not found; it comes with most packages of Node, but not with this one. {hint}"
        ));
    }
    match version(&printed) {
        Some(found) if found >= OLDEST => Ok(()),
        _ => Err(format!(
            "Node here is {}, which is too old to build the window. {hint}",
            printed.trim()
        )),
    }
}

/// `v20.19.1` as (20, 19).
fn version(printed: &str) -> Option<(u32, u32)> {
    let mut numbers = printed.trim().strip_prefix('v')?.split('.');
    let major = numbers.next()?.parse().ok()?;
    let minor = numbers.next()?.parse().ok()?;
    Some((major, minor))
}

/// Installs the packages that the lock file names, unless exactly these are there.
pub fn packages(places: &Places) -> Outcome {
    check()?;
    let lock = places.ui().join("package-lock.json");
    let wanted = std::fs::read(&lock)
        .map_err(|error| format!("{} cannot be read: {error}", lock.display()))?;
    // `npm ci` begins by removing this folder, so a stamp in it cannot outlive a broken install.
    let stamp = places.ui().join("node_modules/.installed-lock.json");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(npm(places).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    std::fs::write(&stamp, wanted)
        .map_err(|error| format!("{} cannot be written: {error}", stamp.display()))
}

/// Builds the window, unless what is built is newer than all it is made from.
pub fn built_window(places: &Places) -> Outcome {
    packages(places)?;
    let ui = places.ui();
    let built = ui.join("dist/index.html");
    let built_at = std::fs::metadata(&built).and_then(|found| found.modified());
    let is_new = built_at.is_ok_and(|at| newest(&ui).is_some_and(|source| source < at));
    if is_new {
        return Ok(());
    }
    run(npm(places).args(["run", "build"]))
}

/// When the newest source changed. Folders count too: they change when a file goes.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = std::fs::read_dir(folder).ok()?;
    entries
        .filter_map(Result::ok)
        .filter(|entry| {
            let name = entry.file_name();
            name != "node_modules" && name != "dist"
        })
        .filter_map(|entry| {
            let found = entry.metadata().ok()?;
            let own = found.modified().ok();
            if found.is_dir() {
                own.max(newest(&entry.path()))
            } else {
                own
            }
        })
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(version("v20.20.2\n"), Some((20, 20)));
        assert!(version("v9.100.0").unwrap() < OLDEST);
        assert!(version("v20.9.0").unwrap() < OLDEST);
        assert!(version("v22.0.0").unwrap() >= OLDEST);
        assert_eq!(version("20.1"), None);
    }

    #[test]
    fn what_is_built_does_not_count_as_a_source() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("src/deep");
        std::fs::create_dir_all(&source).unwrap();
        std::fs::create_dir_all(folder.path().join("dist")).unwrap();
        std::fs::write(source.join("a.ts"), "1").unwrap();
        let before = newest(folder.path()).unwrap();
        let late = before + std::time::Duration::from_secs(100);
        let write = |path: &str| {
            let path = folder.path().join(path);
            std::fs::write(&path, "2").unwrap();
            let file = std::fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(late).unwrap();
        };
        write("dist/index.html");
        assert_ne!(newest(folder.path()), Some(late));
        write("src/deep/a.ts");
        assert_eq!(newest(folder.path()), Some(late));
    }
}
