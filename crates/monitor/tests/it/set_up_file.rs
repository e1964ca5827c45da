//! What one admin prepares for another, where the other one has begun already.

use domain::{AlertRule, FailureKind};
use kore_simulator::Setup;
use monitor::view::{
    AlertChoice, AlertWhom, BotArchive, BotChange, SecretDraft, SecretPlace, SetupFilePreview,
    SetupFileText,
};

use crate::world::World;

const EVERYONE: AlertWhom = AlertWhom {
    account_id: None,
    bot_id: None,
    group: None,
};

async fn choose(world: &World, whom: AlertWhom, rule: AlertRule, on: bool) {
    let choice = AlertChoice {
        whom,
        rule,
        on: Some(on),
    };
    world.monitor.choose_alert(choice).await.unwrap();
}

async fn account(world: &World) -> String {
    let snapshot = world.monitor.snapshot().await.unwrap();
    snapshot.accounts[0].id.clone()
}

fn of_bot(account: &str, bot: &str) -> AlertWhom {
    AlertWhom {
        account_id: Some(account.into()),
        bot_id: Some(bot.into()),
        group: None,
    }
}

async fn call_it(world: &World, bot: &str, name: &str, group: &str) {
    let change = BotChange {
        account_id: account(world).await,
        bot_id: bot.into(),
        name: Some(name.into()),
        group: Some(group.into()),
        note: None,
        favourite: None,
    };
    world.monitor.change_bot(change).await.unwrap();
}

const THREE: [&str; 3] = ["st-1111", "st-2222", "st-3333"];

async fn with_three_bots() -> World {
    let mut setup = Setup::new();
    for bot in THREE {
        setup = setup.bot(
            bot,
            bot,
            kore_simulator::Life::published(std::time::Duration::from_mins(20)),
        );
    }
    let world = World::with(setup).await;
    world.add_account().await;
    world
}

async fn take_in(world: &World, text: &str) -> SetupFilePreview {
    let file = SetupFileText { text: text.into() };
    let looked = world
        .monitor
        .preview_setup_file(file.clone())
        .await
        .unwrap();
    let taken = world.monitor.import_setup_file(file).await.unwrap();
    assert_eq!(looked, taken, "what is said before is what happens");
    taken
}

#[tokio::test]
async fn choices_about_alerts_travel_for_all_for_groups_and_for_bots() {
    let admin = with_three_bots().await;
    let id = account(&admin).await;
    call_it(&admin, "st-1111", "Greeter", "Retail").await;
    choose(&admin, EVERYONE, AlertRule::Stuck, false).await;
    let retail = AlertWhom {
        group: Some("Retail".into()),
        ..EVERYONE
    };
    choose(&admin, retail.clone(), AlertRule::Published, true).await;
    choose(&admin, of_bot(&id, "st-2222"), AlertRule::Failed, false).await;
    let file = admin.monitor.export_setup_file().await.unwrap();

    let colleague = World::with(Setup::new()).await;
    let told = take_in(&colleague, &file.text).await;
    assert_eq!((told.choices_fresh, told.choices_kept), (3, 0));
    let there = account(&colleague).await;
    let settings = colleague.monitor.alert_settings().await.unwrap();
    let said: Vec<_> = settings
        .choices
        .into_iter()
        .map(|choice| (choice.whom, choice.rule, choice.on))
        .collect();
    assert_eq!(
        said,
        [
            (EVERYONE, AlertRule::Stuck, Some(false)),
            (retail, AlertRule::Published, Some(true)),
            (of_bot(&there, "st-2222"), AlertRule::Failed, Some(false)),
        ]
    );
    // Once more: what is here already is neither new nor different.
    let again = take_in(&colleague, &file.text).await;
    assert_eq!((again.choices_fresh, again.choices_kept), (0, 0));
    // The same accounts, bots and choices give the same file.
    assert_eq!(colleague.monitor.export_setup_file().await.unwrap(), file);
}

