//! How the window looks. Only what costs nothing when it is lost: the plugin saves with a plain
//! write, which a kill or a full disk can turn into an empty file.

use monitor::view::{Appearance, Closing, PresenceDraft, TrayFirst};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tauri::{AppHandle, Runtime};
use tauri_plugin_store::StoreExt;

use crate::data_dir::DataDir;

const APPEARANCE: &str = "appearance";
const PRESENCE: &str = "presence";
const HIDDEN_BEFORE: &str = "hiddenBefore";

/// The look that was chosen, or the usual one.
pub fn appearance<R: Runtime>(app: &AppHandle<R>, data_dir: &DataDir) -> Appearance {
    read(app, data_dir, APPEARANCE).unwrap_or_default()
}

/// Keeps a look; false where it cannot be written.
pub fn set_appearance<R: Runtime>(
    app: &AppHandle<R>,
    data_dir: &DataDir,
    appearance: Appearance,
) -> bool {
    write(app, data_dir, APPEARANCE, appearance)
}

/// What was chosen for the tray and the close button, or the usual.
pub fn presence<R: Runtime>(app: &AppHandle<R>, data_dir: &DataDir) -> PresenceDraft {
    read(app, data_dir, PRESENCE).unwrap_or(PresenceDraft {
        closing: Closing::default(),
        tray_first: TrayFirst::default(),
    })
}

/// Keeps it; false where it cannot be written.
pub fn set_presence<R: Runtime>(
    app: &AppHandle<R>,
    data_dir: &DataDir,
    presence: PresenceDraft,
) -> bool {
    write(app, data_dir, PRESENCE, presence)
}

/// The window is hidden for the first time ever: true once.
pub fn first_hiding<R: Runtime>(app: &AppHandle<R>, data_dir: &DataDir) -> bool {
    !read(app, data_dir, HIDDEN_BEFORE).unwrap_or(false)
        && write(app, data_dir, HIDDEN_BEFORE, true)
}

fn read<R: Runtime, T: DeserializeOwned>(
    app: &AppHandle<R>,
    data_dir: &DataDir,
    key: &str,
) -> Option<T> {
    let store = app
        .store_builder(data_dir.look())
        .disable_auto_save()
        .build()
        .ok()?;
    serde_json::from_value(store.get(key)?).ok()
}

fn write<R: Runtime>(
    app: &AppHandle<R>,
    data_dir: &DataDir,
    key: &str,
    value: impl Serialize,
) -> bool {
    let Ok(store) = app
        .store_builder(data_dir.look())
        .disable_auto_save()
        .build()
    else {
        return false;
    };
    let Ok(value) = serde_json::to_value(value) else {
        return false;
    };
    store.set(key, value);
    store.save().is_ok()
}
