//! What the shell knows of itself and its system, for diagnostics.

use std::sync::{Mutex, PoisonError};

use monitor::diagnostics::{Plain, ShellFacts};
use tauri::{AppHandle, Manager, Runtime};

use crate::data_dir::DataDir;
use crate::notify::Notifier;
use crate::stage::Stage;
use crate::{preferences, presence};

/// The text that was shown last: what a person has read is what is saved.
#[derive(Default)]
pub struct Shown(Mutex<String>);

impl Shown {
    /// This is shown.
    pub fn keep(&self, text: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = text;
    }

    /// What was shown last.
    pub fn text(&self) -> String {
        let text = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        text.clone()
    }
}

/// What the shell knows.
pub async fn facts<R: Runtime>(app: &AppHandle<R>) -> ShellFacts {
    let notifications = app.state::<Notifier>().state().await;
    let look = preferences::appearance(app, &app.state::<DataDir>());
    let presence = presence::now(app);
    let web_view = tauri::webview_version().unwrap_or_default();
    ShellFacts {
        version: env!("CARGO_PKG_VERSION"),
        debug_build: cfg!(debug_assertions),
        system: std::env::consts::OS,
        system_version: Plain::of(&system_version().unwrap_or_default()),
        processor: std::env::consts::ARCH,
        web_view: Plain::of(&web_view),
        samples: app.state::<Stage>().shows_samples(),
        theme: look.theme,
        density: look.density,
        closing: presence.closing,
        tray: presence.tray,
        tray_first: presence.tray_first,
        at_login: presence.at_login,
        notifications,
    }
}

/// `debian-12`: the two fields that name a release. Others may hold what a company wrote.
#[cfg(target_os = "linux")]
fn system_version() -> Option<String> {
    let release = std::fs::read_to_string("/etc/os-release").ok()?;
    let field = |name: &str| {
        let line = release.lines().find_map(|line| line.strip_prefix(name));
        line.map(|value| value.trim_matches('"'))
    };
    let id = field("ID=")?;
    Some(format!(
        "{id}-{}",
        field("VERSION_ID=").unwrap_or("rolling")
    ))
}

#[cfg(target_os = "macos")]
fn system_version() -> Option<String> {
    let path = "/System/Library/CoreServices/SystemVersion.plist";
    let list = std::fs::read_to_string(path).ok()?;
    let (_, after) = list.split_once("<key>ProductVersion</key>")?;
    let (_, value) = after.split_once("<string>")?;
    Some(value.split_once("</string>")?.0.to_owned())
}

#[cfg(target_os = "windows")]
fn system_version() -> Option<String> {
    let key = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
    let key = windows_registry::LOCAL_MACHINE.open(key).ok()?;
    key.get_string("CurrentBuildNumber").ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
fn system_version() -> Option<String> {
    None
}
