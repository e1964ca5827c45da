//! The one window.

mod life;
mod way;

use monitor::view::{self, Changes, Destination};
use tauri::plugin::TauriPlugin;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Runtime, Theme, Url, WebviewWindowBuilder};

use crate::data_dir::DataDir;
use crate::preferences;
use crate::stage::Stage;

pub use life::{Life, close};
pub use way::Way;

/// Its label: the capability names it.
pub const MAIN: &str = "main";

/// Makes the window. It goes nowhere: neither a link nor a script can lead it away from the app.
pub fn create<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let Some(config) = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == MAIN)
    else {
        return Ok(());
    };
    let data_dir = app.state::<DataDir>();
    let look = preferences::appearance(app, &data_dir);
    WebviewWindowBuilder::from_config(app, config)?
        .data_directory(data_dir.web_view())
        .theme(theme(look.theme))
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .general_autofill_enabled(false)
        .build()?;
    Ok(())
}

/// Brings the window to the front, made anew where it was let go, and leads to a place in it.
pub fn show<R: Runtime>(app: &AppHandle<R>, destination: Option<Destination>) {
    let handle = app.clone();
    // Making a window on another thread can stand still for ever on Windows.
    let _ = app.run_on_main_thread(move || show_here(&handle, destination));
}

fn show_here<R: Runtime>(app: &AppHandle<R>, destination: Option<Destination>) {
    app.state::<Life>().shown();
    if let Some(destination) = destination {
        lead(app, destination);
    }
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    } else if let Err(problem) = create(app) {
        tracing::error!(%problem, "the window could not be made");
    }
}

/// A page that listens is led at once, another one when it has arrived.
fn lead<R: Runtime>(app: &AppHandle<R>, destination: Destination) {
    let changes = Changes {
        go: Some(destination.clone()),
        ..Changes::default()
    };
    if !app.state::<Stage>().line().send(changes) {
        app.state::<Way>().lead(destination);
    }
}

/// Colours of the window's own frame; `None` follows the system.
pub fn theme(theme: view::Theme) -> Option<Theme> {
    match theme {
        view::Theme::System => None,
        view::Theme::Light => Some(Theme::Light),
        view::Theme::Dark => Some(Theme::Dark),
    }
}

/// Remembers size and place of the window.
pub fn remember_size<R: Runtime>(data_dir: &DataDir) -> TauriPlugin<R> {
    // The plugin joins this to its own folder; an absolute path stands for itself.
    tauri_plugin_window_state::Builder::new()
        .with_filename(data_dir.window_state().to_string_lossy())
        .with_state_flags(
            tauri_plugin_window_state::StateFlags::SIZE
                | tauri_plugin_window_state::StateFlags::POSITION
                | tauri_plugin_window_state::StateFlags::MAXIMIZED,
        )
        .build()
}

/// The app's own pages: `tauri://localhost` (Linux, macOS), `http://tauri.localhost` (Windows),
/// and the development server in a debug build.
fn is_own_page(url: &Url) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")) => true,
        ("http", Some("localhost")) => cfg!(debug_assertions) && url.port() == Some(5173),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_shows_its_own_pages_only() {
        for own in ["tauri://localhost/", "http://tauri.localhost/index.html"] {
            assert!(is_own_page(&own.parse().unwrap()), "{own}");
        }
        for foreign in [
            "https://platform.kore.ai/",
            "http://tauri.localhost.evil.example/",
            "http://localhost:8080/",
            "data:text/html,x",
            "file:///etc/passwd",
            "about:blank",
        ] {
            assert!(!is_own_page(&foreign.parse().unwrap()), "{foreign}");
        }
    }
}
