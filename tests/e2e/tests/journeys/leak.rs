//! The secret and every token, looked for in all that the app writes, says, tells its window and
//! shows, while everything goes wrong that can.

use std::path::Path;

use e2e::leak::Search;
use e2e::{Role, Window, World, file_dialog};
use kore_simulator::{Fault, Mood, RateText, Refusal, RetryAfter, Simulator, Switches};

use crate::steps::{CARDS, LOANS, connect, two_bots};

/// From here on the page notes every answer to a command and every event that reaches it.
const LISTEN: &str = "
    const heard = (window.__heard = []);
    window.__events = 0; window.__answers = 0;
    const fetch = window.fetch;
    window.fetch = async (...asked) => {
        const answer = await fetch(...asked);
        answer.clone().text().then((text) => { window.__answers += 1; heard.push(text); });
        return answer;
    };
    const { callbacks } = window.__TAURI_INTERNALS__;
    const noting = (hear) => (data) => {
        window.__events += 1;
        heard.push(JSON.stringify(data) ?? '');
        return hear(data);
    };
    for (const [id, hear] of [...callbacks]) callbacks.set(id, noting(hear));
    callbacks.set = (id, hear) => Map.prototype.set.call(callbacks, id, noting(hear));";

/// And what is on the screen, in its fields and in what the page keeps.
const LOOK: &str = "
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => field.value);
    window.__heard.push(document.documentElement.outerHTML, document.title, document.cookie,
        location.href, JSON.stringify(localStorage), JSON.stringify(sessionStorage), ...fields);";

/// Every kind of trouble that the platform, or what stands in between, can make.
fn troubles(sim: &Simulator, elsewhere: &Simulator, token: &str) -> Vec<(&'static str, Mood)> {
    // What an unkind server sends back: the secret, and a token that it was given.
    let echo = format!(
        "{{\"errors\":[{{\"msg\":\"key {} token {token}\",\"code\":4002}}]}}",
        sim.client_secret()
    );
    let raw = |status, content_type: &str, body: &str| {
        Mood::Fault(Fault::Raw {
            status,
            content_type: content_type.to_owned(),
            body: body.to_owned(),
        })
    };
    let page = format!("<html><title>{token}</title>{}</html>", sim.client_secret());
    vec![
        ("a wrong secret", Mood::Refuse(Refusal::BadCredentials)),
        ("a missing permission", Mood::Refuse(Refusal::MissingScope)),
        (
            "too many requests",
            Mood::RateLimited {
                window: RateText::Minute,
                retry_after: RetryAfter::Seconds(1),
            },
        ),
        ("a sign-in page", Mood::Html),
        ("a redirect", Mood::Redirect(elsewhere.origin())),
        ("trouble at the server", Mood::ServerError(503)),
        ("a token that is not taken", Mood::Refuse(Refusal::BadToken)),
        (
            "an answer that is too large",
            Mood::Fault(Fault::GzipBomb { mebibytes: 64 }),
        ),
        ("a spoilt answer", Mood::Fault(Fault::BadGzip)),
        ("half an answer", Mood::Fault(Fault::CutBody)),
        (
            "a refusal that quotes what it got",
            raw(401, "application/json", &echo),
        ),
        (
            "an error that quotes what it got",
            raw(500, "application/json", &echo),
        ),
        (
            "a page that quotes what it got",
            raw(200, "text/html", &page),
        ),
        (
            "an answer that is none",
            raw(200, "application/json", &echo),
        ),
    ]
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn the_secret_and_every_token_are_found_nowhere_whatever_goes_wrong() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let elsewhere = Simulator::start(two_bots()).await.unwrap();
    let mut world = World::new().await;
    world.log_everything();
    let window = world.open().await;
    window.finds(Role::Button, "Connect my account").await;
    window.ask(LISTEN).await;
    connect(&window, &sim).await;
    window.sees_state(CARDS, "Published").await;
    look_around(&window).await;
    let token = sim.tokens().pop().unwrap();

    let troubles = troubles(&sim, &elsewhere, &token);
    let kinds = troubles.len();
    for (what, mood) in troubles {
        println!("{what}");
        sim.set_mood(mood);
        check_until(&window, CARDS, "Cannot check").await;
        look_around(&window).await;
        sim.set_mood(Mood::Normal);
        check_until(&window, CARDS, "Published").await;
    }
    println!("a wrong clock");
    // Without `jti` the app would get around it by a token without times.
    let enforced = |enforce_jti| Switches {
        enforce_jti,
        ..Switches::default()
    };
    sim.set_switches(enforced(true));
    sim.set_mood(Mood::ClockOff(600));
    check_until(&window, CARDS, "Cannot check").await;
    window.opens(CARDS).await;
    window
        .sees("The clock of this computer differs from the server’s.")
        .await;
    window.clicks(Role::Button, "Bots").await;
    window.finds(Role::Button, "Check all now").await;
    look_around(&window).await;
    sim.set_mood(Mood::Normal);
    sim.set_switches(enforced(false));
    check_until(&window, CARDS, "Published").await;
    save_all_that_can_be(&window, world.folder(), sim.client_id()).await;
    println!("a bot that is gone, encryption asked for, a password store that hangs, no server");
    sim.remove_bot(CARDS);
    check_until(&window, CARDS, "Cannot check").await;
    look_around(&window).await;
    sim.set_switches(Switches {
        enforce_jwe: true,
        ..Switches::default()
    });
    check_until(&window, LOANS, "Cannot check").await;
    look_around(&window).await;
    give_secret_in_vain(&mut world, &window, sim.client_secret()).await;
    sim.stop().await;
    window.clicks(Role::Button, "Bots").await;
    window.clicks(Role::Button, "Check all now").await;
    look_around(&window).await;

    let search = everything_of(&sim);
    let heard = window.ask("return window.__heard.join('\\n')").await;
    let heard = heard.as_str().unwrap();
    let counts = window
        .ask("return [window.__answers, window.__events]")
        .await;
    println!(
        "{kinds} + 5 kinds of trouble, {} tokens, answers and events: {counts}, {} bytes heard",
        sim.tokens().len(),
        heard.len()
    );
    // It was heard what is no secret: the client ID in answers, the rows in events.
    assert!(heard.contains(sim.client_id()) && heard.contains("outdatedAt"));
    assert!(
        counts[0].as_u64() > Some(20) && counts[1].as_u64() > Some(20),
        "{counts}"
    );
    assert_eq!(
        search.within("the window", heard.as_bytes()),
        [] as [String; 0]
    );
    assert_eq!(elsewhere.request_count(), 0, "a redirect was followed");
    window.closes().await;
    world.wait_for_the_end().await;

    let said = world.said();
    assert!(said.contains("TRACE"), "the log says little");
    let (found, files) = search.below(world.folder(), &world.password_store());
    assert_eq!(found, [] as [String; 0]);
    println!("{files} files searched, {} bytes of log", said.len());
    // The search can find: what stands elsewhere is seen.
    let planted = world.folder().join("planted");
    std::fs::write(&planted, &token).unwrap();
    assert!(
        !search
            .below(world.folder(), &world.password_store())
            .0
            .is_empty()
    );
}

