//! Where somebody wants to be who clicked a notification. Kept until a window asks: it may have
//! to be made first.

use std::sync::{Mutex, PoisonError};

use monitor::alert::Where;
use monitor::view::Called;
use tauri::{AppHandle, Manager, Runtime};

use crate::stage::Stage;
use crate::window;

/// The last place that was called for.
#[derive(Default)]
pub struct Calls(Mutex<Option<Called>>);

impl Calls {
    /// The place, once.
    pub fn take(&self) -> Called {
        self.slot().take().unwrap_or_default()
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Option<Called>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows the window, and lets it go there.
pub fn go<R: Runtime>(app: &AppHandle<R>, place: &Where, token: Option<String>) {
    *app.state::<Calls>().slot() = Some(called(place));
    let shown = app.clone();
    let _ = app.run_on_main_thread(move || {
        window::show(&shown, None);
        to_the_front(&shown, token);
        shown.state::<Stage>().line().knock();
    });
}

fn called(place: &Where) -> Called {
    let mut called = Called {
        called: true,
        ..Called::default()
    };
    match place {
        Where::Alerts => {}
        Where::Account(account) => called.account_id = Some(account.as_str().to_owned()),
        Where::Bot(account, bot, job) => {
            called.account_id = Some(account.as_str().to_owned());
            called.bot_id = Some(bot.as_str().to_owned());
            called.job = *job;
        }
    }
    called
}

/// A desktop lets a window come to the front when it shows the word that came with the click.
#[cfg(target_os = "linux")]
fn to_the_front<R: Runtime>(app: &AppHandle<R>, token: Option<String>) {
    use gtk::prelude::GtkWindowExt;

    if let Some(token) = token
        && let Some(main) = app.get_webview_window(window::MAIN)
        && let Ok(main) = main.gtk_window()
    {
        main.set_startup_id(&token);
    }
}

#[cfg(not(target_os = "linux"))]
fn to_the_front<R: Runtime>(_: &AppHandle<R>, _: Option<String>) {}
