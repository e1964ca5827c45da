//! The only way out to a person: changes to the window, notifications, the tray.

use std::sync::{Arc, Mutex, PoisonError};

use monitor::alert::Alert;
use monitor::overall::Summary;
use monitor::ports::Outlet;
use monitor::view::{Changes, Mode};
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime};
use tauri_plugin_notification::NotificationExt;

use crate::{tray, words};

/// The window's end of the line, if there is a window that listens.
#[derive(Clone, Default)]
pub struct Line(Arc<Mutex<Option<Channel<Changes>>>>);

impl Line {
    /// Changes go to this channel from now on.
    pub fn connect(&self, channel: Channel<Changes>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    fn send(&self, changes: Changes) {
        let line = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = line.as_ref() {
            let _ = channel.send(changes);
        }
    }
}

/// The way out of one monitor.
pub struct AppOutlet<R: Runtime> {
    app: AppHandle<R>,
    line: Line,
    mode: Mode,
}

impl<R: Runtime> AppOutlet<R> {
    /// A way out for a monitor in this mode.
    pub fn new(app: AppHandle<R>, line: Line, mode: Mode) -> Self {
        Self { app, line, mode }
    }
}

impl<R: Runtime> Outlet for AppOutlet<R> {
    fn changes(&self, changes: Changes) {
        self.line.send(changes);
    }

    fn alert(&self, alert: Alert) {
        // Nobody is called to a sample bot.
        if self.mode == Mode::Samples {
            return;
        }
        let (title, body) = words::notification(&alert);
        if self
            .app
            .notification()
            .builder()
            .title(title)
            .body(body)
            .show()
            .is_err()
        {
            tracing::warn!("a notification was not shown");
        }
    }

    fn checking(&self, runs: bool) {
        let app = self.app.clone();
        let _ = self
            .app
            .run_on_main_thread(move || tray::checking(&app, runs));
    }

    fn overall(&self, summary: Summary) {
        let app = self.app.clone();
        let _ = self
            .app
            .run_on_main_thread(move || tray::apply(&app, summary.overall));
    }
}
