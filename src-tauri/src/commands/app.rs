//! The app itself.

use monitor::view::{About, Appearance, Nothing, Refusal};
use tauri::{AppHandle, Manager, Runtime, State, command};

use super::{Answer, OnStage};
use crate::data_dir::DataDir;
use crate::{preferences, window};

#[command]
pub async fn appearance<R: Runtime>(
    request: Nothing,
    app: AppHandle<R>,
    data_dir: State<'_, DataDir>,
) -> Answer<Appearance> {
    let Nothing {} = request;
    Ok(preferences::appearance(&app, &data_dir))
}

#[command]
pub async fn set_appearance<R: Runtime>(
    request: Appearance,
    app: AppHandle<R>,
    data_dir: State<'_, DataDir>,
) -> Answer<Nothing> {
    let kept = preferences::set_appearance(&app, &data_dir, request);
    if let Some(main) = app.get_webview_window(window::MAIN) {
        let _ = main.set_theme(window::theme(request.theme));
    }
    if kept {
        Ok(Nothing {})
    } else {
        Err(Refusal::History)
    }
}

#[command]
pub async fn about(
    request: Nothing,
    stage: OnStage<'_>,
    data_dir: State<'_, DataDir>,
) -> Answer<About> {
    let Nothing {} = request;
    let (jobs, history_bytes) = match stage.shown() {
        Ok(monitor) => monitor.size().await?,
        Err(_) => (0, 0),
    };
    Ok(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data_dir: data_dir.path().to_string_lossy().into_owned(),
        history_bytes,
        jobs,
    })
}
