//! The way out of this computer, as a person sets it up.

use std::time::Duration;

use kore_simulator::{Life, Setup};
use monitor::view::{
    BotRef, ConnectionStep, Field, NetworkDraft, NetworkTest, Note, ProxyMode, StepOutcome,
};

use crate::world::World;

async fn world() -> World {
    let life = Life::published(Duration::from_hours(48));
    World::with(Setup::new().bot("st-aaaa-1", "Leave", life)).await
}

fn manual(proxy_url: &str) -> NetworkDraft {
    NetworkDraft {
        proxy: ProxyMode::Manual,
        proxy_url: proxy_url.to_owned(),
        extra_ca: String::new(),
    }
}

fn authority() -> String {
    let mut params = rcgen::CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params
        .distinguished_name
        .push(rcgen::DnType::CommonName, "Example Corp Root");
    let key = rcgen::KeyPair::generate().unwrap();
    params.self_signed(&key).unwrap().pem()
}

#[tokio::test]
async fn what_was_chosen_is_kept_and_used_after_a_restart_without_its_file() {
    let world = world().await;
    let begin = world.monitor.network_settings().await.unwrap();
    assert_eq!(begin.chosen, NetworkDraft::default());
    assert!(begin.authorities.is_empty());

    let file = world.folder().join("company.pem");
    std::fs::write(&file, authority()).unwrap();
    let chosen = NetworkDraft {
        extra_ca: file.to_str().unwrap().to_owned(),
        ..manual("proxy.example.com:8080")
    };
    let reply = world
        .monitor
        .set_network_settings(chosen.clone())
        .await
        .unwrap();
    assert!(reply.saved, "{reply:?}");
    assert_eq!(reply.settings.authorities, ["Example Corp Root"]);

    std::fs::remove_file(&file).unwrap();
    let world = world.restart().await;
    let kept = world.monitor.network_settings().await.unwrap();
    assert_eq!(kept.chosen, chosen);
    assert_eq!(kept.authorities, ["Example Corp Root"]);
    assert!(kept.notes.is_empty());
    world.monitor.stop().await;
}

#[tokio::test]
async fn what_cannot_be_used_is_said_and_what_was_kept_stays() {
    let world = world().await;
    let kept = manual("proxy:8080");
    let reply = world
        .monitor
        .set_network_settings(kept.clone())
        .await
        .unwrap();
    assert!(reply.saved);
    let text = world.folder().join("text.pem");
    std::fs::write(&text, "no certificate").unwrap();
    let file = |path: &std::path::Path| NetworkDraft {
        extra_ca: path.to_str().unwrap().to_owned(),
        ..NetworkDraft::default()
    };
    let not_there = world.folder().join("not-there.pem");
    let table = [
        (manual(" "), Field::Proxy, Note::Empty),
        (
            manual("ada:pw@proxy:8080"),
            Field::Proxy,
            Note::ProxyHasUser,
        ),
        (
            manual("socks5://proxy:1080"),
            Field::Proxy,
            Note::ProxyUnreadable,
        ),
        (file(&not_there), Field::ExtraCa, Note::CaFileUnreadable),
        (file(world.folder()), Field::ExtraCa, Note::CaFileUnreadable),
        (file(&text), Field::ExtraCa, Note::CaFileNoCertificate),
    ];
    for (draft, field, note) in table {
        let reply = world.monitor.set_network_settings(draft).await.unwrap();
        assert!(!reply.saved);
        assert_eq!((reply.notes[0].field, reply.notes[0].note), (field, note));
        assert_eq!(reply.settings.chosen, kept);
    }
    world.monitor.stop().await;
}

#[tokio::test]
async fn settings_are_tried_out_before_they_are_kept_and_nobody_is_named() {
    let world = world().await;
    let try_out = |network, host: &str| {
        let test = NetworkTest {
            network,
            host: host.to_owned(),
        };
        world.monitor.test_network(test)
    };
    // This computer's own addresses are reached without the proxy, which is not there.
    let origin = world.simulator.origin();
    let report = try_out(manual("127.0.0.1:9"), &origin).await.unwrap();
    assert_eq!(report.proxy, None);
    assert_eq!(report.steps.len(), 3);
    let passed = |step: &monitor::view::StepResult| step.outcome == StepOutcome::Passed;
    assert!(report.steps.iter().all(passed), "{report:?}");
    assert_eq!(world.simulator.request_count(), 1);
    assert!(world.simulator.tokens().is_empty());

    let nowhere = "https://publish-monitor.invalid";
    let report = try_out(manual("127.0.0.1:9"), nowhere).await.unwrap();
    assert_eq!(report.proxy.as_deref(), Some("127.0.0.1:9"));
    assert_eq!(report.steps[0].step, ConnectionStep::Reached);
    assert_eq!(report.steps[0].outcome, StepOutcome::Failed);

    let report = try_out(manual("proxy"), "http://platform.kore.ai")
        .await
        .unwrap();
    assert_eq!(report.notes[0].note, Note::HostNotHttps);
    assert!(report.steps.is_empty());
    world.monitor.stop().await;
}

#[tokio::test]
async fn another_network_makes_every_connection_anew_and_checks_go_on() {
    let world = world().await;
    world.add_account().await;
    world.until_all_checked().await;
    let direct = NetworkDraft {
        proxy: ProxyMode::Direct,
        ..NetworkDraft::default()
    };
    let reply = world.monitor.set_network_settings(direct).await.unwrap();
    assert!(reply.saved);
    let before = world.simulator.request_count();
    let snapshot = world.monitor.snapshot().await.unwrap();
    let bot = BotRef {
        account_id: snapshot.bots[0].account_id.clone(),
        bot_id: snapshot.bots[0].bot_id.clone(),
    };
    world.monitor.check_bot(bot).await.unwrap();
    world.simulator.requests_reach(before + 1).await;
    world.monitor.stop().await;
}
