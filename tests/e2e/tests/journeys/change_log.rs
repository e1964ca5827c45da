use e2e::{Role, World, axe, until};
use jiff::{SignedDuration, Timestamp};
use kore_simulator::{Change, Simulator, Switches};

use crate::steps::{CARDS, connect, photograph, two_bots};

const ADA: &str = "u-11111111-1111-5111-9111-111111111111";

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn what_was_published_before_is_looked_up_in_the_change_log() {
    let sim = Simulator::start(two_bots().no_limits()).await.unwrap();
    let long_ago = Timestamp::now() - SignedDuration::from_hours(24 * 50);
    let published = Change::publish(long_ago, ADA, ("Ada", "Byron"), &["Leave", "Pay a bill"]);
    sim.log(CARDS, published);
    sim.set_switches(Switches {
        change_log_scope: false,
        ..Switches::default()
    });
    let mut world = World::new().await;
    let window = world.open().await;
    connect(&window, &sim).await;
    window.opens(CARDS).await;

    // Without the permission it says which one to give, and where.
    window
        .clicks(Role::Button, "Look into the change log")
        .await;
    window
        .sees("give the app the permission Logs → Bot Audit Logs")
        .await;

    sim.set_switches(Switches::default());
    window
        .clicks(Role::Button, "Look into the change log")
        .await;
    window.sees("1 publish that was missing here").await;
    window.sees("Published by Ada Byron").await;
    window
        .sees("3 parts: Knowledge task, Leave, Pay a bill")
        .await;
    photograph(&window, "change-log").await;
    assert_eq!(axe::findings(&window).await, Vec::<String>::new());

    // The same for the whole account, by itself from now on.
    window.clicks(Role::Button, "Accounts").await;
    window
        .clicks(Role::Checkbox, "Fill gaps from the change log")
        .await;
    window
        .sees("Gaps are filled from the change log from now on.")
        .await;
    window.clicks(Role::Button, "Bots").await;
    window.clicks(Role::Button, "Accounts").await;
    until("a choice that stays", async || {
        let on = "return document.querySelector('.choice input')?.checked === true";
        window.ask(on).await.as_bool()?.then_some(())
    })
    .await;
    window.closes().await;
}
