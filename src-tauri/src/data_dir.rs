//! The folder of the app's data.

use std::path::{Path, PathBuf};

/// One folder for everything that the app keeps: history, look of the window, web view profile.
#[derive(Clone, Debug)]
pub struct DataDir(PathBuf);

impl DataDir {
    /// This folder.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Makes the folder, for this person only. Where that fails, opening the history says so.
    pub fn create(&self) {
        create_private(&self.0);
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The history of the person's own accounts.
    pub fn history(&self) -> PathBuf {
        self.0.join("history.sqlite3")
    }

    /// Where the sample bots' data is kept, apart from the person's.
    pub fn samples(&self) -> PathBuf {
        self.0.join("samples")
    }

    /// Profile of the web view.
    pub fn web_view(&self) -> PathBuf {
        self.0.join("webview")
    }

    /// The look of the window.
    pub fn look(&self) -> PathBuf {
        self.0.join("look.json")
    }

    /// Size and place of the window.
    pub fn window_state(&self) -> PathBuf {
        self.0.join("window.json")
    }
}

/// `PUBLISH_MONITOR_DATA_DIR`: portable use, the demo, tests.
pub fn from_environment() -> Option<PathBuf> {
    let path = std::env::var_os("PUBLISH_MONITOR_DATA_DIR").filter(|path| !path.is_empty())?;
    let path = PathBuf::from(path);
    Some(std::path::absolute(&path).unwrap_or(path))
}

/// Makes a folder that others on this computer cannot read.
pub fn create_private(path: &Path) {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    if let Err(problem) = builder.create(path) {
        tracing::error!(%problem, "the data folder could not be made");
    }
}
