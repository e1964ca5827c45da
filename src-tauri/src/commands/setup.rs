//! Setting up an account, left off and gone on with.

use monitor::view::{Nothing, SetupKept};
use tauri::command;

use super::{Answer, OnStage};

#[command]
pub async fn setup_progress(request: Nothing, stage: OnStage<'_>) -> Answer<SetupKept> {
    let Nothing {} = request;
    stage.shown()?.setup_progress().await
}

#[command]
pub async fn keep_setup_progress(request: SetupKept, stage: OnStage<'_>) -> Answer<Nothing> {
    stage.monitor()?.keep_setup_progress(request).await?;
    Ok(Nothing {})
}
