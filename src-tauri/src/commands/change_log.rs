//! The platform's change logs.

use monitor::view::{AccountRef, BotRef, ChangeLogChoice, ChangeLogRead, Nothing};
use tauri::command;

use super::{Answer, OnStage};

#[command]
pub async fn read_change_log(request: BotRef, stage: OnStage<'_>) -> Answer<ChangeLogRead> {
    stage.monitor()?.read_change_log(request).await
}

#[command]
pub async fn change_log_choice(request: AccountRef, stage: OnStage<'_>) -> Answer<ChangeLogChoice> {
    stage.shown()?.change_log_choice(request).await
}

#[command]
pub async fn choose_change_log(request: ChangeLogChoice, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.choose_change_log(request).await?;
    Ok(Nothing {})
}
