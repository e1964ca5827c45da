//! The file dialogs of Windows and macOS.

use std::path::PathBuf;

use monitor::ports::Boxed;
use rfd::{AsyncFileDialog, FileHandle};
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::oneshot;

use super::{FileDialog, Wanted};
use crate::window::MAIN;

/// The dialog of this system, over the app's window.
pub struct SystemDialog<R: Runtime>(AppHandle<R>);

impl<R: Runtime> SystemDialog<R> {
    /// Over the window of this app.
    pub fn new(app: AppHandle<R>) -> Self {
        Self(app)
    }

    fn ask<F>(
        &self,
        wanted: Wanted,
        show: impl FnOnce(AsyncFileDialog) -> F + Send + 'static,
    ) -> Boxed<'_, Option<PathBuf>>
    where
        F: Future<Output = Option<FileHandle>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let app = self.0.clone();
        // macOS makes dialogs on the main thread only.
        let shown = self.0.run_on_main_thread(move || {
            let mut dialog = AsyncFileDialog::new()
                .set_title(wanted.title)
                .add_filter(wanted.kind, wanted.endings);
            if !wanted.name.is_empty() {
                dialog = dialog.set_file_name(wanted.name);
            }
            if let Some(window) = app.get_webview_window(MAIN) {
                dialog = dialog.set_parent(&window);
            }
            let asked = show(dialog);
            tauri::async_runtime::spawn(async move {
                let chosen = asked.await.map(|file| file.path().to_owned());
                let _ = answer.send(chosen);
            });
        });
        Box::pin(async move {
            shown.ok()?;
            answered.await.ok().flatten()
        })
    }
}

impl<R: Runtime> FileDialog for SystemDialog<R> {
    fn where_to_save(&self, wanted: Wanted) -> Boxed<'_, Option<PathBuf>> {
        self.ask(wanted, AsyncFileDialog::save_file)
    }

    fn what_to_open(&self, wanted: Wanted) -> Boxed<'_, Option<PathBuf>> {
        self.ask(wanted, AsyncFileDialog::pick_file)
    }
}