#[tokio::test]
async fn what_a_person_said_here_stays_and_the_file_fills_what_is_empty() {
    let here = with_three_bots().await;
    let id = account(&here).await;
    let host = here.simulator.origin();
    let client_id = here.simulator.client_id().to_owned();
    call_it(&here, "st-1111", "My name", "").await;
    choose(&here, EVERYONE, AlertRule::Stuck, true).await;
    let away = BotArchive {
        account_id: id.clone(),
        bot_id: "st-3333".into(),
        archived: true,
    };
    here.monitor.archive_bot(away).await.unwrap();

    let file = format!(
        r#"{{"format":"publish-monitor-setup","version":1,"accounts":[{{"name":"Theirs","host":"{host}",
        "client_id":"{client_id}","bots":[
        {{"id":"st-1111","name":"Their name","group":"Retail"}},
        {{"id":"st-2222","name":"Orders"}},{{"id":"st-3333"}},
        {{"id":"st-4444","name":"New one"}}]}}],
        "alerts":{{"stuck":false,"published":true}}}}"#
    );
    let told = take_in(&here, &file).await;
    let one = &told.accounts[0];
    assert!(one.here_as.is_some());
    assert_eq!(
        (one.fresh, one.known, one.back, one.filled, one.kept),
        (1, 3, 1, 2, 1)
    );
    assert_eq!((told.choices_fresh, told.choices_kept), (1, 1));

    // On the board at once, and after a restart.
    let said = async |world: &World| {
        let board = world.monitor.snapshot().await.unwrap();
        let mut bots: Vec<_> = board
            .bots
            .into_iter()
            .map(|bot| (bot.bot_id, bot.name, bot.group, bot.archived))
            .collect();
        bots.sort();
        bots
    };
    let bots = said(&here).await;
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        bots,
        [
            ("st-1111".to_owned(), text("My name"), text("Retail"), false),
            ("st-2222".to_owned(), text("Orders"), None, false),
            ("st-3333".to_owned(), None, None, false),
            ("st-4444".to_owned(), text("New one"), None, false),
        ]
    );
    let here = here.restart().await;
    assert_eq!(said(&here).await, bots);
    let choices = here.monitor.alert_settings().await.unwrap().choices;
    let chosen: Vec<_> = choices.iter().map(|one| (one.rule, one.on)).collect();
    assert_eq!(
        chosen,
        [
            (AlertRule::Stuck, Some(true)),
            (AlertRule::Published, Some(true))
        ]
    );
}

#[tokio::test]
async fn an_account_that_was_taken_in_waits_for_its_secret_and_has_lost_none() {
    let admin = with_three_bots().await;
    let file = admin.monitor.export_setup_file().await.unwrap();
    let colleague = World::with(Setup::new()).await;
    take_in(&colleague, &file.text).await;
    let said = async |world: &World| {
        let board = world.monitor.snapshot().await.unwrap();
        let why = board.bots[0].failure.as_ref().map(|failure| failure.kind);
        (board.accounts[0].secret, why)
    };
    let waits = (SecretPlace::Awaited, Some(FailureKind::SecretAwaited));
    assert_eq!(said(&colleague).await, waits);
    let colleague = colleague.restart().await;
    assert_eq!(said(&colleague).await, waits);
    assert_eq!(colleague.told.kinds(), [], "nothing went wrong");

    // One that was given and is gone is another matter.
    let secret = SecretDraft {
        account_id: account(&colleague).await,
        secret: admin.simulator.client_secret().into(),
        keep_in_memory: true,
    };
    colleague.monitor.give_secret(secret).await.unwrap();
    assert_eq!(said(&colleague).await.0, SecretPlace::Memory);
    let colleague = colleague.restart().await;
    let lost = (SecretPlace::Missing, Some(FailureKind::SecretMissing));
    assert_eq!(said(&colleague).await, lost);
}
