//! A person's ways through the real window, on a screen that nobody sees.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cargo::{EMBEDDED, SHELL, cargo, inside, program};
use crate::node;
use crate::places::Places;
use crate::run::{Outcome, run, run_reading};
use crate::test::{Counts, Ran};

/// Builds the app as a person gets it, then walks through it.
///
/// Each journey brings its own bus, password store and folders: nothing of the person's is
/// touched. Only the screen is shared, so they go one after the other.
pub fn walk(places: &Places, counts: &mut Counts) -> Outcome<Ran> {
    if !cfg!(target_os = "linux") {
        eprintln!("The journeys need Linux: no WebDriver opens the web view of this system.");
        return Ok(Ran::Skipped("Linux only"));
    }
    node::built_window(places)?;
    // After the shell's tests: those leave a program of the same name that was built with
    // Tauri's test features.
    run(cargo(places).arg("build").args(SHELL).args(EMBEDDED))?;
    run(cargo(places).args(["test", "-p", "e2e", "--no-run"]))?;

    let shots = places.root.join("test-output/screens");
    renew(&shots)?;
    run_reading(
        inside(places, Command::new("xvfb-run"))
            .args(["-a", "-s", "-screen 0 1280x800x24 -nolisten tcp"])
            .arg(program())
            .args(["test", "-p", "e2e", "--", "--include-ignored"])
            .arg("--test-threads=1")
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("PUBLISH_MONITOR_APP", places.app())
            .env("PUBLISH_MONITOR_SHOTS", &shots),
        |line| counts.read_cargo_line(line),
    )?;
    eprintln!("Pictures: {}", shots.display());
    Ok(Ran::Tests(*counts))
}

/// An empty folder: a picture of an earlier run must not pass for one of this.
fn renew(folder: &Path) -> Outcome {
    let cannot = |error| format!("{} cannot be made anew: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(cannot)?;
    }
    fs::create_dir_all(folder).map_err(cannot)
}
