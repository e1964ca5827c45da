//! The benchmark of the running app: built as people get it, on a screen that nobody sees.

use std::process::Command;

use crate::cargo::{EMBEDDED, SHELL, cargo, inside, program};
use crate::node;
use crate::places::Places;
use crate::run::{Outcome, run};

/// Its name among the benchmarks. It takes more than an hour, so it runs only when it is named.
pub const NAME: &str = "app";

/// Builds the app and a bare window, and measures both.
pub fn measure(places: &Places) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("The benchmark of the running app needs Linux.".to_owned());
    }
    node::built_window(places)?;
    let release = ["--release"];
    run(cargo(places)
        .arg("build")
        .args(SHELL)
        .args(EMBEDDED)
        .args(release))?;
    run(cargo(places)
        .args(["build", "--example", "bare_window"])
        .args(SHELL)
        .args(EMBEDDED)
        .args(release))?;
    let built = places.target.join("release");
    run(inside(places, Command::new("xvfb-run"))
        .args(["-a", "-s", "-screen 0 1280x800x24 -nolisten tcp"])
        .arg(program())
        .args(["run", "--release", "-p", "e2e", "--example", "bench_app"])
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11")
        .env("PUBLISH_MONITOR_APP", built.join("publish-monitor"))
        .env("PUBLISH_MONITOR_BARE", built.join("examples/bare_window")))
}
