//! Diagnostics: shown, and saved as they were shown.

use jiff::tz::TimeZone;
use monitor::diagnostics::{Diagnostics, text};
use monitor::view::{DiagnosticsText, FileSaved, Nothing};
use tauri::{AppHandle, Runtime, State, command};

use super::{Answer, OnStage};
use crate::diagnostics::{Shown, facts};
use crate::files::{self, Files};
use crate::words;

#[command]
pub async fn diagnostics<R: Runtime>(
    request: Nothing,
    app: AppHandle<R>,
    stage: OnStage<'_>,
    shown: State<'_, Shown>,
) -> Answer<DiagnosticsText> {
    let Nothing {} = request;
    let shell = facts(&app).await;
    let all = match stage.shown() {
        Ok(monitor) => monitor.diagnostics(shell).await,
        // The more reason to tell of the rest.
        Err(_) => Diagnostics {
            at: jiff::Timestamp::now(),
            shell,
            kept: None,
            checking: None,
        },
    };
    let text = text(&all);
    shown.keep(text.clone());
    Ok(DiagnosticsText { text })
}

#[command]
pub async fn save_diagnostics(
    request: Nothing,
    files: State<'_, Files>,
    shown: State<'_, Shown>,
) -> Answer<FileSaved> {
    let Nothing {} = request;
    let today = TimeZone::system()
        .to_datetime(jiff::Timestamp::now())
        .date();
    let wanted = words::files::save_diagnostics(today);
    Ok(files::save(&*files.0, wanted, shown.text()).await)
}
