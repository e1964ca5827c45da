use kore_simulator::Setup;
use monitor::view::{SetupKept, SetupProgress, SetupStep};

use crate::world::World;

#[tokio::test]
async fn a_set_up_that_was_left_off_is_there_after_a_restart_until_it_is_done() {
    let world = World::with(Setup::new()).await;
    let begun = world.monitor.setup_progress().await.unwrap();
    assert_eq!(begun, SetupKept::default());
    let progress = SetupProgress {
        step: SetupStep::App,
        host: "https://bots.kore.ai".into(),
        client_id: "cs-1234".into(),
        algorithm: domain::Algorithm::Hs512,
        name: String::new(),
        bot_ids: String::new(),
        account_id: None,
    };
    let kept = SetupKept {
        progress: Some(progress),
    };
    world
        .monitor
        .keep_setup_progress(kept.clone())
        .await
        .unwrap();
    let world = world.restart().await;
    assert_eq!(world.monitor.setup_progress().await.unwrap(), kept);

    let done = SetupKept::default();
    world.monitor.keep_setup_progress(done).await.unwrap();
    let world = world.restart().await;
    let left = world.monitor.setup_progress().await.unwrap();
    assert_eq!(left, SetupKept::default());
}
