//! A report about one publish: saved as a web page, or copied as text.

use jiff::tz::TimeZone;
use monitor::report::{Sheet, html, markdown};
use monitor::view::{FileSaved, JobRef, ReportText};
use tauri::{State, command};

use super::{Answer, OnStage};
use crate::files::{self, Files};
use crate::words;

#[command]
pub async fn report_text(request: JobRef, stage: OnStage<'_>) -> Answer<ReportText> {
    let sheet = made(request, &stage).await?;
    Ok(ReportText {
        text: markdown(&sheet),
    })
}

#[command]
pub async fn save_report(
    request: JobRef,
    stage: OnStage<'_>,
    files: State<'_, Files>,
) -> Answer<FileSaved> {
    let sheet = made(request, &stage).await?;
    let today = TimeZone::system()
        .to_datetime(jiff::Timestamp::now())
        .date();
    let wanted = words::files::save_report(today);
    Ok(files::save(&*files.0, wanted, html(&sheet)).await)
}

async fn made(job: JobRef, stage: &OnStage<'_>) -> Answer<Sheet> {
    stage
        .shown()?
        .report(job, TimeZone::system(), env!("CARGO_PKG_VERSION"))
        .await
}
