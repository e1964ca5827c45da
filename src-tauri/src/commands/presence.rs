//! The app beside its window.

use monitor::view::{Nothing, Pause, PauseDraft};
use tauri::command;

use super::{Answer, OnStage};

#[command]
pub async fn pause(request: PauseDraft, stage: OnStage<'_>) -> Answer<Pause> {
    stage.monitor()?.pause(request.pause_for).await
}

#[command]
pub async fn unpause(request: Nothing, stage: OnStage<'_>) -> Answer<Pause> {
    let Nothing {} = request;
    stage.monitor()?.unpause().await
}
