use std::time::Duration;

use kore_simulator::{Life, Mood, Setup};
use monitor::view::{BotChange, BotRef, BotsDraft, FormOutcome, HistoryQuery, Note, Refusal};

use crate::world::{World, row};

fn one_bot() -> Setup {
    Setup::new().bot("st-1111", "One", Life::published(Duration::from_hours(1)))
}

#[tokio::test]
async fn a_bad_form_says_everything_at_once_and_changes_nothing() {
    let world = World::with(one_bot()).await;
    let mut draft = world.draft();
    draft.host = "http://example.com".into();
    draft.secret = "".into();
    let reply = world.add(draft).await;
    assert_eq!(reply.outcome, FormOutcome::Refused);
    let notes: Vec<_> = reply.notes.iter().map(|note| note.note).collect();
    assert_eq!(notes, [Note::HostNotHttps, Note::Empty, Note::BotIdsCount]);
    assert!(world.pocket.secrets.lock().unwrap().is_empty());
    assert_eq!(world.simulator.request_count(), 0);
}

#[tokio::test]
async fn the_same_account_twice_is_refused_with_its_name() {
    let world = World::with(one_bot()).await;
    world.add_account().await;
    let reply = world.add(world.draft()).await;
    assert_eq!(reply.outcome, FormOutcome::Refused);
    assert_eq!(reply.notes[0].note, Note::AccountExists);
    assert_eq!(
        world
            .monitor
            .preview_account(world.draft())
            .await
            .unwrap()
            .notes,
        reply.notes
    );
}

#[tokio::test]
async fn bots_are_added_named_and_removed() {
    let world = World::with(one_bot()).await;
    let account_id = world.add_account().await;
    world
        .simulator
        .add_bot("st-2222", "Two", Life::published(Duration::from_mins(1)));
    let draft = BotsDraft {
        account_id: account_id.clone(),
        bot_ids: "st-1111, st-2222".into(),
        leave_out: false,
        names: Vec::new(),
    };
    let reply = world.monitor.add_bots(draft).await.unwrap();
    assert_eq!((reply.outcome, reply.added), (FormOutcome::Saved, 1));
    assert!(
        reply
            .notes
            .iter()
            .any(|n| n.note == Note::BotIdsRepeated && n.number == 1)
    );
    world.until_all_checked().await;

    let two = BotRef {
        account_id: account_id.clone(),
        bot_id: "st-2222".into(),
    };
    let name = BotChange {
        account_id,
        bot_id: "st-2222".into(),
        name: Some(" Branch finder ".into()),
        group: None,
        note: None,
        favourite: None,
    };
    world.monitor.change_bot(name).await.unwrap();
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(
        row(&board, "st-2222").name.as_deref(),
        Some("Branch finder")
    );

    world.monitor.remove_bot(two.clone()).await.unwrap();
    assert_eq!(world.monitor.snapshot().await.unwrap().bots.len(), 1);
    assert_eq!(world.monitor.bot(two).await.unwrap_err(), Refusal::Gone);
}

#[tokio::test]
async fn a_removed_account_takes_its_secret_and_its_history_along() {
    let world = World::with(one_bot()).await;
    let account = world.add_account().await;
    world.until_all_checked().await;
    world.monitor.remove_account(account).await.unwrap();
    assert!(world.pocket.secrets.lock().unwrap().is_empty());
    let board = world.monitor.snapshot().await.unwrap();
    assert!(board.accounts.is_empty() && board.bots.is_empty());
    let all = HistoryQuery {
        limit: 10,
        ..HistoryQuery::default()
    };
    assert!(
        world
            .monitor
            .history_page(all)
            .await
            .unwrap()
            .jobs
            .is_empty()
    );
}

#[tokio::test]
async fn a_late_answer_of_a_removed_account_changes_nothing() {
    let world = World::with(one_bot()).await;
    world.simulator.set_mood(Mood::Stall);
    let account = world.add_account().await;
    world.simulator.requests_reach(1).await;
    world.monitor.remove_account(account).await.unwrap();
    world.simulator.stop().await;
    let board = world.monitor.snapshot().await.unwrap();
    assert!(board.accounts.is_empty() && board.bots.is_empty());
}

#[tokio::test]
async fn questions_after_the_end_are_refused() {
    let world = World::with(one_bot()).await;
    world.monitor.stop().await;
    assert_eq!(
        world.monitor.snapshot().await.unwrap_err(),
        Refusal::Closing
    );
    world.monitor.stop().await;
}
