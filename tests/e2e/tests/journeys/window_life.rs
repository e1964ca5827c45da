use e2e::{Role, World, screen, until};
use kore_simulator::Simulator;

use crate::steps::{CARDS, connect, two_bots};

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn closed_the_window_hides_is_let_go_and_comes_back_at_the_same_place() {
    let sim = Simulator::start(two_bots().no_limits()).await.unwrap();
    let mut world = World::new().await.lets_go_soon();
    let tray = world.tray().await;
    let window = world.open().await;
    connect(&window, &sim).await;
    tray.says("Publish Monitor: 2 bots, nothing needs a look")
        .await;
    window.opens(CARDS).await;
    window.sees("10 of 10 parts published").await;
    screen::shows_the_window().await;
    let with_window = world.web_views();
    assert!(with_window > 0);

    screen::closes_the_window();
    screen::shows_no_window().await;
    until("a web view that was let go", async || {
        (world.web_views() < with_window).then_some(())
    })
    .await;
    let asked = sim.requests().len();
    tray.presses("Check all bots now").await;
    until("checks that go on without a window", async || {
        (sim.requests().len() >= asked + 2).then_some(())
    })
    .await;

    world.starts_again().await;
    screen::shows_the_window().await;
    window.looks_again().await;
    window.sees("10 of 10 parts published").await;
    let there = "return document.querySelector('[data-testid=bot]')?.innerText ?? ''";
    let there = window.ask(there).await;
    assert!(
        there.as_str().is_some_and(|text| text.contains(CARDS)),
        "{there}"
    );

    tray.presses("Quit").await;
    world.wait_for_the_end().await;
    tray.is_empty().await;
    assert!(
        !world.app_data().join("history.sqlite3-wal").exists(),
        "closed in order"
    );
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn without_a_tray_closing_the_window_quits_also_when_the_tray_has_gone() {
    let mut world = World::new().await;
    let tray = world.tray().await;
    let window = world.open().await;
    tray.says("Publish Monitor: no bots yet").await;
    window.clicks(Role::Button, "Settings").await;
    window.finds(Role::Radio, "Keep watching in the tray").await;
    tray.vanishes().await;
    window.sees("This desktop shows no tray").await;
    screen::closes_the_window();
    world.wait_for_the_end().await;
    assert!(
        !world.app_data().join("history.sqlite3-wal").exists(),
        "closed in order"
    );
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn started_at_login_the_app_shows_no_window_until_it_is_asked_for() {
    let world = World::new().await;
    let tray = world.tray().await;
    let mut app = world.start_hidden();
    tray.says("Publish Monitor: no bots yet").await;
    assert_eq!(screen::visible(), 0);
    tray.presses("Open Publish Monitor").await;
    screen::shows_the_window().await;
    tray.presses("Quit").await;
    let ended = tokio::task::spawn_blocking(move || app.ends());
    assert!(ended.await.unwrap(), "in good order");
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn started_while_the_last_one_is_still_ending_the_app_opens() {
    let world = World::new().await;
    let tray = world.tray().await;
    let mut last = world.start_hidden();
    let name = world.name_of_the_app().await;
    tray.presses("Quit").await;
    let ended = tokio::task::spawn_blocking(move || last.ends());
    assert!(ended.await.unwrap(), "in good order");

    let last = world.ending_app(&name).await;
    let mut app = world.start_hidden();
    last.ends_when_called().await;
    tray.says("Publish Monitor: no bots yet").await;
    tray.presses("Quit").await;
    let ended = tokio::task::spawn_blocking(move || app.ends());
    assert!(ended.await.unwrap(), "in good order");
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn control_and_plus_draw_everything_larger_until_control_and_zero() {
    let mut world = World::new().await;
    let window = world.open().await;
    window
        .finds(Role::Heading, "See what your bots publish")
        .await;
    let width = async || window.ask("return window.innerWidth").await.as_u64();
    let before = width().await;
    for key in ['+', '=', '+', '+', '+'] {
        window.presses_with_control(key).await;
    }
    until("letters of twice the size", async || {
        (width().await.map(|width| width * 2) == before).then_some(())
    })
    .await;
    window.presses_with_control('-').await;
    window.presses_with_control('0').await;
    until("letters as before", async || {
        (width().await == before).then_some(())
    })
    .await;
}
