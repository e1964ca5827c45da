//! What a person looks at.

use monitor::view::{
    BotDetail, BotRef, Comparison, HistoryChoices, HistoryPage, HistoryQuery, JobDetail, JobRef,
    Nothing, Overview, OverviewQuery,
};
use tauri::command;

use super::{Answer, OnStage};

#[command]
pub async fn bot(request: BotRef, stage: OnStage<'_>) -> Answer<BotDetail> {
    stage.shown()?.bot(request).await
}

#[command]
pub async fn job(request: JobRef, stage: OnStage<'_>) -> Answer<JobDetail> {
    stage.shown()?.job(request).await
}

#[command]
pub async fn compare_job(request: JobRef, stage: OnStage<'_>) -> Answer<Comparison> {
    stage.shown()?.compare_job(request).await
}

#[command]
pub async fn history_page(request: HistoryQuery, stage: OnStage<'_>) -> Answer<HistoryPage> {
    stage.shown()?.history_page(request).await
}

#[command]
pub async fn history_choices(_request: Nothing, stage: OnStage<'_>) -> Answer<HistoryChoices> {
    stage.shown()?.history_choices().await
}

#[command]
pub async fn overview(request: OverviewQuery, stage: OnStage<'_>) -> Answer<Overview> {
    stage.shown()?.overview(request).await
}
