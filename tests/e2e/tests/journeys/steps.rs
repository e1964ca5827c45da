//! Steps that several journeys share.

use std::time::Duration;

use e2e::{Role, Window};
use kore_simulator::{Life, Setup, Simulator};

/// Two bots that were published a while ago.
pub const CARDS: &str = "st-11111111-2222-5333-8444-555555555555";
/// See [`CARDS`].
pub const LOANS: &str = "st-99999999-8888-5777-8666-555555555555";

/// A platform with two bots that were published.
pub fn two_bots() -> Setup {
    Setup::new()
        .bot(CARDS, "Cards", Life::published(Duration::from_mins(20)))
        .bot(LOANS, "Loans", Life::published(Duration::from_hours(30)))
}

/// From the first screen to the client ID of an account elsewhere than in the usual places.
pub async fn to_the_app(window: &Window, host: &str) {
    window.clicks(Role::Button, "Connect my account").await;
    gives_host(window, host).await;
}

/// Types another address, and goes on.
pub async fn gives_host(window: &Window, host: &str) {
    window.arrives("Where is your Kore.ai?").await;
    window.clicks(Role::Radio, "Another address").await;
    window.fills("Address", host).await;
    window.clicks(Role::Button, "Go on").await;
    window.arrives("Client ID and secret").await;
}

/// Types both, and goes on to the test.
pub async fn gives_app(window: &Window, client_id: &str, secret: &str) {
    window.arrives("Client ID and secret").await;
    window.fills("Client ID", client_id).await;
    window.fills("Client secret", secret).await;
    window.clicks(Role::Button, "Go on").await;
    window.finds(Role::Heading, "Test the connection").await;
}

/// Waits for a test that passes, and goes on.
pub async fn passes_the_test(window: &Window) {
    window.sees("All is well.").await;
    window.clicks(Role::Button, "Go on").await;
}

/// Names the bots, and looks at the board.
pub async fn gives_bots(window: &Window, bots: &str) {
    window.arrives("Which bots do you want to watch?").await;
    window.fills("Bot IDs", bots).await;
    window.clicks(Role::Button, "Watch these bots").await;
    window.clicks(Role::Button, "Show my bots").await;
    window.finds(Role::Button, "Check all now").await;
}

/// Connects an account with all bots of a platform, from the first screen on.
pub async fn connect(window: &Window, sim: &Simulator) {
    window.clicks(Role::Button, "Connect my account").await;
    connect_from_the_address(window, sim).await;
}

/// Connects one more account.
pub async fn connect_another(window: &Window, sim: &Simulator) {
    window.clicks(Role::Button, "Accounts").await;
    window.arrives("Accounts").await;
    window.clicks(Role::Button, "Add an account").await;
    connect_from_the_address(window, sim).await;
}

async fn connect_from_the_address(window: &Window, sim: &Simulator) {
    let bots: Vec<String> = sim.bots().into_iter().map(|bot| bot.id).collect();
    gives_host(window, &sim.origin()).await;
    gives_app(window, sim.client_id(), sim.client_secret()).await;
    passes_the_test(window).await;
    gives_bots(window, &bots.join(" ")).await;
}

/// Keeps a picture of the window, where `PUBLISH_MONITOR_SHOTS` names a folder.
pub async fn photograph(window: &Window, name: &str) {
    if let Some(folder) = std::env::var_os("PUBLISH_MONITOR_SHOTS") {
        let path = std::path::Path::new(&folder).join(format!("{name}.png"));
        window.picture(&path).await;
    }
}
