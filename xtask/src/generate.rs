//! Files that are made from others and committed.

use crate::cargo::{EMBEDDED, SHELL, cargo};
use crate::packages::BUILD;
use crate::places::Places;
use crate::run::{Outcome, run};

/// The window's TypeScript types. The test that compares them writes them when asked to.
pub fn types(places: &Places) -> Outcome {
    crate::setup::ensure(&[BUILD])?;
    // The shell does not compile without the folder of the window's pages, built or not.
    std::fs::create_dir_all(places.ui().join("dist")).map_err(|problem| problem.to_string())?;
    run(cargo(places)
        .arg("test")
        .args(SHELL)
        .args(EMBEDDED)
        .args(["--test", "it", "types"])
        .env("PUBLISH_MONITOR_WRITE_TYPES", "1"))
}
