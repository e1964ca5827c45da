//! How the window looks. Only what costs nothing when it is lost: the plugin saves with a plain
//! write, which a kill or a full disk can turn into an empty file.

use monitor::view::Appearance;
use tauri::{AppHandle, Runtime};
use tauri_plugin_store::StoreExt;

use crate::data_dir::DataDir;

const APPEARANCE: &str = "appearance";

/// The look that was chosen, or the usual one.
pub fn appearance<R: Runtime>(app: &AppHandle<R>, data_dir: &DataDir) -> Appearance {
    app.store_builder(data_dir.look())
        .disable_auto_save()
        .build()
        .ok()
        .and_then(|store| store.get(APPEARANCE))
        .and_then(|value| serde_json::from_value(value).ok())
        .unwrap_or_default()
}

/// Keeps a look; false where it cannot be written.
pub fn set_appearance<R: Runtime>(
    app: &AppHandle<R>,
    data_dir: &DataDir,
    appearance: Appearance,
) -> bool {
    let Ok(store) = app
        .store_builder(data_dir.look())
        .disable_auto_save()
        .build()
    else {
        return false;
    };
    let Ok(value) = serde_json::to_value(appearance) else {
        return false;
    };
    store.set(APPEARANCE, value);
    store.save().is_ok()
}
