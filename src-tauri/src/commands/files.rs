//! Files that a person chooses: the window names no path, and learns none.

use monitor::view::{FileSaved, FileText, Nothing};
use tauri::{State, command};

use super::{Answer, OnStage};
use crate::files::{self, Files};
use crate::words;

#[command]
pub async fn save_setup_file(
    request: Nothing,
    stage: OnStage<'_>,
    files: State<'_, Files>,
) -> Answer<FileSaved> {
    let Nothing {} = request;
    let file = stage.shown()?.export_setup_file().await?;
    let wanted = words::files::save_setup_file();
    Ok(files::save(&*files.0, wanted, file.text).await)
}

#[command]
pub async fn open_setup_file(request: Nothing, files: State<'_, Files>) -> Answer<FileText> {
    let Nothing {} = request;
    Ok(files::open(&*files.0, words::files::open_setup_file()).await)
}

#[command]
pub async fn open_bot_list(request: Nothing, files: State<'_, Files>) -> Answer<FileText> {
    let Nothing {} = request;
    Ok(files::open(&*files.0, words::files::open_bot_list()).await)
}
