use e2e::leak::Search;
use e2e::{Role, World, until};
use fantoccini::key::Key;
use kore_simulator::Simulator;

use crate::steps::{CARDS, LOANS, two_bots};

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn an_account_added_by_keyboard_alone_is_still_signed_in_after_a_restart_and_its_secret_is_in_the_password_store_only()
 {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let mut world = World::new().await;
    let window = world.open().await;
    window
        .finds(Role::Heading, "See what your bots publish")
        .await;

    window.tabs_to("Connect my account").await;
    window.presses(Key::Enter).await;
    window.arrives("Where is your Kore.ai?").await;
    window.tabs_to("United States").await;
    for _ in 0..4 {
        window.presses(Key::Down).await;
    }
    // The address of a page of the builder, as it is copied from a browser.
    window.tabs_to("Address").await;
    window
        .types(&format!("{}/botbuilder/home?tab=1", sim.origin()))
        .await;
    window.presses(Key::Tab).await;
    window
        .sees(&format!("Only {} is kept of it.", sim.origin()))
        .await;
    window.presses(Key::Enter).await;
    window.arrives("Client ID and secret").await;
    window.tabs_to("Client ID").await;
    window.types(sim.client_id()).await;
    // What stands around a secret that was copied: a blank and the end of the line. It is cut out
    // of another field, so that what is pasted is what a person pastes.
    window.tabs_to("Name of the account (may stay empty)").await;
    window.types(&format!("{} ", sim.client_secret())).await;
    window.presses_with_control('a').await;
    window.presses_with_control('x').await;
    back_to(&window, "Client secret").await;
    window.presses_with_control('v').await;
    assert_eq!(
        window.value("Client secret").await.trim_end(),
        sim.client_secret()
    );
    window.tabs_to("Name of the account (may stay empty)").await;
    window.sees("Spaces around the secret are left out.").await;
    assert_eq!(
        window.value("Name of the account (may stay empty)").await,
        ""
    );
    window.presses(Key::Enter).await;
    window.finds(Role::Heading, "Test the connection").await;
    window.sees("All is well.").await;
    // Who waited goes on with the same key.
    until("the focus on the way on", async || {
        (window.focused().await == "Go on").then_some(())
    })
    .await;
    window.presses(Key::Enter).await;
    window.arrives("Which bots do you want to watch?").await;
    window.tabs_to("Bot IDs").await;
    window.types(&format!(" \"{CARDS}\" ,\n '{LOANS}' ")).await;
    window.tabs_to("Watch these bots").await;
    window.presses(Key::Enter).await;
    window.sees("2 bots are watched from now on.").await;
    window.tabs_to("Show my bots").await;
    window.presses(Key::Enter).await;

    window.sees_state(CARDS, "Published").await;
    window.sees_state(LOANS, "Published").await;
    assert_eq!(world.kept_secrets(), [sim.client_secret()]);
    window.closes().await;
    world.wait_for_the_end().await;
    let before = sim.request_count();

    let window = world.open().await;
    window.sees_state(CARDS, "Published").await;
    sim.requests_reach(before + 2).await;
    // The test of the connection before knocked without a token, and asked for a made-up bot.
    let after = usize::try_from(before).unwrap();
    let refused = sim.requests().into_iter().skip(after);
    let refused = refused.filter(|seen| seen.status != 200);
    assert_eq!(
        refused
            .map(|seen| (seen.path, seen.status))
            .collect::<Vec<_>>(),
        []
    );
    window.clicks(Role::Button, "Accounts").await;
    window.sees("In the password store of this computer").await;
    window.clicks(Role::Button, "History").await;
    window.arrives("History").await;
    window.sees("2 publishes shown").await;
    // Neither what is shown nor what the window holds tells it.
    let page = window
        .ask("return document.documentElement.outerHTML")
        .await
        .to_string();
    assert!(!page.contains(sim.client_secret()));
    nothing_tells_the_secret(&world, &sim);
    window.closes().await;
    world.wait_for_the_end().await;
    nothing_tells_the_secret(&world, &sim);
}

/// Presses Shift and Tab until a field has the focus.
async fn back_to(window: &e2e::Window, field: &str) {
    until(&format!("the field “{field}”"), async || {
        window.presses_backwards().await;
        (window.focused().await == field).then_some(())
    })
    .await;
}

fn nothing_tells_the_secret(world: &World, sim: &Simulator) {
    let tokens = sim.tokens();
    assert!(tokens.len() >= 2, "no token was ever sent");
    let mut search = Search::default().everything_of("the secret", sim.client_secret());
    for token in &tokens {
        search = search.text("a token", token);
        let signature = token.rsplit('.').next().unwrap_or_default();
        search = search.text("a token's signature", signature);
    }
    // The search can find: what stands elsewhere is seen.
    let planted = world.folder().join("planted");
    std::fs::write(&planted, format!("x{}", tokens[0])).unwrap();
    let (found, _) = search.below(world.folder(), &world.password_store());
    assert_eq!(found.len(), 2, "{found:?}");
    std::fs::remove_file(planted).unwrap();

    let (found, files) = search.below(world.folder(), &world.password_store());
    assert_eq!(found, [] as [String; 0]);
    assert!(files > 5, "only {files} files were searched");
    let (kept, _) = Search::default()
        .text("the secret", sim.client_secret())
        .below(&world.password_store(), &world.app_data());
    assert_eq!(
        kept,
        [] as [String; 0],
        "the password store keeps it without a lock"
    );
}
