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

/// Types everything into the form of a first account, by pointer and keys.
pub async fn fill_in(window: &Window, host: &str, client_id: &str, secret: &str, bots: &str) {
    window.clicks(Role::Button, "Connect my account").await;
    fill_form(window, host, client_id, secret, bots).await;
}

async fn fill_form(window: &Window, host: &str, client_id: &str, secret: &str, bots: &str) {
    window.arrives("Connect an account").await;
    window.fills("Host", host).await;
    window.fills("Client ID", client_id).await;
    window.fills("Client secret", secret).await;
    window.fills("Bot IDs", bots).await;
}

/// Connects an account with all bots of a platform, from the first screen on.
pub async fn connect(window: &Window, sim: &Simulator) {
    connect_by(window, "Connect my account", sim).await;
}

/// Connects one more account.
pub async fn connect_another(window: &Window, sim: &Simulator) {
    window.clicks(Role::Button, "Accounts").await;
    window.arrives("Accounts").await;
    connect_by(window, "Add an account", sim).await;
}

async fn connect_by(window: &Window, button: &str, sim: &Simulator) {
    let bots: Vec<String> = sim.bots().into_iter().map(|bot| bot.id).collect();
    let (id, secret) = (sim.client_id(), sim.client_secret());
    window.clicks(Role::Button, button).await;
    fill_form(window, &sim.origin(), id, secret, &bots.join(" ")).await;
    window.clicks(Role::Button, "Connect the account").await;
    window.finds(Role::Button, "Check all now").await;
}
