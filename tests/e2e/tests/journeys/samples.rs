use e2e::{Role, World, until};

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_newcomer_looks_around_with_sample_bots_and_leaves_them_again() {
    let mut world = World::new().await;
    let window = world.open().await;
    window
        .finds(Role::Heading, "See what your bots publish")
        .await;
    window
        .clicks(Role::Button, "Look around with sample bots")
        .await;

    window.sees_state("Loan desk", "Failed").await;
    window.sees_state("Card services", "Published").await;
    window.sees("of 15 bots need a look").await;
    window.sees("These are sample bots.").await;

    window.opens("Mortgage adviser").await;
    window.sees("Publishing now").await;
    let seen = until("a publish that moves", async || {
        progress(&window).await.filter(|(percent, _)| *percent < 90)
    })
    .await;
    until(
        &format!("more than {seen:?}, in percent and in parts"),
        async || {
            let (percent, parts) = progress(&window).await?;
            (percent > seen.0 && parts > seen.1).then_some(())
        },
    )
    .await;
    window.clicks(Role::Button, "Close").await;

    window.opens("Loan desk").await;
    window.sees("7 of 9 parts published").await;
    window.sees("2 failed").await;
    let failed = "return [...document.querySelectorAll('[data-testid=parts] li')]
        .map((part) => part.innerText).filter((text) => text.includes('Failed'))";
    let failed = window.ask(failed).await.to_string();
    assert!(failed.contains("Channels"), "{failed}");
    assert!(failed.contains("Apply for a loan"), "{failed}");
    assert!(!failed.contains("Early repayment"), "{failed}");
    window.clicks(Role::Button, "Close").await;

    window.clicks(Role::Button, "History").await;
    window.arrives("History").await;
    window.clicks(Role::Button, "Loan desk").await;
    window.finds(Role::Heading, "Loan desk").await;
    window.sees("7 of 9 parts published").await;
    window.sees("New rates from the first of the month").await;

    assert!(world.app_data().join("samples").exists());
    window.clicks(Role::Button, "Leave the samples").await;
    window
        .finds(Role::Heading, "See what your bots publish")
        .await;
    window.sees_no_more("These are sample bots.").await;
    until("a computer without the samples' data", async || {
        (!world.app_data().join("samples").exists()).then_some(())
    })
    .await;
    window.closes().await;
    world.wait_for_the_end().await;
}

/// Percent, and how many parts are published, of the publish that is shown.
async fn progress(window: &e2e::Window) -> Option<(u64, u64)> {
    let told = "const bar = document.querySelector('[role=progressbar]');
        const sum = document.querySelector('[data-testid=parts-sum]');
        return bar && sum ? [Number(bar.getAttribute('aria-valuenow')),
            Number.parseInt(sum.innerText)] : null";
    let told = window.ask(told).await;
    Some((told[0].as_u64()?, told[1].as_u64()?))
}
