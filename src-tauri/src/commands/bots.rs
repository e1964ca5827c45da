//! Bots: looked through, added, changed, put away, removed, checked now.

use monitor::view::{
    BotArchive, BotChange, BotRef, BotsDraft, BotsPreview, CheckReply, FormReply, Nothing,
    PersonName,
};
use tauri::command;

use super::{Answer, OnStage};

#[command]
pub async fn add_bots(request: BotsDraft, stage: OnStage<'_>) -> Answer<FormReply> {
    stage.monitor()?.add_bots(request).await
}

#[command]
pub async fn preview_bots(request: BotsDraft, stage: OnStage<'_>) -> Answer<BotsPreview> {
    stage.monitor()?.preview_bots(request).await
}

#[command]
pub async fn archive_bot(request: BotArchive, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.archive_bot(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn change_bot(request: BotChange, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.change_bot(request).await?;
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

#[command]
pub async fn name_person(request: PersonName, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.name_person(request).await?;
    Ok(Nothing {})
}
