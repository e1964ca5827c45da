use e2e::leak::Search;
use e2e::{Role, World};
use kore_simulator::Simulator;

use crate::steps::{CARDS, gives_app, gives_bots, passes_the_test, to_the_app, two_bots};

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_set_up_that_a_kill_interrupts_goes_on_where_it_was_and_asks_for_the_secret_alone() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let name = sim.origin().replace("http://", "");
    let mut world = World::new().await;
    let window = world.open().await;
    to_the_app(&window, &sim.origin()).await;
    gives_app(&window, sim.client_id(), sim.client_secret()).await;
    window.sees("All is well.").await;
    world.kill(window);
    let search = Search::default().everything_of("the secret", sim.client_secret());
    let (found, _) = search.below(world.folder(), &world.password_store());
    assert_eq!(found, [] as [String; 0], "the secret was kept on the way");

    let window = world.open().await;
    let heading = format!("Go on with setting up {name}");
    window.finds(Role::Heading, &heading).await;
    window.clicks(Role::Button, "Go on").await;
    window.arrives("Client ID and secret").await;
    window.sees("Give the secret again: it was not kept.").await;
    assert_eq!(window.value("Client ID").await, sim.client_id());
    window.fills("Client secret", sim.client_secret()).await;
    window.clicks(Role::Button, "Go on").await;
    passes_the_test(&window).await;
    window.arrives("Which bots do you want to watch?").await;
    assert_eq!(world.kept_secrets(), [sim.client_secret()]);
    world.kill(window);

    // Now the account is there, and the secret with it: only the bots are left.
    let window = world.open().await;
    window.finds(Role::Heading, &heading).await;
    window.sees("The account is saved already").await;
    window.clicks(Role::Button, "Go on").await;
    gives_bots(&window, CARDS).await;
    window.sees_state(CARDS, "Published").await;
    window.closes().await;
    world.wait_for_the_end().await;

    let window = world.open().await;
    window.sees_state(CARDS, "Published").await;
    window.sees_no_more("Go on with setting up").await;
    window.closes().await;
    world.wait_for_the_end().await;
}
