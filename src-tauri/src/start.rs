//! How the app was started.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::data_dir;

/// Without its window until somebody asks for it: at login.
pub const HIDDEN: &str = "--hidden";
const SAMPLES: &str = "--samples";

/// What was asked for.
pub struct Start {
    /// Another folder than the usual one.
    pub data_dir: Option<PathBuf>,
    /// Begin with the sample bots.
    pub samples: bool,
    /// See [`HIDDEN`].
    pub hidden: bool,
}

impl Start {
    /// From arguments and environment.
    pub fn read() -> Self {
        let asked = |wanted| std::env::args().any(|argument| argument == wanted);
        Self {
            data_dir: data_dir::from_environment(),
            samples: asked(SAMPLES),
            hidden: asked(HIDDEN),
        }
    }
}

/// The name on the session bus of an app with a data folder of its own.
pub fn bus_name(data_dir: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    data_dir.hash(&mut hasher);
    format!("dev.publishmonitor.desktop.folder{:016x}", hasher.finish())
}
