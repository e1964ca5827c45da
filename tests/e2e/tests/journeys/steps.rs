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

/// Types everything into the form of a new account, by pointer and keys.
pub async fn fill_in(window: &Window, host: &str, client_id: &str, secret: &str, bots: &str) {
    window.clicks(Role::Button, "Connect my account").await;
    window.arrives("Connect an account").await;
    window.fills("Host", host).await;
    window.fills("Client ID", client_id).await;
    window.fills("Client secret", secret).await;
    window.fills("Bot IDs", bots).await;
}

/// Connects an account with all bots of a platform, from the first screen on.
pub async fn connect(window: &Window, sim: &Simulator) {
    let bots: Vec<String> = sim.bots().into_iter().map(|bot| bot.id).collect();
    let secret = sim.client_secret();
    fill_in(
        window,
        &sim.origin(),
        sim.client_id(),
        secret,
        &bots.join(" "),
    )
    .await;
    window.clicks(Role::Button, "Connect the account").await;
    window.finds(Role::Button, "Check all now").await;
}
