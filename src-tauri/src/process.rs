//! The process: what others of the same person may do with it, and what it does at its edges.

use tauri::{AppHandle, Runtime};

/// How many starts this one already took the place of.
#[cfg(target_os = "linux")]
const STARTED_OVER: &str = "PUBLISH_MONITOR_STARTED_OVER";
#[cfg(target_os = "linux")]
const MOST_STARTS: u32 = 20;
#[cfg(target_os = "linux")]
const BETWEEN_STARTS: std::time::Duration = std::time::Duration::from_millis(500);

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

/// Puts a new start in the place of this one; comes back when it has done so too often.
pub fn start_over() {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::process::CommandExt;
        use std::process::Command;
        use std::{env, thread};

        let before = env::var(STARTED_OVER).map_or(0, |text| text.parse().unwrap_or(MOST_STARTS));
        let Ok(program) = env::current_exe() else {
            return;
        };
        if before < MOST_STARTS {
            thread::sleep(BETWEEN_STARTS);
            let failed = Command::new(program)
                .args(env::args_os().skip(1))
                .env(STARTED_OVER, (before + 1).to_string())
                .exec();
            tracing::error!(%failed, "starting over");
        }
    }
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
