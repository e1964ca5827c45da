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

/// Brings the window to the front, made anew where it was let go.
pub fn show<R: Runtime>(app: &AppHandle<R>) {
    show_by(app, None);
}

/// The same after a click outside the window: a desktop lets a window come to the front when it
/// shows the `token` that came with the click.
pub fn show_by<R: Runtime>(app: &AppHandle<R>, token: Option<String>) {
    on_main(app, move |app| show_here(app, token));
}

/// Shows the window, and leads to a place in it.
pub fn lead<R: Runtime>(app: &AppHandle<R>, destination: Destination, token: Option<String>) {
    on_main(app, move |app| {
        lead_here(app, destination);
        show_here(app, token);
    });
}

/// Making a window on another thread can stand still for ever on Windows.
fn on_main<R: Runtime>(app: &AppHandle<R>, act: impl FnOnce(&AppHandle<R>) + Send + 'static) {
    let handle = app.clone();
    let _ = app.run_on_main_thread(move || act(&handle));
}

fn show_here<R: Runtime>(app: &AppHandle<R>, token: Option<String>) {
    app.state::<Life>().shown();
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    } else if let Err(problem) = create(app) {
        tracing::error!(%problem, "the window could not be made");
    }
    to_the_front(app, token);
}

/// A page that listens is led at once, another one when it has arrived. One that arrives in this
/// moment may be led twice to the same place, and never not at all.
fn lead_here<R: Runtime>(app: &AppHandle<R>, destination: Destination) {
    let way = app.state::<Way>();
    way.lead(destination.clone());
    let changes = Changes {
        go: Some(destination),
        ..Changes::default()
    };
    if app.state::<Stage>().line().send(changes) {
        way.led();
    }
}

#[cfg(target_os = "linux")]
fn to_the_front<R: Runtime>(app: &AppHandle<R>, token: Option<String>) {
    use gtk::prelude::GtkWindowExt;

    if let Some(token) = token
        && let Some(main) = app.get_webview_window(MAIN)
        && let Ok(main) = main.gtk_window()
    {
        main.set_startup_id(&token);
    }
}

#[cfg(not(target_os = "linux"))]
fn to_the_front<R: Runtime>(_: &AppHandle<R>, _: Option<String>) {}

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
