//! Files that are made from others and committed.

use crate::cargo::{EMBEDDED, SHELL, cargo};
use crate::packages::BUILD;
use crate::places::Places;
use crate::run::{Outcome, run};

/// The window's TypeScript types. The test that compares them writes them when asked to.
pub fn types(places: &Places) -> Outcome {
    crate::setup::ensure(&[BUILD])?;
    run(cargo(places)
        .arg("test")
        .args(SHELL)
        .args(EMBEDDED)
        .args(["--test", "it", "types"])
        .env("PUBLISH_MONITOR_WRITE_TYPES", "1"))
}
