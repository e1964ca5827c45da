//! The history as a file, and a publish as a report, out of a real monitor.

use jiff::tz::TimeZone;
use monitor::NotExported;
use monitor::report::{html, markdown};
use monitor::view::{ExportDraft, ExportFormat, HistoryFilter, JobRef, PersonName, Refusal};

use crate::world::{World, row, two_bots};

fn draft(format: ExportFormat, with_user_ids: bool) -> ExportDraft {
    ExportDraft {
        filter: HistoryFilter::default(),
        format,
        with_user_ids,
    }
}

async fn world() -> World {
    let world = World::with(two_bots()).await;
    world.add_account().await;
    world.until_all_checked().await;
    world
}

async fn written(world: &World, draft: ExportDraft) -> String {
    let exporter = world.monitor.exporter(draft, TimeZone::UTC).await.unwrap();
    let mut bytes = Vec::new();
    let done = exporter.write(&mut bytes, |_| true).unwrap();
    assert!(done.publishes > 0);
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn an_export_is_what_the_filter_finds_with_names_and_ids_only_as_wished() {
    let world = world().await;
    let board = world.monitor.snapshot().await.unwrap();
    let ids: Vec<String> = board
        .bots
        .iter()
        .filter_map(|bot| bot.job.as_ref()?.started_by.clone())
        .collect();
    let without = written(&world, draft(ExportFormat::Csv, false)).await;
    assert!(ids.iter().all(|id| !without.contains(id)), "{without}");
    assert!(without.contains("\"Failed\"") && without.contains("\"st-1111\""));
    let with = written(&world, draft(ExportFormat::Csv, true)).await;
    assert!(ids.iter().all(|id| with.contains(id)), "{with}");

    let who = row(&board, "st-2222").job.as_ref().unwrap();
    let named = PersonName {
        id: who.started_by.clone().unwrap(),
        name: "Ann".into(),
    };
    world.monitor.name_person(named).await.unwrap();
    let mut failed = draft(ExportFormat::JsonLines, false);
    failed.filter.bot_id = Some("st-2222".into());
    failed.filter.parts_failed = true;
    let lines = written(&world, failed).await;
    let line: serde_json::Value = serde_json::from_str(lines.trim()).unwrap();
    assert_eq!(line["startedBy"], "Ann");
    assert_eq!(line["botId"], "st-2222");
    assert!(
        !line["failedParts"].as_array().unwrap().is_empty(),
        "{line}"
    );
    assert_eq!(line.get("userId"), None);
}

#[tokio::test]
async fn an_export_stops_when_it_is_told_to_and_when_the_app_closes() {
    let world = world().await;
    let csv = || draft(ExportFormat::Csv, false);
    let exporter = world.monitor.exporter(csv(), TimeZone::UTC).await.unwrap();
    let stopped = exporter.write(&mut Vec::new(), |written| written == 0);
    assert!(matches!(stopped, Err(NotExported::Stopped)), "{stopped:?}");

    let exporter = world.monitor.exporter(csv(), TimeZone::UTC).await.unwrap();
    let (go_on, waits) = std::sync::mpsc::channel::<()>();
    // The export is held up until the app has begun to close, which then waits for it.
    let (stopped, (), ()) = tokio::join!(
        tokio::task::spawn_blocking(move || {
            exporter.write(&mut Vec::new(), |_| {
                let _ = waits.recv();
                true
            })
        }),
        world.monitor.stop(),
        async move { drop(go_on) },
    );
    let stopped = stopped.unwrap();
    assert!(matches!(stopped, Err(NotExported::Stopped)), "{stopped:?}");
    let closed = world.monitor.exporter(csv(), TimeZone::UTC).await;
    assert!(matches!(closed, Err(Refusal::Closing)));
}

#[tokio::test]
async fn a_report_tells_of_a_publish_without_the_secret_and_without_strangers() {
    let world = world().await;
    let board = world.monitor.snapshot().await.unwrap();
    let job = row(&board, "st-2222").job.clone().unwrap();
    let asked = JobRef { job: job.job };
    let made = || world.monitor.report(asked, TimeZone::UTC, "1.2.3");
    let sheet = made().await.unwrap();
    let secret = world.simulator.client_secret();
    let stranger = job.started_by.clone().unwrap();
    for text in [html(&sheet), markdown(&sheet)] {
        assert!(
            text.contains("st-2222") && text.contains("Failed"),
            "{text}"
        );
        assert!(text.contains("What the app could not see") && text.contains("1.2.3"));
        assert!(!text.contains(secret) && !text.contains(&stranger));
    }
    let named = PersonName {
        id: stranger,
        name: "Ann".into(),
    };
    world.monitor.name_person(named).await.unwrap();
    assert!(markdown(&made().await.unwrap()).contains("- **Started by:** Ann"));
    let gone = world
        .monitor
        .report(JobRef { job: 999 }, TimeZone::UTC, "1");
    assert_eq!(gone.await.unwrap_err(), Refusal::Gone);
}
