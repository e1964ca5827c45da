//! Tests of a connection and lists of bots, over the pretend platform.

use std::time::Duration;

use domain::{Algorithm, FailureKind};
use kore_simulator::{Clock, Life, Mood, Setup, Switches};
use monitor::view::{
    Claims, ConnectionDraft, ConnectionReport, ConnectionStep, Field, FindBotsDraft, Note, Refusal,
    StepOutcome,
};

use crate::world::World;

fn setup() -> Setup {
    let old = Duration::from_hours(48);
    Setup::new()
        .bot("st-aaaa-1", "Leave requests", Life::published(old))
        .bot("st-bbbb-2", "Travel desk", Life::published(old))
}

fn draft(world: &World) -> ConnectionDraft {
    ConnectionDraft {
        account_id: None,
        host: world.simulator.origin(),
        client_id: world.simulator.client_id().to_owned(),
        secret: world.simulator.client_secret().into(),
        algorithm: Algorithm::Hs256,
        bot_id: "st-aaaa-1".to_owned(),
    }
}

/// One letter a step: passed, failed, not told, not reached; and the kind of the first failure.
fn in_short(report: &ConnectionReport) -> (String, Option<FailureKind>) {
    let letter = |outcome| match outcome {
        StepOutcome::Passed => 'p',
        StepOutcome::Failed => 'F',
        StepOutcome::NotTold => '?',
        StepOutcome::NotReached => '-',
    };
    (
        report
            .steps
            .iter()
            .map(|step| letter(step.outcome))
            .collect(),
        report.steps.iter().find_map(|step| step.kind),
    )
}

async fn short(world: &World, draft: ConnectionDraft) -> (String, Option<FailureKind>) {
    in_short(&world.monitor.test_connection(draft).await.unwrap())
}

#[tokio::test]
async fn each_step_that_the_platform_can_fail_is_named() {
    let world = World::with(setup()).await;
    let expect = |letters: &str, kind| (letters.to_owned(), kind);
    let usual = world.simulator.switches();
    assert_eq!(short(&world, draft(&world)).await, expect("pppppp", None));

    let wrong_secret = ConnectionDraft {
        secret: "a-secret-that-opens-nothing-at-all-anywhere".into(),
        ..draft(&world)
    };
    let refused = Some(FailureKind::BadCredentials);
    assert_eq!(short(&world, wrong_secret).await, expect("pppF--", refused));

    world.simulator.set_switches(Switches {
        publish_status_scope: false,
        ..usual
    });
    let scope = Some(FailureKind::MissingScope);
    assert_eq!(short(&world, draft(&world)).await, expect("ppppF-", scope));

    world.simulator.set_switches(Switches {
        enforce_jwe: true,
        ..usual
    });
    let encryption = Some(FailureKind::EncryptionEnforced);
    assert_eq!(
        short(&world, draft(&world)).await,
        expect("pppF--", encryption)
    );
    world.simulator.set_switches(usual);

    let wrong_bot = ConnectionDraft {
        bot_id: "st-cccc-3".to_owned(),
        ..draft(&world)
    };
    let unknown = Some(FailureKind::UnknownBot);
    assert_eq!(short(&world, wrong_bot).await, expect("pppppF", unknown));

    let no_bot = ConnectionDraft {
        bot_id: String::new(),
        ..draft(&world)
    };
    assert_eq!(short(&world, no_bot).await, expect("ppppp-", None));

    let before = world.simulator.tokens().len();
    world.simulator.set_mood(Mood::Html);
    let page = Some(FailureKind::NotKore);
    assert_eq!(short(&world, draft(&world)).await, expect("pppF--", page));
    world
        .simulator
        .set_mood(Mood::Redirect("http://127.0.0.1:9".to_owned()));
    assert_eq!(short(&world, draft(&world)).await, expect("pppF--", page));
    assert_eq!(world.simulator.tokens().len(), before, "no token was sent");

    world.simulator.set_mood(Mood::ServerError(503));
    let trouble = Some(FailureKind::Server);
    assert_eq!(
        short(&world, draft(&world)).await,
        expect("pppF--", trouble)
    );

    let last = draft(&world);
    world.simulator.stop().await;
    let gone = Some(FailureKind::Unreachable);
    assert_eq!(short(&world, last).await, expect("F-----", gone));
    world.monitor.stop().await;
}

