//! Closed, the window is hidden; hidden for a while, it is let go and its memory returned. It is
//! made anew when it is asked for.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use monitor::view::Closing;
use tauri::{AppHandle, CloseRequestApi, Manager, Runtime};

use super::MAIN;
use crate::data_dir::DataDir;
use crate::notify::{Message, Notifier};
use crate::stage::Stage;
use crate::{preferences, presence, words};

/// A hidden window is let go after so long.
const LET_GO_AFTER: Duration = Duration::from_mins(5);
/// Milliseconds instead of [`LET_GO_AFTER`]: tests and benchmarks do not wait for minutes.
const LET_GO_AFTER_MS: &str = "PUBLISH_MONITOR_LET_GO_AFTER_MS";

/// What the window is about to do.
#[derive(Default)]
pub struct Life {
    /// Counts how often it was shown or hidden: a wait of before is void.
    turns: AtomicU64,
    /// It goes by our own wish, and the app stays.
    letting_go: AtomicBool,
}

impl Life {
    fn turn(&self) -> u64 {
        self.turns.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// The window is gone by our own wish: the app stays.
    pub fn stays(&self) -> bool {
        self.letting_go.swap(false, Ordering::Relaxed)
    }

    /// The window is on the screen.
    pub fn shown(&self) {
        self.turn();
    }
}

/// Somebody closes the window.
pub fn close<R: Runtime>(app: &AppHandle<R>, api: &CloseRequestApi) {
    // One way out only: a window that goes by itself while the app is told to end asks for the end
    // once more, and the two have been seen to cancel each other.
    api.prevent_close();
    match presence::closing(app) {
        Closing::Quit => app.exit(0),
        Closing::Tray => hide(app),
    }
}

fn hide<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let _ = window.hide();
    tell_once(app);
    let turn = app.state::<Life>().turn();
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(let_go_after()).await;
        let handle = app.clone();
        let _ = app.run_on_main_thread(move || let_go(&handle, turn));
    });
}

fn let_go<R: Runtime>(app: &AppHandle<R>, turn: u64) {
    let life = app.state::<Life>();
    if life.turns.load(Ordering::Relaxed) != turn {
        return;
    }
    if let Some(window) = app.get_webview_window(MAIN) {
        life.letting_go.store(true, Ordering::Relaxed);
        app.state::<Stage>().line().disconnect();
        if window.destroy().is_err() {
            life.letting_go.store(false, Ordering::Relaxed);
        }
    }
}

fn let_go_after() -> Duration {
    std::env::var(LET_GO_AFTER_MS)
        .ok()
        .and_then(|ms| ms.parse().ok())
        .map_or(LET_GO_AFTER, Duration::from_millis)
}

/// The first time, a person may think that the app has ended.
fn tell_once<R: Runtime>(app: &AppHandle<R>) {
    let data_dir = app.state::<DataDir>();
    if !preferences::first_hiding(app, &data_dir) {
        return;
    }
    let (title, body) = words::tray::STAYS;
    let message = Message {
        title: title.to_owned(),
        body: body.to_owned(),
    };
    let (app, shown) = (app.clone(), app.clone());
    tauri::async_runtime::spawn(async move {
        let click = Box::new(move |token| super::show_by(&shown, token));
        if !app.state::<Notifier>().show(message, click).await {
            tracing::info!("the tray was not told of");
        }
    });
}
