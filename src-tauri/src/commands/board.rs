//! What the window shows first, and whose data it is.

use monitor::view::{Changes, Nothing, Snapshot};
use tauri::command;
use tauri::ipc::Channel;

use super::{Answer, OnStage};

#[command]
pub async fn subscribe(channel: Channel<Changes>, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.line().connect(channel);
    Ok(Nothing {})
}

#[command]
pub async fn snapshot(request: Nothing, stage: OnStage<'_>) -> Answer<Snapshot> {
    let Nothing {} = request;
    stage.snapshot().await
}

#[command]
pub async fn enter_samples(request: Nothing, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.enter_samples().await?;
    Ok(request)
}

#[command]
pub async fn leave_samples(request: Nothing, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.leave_samples().await;
    Ok(request)
}
