use std::time::Duration;

use e2e::{Role, World, until};
use kore_simulator::Simulator;

use crate::steps::{CARDS, LOANS, fill_in, two_bots};

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn each_unusable_field_gets_one_sentence_beside_it_and_nothing_typed_is_lost() {
    let mut world = World::new().await;
    let window = world.open().await;
    let ids = format!("{CARDS}\nhello");
    fill_in(&window, "kore ai platform", "st-1234", "", &ids).await;
    window.clicks(Role::Button, "Connect the account").await;

    let host = window.sees_problem("Host").await;
    assert_eq!(
        host,
        ["This is no web address. It looks like https://platform.kore.ai."]
    );
    let client_id = window.sees_problem("Client ID").await;
    assert_eq!(
        client_id,
        ["This is the ID of something else. A client ID begins with cs-."]
    );
    assert_eq!(
        window.sees_problem("Client secret").await,
        ["This is needed."]
    );
    let bots = window.sees_problem("Bot IDs").await;
    assert_eq!(bots[0], "Line 2: “hello” is no bot ID. It begins with st-.");
    window
        .sees("Nothing was saved yet: 4 fields need your attention.")
        .await;
    until("the focus in the first field with a problem", async || {
        (window.focused().await == "Host").then_some(())
    })
    .await;
    assert_eq!(window.value("Host").await, "kore ai platform");
    assert_eq!(window.value("Client ID").await, "st-1234");
    assert_eq!(window.value("Bot IDs").await, ids);

    // One mended field after the other loses its sentence, and the others keep theirs.
    window.fills("Host", "https://platform.kore.ai").await;
    window.fills("Client ID", "cs-1234").await;
    until("a mended host", async || {
        let (problem, notes) = window.notes("Host").await;
        (!problem && notes.is_empty()).then_some(())
    })
    .await;
    window.sees_problem("Client secret").await;
    assert_eq!(window.value("Bot IDs").await, ids);
    assert!(world.kept_secrets().is_empty());
    window.closes().await;
    world.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_wrong_secret_is_named_once_and_the_server_is_left_in_peace() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let mut world = World::new().await;
    let window = world.open().await;
    let wrong = "not-the-secret-that-was-given-out-0123456789";
    let bots = format!("{CARDS} {LOANS}");
    fill_in(&window, &sim.origin(), sim.client_id(), wrong, &bots).await;
    window.clicks(Role::Button, "Connect the account").await;

    window.sees("Client ID or secret not accepted").await;
    window.opens(CARDS).await;
    window
        .sees("Kore.ai did not accept the client ID and secret of this account.")
        .await;
    window
        .sees("No check is planned: the app waits for you")
        .await;
    for state in window.states().await {
        assert!(!state.contains("Failed"), "{state}");
    }
    let sent = sim.request_count();
    assert!(
        (1..=8).contains(&sent),
        "{sent} requests with a wrong secret"
    );
    // Longer than the shortest time between two checks: nothing tells that nothing comes.
    tokio::time::sleep(Duration::from_secs(8)).await;
    assert_eq!(sim.request_count(), sent, "requests went on");

    // The right one, given where the trouble is told, and all is well.
    window.clicks(Role::Button, "Give the secret again").await;
    window.fills("Client secret", sim.client_secret()).await;
    window.clicks(Role::Button, "Save the secret").await;
    window.clicks(Role::Button, "Bots").await;
    window.sees_state(CARDS, "Published").await;
    window.sees_state(LOANS, "Published").await;
    window
        .sees_no_more("Client ID or secret not accepted")
        .await;
    assert_eq!(world.kept_secrets(), [sim.client_secret()]);
    window.closes().await;
    world.wait_for_the_end().await;
}
