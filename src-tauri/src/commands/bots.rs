//! Bots: added, named, removed, checked now.

use monitor::view::{BotRef, BotsDraft, CheckReply, FormReply, NameDraft, Nothing};
use tauri::command;

use super::{Answer, OnStage};

#[command]
pub async fn add_bots(request: BotsDraft, stage: OnStage<'_>) -> Answer<FormReply> {
    stage.monitor()?.add_bots(request).await
}

#[command]
pub async fn name_bot(request: NameDraft, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.name_bot(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn remove_bot(request: BotRef, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.remove_bot(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn check_bot(request: BotRef, stage: OnStage<'_>) -> Answer<CheckReply> {
    stage.monitor()?.check_bot(request).await
}

#[command]
pub async fn check_all(request: Nothing, stage: OnStage<'_>) -> Answer<CheckReply> {
    let Nothing {} = request;
    stage.monitor()?.check_all().await
}
