//! The history as a file.

use monitor::view::{CopyRef, HistoryCopies, Nothing, Refusal};
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