#[tokio::test]
async fn a_clock_that_is_ten_minutes_off_is_told_by_how_much() {
    for seconds in [-600_i64, 600] {
        let off = jiff::SignedDuration::from_secs(seconds);
        // The server's clock is the one that is moved; this computer's is off the other way.
        let clock = Clock::reading(move || jiff::Timestamp::now() - off);
        let world = World::with(setup().clock(clock)).await;
        let report = world.monitor.test_connection(draft(&world)).await.unwrap();
        let (letters, kind) = in_short(&report);
        assert_eq!(kind, Some(FailureKind::WrongClock));
        assert!(letters.starts_with("ppF"), "{letters}");
        let told = report.steps[2].clock_off.unwrap();
        assert!((told - seconds * 1_000).abs() < 30_000, "{told}");
        world.monitor.stop().await;
    }
}

#[tokio::test]
async fn every_setting_of_an_app_is_met_and_no_token_is_used_twice() {
    let world = World::with(setup()).await;
    let usual = world.simulator.switches();
    let jti = Switches {
        enforce_jti: true,
        ..usual
    };
    let minimum = Switches {
        refuse_extra_claims: true,
        ..usual
    };
    for (switches, claims) in [
        (jti, Claims::WithJti),
        (minimum, Claims::Minimum),
        (usual, Claims::WithJti),
    ] {
        world.simulator.set_switches(switches);
        let report = world.monitor.test_connection(draft(&world)).await.unwrap();
        assert_eq!(in_short(&report), ("pppppp".to_owned(), None));
        assert_eq!(report.steps[3].claims, Some(claims));
    }
    world.simulator.set_switches(Switches {
        signs_with_hs512: true,
        ..usual
    });
    let report = world.monitor.test_connection(draft(&world)).await.unwrap();
    assert_eq!(in_short(&report).1, Some(FailureKind::BadCredentials));
    assert_eq!(report.steps[3].use_algorithm, Some(Algorithm::Hs512));
    let with_512 = ConnectionDraft {
        algorithm: Algorithm::Hs512,
        ..draft(&world)
    };
    let report = world.monitor.test_connection(with_512).await.unwrap();
    assert_eq!(in_short(&report), ("pppppp".to_owned(), None));
    // The platform's secrets are shorter than HS512 is meant for: said, not refused.
    assert_eq!(report.notes[0].note, Note::SecretShortFor512);

    let mut ids: Vec<_> = world
        .simulator
        .requests()
        .into_iter()
        .filter_map(|seen| seen.jti)
        .collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert!(all > 5);
    assert_eq!(ids.len(), all);
    world.monitor.stop().await;
}

#[tokio::test]
async fn an_account_is_tested_with_its_stored_secret_and_what_it_costs_is_counted() {
    let world = World::with(setup()).await;
    let id = world.add_account().await;
    world.until_all_checked().await;
    let stored = ConnectionDraft {
        account_id: Some(id.clone()),
        secret: "".into(),
        bot_id: String::new(),
        ..draft(&world)
    };
    let report = world.monitor.test_connection(stored).await.unwrap();
    assert_eq!(in_short(&report), ("pppppp".to_owned(), None));
    assert!(
        report.bot_id.starts_with("st-"),
        "a watched bot was asked about"
    );
    assert_eq!(report.requests, 2);
    world
        .until("counted", |snapshot| {
            u64::from(snapshot.accounts[0].used_hour) == world.simulator.request_count()
        })
        .await;
    world.monitor.stop().await;
}

