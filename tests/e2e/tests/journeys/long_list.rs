//! A list as a person has it: long, and not all of it right.

use std::time::Instant;

use e2e::{Role, World};
use kore_simulator::Simulator;

use crate::steps::{connect, two_bots};

const LINES: u32 = 1_040;
/// Every 26th line is no bot.
const BAD: u32 = 26;

fn list() -> (String, Vec<u32>) {
    let mut bad = Vec::new();
    let lines: Vec<String> = (1..=LINES)
        .map(|line| {
            if line % BAD == 0 {
                bad.push(line);
                return format!("Total {line}");
            }
            format!(
                "st-{line:08}-aaaa-5bbb-8ccc-dddddddddddd\tBot {line}\tTeam {}",
                line % 7
            )
        })
        .collect();
    (lines.join("\n"), bad)
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_thousand_bots_are_pasted_and_the_forty_bad_lines_are_named() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let mut world = World::new().await;
    let window = world.open().await;
    connect(&window, &sim).await;
    window.clicks(Role::Button, "Accounts").await;
    window.arrives("Accounts").await;
    window.clicks(Role::Button, "Add bots").await;
    let (list, bad) = list();
    assert_eq!(bad.len(), 40);
    window.pastes("Bot IDs", &list).await;

    // In the page's own time, up to the frame that shows it: asking over the driver takes longer.
    let timed = "const done = arguments[0]; const begun = performance.now();
        const seen = new MutationObserver(() => {
            if (!document.querySelector('[data-testid=odd-lines]')) return;
            seen.disconnect();
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
        });
        seen.observe(document.body, { childList: true, subtree: true });
        document.querySelector('form[aria-label] button[type=submit]').click();";
    let took = window.ask_slowly(timed, Vec::new()).await;
    println!("the preview of {LINES} lines took {took} ms");
    // Numbers are written as this system writes them.
    let numbers = "return [1000, 1002].map((number) => new Intl.NumberFormat().format(number))";
    let numbers = window.ask(numbers).await;
    let (fresh, all) = (numbers[0].as_str().unwrap(), numbers[1].as_str().unwrap());
    window
        .sees(&format!("{fresh} new bots · 40 lines that are no bot"))
        .await;
    let named = window
        .ask("return [...document.querySelectorAll('[data-testid=odd-lines] td.number')].map((cell) => Number(cell.innerText.replace(/\\D/g, '')))")
        .await;
    assert_eq!(named, serde_json::json!(bad));
    window.sees("Total 1040").await;

    let begun = Instant::now();
    window
        .clicks(
            Role::Button,
            &format!("Add {fresh} bots, leave out 40 lines"),
        )
        .await;
    window.sees(&format!("{all} bots")).await;
    println!("they were added within {:?}", begun.elapsed());
    window.closes().await;
    world.wait_for_the_end().await;
}
