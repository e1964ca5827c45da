//! The only way out to a person: changes to the window, notifications, the tray.

use std::sync::{Arc, Mutex, PoisonError};

use monitor::alert::Telling;
use monitor::overall::Summary;
use monitor::ports::{Boxed, Outlet};
use monitor::view::{Changes, Mode};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, Runtime};

use crate::notify::Notifier;
use crate::{called, tray, words};

/// The window's end of the line, if there is a window that listens.
#[derive(Clone, Default)]
pub struct Line(Arc<Mutex<Option<Channel<Changes>>>>);

impl Line {
    /// Changes go to this channel from now on.
    pub fn connect(&self, channel: Channel<Changes>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    /// A notification was clicked: the window shall ask where to go.
    pub fn knock(&self) {
        self.send(Changes {
            called: true,
            ..Changes::default()
        });
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

    fn notify(&self, telling: Telling) -> Boxed<'_, bool> {
        Box::pin(async move {
            // Nobody is called to a sample bot.
            if self.mode == Mode::Samples {
                return false;
            }
            let app = self.app.clone();
            let message = words::alerts::message(&telling);
            let click = Box::new(move |token| called::go(&app, &telling.opens, token));
            self.app.state::<Notifier>().show(message, click).await
        })
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
