//! The history as a file.

use monitor::view::{
    CopyRef, HistoryCopies, HistoryRoom, KeepDraft, KeepPreview, Nothing, Refusal,
};
use tauri::command;

use super::{Answer, OnStage};

#[command]
pub async fn history_copies(_request: Nothing, stage: OnStage<'_>) -> Answer<HistoryCopies> {
    // A command without a refusal has no place in the list of commands.
    Ok::<_, Refusal>(stage.copies())
}

#[command]
pub async fn use_copy(request: CopyRef, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.use_copy(request.at).await?;
    Ok(Nothing {})
}

#[command]
pub async fn history_room(_request: Nothing, stage: OnStage<'_>) -> Answer<HistoryRoom> {
    stage.shown()?.history_room().await
}

#[command]
pub async fn preview_keep(request: KeepDraft, stage: OnStage<'_>) -> Answer<KeepPreview> {
    stage.shown()?.preview_keep(request).await
}

#[command]
pub async fn set_keep(request: KeepDraft, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.set_keep(request).await?;
    Ok(Nothing {})
}

#[command]
pub async fn compact_history(_request: Nothing, stage: OnStage<'_>) -> Answer<HistoryRoom> {
    stage.monitor()?.compact_history().await
}
