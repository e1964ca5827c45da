//! The history as a file: written in the background, with its progress told, and stopped when a
//! person says so.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use monitor::view::{Changes, ExportDone, ExportDraft, FileSaved, Nothing, Refusal, SaveOutcome};
use monitor::{Exported, Exporter, NotExported};
use tauri::{State, command};

use super::{Answer, OnStage};
use crate::files::{self, Files};
use crate::outlet::Line;
use crate::words;

/// The window hears of progress at most so often.
const TOLD_EACH: Duration = Duration::from_millis(250);

/// Grows when exports that were begun before are to stop.
#[derive(Clone, Default)]
pub struct Exports(Arc<AtomicU64>);

#[command]
pub async fn export_history(
    request: ExportDraft,
    stage: OnStage<'_>,
    files: State<'_, Files>,
    exports: State<'_, Exports>,
) -> Answer<ExportDone> {
    let exports = exports.inner().clone();
    let begun = exports.0.load(Ordering::Relaxed);
    let zone = TimeZone::system();
    let today = zone.to_datetime(jiff::Timestamp::now()).date();
    let wanted = words::files::save_history(request.format, today);
    let Some(path) = files::choose(&*files.0, wanted).await else {
        return Ok(done(files::NOT_CHOSEN, Exported::default()));
    };
    let exporter = stage.shown()?.exporter(request, zone).await?;
    let line = stage.line().clone();
    let outcome = Arc::new(Mutex::new(None));
    let told = Arc::clone(&outcome);
    let mut saved = files::put(path, move |to| {
        let goes_on = || exports.0.load(Ordering::Relaxed) == begun;
        let written = write(exporter, to, &line, goes_on);
        let (outcome, result) = match written {
            // A disk that is full has its own words.
            Err(NotExported::File(problem)) => return Err(problem),
            Ok(written) => (Ok(written), Ok(())),
            Err(other) => (Err(other), Err(io::Error::other("not exported"))),
        };
        *told.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        result
    })
    .await;
    let outcome = outcome
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    match outcome {
        Some(Err(NotExported::History(problem))) => {
            tracing::warn!(%problem, "the history was not exported");
            Err(Refusal::History)
        }
        Some(Err(_)) => {
            saved.outcome = SaveOutcome::Cancelled;
            Ok(done(saved, Exported::default()))
        }
        Some(Ok(written)) => Ok(done(saved, written)),
        None => Ok(done(saved, Exported::default())),
    }
}

#[command]
pub async fn stop_export(request: Nothing, exports: State<'_, Exports>) -> Answer<Nothing> {
    exports.0.fetch_add(1, Ordering::Relaxed);
    Ok(request)
}

fn write(
    exporter: Exporter,
    to: &mut dyn io::Write,
    line: &Line,
    goes_on: impl Fn() -> bool,
) -> Result<Exported, NotExported> {
    let mut told: Option<Instant> = None;
    exporter.write(to, |publishes| {
        if told.is_none_or(|at| at.elapsed() >= TOLD_EACH) {
            told = Some(Instant::now());
            line.send(Changes {
                exported: Some(publishes),
                ..Changes::default()
            });
        }
        goes_on()
    })
}

fn done(saved: FileSaved, written: Exported) -> ExportDone {
    ExportDone {
        saved,
        publishes: written.publishes,
        gaps: written.gaps,
        logged: written.logged,
    }
}
