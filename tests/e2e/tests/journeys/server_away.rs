use std::time::Duration;

use e2e::{Role, Window, World, until};
use kore_simulator::{Life, Setup, Simulator};

use crate::steps::{CARDS, LOANS, connect, two_bots};

const DESK: &str = "st-77777777-6666-5555-8444-333333333333";

fn bots() -> Setup {
    two_bots().bot(DESK, "Desk", Life::failed(Duration::from_mins(50)))
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn while_the_server_is_away_everything_known_stays_and_when_it_is_back_checks_go_on() {
    let sim = Simulator::start(bots()).await.unwrap();
    let again = bots()
        .port(sim.port())
        .credentials(sim.client_id(), sim.client_secret());
    let mut world = World::new().await;
    let window = world.open().await;
    connect(&window, &sim).await;
    window.sees_state(CARDS, "Published").await;
    window.sees_state(LOANS, "Published").await;
    window.sees_state(DESK, "Failed").await;

    sim.stop().await;
    window.clicks(Role::Button, "Check all now").await;
    all_is_known_and_cannot_be_checked(&window).await;
    window.opens(CARDS).await;
    window
        .sees("Kore.ai cannot be reached, although this computer has a network.")
        .await;
    window.sees("10 of 10 parts published").await;
    window.closes().await;
    world.wait_for_the_end().await;

    // Opened without a server, it shows what it has on disk.
    let window = world.open().await;
    all_is_known_and_cannot_be_checked(&window).await;
    window.clicks(Role::Button, "History").await;
    window.sees("3 publishes shown").await;
    window.clicks(Role::Button, "Bots").await;

    let sim = Simulator::start(again).await.unwrap();
    window.clicks(Role::Button, "Check all now").await;
    window.sees_state(CARDS, "Published").await;
    window.sees_state(LOANS, "Published").await;
    window.sees_state(DESK, "Failed").await;
    window.sees_no_more("Kore.ai not reached").await;
    let refused = sim.requests().into_iter().filter(|seen| seen.status != 200);
    assert_eq!(refused.count(), 0);
    window.closes().await;
    world.wait_for_the_end().await;
}

async fn all_is_known_and_cannot_be_checked(window: &Window) {
    for (bot, was) in [
        (CARDS, "was Published"),
        (LOANS, "was Published"),
        (DESK, "was Failed"),
    ] {
        let line = until(&format!("{bot} as “Cannot check {was}”"), async || {
            let line = window.line(bot).await?;
            (line.get(1)? == &format!("Cannot check {was}")).then_some(line)
        })
        .await;
        // Last publish and last check keep their age.
        assert!(
            line.iter().filter(|cell| is_an_age(cell)).count() >= 2,
            "{line:?}"
        );
    }
    let told =
        "return [...document.querySelectorAll('[aria-label=\"Accounts that need a look\"] li')]
        .map((told) => told.innerText)";
    let told = window.ask(told).await;
    assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");
    assert!(told.to_string().contains("Kore.ai not reached"), "{told}");
}

fn is_an_age(cell: &str) -> bool {
    cell == "just now" || cell.ends_with(" ago") || cell.chars().any(|c| c.is_ascii_digit())
}
