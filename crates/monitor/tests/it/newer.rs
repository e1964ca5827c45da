//! A history that a newer version of the app wrote: shown, and nothing else.

use std::fs;
use std::path::Path;
use std::time::Duration;

use domain::AccountId;
use jiff::tz::TimeZone;
use monitor::view::{
    AlertQuery, BotRef, BotsDraft, ExportDraft, ExportFormat, HistoryFilter, JobRef, Keep,
    KeepDraft, Notice, PauseFor, PersonName, Refusal, SecretDraft, SecretPlace,
};

use crate::world::{World, two_bots};

/// The number of the form stands at byte 60 (page *Database File Format* of SQLite).
fn made_newer(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    bytes[63] += 1;
    fs::write(path, bytes).unwrap();
}

/// Two bots that were checked, by a version that is newer than this one.
async fn newer() -> World {
    let world = World::with(two_bots()).await;
    world.add_account().await;
    world.until_all_checked().await;
    world.monitor.stop().await;
    made_newer(&world.path());
    world.look()
}

#[tokio::test]
async fn a_newer_history_is_shown_as_it_was_left_and_nobody_is_asked_anything() {
    let world = newer().await;
    let (file, sent) = (
        fs::read(world.path()).unwrap(),
        world.simulator.request_count(),
    );
    let reads = world.pocket.reads();
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(board.notices, [Notice::HistoryNewer]);
    assert_eq!(board.accounts[0].secret, SecretPlace::Keychain);
    assert_eq!(board.accounts[0].bots, 2);
    assert_eq!(board.bots.len(), 2);
    for row in &board.bots {
        assert!(row.job.is_some() && row.next_check_at.is_none());
        assert_eq!(
            row.outdated_at, row.last_check_at,
            "nothing old looks fresh"
        );
    }
    let tray = world.told.overall.lock().unwrap().clone().unwrap();
    assert_eq!((tray.overall.bots, tray.overall.outdated), (2, 2));

    let failed = board.bots.iter().find(|row| row.bot_id == "st-2222");
    let failed = failed.unwrap();
    let bot = BotRef {
        account_id: failed.account_id.clone(),
        bot_id: failed.bot_id.clone(),
    };
    let detail = world.monitor.bot(bot).await.unwrap();
    assert_eq!(detail.history.len(), 1);
    let job = JobRef {
        job: detail.history[0].job,
    };
    let whole = world.monitor.job(job).await.unwrap();
    assert!(!whole.resources.is_empty());
    let job = JobRef {
        job: detail.history[0].job,
    };
    let report = world.monitor.report(job, TimeZone::UTC, "1").await.unwrap();
    assert!(monitor::report::markdown(&report).contains("st-2222"));
    let draft = ExportDraft {
        filter: HistoryFilter::default(),
        format: ExportFormat::Csv,
        with_user_ids: false,
    };
    let exporter = world.monitor.exporter(draft, TimeZone::UTC).await.unwrap();
    let written = exporter.write(&mut Vec::new(), |_| true).unwrap();
    assert_eq!(written.publishes, 2);
    let alerts = AlertQuery {
        after: None,
        limit: 9,
    };
    world.monitor.alert_page(alerts).await.unwrap();

    // Long enough for a loop to have checked.
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(world.simulator.request_count(), sent);
    assert_eq!(world.pocket.reads(), reads);
    assert!(world.told.changes.lock().unwrap().is_empty());
    world.monitor.stop().await;
    assert!(fs::read(world.path()).unwrap() == file);
}

#[tokio::test]
async fn what_would_check_or_keep_something_is_refused_before_it_does_anything() {
    let world = newer().await;
    let file = fs::read(world.path()).unwrap();
    let secrets = || -> Vec<(AccountId, String)> {
        let all = world.pocket.secrets.lock().unwrap();
        let each = all.iter();
        each.map(|(id, secret)| (id.clone(), secret.expose().to_owned()))
            .collect()
    };
    let before = secrets();
    assert_eq!(before.len(), 1);
    let board = world.monitor.snapshot().await.unwrap();
    let account = board.accounts[0].id.clone();
    let bot = || BotRef {
        account_id: account.clone(),
        bot_id: "st-1111".into(),
    };
    let monitor = &world.monitor;
    let secret = SecretDraft {
        account_id: account.clone(),
        secret: "another-secret-that-is-long-enough-0123456789".into(),
        keep_in_memory: false,
    };
    let bots = BotsDraft {
        account_id: account.clone(),
        bot_ids: "st-3333".into(),
        leave_out: false,
        names: Vec::new(),
    };
    let named = PersonName {
        id: "u-1".into(),
        name: "Ann".into(),
    };
    let keep = KeepDraft {
        keep: Keep::OneYear,
    };
    let refused = [
        monitor.check_all().await.map(drop),
        monitor.check_bot(bot()).await.map(drop),
        monitor.watch_bot(bot()).await,
        monitor.unwatch_bot(bot()).await,
        monitor.add_account(world.draft()).await.map(drop),
        monitor.give_secret(secret).await.map(drop),
        monitor.sign_out(account.clone()).await.map(drop),
        monitor.remove_account(account.clone()).await.map(drop),
        monitor.retry_keychain(account.clone()).await,
        monitor.add_bots(bots).await.map(drop),
        monitor.remove_bot(bot()).await,
        monitor.name_person(named).await,
        monitor.on_it(bot()).await,
        monitor.pause(PauseFor::Hour).await.map(drop),
        monitor.unpause().await.map(drop),
        monitor.set_keep(keep).await,
        monitor.compact_history().await.map(drop),
    ];
    for (number, answer) in refused.into_iter().enumerate() {
        assert_eq!(answer, Err(Refusal::Newer), "number {number}");
    }
    assert!(secrets() == before);
    world.monitor.stop().await;
    assert!(fs::read(world.path()).unwrap() == file);
}
