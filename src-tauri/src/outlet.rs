//! The only way out to a person: changes to the window, notifications, the tray.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use monitor::alert::Telling;
use monitor::overall::Summary;
use monitor::ports::{Boxed, Outlet};
use monitor::view::{Changes, Mode};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, Runtime};

use crate::notify::Notifier;
use crate::{tray, window, words};

/// The window's end of the line, if there is a window that listens.
#[derive(Clone, Default)]
pub struct Line(Arc<Mutex<Option<Channel<Changes>>>>);

impl Line {
    /// Changes go to this channel from now on.
    pub fn connect(&self, channel: Channel<Changes>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    /// The window is gone: what is told now, it finds in its next snapshot.
    pub fn disconnect(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Sends; false where no window listens.
    pub fn send(&self, changes: Changes) -> bool {
        let line = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        line.as_ref()
            .is_some_and(|channel| channel.send(changes).is_ok())
    }
}

/// The way out of one monitor.
pub struct AppOutlet<R: Runtime> {
    app: AppHandle<R>,
    line: Line,
    mode: Mode,
    entered: Mutex<Entered>,
}

/// Whether the monitor is the one that is shown. One that is about to come or to go tells nobody.
#[derive(Default)]
struct Entered {
    now: bool,
    /// What it last told the tray: it tells changes only.
    summary: Option<Summary>,
}

/// A way out that can be opened and shut.
pub trait Door: Outlet {
    /// This monitor is shown from now on.
    fn open(&self);
    /// It is shown no longer.
    fn shut(&self);
}

impl<R: Runtime> Door for AppOutlet<R> {
    fn open(&self) {
        let mut entered = self.entered();
        entered.now = true;
        tray::checking(&self.app, true);
        tray::tell(&self.app, entered.summary.clone().unwrap_or_default());
    }

    fn shut(&self) {
        self.entered().now = false;
    }
}

impl<R: Runtime> AppOutlet<R> {
    /// A way out for a monitor in this mode.
    pub fn new(app: AppHandle<R>, line: Line, mode: Mode) -> Self {
        Self {
            app,
            line,
            mode,
            entered: Mutex::default(),
        }
    }

    fn entered(&self) -> MutexGuard<'_, Entered> {
        self.entered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<R: Runtime> Outlet for AppOutlet<R> {
    fn changes(&self, changes: Changes) {
        if self.entered().now {
            self.line.send(changes);
        }
    }

    fn notify(&self, telling: Telling) -> Boxed<'_, bool> {
        Box::pin(async move {
            // Nobody is called to a sample bot.
            if self.mode == Mode::Samples {
                return false;
            }
            let app = self.app.clone();
            let message = words::alerts::message(&telling);
            let click = Box::new(move |token| window::lead(&app, telling.opens, token));
            self.app.state::<Notifier>().show(message, click).await
        })
    }

    fn checking(&self, runs: bool) {
        if self.entered().now {
            tray::checking(&self.app, runs);
        }
    }

    fn overall(&self, summary: Summary) {
        let mut entered = self.entered();
        if entered.now {
            tray::tell(&self.app, summary.clone());
        }
        entered.summary = Some(summary);
    }
}