#[tokio::test]
async fn a_stored_secret_goes_to_no_other_host() {
    let world = World::with(setup()).await;
    let id = world.add_account().await;
    let other = World::with(setup()).await;
    let elsewhere = ConnectionDraft {
        account_id: Some(id),
        host: other.simulator.origin(),
        secret: "".into(),
        ..draft(&world)
    };
    let report = world.monitor.test_connection(elsewhere).await.unwrap();
    assert_eq!(report.notes[0].note, Note::SecretForOtherHost);
    assert_eq!((report.requests, report.steps.len()), (0, 6));
    let outcomes = report.steps.iter().map(|step| step.outcome);
    assert!(
        outcomes
            .into_iter()
            .all(|outcome| outcome == StepOutcome::NotReached)
    );
    assert_eq!(report.steps[0].step, ConnectionStep::Reached);
    assert_eq!(other.simulator.request_count(), 0);

    let nobody = ConnectionDraft {
        account_id: Some("nobody".to_owned()),
        ..draft(&world)
    };
    assert_eq!(
        world.monitor.test_connection(nobody).await,
        Err(Refusal::Gone)
    );
    world.monitor.stop().await;
    other.monitor.stop().await;
}

#[tokio::test]
async fn what_cannot_be_a_connection_is_said_and_not_sent() {
    let world = World::with(setup()).await;
    let bad = ConnectionDraft {
        host: "http://platform.kore.ai".to_owned(),
        client_id: "st-1".to_owned(),
        secret: " ".into(),
        bot_id: "nonsense".to_owned(),
        ..draft(&world)
    };
    let report = world.monitor.test_connection(bad).await.unwrap();
    let fields: Vec<_> = report.notes.iter().map(|note| note.field).collect();
    assert_eq!(
        fields,
        [Field::Host, Field::ClientId, Field::Secret, Field::BotId]
    );
    assert_eq!(report.requests, 0);
    world.monitor.stop().await;
}

#[tokio::test]
async fn bots_are_found_page_by_page_and_those_on_the_board_are_known() {
    let mut setup = setup();
    for number in 0..110 {
        let life = Life::published(Duration::from_hours(48));
        setup = setup.bot(&format!("st-many-{number}"), &format!("Bot {number}"), life);
    }
    let world = World::with(setup.no_limits()).await;
    let mut account = world.draft();
    account.bot_ids = "st-aaaa-1".to_owned();
    let id = world.add(account).await.account_id.unwrap();
    world.until_all_checked().await;
    let ask = FindBotsDraft { account_id: id };
    let found = world.monitor.find_bots(ask.clone()).await.unwrap();
    assert_eq!(
        (found.bots.len(), found.pages, found.complete),
        (112, 3, true)
    );
    assert_eq!(found.bots[0].name, "Leave requests");
    let watched: Vec<_> = found.bots.iter().filter(|bot| bot.watched).collect();
    assert_eq!(watched.len(), 1);
    assert_eq!(watched[0].bot_id, "st-aaaa-1");
    world
        .until("counted", |snapshot| snapshot.accounts[0].used_hour >= 4)
        .await;

    world.simulator.set_switches(Switches {
        role_management_scope: false,
        ..world.simulator.switches()
    });
    let found = world.monitor.find_bots(ask).await.unwrap();
    assert_eq!(found.kind, Some(FailureKind::MissingScope));
    assert!(found.bots.is_empty() && !found.complete && !found.no_secret);
    world.monitor.stop().await;
}

/// The platform gives out the secrets of other apps with the list.
#[tokio::test]
async fn the_secrets_of_other_apps_are_in_no_answer_and_not_on_disk() {
    let world = World::with(setup()).await;
    let id = world.add_account().await;
    world.until_all_checked().await;
    let canary = world.simulator.canary_secret().to_owned();
    let ask = FindBotsDraft { account_id: id };
    let found = world.monitor.find_bots(ask).await.unwrap();
    assert_eq!(found.bots.len(), 2);
    let snapshot = world.monitor.snapshot().await.unwrap();
    let told = format!(
        "{found:?}{}{}",
        serde_json::to_string(&found).unwrap(),
        serde_json::to_string(&snapshot).unwrap()
    );
    assert!(!told.contains(&canary));
    world.monitor.stop().await;
    let mut searched = 0;
    for entry in std::fs::read_dir(world.folder()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        searched += bytes.len();
        let holds = |text: &str| bytes.windows(text.len()).any(|one| one == text.as_bytes());
        assert!(!holds(&canary), "the secret of another app is on disk");
        assert!(
            !holds(world.simulator.client_secret()),
            "the secret is on disk"
        );
    }
    assert!(searched > 10_000);
}
