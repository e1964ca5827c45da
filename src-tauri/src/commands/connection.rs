//! Connections: tested step by step, and bots found over them.

use monitor::view::{ConnectionDraft, ConnectionReport, FindBotsDraft, FoundBots};
use tauri::command;

use super::{Answer, OnStage};

#[command]
pub async fn test_connection(
    request: ConnectionDraft,
    stage: OnStage<'_>,
) -> Answer<ConnectionReport> {
    stage.monitor()?.test_connection(request).await
}

#[command]
pub async fn find_bots(request: FindBotsDraft, stage: OnStage<'_>) -> Answer<FoundBots> {
    stage.monitor()?.find_bots(request).await
}
