use std::time::Duration;

use e2e::{Role, Window, World, until};
use kore_simulator::{Life, Simulator};
use serde_json::json;

use crate::steps::{CARDS, connect, two_bots};

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_publish_fills_in_part_by_part_before_the_eyes_of_a_person_and_fails() {
    let sim = Simulator::start(two_bots().no_limits()).await.unwrap();
    let mut world = World::new().await;
    let window = world.open().await;
    connect(&window, &sim).await;
    window.sees_state(CARDS, "Published").await;
    window.opens(CARDS).await;
    window.sees("10 of 10 parts published").await;

    sim.publish(CARDS, Life::fails().lasting(Duration::from_secs(25)));
    window.clicks(Role::Button, "Check now").await;
    window.sees("Publishing now").await;
    let mut seen = vec![until("a publish that moves", async || moved(&window).await).await];
    // The summary fills in by itself from here on: nobody presses anything.
    while seen.len() < 3 {
        let last = *seen.last().unwrap();
        let next = until(&format!("more than {last:?}"), async || {
            moved(&window)
                .await
                .filter(|(percent, parts)| *percent > last.0 && *parts >= last.1)
        })
        .await;
        seen.push(next);
    }
    assert!(seen[2].1 > seen[0].1, "no part turned: {seen:?}");
    window.sees("Failed").await;
    window.sees_state(CARDS, "Failed").await;
    window.closes().await;
    world.wait_for_the_end().await;
}

/// Percent and parts that are done, of a publish that runs.
pub async fn moved(window: &Window) -> Option<(u64, u64)> {
    let told = "const bar = document.querySelector('[role=progressbar]');
        const sum = document.querySelector('[data-testid=parts-sum]');
        return bar && sum ? [Number(bar.getAttribute('aria-valuenow')),
            Number.parseInt(sum.innerText)] : null";
    let told = window.ask(told).await;
    if told == json!(null) {
        return None;
    }
    Some((told[0].as_u64()?, told[1].as_u64()?))
}
