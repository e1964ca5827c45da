//! Diagnostics of an app whose every text is a canary.

use std::time::Duration;

use domain::AlertRule;
use kore_simulator::{Life, Mood, Refusal, Setup};
use monitor::diagnostics::{Diagnostics, Plain, ShellFacts, text};
use monitor::view::{
    AccountChange, AlertChoice, AlertWhom, AtLogin, BotArchive, BotChange, BotRef, BotRow, Closing,
    Density, NetworkDraft, ProxyMode, SystemAlerts, Theme, TrayFirst,
};

use crate::world::World;

fn shell() -> ShellFacts {
    ShellFacts {
        version: "9.8.7",
        debug_build: true,
        system: "linux",
        system_version: Plain::of("debian-12"),
        processor: "x86_64",
        web_view: Plain::of("2.48.1"),
        samples: false,
        theme: Theme::Dark,
        density: Density::Compact,
        closing: Closing::Quit,
        tray: true,
        tray_first: TrayFirst::Running,
        at_login: AtLogin::On,
        notifications: SystemAlerts::DoNotDisturb,
    }
}

fn line<'a>(text: &'a str, name: &str) -> &'a str {
    let found = text
        .lines()
        .find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(": "));
    found.unwrap_or_else(|| panic!("no line “{name}” in\n{text}"))
}

/// Each text that a person can write is a canary. Answers with the account.
async fn full_of_canaries() -> (World, String) {
    let published = Life::published(Duration::from_mins(20));
    let setup = Setup::new()
        .bot("st-canary-one", "Canary bot one", published.clone())
        .bot("st-canary-two", "Canary bot two", published);
    let world = World::with(setup).await;
    let mut draft = world.draft();
    draft.bot_ids.push_str(
        "
st-canary-gone",
    );
    let account_id = world.add(draft).await.account_id.unwrap();
    world
        .until("two bots checked and one that is gone", |board| {
            let checked = |bot: &&BotRow| bot.last_check_at.is_some() || bot.failure.is_some();
            board.bots.iter().filter(checked).count() == 3
        })
        .await;
    let change = AccountChange {
        account_id: account_id.clone(),
        name: "Canary account".into(),
        colour: domain::Colour::Orange,
    };
    world.monitor.change_account(change).await.unwrap();
    let change = BotChange {
        account_id: account_id.clone(),
        bot_id: "st-canary-one".into(),
        name: Some("Canary name".into()),
        group: Some("Canary group".into()),
        note: Some("Canary note".into()),
        favourite: Some(true),
    };
    world.monitor.change_bot(change).await.unwrap();
    let choice = AlertChoice {
        whom: AlertWhom {
            account_id: None,
            bot_id: None,
            group: Some("Canary group".into()),
        },
        rule: AlertRule::Started,
        on: Some(true),
    };
    world.monitor.choose_alert(choice).await.unwrap();
    let network = NetworkDraft {
        proxy: ProxyMode::Manual,
        proxy_url: "http://canary.example:8080".into(),
        extra_ca: String::new(),
    };
    assert!(
        world
            .monitor
            .set_network_settings(network)
            .await
            .unwrap()
            .saved
    );
    (world, account_id)
}

fn has_no_canary(told: &str, world: &World, account_id: &str) {
    let lower = told.to_lowercase();
    let origin = world.simulator.origin();
    let port = origin.rsplit(':').next().unwrap();
    for canary in [
        "canary",
        "127.0.0.1",
        "localhost",
        port,
        account_id,
        world.simulator.client_id(),
        world.simulator.client_secret(),
    ] {
        assert!(
            !lower.contains(&canary.to_lowercase()),
            "{canary} in\n{told}"
        );
    }
    for token in world.simulator.tokens() {
        assert!(!told.contains(&token));
    }
}

#[tokio::test]
async fn nothing_that_a_person_or_a_server_wrote_is_in_it() {
    let (world, account_id) = full_of_canaries().await;
    world
        .simulator
        .set_mood(Mood::Refuse(Refusal::MissingScope));
    let bot = BotRef {
        account_id: account_id.clone(),
        bot_id: "st-canary-one".into(),
    };
    world.monitor.check_bot(bot).await.unwrap();
    world
        .until("refused", |board| board.accounts[0].failure.is_some())
        .await;

    let away = BotArchive {
        account_id: account_id.clone(),
        bot_id: "st-canary-two".into(),
        archived: true,
    };
    world.monitor.archive_bot(away).await.unwrap();

    let all = world.monitor.diagnostics(shell()).await;
    let told = text(&all);
    println!("{told}");
    has_no_canary(&told, &world, &account_id);
    assert_eq!(line(&told, "Host"), "an address of one's own");
    assert_eq!(line(&told, "Proxy server"), "manual");
    assert_eq!(line(&told, "Alert choices of one's own"), "1");
    assert_eq!(line(&told, "Bots"), "2");
    assert_eq!(line(&told, "Bots put away"), "1");
    assert_eq!(line(&told, "Bots never checked with success"), "1");
    assert_eq!(
        line(&told, "Bots with trouble of their own, unknown_bot"),
        "1"
    );
    assert!(line(&told, "Trouble").starts_with("missing_scope, 20"));
    assert!(line(&told, "Failed").starts_with("missing_scope, 20"));
    assert!(
        line(&told, "Checks since the start")
            .parse::<u32>()
            .unwrap()
            >= 4
    );
    assert!(line(&told, "A check takes (median)").ends_with(" s"));
    assert_eq!(line(&told, "Started again after a mistake"), "0");
    assert!(line(&told, "Form of the file").parse::<u32>().unwrap() >= 2);
    assert!(told.contains("times of 2 bots added up"), "{told}");
    assert_eq!(
        line(&told, "Notifications, says the system"),
        "do not disturb"
    );
}

#[tokio::test]
async fn an_app_that_could_not_open_its_history_tells_of_itself_all_the_same() {
    let told = text(&Diagnostics {
        at: jiff::Timestamp::UNIX_EPOCH,
        shell: shell(),
        kept: None,
        checking: None,
    });
    assert!(told.contains("Version: 9.8.7 (debug)"), "{told}");
    assert!(told.contains("not open, or not readable") && told.contains("does not run"));
    assert_eq!(line(&told, "Made at"), "1970-01-01 00:00:00 UTC");
}
