//! What leaves the app as a file, and what comes in as one, by the system's own dialog.

use e2e::leak::Search;
use e2e::{Role, Window, World, file_dialog};
use kore_simulator::Simulator;

use crate::steps::{CARDS, LOANS, connect, photograph, two_bots};

const SAVE: &str = "Save the set-up file";
const OPEN: &str = "Open a set-up file";

async fn to_accounts(window: &Window) {
    window.clicks(Role::Button, "Accounts").await;
    window.arrives("Accounts").await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_set_up_file_takes_accounts_and_bots_to_another_computer_but_no_secret() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let stick = tempfile::tempdir().unwrap();
    let file = stick.path().join("team.json");
    let mut admin = World::new().await;
    let window = admin.open().await;
    connect(&window, &sim).await;
    window.sees_state(CARDS, "Published").await;
    to_accounts(&window).await;
    window.clicks(Role::Button, "Set-up file").await;
    // Who changes their mind is back where they were.
    window.clicks(Role::Button, "Save the set-up file…").await;
    file_dialog::gives_up(SAVE).await;
    window.clicks(Role::Button, "Save the set-up file…").await;
    file_dialog::types_path(SAVE, &stick.path().join("team")).await;
    window.sees("Saved as team.json.").await;
    window.closes().await;
    admin.wait_for_the_end().await;
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains(CARDS) && text.contains(sim.client_id()));
    let search = Search::default().everything_of("the secret", sim.client_secret());
    assert_eq!(
        search.within("the file", text.as_bytes()),
        [] as [String; 0]
    );

    let mut colleague = World::new().await;
    let window = colleague.open().await;
    photograph(&window, "first-run-three-ways").await;
    window.clicks(Role::Button, "Import a set-up file").await;
    window.clicks(Role::Button, "Open a file…").await;
    file_dialog::types_path(OPEN, &file).await;
    window.sees("with 2 bots. It waits for its secret.").await;
    photograph(&window, "first-run-set-up-file").await;
    window.clicks(Role::Button, "Take it in").await;
    window.arrives("Accounts").await;
    // It came without a secret: nobody is told that one was lost.
    window.sees("This account came from a set-up file").await;
    let text = window.ask("return document.body.innerText").await;
    for lost in ["memory only", "again", "missing", "no longer"] {
        assert!(!text.as_str().unwrap().contains(lost), "“{lost}” in {text}");
    }
    photograph(&window, "accounts-wait-for-the-secret").await;
    window.clicks(Role::Button, "Give its secret").await;
    window.fills("Client secret", sim.client_secret()).await;
    window.clicks(Role::Button, "Save the secret").await;
    window.clicks(Role::Button, "Bots").await;
    window.sees_state(CARDS, "Published").await;
    window.sees_state(LOANS, "Published").await;
    assert_eq!(colleague.kept_secrets(), [sim.client_secret()]);

    // Once more: nothing is there twice.
    to_accounts(&window).await;
    window.clicks(Role::Button, "Set-up file").await;
    window.clicks(Role::Button, "Open a file…").await;
    file_dialog::types_path(OPEN, &file).await;
    window
        .sees("is here already: 0 new bots, 2 bots are here.")
        .await;
    window.closes().await;
    colleague.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn diagnostics_are_shown_and_saved_as_they_were_shown() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("told.txt");
    let mut world = World::new().await;
    let window = world.open().await;
    connect(&window, &sim).await;
    window.sees_state(CARDS, "Published").await;
    window.clicks(Role::Button, "Settings").await;
    window.arrives("Settings").await;
    window.clicks(Role::Button, "Show diagnostics").await;
    window.sees("Host: an address of one's own").await;
    photograph(&window, "diagnostics").await;
    let shown = window
        .ask(
            "return document.querySelector('section[aria-labelledby=diagnostics] pre').textContent",
        )
        .await;
    window.clicks(Role::Button, "Save the diagnostics…").await;
    file_dialog::types_path("Save diagnostics", &folder.path().join("told")).await;
    window.sees("Saved as told.txt.").await;
    let saved = std::fs::read_to_string(&file).unwrap();
    assert_eq!(shown.as_str().unwrap().trim(), saved.trim());

    let port = sim.origin().rsplit(':').next().unwrap().to_owned();
    let home = world.folder().to_string_lossy().into_owned();
    for foreign in [
        CARDS,
        LOANS,
        "Cards",
        "Loans",
        sim.client_id(),
        sim.client_secret(),
        &port,
        &home,
    ] {
        assert!(!saved.contains(foreign), "“{foreign}” in\n{saved}");
    }
    assert!(
        saved.contains("Bots: 2\n") && saved.contains("Secret: keychain\n"),
        "{saved}"
    );

    // What cannot be written is told in words.
    window.clicks(Role::Button, "Save the diagnostics…").await;
    file_dialog::types_path("Save diagnostics", std::path::Path::new("/sys/told")).await;
    window
        .sees("Nothing was saved: this folder may not be written.")
        .await;
    window.closes().await;
    world.wait_for_the_end().await;
}
