//! The set-up file: written for colleagues, looked through and taken in.

use monitor::view::{Nothing, SetupFilePreview, SetupFileText};
use tauri::command;

use super::{Answer, OnStage};

#[command]
pub async fn export_setup_file(request: Nothing, stage: OnStage<'_>) -> Answer<SetupFileText> {
    let Nothing {} = request;
    stage.shown()?.export_setup_file().await
}

#[command]
pub async fn preview_setup_file(
    request: SetupFileText,
    stage: OnStage<'_>,
) -> Answer<SetupFilePreview> {
    stage.monitor()?.preview_setup_file(request).await
}

#[command]
pub async fn import_setup_file(
    request: SetupFileText,
    stage: OnStage<'_>,
) -> Answer<SetupFilePreview> {
    stage.monitor()?.import_setup_file(request).await
}
