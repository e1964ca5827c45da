use std::time::Duration;

use e2e::{Role, Window, World, screen, until};
use kore_simulator::{Life, Simulator};

use crate::live::moved;
use crate::steps::{CARDS, LOANS, connect, photograph, two_bots};

/// A publish that fails at once.
fn fails() -> Life {
    Life::fails().lasting(Duration::from_secs(1))
}

async fn sees_the_page_of(window: &Window, bot: &str) {
    until("the page of the bot", async || {
        let page = "return document.querySelector('[data-testid=bot]')?.innerText ?? ''";
        let page = window.ask(page).await;
        page.as_str()
            .is_some_and(|text| text.contains(bot) && text.contains("Failed"))
            .then_some(())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_failed_publish_is_told_once_and_a_click_leads_to_it_also_without_a_window() {
    let sim = Simulator::start(two_bots().no_limits()).await.unwrap();
    let mut world = World::new().await.lets_go_soon();
    let tray = world.tray().await;
    let desktop = world.notifications().await;
    let window = world.open().await;
    connect(&window, &sim).await;
    tray.says("Publish Monitor: 2 bots, nothing needs a look")
        .await;
    let calm = tray.picture().await;
    window.opens(CARDS).await;

    sim.publish(CARDS, Life::fails().lasting(Duration::from_secs(15)));
    window.clicks(Role::Button, "Check now").await;
    window.sees("Publishing now").await;
    let first = until("a publish that moves", async || moved(&window).await).await;
    until("a part that turns", async || {
        moved(&window).await.filter(|next| next.1 > first.1)
    })
    .await;
    tray.says("Publish Monitor: 1 bot's last publish failed")
        .await;
    assert_ne!(tray.picture().await, calm, "another shape");
    let told = desktop.shows_number(1).await;
    assert!(
        told.title.starts_with("st-11111111") && told.title.ends_with(": publish failed"),
        "{told:?}"
    );
    assert!(told.body.ends_with("Open it to see which."), "{told:?}");
    assert!(told.leads_somewhere);

    window.clicks(Role::Button, "Settings").await;
    window.arrives("Settings").await;
    desktop.clicks(&told).await;
    sees_the_page_of(&window, CARDS).await;
    photograph(&window, "alert-clicked").await;

    // The window is closed, and let go. The first time, the app says that it stays.
    let with_window = world.web_views();
    screen::closes_the_window();
    screen::shows_no_window().await;
    until("a web view that was let go", async || {
        (world.web_views() < with_window).then_some(())
    })
    .await;
    let stays = desktop.shows_number(2).await;
    assert!(!stays.title.contains("failed"), "{stays:?}");
    sim.publish(LOANS, fails());
    tray.presses("Check all bots now").await;
    tray.says("Publish Monitor: the last publish of 2 bots failed")
        .await;
    let told = desktop.shows_number(3).await;
    assert!(told.title.starts_with("st-99999999"), "{told:?}");
    desktop.clicks(&told).await;
    screen::shows_the_window().await;
    window.looks_again().await;
    sees_the_page_of(&window, LOANS).await;

    // Neither a restart nor another look at the same publishes tells anything: the next to be
    // told is the next to happen.
    tray.presses("Quit").await;
    world.wait_for_the_end().await;
    window.closes().await;
    let window = world.open().await;
    window.finds(Role::Button, "Check all now").await;
    let asked = sim.requests().len();
    tray.presses("Check all bots now").await;
    until("both bots to be asked again", async || {
        (sim.requests().len() >= asked + 2).then_some(())
    })
    .await;
    tray.says("Publish Monitor: the last publish of 2 bots failed")
        .await;
    sim.publish(CARDS, fails());
    tray.presses("Check all bots now").await;
    let told = desktop.shows_number(4).await;
    assert!(told.title.starts_with("st-11111111"), "{told:?}");
    window.closes().await;
    world.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn several_that_fail_within_moments_are_one_notification_that_leads_to_the_list() {
    let sim = Simulator::start(two_bots().no_limits()).await.unwrap();
    let mut world = World::new().await;
    let tray = world.tray().await;
    let desktop = world.notifications().await;
    let window = world.open().await;
    connect(&window, &sim).await;
    tray.says("Publish Monitor: 2 bots, nothing needs a look")
        .await;
    for bot in [CARDS, LOANS] {
        // Over already: one that is still seen running would be told later.
        sim.set_life(bot, Life::failed(Duration::from_secs(10)));
    }
    tray.presses("Check all bots now").await;
    tray.says("Publish Monitor: the last publish of 2 bots failed")
        .await;
    let told = desktop.shows_number(1).await;
    assert_eq!(told.title, "2 bots failed to publish");
    for bot in ["st-11111111", "st-99999999"] {
        assert!(told.body.contains(bot), "{told:?}");
    }
    desktop.clicks(&told).await;
    window.arrives("Alerts").await;

    window.clicks(Role::Button, "Settings").await;
    window.arrives("Settings").await;
    window.clicks(Role::Button, "Send a test").await;
    window.sees("A test was sent.").await;
    let test = desktop.shows_number(2).await;
    assert_eq!(test.title, "Alerts of Publish Monitor look like this");
    desktop.clicks(&test).await;
    window.arrives("Alerts").await;
    window.closes().await;
    world.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn where_no_desktop_shows_notifications_the_settings_say_so_until_one_does() {
    let mut world = World::new().await;
    let window = world.open().await;
    window.clicks(Role::Button, "Settings").await;
    window
        .sees("Nothing on this computer shows notifications just now.")
        .await;
    window.clicks(Role::Button, "Send a test").await;
    window.sees("The system did not take the test.").await;

    let desktop = world.notifications().await;
    window.clicks(Role::Button, "Send a test").await;
    let told = desktop.shows_number(1).await;
    assert_eq!(told.title, "Alerts of Publish Monitor look like this");
    window.sees("A test was sent.").await;
    window
        .sees("This computer shows notifications of the app.")
        .await;
    window.closes().await;
    world.wait_for_the_end().await;
}
