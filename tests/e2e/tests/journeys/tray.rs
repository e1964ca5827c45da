use std::time::Duration;

use e2e::{Role, World, until};
use kore_simulator::{Life, Simulator};

use crate::steps::{CARDS, connect, two_bots};

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn the_tray_says_that_a_bot_fails_names_it_and_leads_to_it() {
    let sim = Simulator::start(two_bots().no_limits()).await.unwrap();
    let mut world = World::new().await;
    let tray = world.tray().await;
    let window = world.open().await;
    tray.says("Publish Monitor: no bots yet").await;
    connect(&window, &sim).await;
    tray.says("Publish Monitor: 2 bots, nothing needs a look")
        .await;
    let calm = tray.picture().await;
    window.clicks(Role::Button, "History").await;
    window.arrives("History").await;

    sim.publish(CARDS, Life::fails().lasting(Duration::from_secs(2)));
    tray.presses("Check all bots now").await;
    tray.finds("Checking 2 bots now.").await;
    tray.says("Publish Monitor: 1 bot's last publish failed")
        .await;
    assert_ne!(tray.picture().await, calm, "another shape");
    let named = tray.finds("st-11111111").await;
    assert!(named.label.ends_with(": failed"), "{named:?}");
    tray.presses("st-11111111").await;
    until("the page of the failed bot", async || {
        let there = "return document.querySelector('[data-testid=bot]')?.innerText ?? ''";
        let there = window.ask(there).await;
        there
            .as_str()
            .is_some_and(|text| text.contains(CARDS))
            .then_some(())
    })
    .await;

    window.clicks(Role::Button, "Settings").await;
    window.clicks(Role::Button, "For 1 hour").await;
    window.sees("Checking is paused until").await;
    let paused = until("a tray that says it is paused", async || {
        tray.title()
            .await
            .filter(|title| title.contains("checking is paused until"))
    })
    .await;
    assert!(
        paused.ends_with("; before that, 1 bot's last publish failed"),
        "{paused}"
    );
    tray.presses("Resume checking").await;
    window.sees_no_more("Checking is paused until").await;
    tray.says("Publish Monitor: 1 bot's last publish failed")
        .await;
    window.closes().await;
    world.wait_for_the_end().await;
}