fn everything_of(sim: &Simulator) -> Search {
    let mut search = Search::default().everything_of("the secret", sim.client_secret());
    let tokens = sim.tokens();
    assert!(tokens.len() > 20, "only {} tokens were sent", tokens.len());
    for token in &tokens {
        let signature = token.rsplit('.').next().unwrap_or_default();
        search = search
            .text("a token", token)
            .everything_of("a token's signature", signature);
    }
    search
}

/// Asks for a check until the bot's line says this: a server that asked to wait, or an allowance
/// that is used up for this minute, has to be waited for.
async fn check_until(window: &Window, bot: &str, state: &str) {
    let mut turn = 0;
    e2e::until(&format!("{bot} as {state}"), async || {
        let line = window.line(bot).await?;
        if line.get(1)?.starts_with(state) {
            return Some(());
        }
        if turn % 20 == 0 {
            window.clicks(Role::Button, "Check all now").await;
        }
        turn += 1;
        None
    })
    .await;
}

/// The board, a bot, the account: as a person looks for what is wrong.
async fn look_around(window: &Window) {
    window.ask(LOOK).await;
    window.opens(CARDS).await;
    window.ask(LOOK).await;
    window.clicks(Role::Button, "Accounts").await;
    window.arrives("Accounts").await;
    window.ask(LOOK).await;
    window.clicks(Role::Button, "Bots").await;
    window.finds(Role::Button, "Check all now").await;
}

/// The set-up file and the diagnostics, saved where the search comes by.
async fn save_all_that_can_be(window: &Window, folder: &Path, client_id: &str) {
    println!("a set-up file and diagnostics");
    let saved = folder.join("saved");
    std::fs::create_dir(&saved).unwrap();
    window.clicks(Role::Button, "Accounts").await;
    window.arrives("Accounts").await;
    window.clicks(Role::Button, "Set-up file").await;
    window.clicks(Role::Button, "Save the set-up file…").await;
    file_dialog::types_path("Save the set-up file", &saved.join("team")).await;
    window.sees("Saved as team.json.").await;
    window.ask(LOOK).await;
    window.clicks(Role::Button, "Settings").await;
    window.arrives("Settings").await;
    window.clicks(Role::Button, "Show diagnostics").await;
    window.sees("Host: an address of one's own").await;
    window.ask(LOOK).await;
    window.clicks(Role::Button, "Save the diagnostics…").await;
    file_dialog::types_path("Save diagnostics", &saved.join("told")).await;
    window.sees("Saved as told.txt.").await;
    window.ask(LOOK).await;
    // Both say what they are for.
    for (name, word) in [("team.json", client_id), ("told.txt", "wrong_clock")] {
        let text = std::fs::read_to_string(saved.join(name)).unwrap();
        assert!(text.contains(word), "{name}:\n{text}");
    }
    window.clicks(Role::Button, "Bots").await;
    window.finds(Role::Button, "Check all now").await;
}

/// Types it once more while the password store hangs, and gives up.
async fn give_secret_in_vain(world: &mut World, window: &Window, secret: &str) {
    world.end_password_store();
    window.clicks(Role::Button, "Accounts").await;
    let again = window.look_for(Role::Button, "Give the secret again").await;
    let button = again.map_or("Give a new secret", |_| "Give the secret again");
    window.clicks(Role::Button, button).await;
    window.fills("Client secret", secret).await;
    window.clicks(Role::Button, "Save the secret").await;
    window.sees("Nothing was saved.").await;
    window.clicks(Role::Button, "Cancel").await;
    window.ask(LOOK).await;
}
