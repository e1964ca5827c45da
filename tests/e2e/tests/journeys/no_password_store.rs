use e2e::leak::Search;
use e2e::{Role, World};
use kore_simulator::Simulator;

use crate::steps::{CARDS, LOANS, gives_app, gives_bots, passes_the_test, to_the_app, two_bots};

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn without_a_password_store_the_secret_stays_in_memory_and_is_asked_for_again() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let mut world = World::without_password_store();
    let window = world.open().await;
    to_the_app(&window, &sim.origin()).await;
    gives_app(&window, sim.client_id(), sim.client_secret()).await;
    passes_the_test(&window).await;
    window
        .sees("No password store answers on this computer: there is none, or it is not running.")
        .await;
    window.sees("Nothing was saved.").await;
    window
        .clicks(Role::Button, "Keep it in memory until I close the app")
        .await;
    gives_bots(&window, &format!("{CARDS} {LOANS}")).await;
    window.sees_state(CARDS, "Published").await;
    window.sees_state(LOANS, "Published").await;
    window.clicks(Role::Button, "Accounts").await;
    window.sees("In memory until you close the app").await;
    window.closes().await;
    world.wait_for_the_end().await;
    let sent = sim.request_count();

    let window = world.open().await;
    window.sees("Secret missing").await;
    // What is known stays, beside what is in the way now.
    window.sees_state(CARDS, "Cannot check").await;
    let line = window.line(LOANS).await.unwrap().join(" ");
    assert!(line.contains("was Published"), "{line}");
    window.clicks(Role::Button, "History").await;
    window.sees("2 publishes shown").await;
    assert_eq!(
        sim.request_count(),
        sent,
        "something was sent without a secret"
    );
    window.clicks(Role::Button, "Accounts").await;
    window
        .sees("The secret of this account was kept in memory only")
        .await;
    window.clicks(Role::Button, "Give the secret again").await;
    window.fills("Client secret", sim.client_secret()).await;
    window.clicks(Role::Button, "Save the secret").await;
    window
        .clicks(Role::Button, "Keep it in memory until I close the app")
        .await;
    window.clicks(Role::Button, "Bots").await;
    window.sees_state(CARDS, "Published").await;
    window.sees_no_more("Secret missing").await;

    let search = Search::default().everything_of("the secret", sim.client_secret());
    let (found, files) = search.below(world.folder(), &world.password_store());
    assert_eq!(found, [] as [String; 0]);
    assert!(files > 5, "only {files} files were searched");
    window.closes().await;
    world.wait_for_the_end().await;
}
