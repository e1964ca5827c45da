//! GTK's own file dialog, which the app has on board with its web view. Where the desktop wants
//! it (a sandbox, `GTK_USE_PORTAL`), GTK shows the desktop's dialog in its place.

use std::cell::RefCell;
use std::path::PathBuf;

use gtk::prelude::{FileChooserExt, NativeDialogExt};
use gtk::{FileChooserAction, FileChooserNative, FileFilter, ResponseType};
use monitor::ports::Boxed;
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::oneshot;

use super::{FileDialog, Wanted};
use crate::window::MAIN;

thread_local! {
    /// The dialog that is open: GTK keeps none alive by itself. One that comes after it takes its
    /// place, and the question before counts as answered with nothing.
    static OPEN: RefCell<Option<FileChooserNative>> = const { RefCell::new(None) };
}

/// The dialog of this system, over the app's window.
pub struct SystemDialog<R: Runtime>(AppHandle<R>);

impl<R: Runtime> SystemDialog<R> {
    /// Over the window of this app.
    pub fn new(app: AppHandle<R>) -> Self {
        Self(app)
    }

    fn ask(&self, wanted: Wanted, action: FileChooserAction) -> Boxed<'_, Option<PathBuf>> {
        let (answer, answered) = oneshot::channel();
        let app = self.0.clone();
        let shown = self
            .0
            .run_on_main_thread(move || show(&app, &wanted, action, answer));
        Box::pin(async move {
            shown.ok()?;
            answered.await.ok().flatten()
        })
    }
}

impl<R: Runtime> FileDialog for SystemDialog<R> {
    fn where_to_save(&self, wanted: Wanted) -> Boxed<'_, Option<PathBuf>> {
        self.ask(wanted, FileChooserAction::Save)
    }

    fn what_to_open(&self, wanted: Wanted) -> Boxed<'_, Option<PathBuf>> {
        self.ask(wanted, FileChooserAction::Open)
    }
}

fn show<R: Runtime>(
    app: &AppHandle<R>,
    wanted: &Wanted,
    action: FileChooserAction,
    answer: oneshot::Sender<Option<PathBuf>>,
) {
    let parent = app
        .get_webview_window(MAIN)
        .and_then(|window| window.gtk_window().ok());
    // GTK's own words stand on the buttons, in the person's language.
    let dialog = FileChooserNative::new(Some(wanted.title), parent.as_ref(), action, None, None);
    dialog.set_modal(true);
    dialog.set_local_only(true);
    dialog.set_do_overwrite_confirmation(true);
    if action == FileChooserAction::Save {
        dialog.set_current_name(&wanted.name);
    }
    let filter = FileFilter::new();
    filter.set_name(Some(wanted.kind));
    for ending in wanted.endings {
        filter.add_pattern(&format!("*.{ending}"));
    }
    dialog.add_filter(filter);
    let answer = RefCell::new(Some(answer));
    dialog.connect_response(move |dialog, response| {
        let chosen = (response == ResponseType::Accept)
            .then(|| dialog.filename())
            .flatten();
        if let Some(answer) = answer.take() {
            let _ = answer.send(chosen);
        }
        OPEN.take();
    });
    dialog.show();
    if let Some(before) = OPEN.replace(Some(dialog)) {
        before.destroy();
    }
}
