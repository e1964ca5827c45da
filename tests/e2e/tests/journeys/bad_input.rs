use std::time::Duration;

use e2e::{Role, World, until};
use kore_simulator::{Mood, Refusal, Simulator};

use crate::steps::{CARDS, LOANS, gives_app, passes_the_test, to_the_app, two_bots};

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn each_unusable_field_gets_one_sentence_beside_it_and_nothing_typed_is_lost() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let mut world = World::new().await;
    let window = world.open().await;
    window.clicks(Role::Button, "Connect my account").await;
    window.arrives("Where is your Kore.ai?").await;
    window.clicks(Role::Radio, "Another address").await;
    window.fills("Address", "kore ai platform").await;
    window.clicks(Role::Button, "Go on").await;
    assert_eq!(
        window.sees_problem("Address").await,
        ["This is no web address. It looks like https://platform.kore.ai."]
    );
    assert_eq!(window.value("Address").await, "kore ai platform");
    window.fills("Address", &sim.origin()).await;
    window.clicks(Role::Button, "Go on").await;

    window.arrives("Client ID and secret").await;
    window.fills("Client ID", "st-1234").await;
    window.clicks(Role::Button, "Go on").await;
    assert_eq!(
        window.sees_problem("Client ID").await,
        ["This is the ID of something else. A client ID begins with cs-."]
    );
    assert_eq!(
        window.sees_problem("Client secret").await,
        ["This is needed."]
    );
    until("the focus in the first field with a problem", async || {
        (window.focused().await == "Client ID").then_some(())
    })
    .await;
    assert_eq!(window.value("Client ID").await, "st-1234");
    // One mended field loses its sentence, and the other keeps its own.
    window.fills("Client ID", sim.client_id()).await;
    window.clicks(Role::TextBox, "Client secret").await;
    until("a mended client ID", async || {
        let (problem, notes) = window.notes("Client ID").await;
        (!problem && notes.is_empty()).then_some(())
    })
    .await;
    window.sees_problem("Client secret").await;
    assert!(world.kept_secrets().is_empty());
    assert_eq!(sim.request_count(), 0);

    window.fills("Client secret", sim.client_secret()).await;
    window.clicks(Role::Button, "Go on").await;
    passes_the_test(&window).await;
    window.arrives("Which bots do you want to watch?").await;
    let ids = format!("{CARDS}\nhello");
    window.fills("Bot IDs", &ids).await;
    window.clicks(Role::Button, "Watch these bots").await;
    window.sees("This is no bot ID. It begins with st-.").await;
    window.clicks(Role::Button, "Change the list").await;
    assert_eq!(window.value("Bot IDs").await, ids);
    window.closes().await;
    world.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_secret_that_is_refused_is_named_once_and_the_server_is_left_in_peace() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let mut world = World::new().await;
    let window = world.open().await;
    // A wrong one does not pass the test; the right one, typed in its place, does.
    let wrong = "not-the-secret-that-was-given-out-0123456789";
    to_the_app(&window, &sim.origin()).await;
    gives_app(&window, sim.client_id(), wrong).await;
    window
        .sees("Kore.ai did not accept the client ID and secret of this account.")
        .await;
    let sent = sim.request_count();
    assert!(
        (1..=8).contains(&sent),
        "{sent} requests with a wrong secret"
    );
    assert!(world.kept_secrets().is_empty());
    window.clicks(Role::Button, "Back").await;
    window.arrives("Client ID and secret").await;
    assert_eq!(window.value("Client ID").await, sim.client_id());
    gives_app(&window, sim.client_id(), sim.client_secret()).await;
    passes_the_test(&window).await;
    crate::steps::gives_bots(&window, &format!("{CARDS} {LOANS}")).await;
    window.sees_state(CARDS, "Published").await;
    window.sees_state(LOANS, "Published").await;

    // Later somebody makes a new secret at the platform.
    sim.set_mood(Mood::Refuse(Refusal::BadCredentials));
    window.clicks(Role::Button, "Check all now").await;
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
    // Longer than the shortest time between two checks: nothing tells that nothing comes.
    tokio::time::sleep(Duration::from_secs(8)).await;
    assert_eq!(sim.request_count(), sent, "requests went on");

    sim.set_mood(Mood::Normal);
    // The right one, given where the trouble is told, and all is well.
    window.clicks(Role::Button, "Give the secret again").await;
    window.fills("Client secret", sim.client_secret()).await;
    window.clicks(Role::Button, "Save the secret").await;
    window.clicks(Role::Button, "Bots").await;
    window.clicks(Role::Button, "Check all now").await;
    window.sees_state(CARDS, "Published").await;
    window.sees_state(LOANS, "Published").await;
    window
        .sees_no_more("Client ID or secret not accepted")
        .await;
    assert_eq!(world.kept_secrets(), [sim.client_secret()]);
    window.closes().await;
    world.wait_for_the_end().await;
}
