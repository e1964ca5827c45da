//! Starting the app from its sources.

use crate::cargo::{EMBEDDED, SHELL, cargo};
use crate::packages::BUILD;
use crate::places::Places;
use crate::run::{Outcome, run};

/// Sample bots, on a pretend platform inside the app; its data lies beside the build.
pub fn demo(places: &Places, rest: &[&str]) -> Outcome {
    ready(places)?;
    let data = places.target.join("demo-data");
    run(cargo(places)
        .arg("run")
        .args(SHELL)
        .args(EMBEDDED)
        .args(["--", "--samples"])
        .args(rest)
        .env("PUBLISH_MONITOR_DATA_DIR", data))
}

/// The person's own accounts.
pub fn own(places: &Places, rest: &[&str]) -> Outcome {
    ready(places)?;
    run(cargo(places)
        .arg("run")
        .args(SHELL)
        .args(EMBEDDED)
        .arg("--")
        .args(rest))
}

fn ready(places: &Places) -> Outcome {
    crate::node::check()?;
    crate::setup::ensure(&[BUILD])?;
    crate::node::built_window(places)
}
