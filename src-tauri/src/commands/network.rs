//! The way out of this computer: read, set and tried out.

use monitor::view::{
    NetworkDraft, NetworkReply, NetworkSettings, NetworkTest, NetworkTestReport, Nothing,
};
use tauri::command;

use super::{Answer, OnStage};

#[command]
pub async fn network_settings(request: Nothing, stage: OnStage<'_>) -> Answer<NetworkSettings> {
    let Nothing {} = request;
    stage.shown()?.network_settings().await
}

#[command]
pub async fn set_network_settings(
    request: NetworkDraft,
    stage: OnStage<'_>,
) -> Answer<NetworkReply> {
    stage.monitor()?.set_network_settings(request).await
}

#[command]
pub async fn test_network(request: NetworkTest, stage: OnStage<'_>) -> Answer<NetworkTestReport> {
    stage.monitor()?.test_network(request).await
}
