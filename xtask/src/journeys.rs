//! A person's ways through the real window, on a screen, a bus and a password store of their own.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cargo::{EMBEDDED, SHELL, cargo, program};
use crate::node;
use crate::places::Places;
use crate::run::{Outcome, run, run_reading};
use crate::test::{Counts, Ran};

/// The password store is opened with any password, since it is new and empty each time. The
/// journeys' own command comes after it as further words.
const UNLOCKED: &str = "printf journeys | gnome-keyring-daemon --unlock --components=secrets \
                        >/dev/null && exec \"$@\"";

/// Builds the app as a person gets it, then walks through it.
pub fn walk(places: &Places, counts: &mut Counts) -> Outcome<Ran> {
    if !cfg!(target_os = "linux") {
        eprintln!("The journeys need Linux: no WebDriver opens the web view of this system.");
        return Ok(Ran::Skipped("Linux only"));
    }
    node::built_window(places)?;
    run(cargo(places).arg("build").args(SHELL).args(EMBEDDED))?;
    run(cargo(places).args(["test", "-p", "e2e", "--no-run"]))?;

    let shots = places.root.join("test-output/screens");
    renew(&shots)?;
    let home = places.target.join("journeys");
    renew(&home)?;
    // Sockets lie in it, whose whole path may have 107 bytes: too few for some target folders.
    let runtime = std::env::temp_dir().join(format!("publish-monitor-{}", std::process::id()));
    let mut command = on_a_screen_of_its_own(places, &home, &runtime)?;
    command
        .args(["test", "-p", "e2e", "--", "--include-ignored"])
        .arg("--test-threads=1")
        .env("PUBLISH_MONITOR_APP", places.app())
        .env("PUBLISH_MONITOR_SHOTS", &shots);
    let outcome = run_reading(&mut command, |line| counts.read_cargo_line(line));
    let _ = fs::remove_dir_all(&runtime);
    outcome?;
    eprintln!("Pictures: {}", shots.display());
    Ok(Ran::Tests(*counts))
}

/// `cargo` under a virtual screen, a session bus and an open password store. The XDG folders are
/// new ones: the person's own keyring and settings stay out of reach.
fn on_a_screen_of_its_own(places: &Places, home: &Path, runtime: &Path) -> Outcome<Command> {
    let mut command =
        cargo(places)
            .get_envs()
            .fold(Command::new("xvfb-run"), |mut command, (name, _)| {
                command.env_remove(name);
                command
            });
    command
        .current_dir(&places.root)
        .args(["-a", "-s", "-screen 0 1280x800x24 -nolisten tcp"])
        .args(["dbus-run-session", "--", "sh", "-c", UNLOCKED, "journeys"])
        .arg(program())
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env("GDK_BACKEND", "x11");
    for (name, folder) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ] {
        let path = home.join(folder);
        renew(&path)?;
        command.env(name, path);
    }
    renew(runtime)?;
    only_mine(runtime)?;
    command.env("XDG_RUNTIME_DIR", runtime);
    Ok(command)
}

/// An empty folder.
fn renew(folder: &Path) -> Outcome {
    let cannot = |error| format!("{} cannot be made anew: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(cannot)?;
    }
    fs::create_dir_all(folder).map_err(cannot)
}

/// The runtime folder is refused by those who use it when others may look in.
#[cfg(unix)]
fn only_mine(folder: &Path) -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
        .map_err(|error| format!("{} cannot be closed to others: {error}", folder.display()))
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)]
fn only_mine(_: &Path) -> Outcome {
    Ok(())
}
