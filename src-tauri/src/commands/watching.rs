//! Bots that a person follows or looks at.

use monitor::view::{BotRef, BotRefs, Nothing};
use tauri::command;

use super::{Answer, OnStage};

#[command]
pub async fn watch_bot(request: BotRef, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.watch_bot(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn unwatch_bot(request: BotRef, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.unwatch_bot(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn looking_at(request: BotRefs, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.looking_at(request).await?;
    Ok(Nothing {})
}
