//! The password store in each of its states: what the window says, and that *Try again* works
//! without a restart once it is mended.

use std::time::{Duration, Instant};

use e2e::{Role, Window, World, until};
use kore_simulator::{Seen, Simulator};
use serde_json::json;

use crate::steps::{
    CARDS, LOANS, connect, gives_app, gives_bots, gives_host, passes_the_test, photograph,
    to_the_app, two_bots,
};

/// A person may be typing the store's password: so long the app waits.
const PATIENCE: Duration = Duration::from_secs(30);

/// A computer on which an account was connected, and then closed the app.
async fn connected() -> (Simulator, World) {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let mut world = World::new().await;
    let window = world.open().await;
    connect(&window, &sim).await;
    window.sees_state(CARDS, "Published").await;
    window.sees_state(LOANS, "Published").await;
    window.closes().await;
    world.wait_for_the_end().await;
    (sim, world)
}

/// The rows say at once that they cannot be checked, and keep what is known of the bots.
async fn nothing_is_checked(window: &Window) {
    for bot in [CARDS, LOANS] {
        window.sees_state(bot, "Cannot check").await;
        let line = window.line(bot).await.unwrap().join(" ");
        assert!(line.contains("was Published"), "{line}");
    }
}

async fn everything_is_checked(window: &Window) {
    window.clicks(Role::Button, "Bots").await;
    window.sees_state(CARDS, "Published").await;
    window.sees_state(LOANS, "Published").await;
    window.sees_no_more("Password store not available").await;
    window.sees_no_more("Secret missing").await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_locked_password_store_is_not_one_that_lost_the_secret_and_opens_by_try_again() {
    let (sim, mut world) = connected().await;
    let sent = sim.request_count();
    world.lock_password_store().await;
    let window = world.open().await;
    window.sees("Password store not available").await;
    nothing_is_checked(&window).await;
    photograph(&window, "keychain-locked-board").await;
    window.clicks(Role::Button, "Accounts").await;
    window
        .sees("The password store of this computer is still locked")
        .await;
    window.sees("What the store holds stays in it").await;
    photograph(&window, "keychain-locked").await;
    window.clicks(Role::Button, "Try again").await;
    window
        .sees("The password store of this computer is still locked")
        .await;
    assert_eq!(sim.request_count(), sent, "something was sent");
    let text = window.text().await;
    assert!(!text.contains("removed from the password store"), "{text}");
    // Nobody presses anything: it is noticed that it was opened by other means.
    world.open_password_store().await;
    window.sees("In the password store of this computer").await;
    everything_is_checked(&window).await;
    assert_eq!(world.kept_secrets(), [sim.client_secret()]);
    window.closes().await;
    world.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn the_password_stores_own_question_may_be_closed_and_answered_later() {
    let (sim, mut world) = connected().await;
    world.lock_password_store().await;
    world.allow_prompts().await;
    let window = world.open().await;
    world.sees_prompt().await;
    window.clicks(Role::Button, "Accounts").await;
    window
        .sees("Waiting for the password store of this computer; it may ask you for its password")
        .await;
    photograph(&window, "keychain-asking").await;
    world.dismisses_prompt().await;
    window
        .sees("its question for the password was closed, or could not be shown")
        .await;
    photograph(&window, "keychain-dismissed").await;
    // The app does not ask again by itself.
    assert!(!world.is_prompted());
    window.clicks(Role::Button, "Try again").await;
    world.answers_prompt().await;
    window.sees("In the password store of this computer").await;
    everything_is_checked(&window).await;
    assert_eq!(world.kept_secrets(), [sim.client_secret()]);
    window.closes().await;
    world.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_password_store_that_is_not_there_is_found_by_try_again_when_it_was_started() {
    let (sim, mut world) = connected().await;
    world.end_password_store();
    let window = world.open().await;
    window.sees("Password store not available").await;
    nothing_is_checked(&window).await;
    window.clicks(Role::Button, "Accounts").await;
    window
        .sees("No password store answers on this computer")
        .await;
    window.finds(Role::Button, "Try again").await;
    photograph(&window, "keychain-absent").await;
    world.open_password_store().await;
    window.clicks(Role::Button, "Try again").await;
    window.sees("In the password store of this computer").await;
    everything_is_checked(&window).await;
    assert_eq!(world.kept_secrets(), [sim.client_secret()]);
    window.closes().await;
    world.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn while_the_password_store_hangs_the_window_answers_and_a_secret_that_was_not_saved_is_not_kept()
 {
    let (sim, mut world) = connected().await;
    world.freeze_password_store();
    let window = world.open().await;
    window.clicks(Role::Button, "Accounts").await;
    window.sees("Waiting for the password store").await;
    let begun = Instant::now();
    let (mut asked, mut pressed) = (Vec::new(), Vec::new());
    while begun.elapsed() < PATIENCE / 2 {
        asked.push(round_trip(&window).await);
        pressed.push(press(&window, "Settings").await);
        pressed.push(press(&window, "Accounts").await);
    }
    tell("asking the app for everything", &asked);
    tell("a press that leads to another screen", &pressed);
    window.clicks(Role::Button, "Accounts").await;
    window
        .sees("The password store of this computer does not answer")
        .await;
    photograph(&window, "keychain-hanging").await;
    window.clicks(Role::Button, "Bots").await;
    nothing_is_checked(&window).await;

    // A secret for another platform, to be kept by a store that hangs.
    let other = Simulator::start(two_bots()).await.unwrap();
    window.clicks(Role::Button, "Accounts").await;
    window.clicks(Role::Button, "Add an account").await;
    gives_host(&window, &other.origin()).await;
    gives_app(&window, other.client_id(), other.client_secret()).await;
    passes_the_test(&window).await;
    window
        .sees("The password store of this computer does not answer. Nothing was saved.")
        .await;
    photograph(&window, "keychain-hanging-form").await;

    world.thaw_password_store();
    // What hung comes to its end, and undoes what it did.
    until("only the first secret in the password store", async || {
        (world.kept_secrets() == [sim.client_secret()]).then_some(())
    })
    .await;
    window.clicks(Role::Button, "Try again").await;
    gives_bots(&window, CARDS).await;
    let mut kept = world.kept_secrets();
    kept.sort();
    let mut wanted = [sim.client_secret(), other.client_secret()];
    wanted.sort_unstable();
    assert_eq!(kept, wanted);
    window.sees_no_more("Password store not available").await;
    window.closes().await;
    world.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_new_account_is_saved_by_try_again_when_the_password_store_was_opened() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let mut world = World::new().await;
    world.lock_password_store().await;
    let window = world.open().await;
    let (id, secret) = (sim.client_id(), sim.client_secret());
    to_the_app(&window, &sim.origin()).await;
    gives_app(&window, id, secret).await;
    window.sees("All is well.").await;
    let tested = sim.request_count();
    window.clicks(Role::Button, "Go on").await;
    window
        .sees("The password store of this computer is still locked")
        .await;
    window.sees("Nothing was saved.").await;
    photograph(&window, "keychain-locked-form").await;
    assert_eq!(sim.request_count(), tested, "something was sent");
    world.open_password_store().await;
    window.clicks(Role::Button, "Try again").await;
    gives_bots(&window, CARDS).await;
    window.sees_state(CARDS, "Published").await;
    assert_eq!(world.kept_secrets(), [secret]);
    window.closes().await;
    world.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn what_another_program_did_to_the_secret_is_noticed() {
    let (sim, mut world) = connected().await;
    world.change_secrets("another-secret-that-the-server-does-not-know");
    let window = world.open().await;
    window.sees("Client ID or secret not accepted").await;
    window.sees_state(CARDS, "Cannot check").await;
    // It is put right in the password store itself, and the person asks for nothing but a check.
    world.change_secrets(sim.client_secret());
    window.clicks(Role::Button, "Check all now").await;
    window
        .sees_no_more("Client ID or secret not accepted")
        .await;
    window.sees_state(CARDS, "Published").await;
    window.sees_state(LOANS, "Published").await;
    assert!(sim.requests().iter().any(|seen: &Seen| seen.status == 401));

    // Removed between two starts.
    window.closes().await;
    world.wait_for_the_end().await;
    world.remove_secrets();
    let window = world.open().await;
    window.sees("Secret missing").await;
    nothing_is_checked(&window).await;
    photograph(&window, "keychain-gone-board").await;
    window.clicks(Role::Button, "Accounts").await;
    window
        .sees("The secret of this account was removed from the password store, outside this app.")
        .await;
    photograph(&window, "keychain-gone").await;
    window.clicks(Role::Button, "Give the secret again").await;
    window.fills("Client secret", sim.client_secret()).await;
    window.clicks(Role::Button, "Save the secret").await;
    window.sees("In the password store of this computer").await;
    everything_is_checked(&window).await;
    assert_eq!(world.kept_secrets(), [sim.client_secret()]);
    window.closes().await;
    world.wait_for_the_end().await;
}

/// One question to the app and its answer, in milliseconds as the page itself measures them.
async fn round_trip(window: &Window) -> f64 {
    let ask = "const done = arguments[0]; const begun = performance.now();
        window.__TAURI_INTERNALS__.invoke('snapshot', { request: {} })
            .then(() => done(performance.now() - begun), () => done(-1));";
    let took = window.ask_slowly(ask, Vec::new()).await;
    let took = took.as_f64().unwrap();
    assert!(took >= 0.0, "the app refused");
    took
}

/// From a press in the rail until the screen is another one.
async fn press(window: &Window, place: &str) -> f64 {
    let press = "const [place, done] = arguments; const begun = performance.now();
        const button = [...document.querySelectorAll('nav button')]
            .find((button) => button.innerText.trim().startsWith(place));
        const look = () => document.querySelector('main h1')?.innerText.trim() === place
            ? done(performance.now() - begun) : setTimeout(look, 0);
        button.click(); look();";
    let took = window.ask_slowly(press, vec![json!(place)]).await;
    took.as_f64().unwrap()
}

/// Says the figures. What is asserted is far away: machines are busy.
fn tell(what: &str, took_ms: &[f64]) {
    let mut sorted = took_ms.to_vec();
    sorted.sort_by(f64::total_cmp);
    let median = sorted[sorted.len() / 2];
    let longest = sorted[sorted.len() - 1];
    println!(
        "while the password store hangs, {what}: median {median:.0} ms, at most {longest:.0} ms, \
         {} times",
        sorted.len()
    );
    assert!(median < 2_000.0, "{what} took {median} ms");
}
