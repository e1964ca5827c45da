//! Where things are.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folders that the chores work in.
pub struct Places {
    /// The top of the checkout.
    pub root: PathBuf,
    /// Where cargo puts what it builds.
    pub target: PathBuf,
}

impl Places {
    /// Asks the surroundings.
    ///
    /// # Errors
    /// When cargo cannot say where it builds.
    pub fn find() -> Result<Self, String> {
        // Cargo names the checkout it runs in; the folder known at compile time may be that of
        // another checkout, when several share one target folder.
        let member = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = member
            .parent()
            .ok_or("The checkout has no folder above xtask.")?
            .to_path_buf();
        let target = target_folder(&root)?;
        Ok(Self { root, target })
    }

    /// The window's sources.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// The built app.
    pub fn app(&self) -> PathBuf {
        let name = format!("publish-monitor{}", std::env::consts::EXE_SUFFIX);
        self.target.join("debug").join(name)
    }
}

/// An environment variable, a setting or the default: only cargo knows which of them holds.
fn target_folder(root: &Path) -> Result<PathBuf, String> {
    let asked = Command::new(crate::cargo::program())
        .args(["metadata", "--no-deps", "--format-version=1"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    let answer: serde_json::Value = serde_json::from_slice(&asked.stdout)
        .map_err(|_| String::from_utf8_lossy(&asked.stderr).into_owned())?;
    answer["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .ok_or_else(|| "cargo does not say where it builds.".to_owned())
}
