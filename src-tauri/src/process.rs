//! The process: what others of the same person may do with it, and what it does at its edges.

use tauri::{AppHandle, Runtime};

/// No core dump and no debugger in a released app: memory holds secrets.
pub fn harden() {
    #[cfg(all(target_os = "linux", not(debug_assertions)))]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        if set_dumpable_behavior(DumpableBehavior::NotDumpable).is_err() {
            tracing::warn!("the process stays open to debuggers");
        }
    }
}

/// Quits in good order at the end of the session, and when it is told to.
pub fn quit_when_told<R: Runtime>(app: &AppHandle<R>) {
    #[cfg(unix)]
    {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            use tokio::signal::unix::{SignalKind, signal};
            let (Ok(mut terminate), Ok(mut interrupt)) = (
                signal(SignalKind::terminate()),
                signal(SignalKind::interrupt()),
            ) else {
                return;
            };
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            app.exit(0);
        });
    }
    #[cfg(not(unix))]
    let _ = app;
}

/// Says something where there is no window to say it in.
pub fn say_natively(text: &str) {
    eprintln!("{text}");
    // A program without a console is silent on Windows.
    #[cfg(windows)]
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("Publish Monitor")
        .set_description(text)
        .show();
}
