//! The app beside its window: what was chosen about it, and how it is.

use monitor::view::{AtLogin, Changes, Closing, Presence, PresenceDraft};
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_autostart::AutoLaunchManager;

use crate::data_dir::{self, DataDir};
use crate::stage::Stage;
use crate::{preferences, tray};

/// As it is now.
pub fn now<R: Runtime>(app: &AppHandle<R>) -> Presence {
    let chosen = chosen(app);
    Presence {
        closing: chosen.closing,
        tray: tray::is_there(app),
        tray_first: chosen.tray_first,
        at_login: at_login(app),
    }
}

/// What was chosen.
pub fn chosen<R: Runtime>(app: &AppHandle<R>) -> PresenceDraft {
    preferences::presence(app, &app.state::<DataDir>())
}

/// Keeps a choice; false where it cannot be written.
pub fn choose<R: Runtime>(app: &AppHandle<R>, draft: PresenceDraft) -> bool {
    let kept = preferences::set_presence(app, &app.state::<DataDir>(), draft);
    tray::set_first(app, draft.tray_first);
    tell(app);
    kept
}

/// Starts with the computer from now on, or no longer; false where the system refuses.
pub fn set_at_login<R: Runtime>(app: &AppHandle<R>, on: bool) -> bool {
    let Some(manager) = login_manager(app) else {
        return false;
    };
    let done = if on {
        manager.enable()
    } else {
        manager.disable()
    };
    if done.is_err() {
        tracing::warn!(on, "starting with the computer could not be changed");
    }
    tell(app);
    done.is_ok()
}

/// What happens when the window is closed now.
pub fn closing<R: Runtime>(app: &AppHandle<R>) -> Closing {
    if tray::is_there(app) {
        chosen(app).closing
    } else {
        Closing::Quit
    }
}

/// Tells the window.
pub fn tell<R: Runtime>(app: &AppHandle<R>) {
    if let Some(stage) = app.try_state::<Stage>() {
        stage.line().send(Changes {
            presence: Some(now(app)),
            ..Changes::default()
        });
    }
}

fn at_login<R: Runtime>(app: &AppHandle<R>) -> AtLogin {
    match login_manager(app).map(|manager| manager.is_enabled()) {
        Some(Ok(true)) => AtLogin::On,
        Some(Ok(false)) => AtLogin::Off,
        Some(Err(_)) | None => AtLogin::Unavailable,
    }
}

/// An app with a data folder of its own is started by whoever gave it that folder.
fn login_manager<R: Runtime>(app: &AppHandle<R>) -> Option<tauri::State<'_, AutoLaunchManager>> {
    if data_dir::from_environment().is_some() {
        return None;
    }
    app.try_state::<AutoLaunchManager>()
}
