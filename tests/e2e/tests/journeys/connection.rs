use e2e::front::{Authority, Flaw, Front, closed_port};
use e2e::{Role, Window, World};
use fantoccini::key::Key;
use kore_simulator::{Mood, Refusal, Simulator, Switches};

use crate::steps::{CARDS, gives_app, gives_host, passes_the_test, to_the_app, two_bots};

const ANOTHER_BOT: &str = "st-00000000-1111-5222-8333-444444444444";

/// From the test back to the address, and to the test of another one.
async fn tests_host(window: &Window, host: &str) {
    window.clicks(Role::Button, "Back").await;
    window.arrives("Client ID and secret").await;
    window.clicks(Role::Button, "Back").await;
    gives_host(window, host).await;
    // What was typed is still there.
    window.clicks(Role::Button, "Go on").await;
    window.finds(Role::Heading, "Test the connection").await;
}

/// What is said where the test stopped: each of these pieces.
async fn stops_at(window: &Window, step: &str, pieces: &[&str]) {
    let said = window.sees_failed_step(step).await;
    for piece in pieces {
        assert!(said.contains(piece), "“{piece}” is not in: {said}");
    }
}

async fn passed(window: &Window, step: &str) {
    let (outcome, said) = window.test_step(step).await.unwrap();
    assert_eq!(outcome, "passed", "{said}");
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_test_says_which_certificate_is_not_trusted_and_why_until_its_authority_is_named() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let port = sim.port();
    let company = Authority::new("Example Corp Inspection");
    let mut world = World::new().await;
    let window = world.open().await;
    to_the_app(&window, &closed_port().await).await;
    gives_app(&window, sim.client_id(), sim.client_secret()).await;
    stops_at(
        &window,
        "reached",
        &["Kore.ai cannot be reached", "firewall"],
    )
    .await;

    let front = Front::self_signed(port).await;
    tests_host(&window, &front.origin()).await;
    let not_trusted = "This computer does not trust the certificate";
    let by_itself = "issued by The server itself";
    stops_at(&window, "certificateTrusted", &[not_trusted, by_itself]).await;
    passed(&window, "reached").await;

    let front = Front::secure(&company, Flaw::None, port).await;
    tests_host(&window, &front.origin()).await;
    let by_the_company = "issued by Example Corp Inspection";
    let ask = "Ask your IT department";
    stops_at(
        &window,
        "certificateTrusted",
        &[not_trusted, by_the_company, ask],
    )
    .await;
    assert_eq!(
        sim.request_count(),
        0,
        "something went to an untrusted server"
    );

    // The authority, named in the settings; the set-up stands where it was left.
    let file = world.folder().join("company.pem");
    std::fs::write(&file, company.pem()).unwrap();
    window.clicks(Role::Button, "Settings").await;
    let field = "File with extra certificates (may stay empty)";
    window.fills(field, &file.to_string_lossy()).await;
    window
        .clicks(Role::Button, "Save the network settings")
        .await;
    window.sees("The network settings were saved.").await;
    window.sees("Example Corp Inspection").await;
    window.clicks(Role::Button, "Bots").await;
    window.clicks(Role::Button, "Go on").await;
    window.arrives("Test the connection").await;
    window.clicks(Role::Button, "Test again").await;
    window.sees("All is well.").await;
    window.sees("Issued by Example Corp Inspection.").await;

    for (flaw, named) in [
        (Flaw::Expired, "expired"),
        (Flaw::OtherName, "another server name"),
    ] {
        let front = Front::secure(&company, flaw, port).await;
        tests_host(&window, &front.origin()).await;
        stops_at(&window, "certificateTrusted", &[not_trusted]).await;
        window.clicks(Role::Button, "Details").await;
        stops_at(&window, "certificateTrusted", &[named]).await;
    }
    window.closes().await;
    world.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_test_tells_apart_what_a_server_refuses() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let mut world = World::new().await;
    let window = world.open().await;
    to_the_app(&window, &sim.origin()).await;
    gives_app(&window, sim.client_id(), sim.client_secret()).await;
    window.sees("All is well.").await;

    let cases: [(Mood, &str, &[&str]); 5] = [
        (
            Mood::ClockOff(600),
            "clockAgrees",
            &["10 min behind the server’s", "date and time", "automatic"],
        ),
        (
            Mood::Refuse(Refusal::BadCredentials),
            "signedIn",
            &[
                "did not accept the client ID and secret",
                "not in the App Builder",
            ],
        ),
        (
            Mood::Refuse(Refusal::MissingScope),
            "mayRead",
            &[
                "may not read the publish status",
                "tick Bot Publish → Publish Status",
            ],
        ),
        (Mood::Html, "", &["browser"]),
        (
            Mood::ServerError(503),
            "",
            &["in trouble itself", "Test again in a few minutes"],
        ),
    ];
    for (mood, step, pieces) in cases {
        sim.set_mood(mood.clone());
        window.clicks(Role::Button, "Test again").await;
        window.sees("The test stopped at").await;
        if step.is_empty() {
            let text = window.text().await;
            for piece in pieces {
                assert!(
                    text.contains(piece),
                    "{mood:?}: “{piece}” is not in: {text}"
                );
            }
        } else {
            stops_at(&window, step, pieces).await;
        }
        sim.set_mood(Mood::Normal);
        window.clicks(Role::Button, "Test again").await;
        window.sees("All is well.").await;
    }

    // The app's own switches, at the platform.
    sim.set_switches(Switches {
        enforce_jwe: true,
        ..Switches::default()
    });
    window.clicks(Role::Button, "Test again").await;
    stops_at(&window, "signedIn", &["“Enforce JWE” off"]).await;
    sim.set_switches(Switches {
        publish_status_scope: false,
        ..Switches::default()
    });
    window.clicks(Role::Button, "Test again").await;
    stops_at(&window, "mayRead", &["tick Bot Publish → Publish Status"]).await;
    sim.set_switches(Switches::default());

    // One of the bots, and one that is not there.
    window
        .clicks(Role::Button, "Test with one of your bots (may stay empty)")
        .await;
    window.fills("Bot ID", CARDS).await;
    window.presses(Key::Enter).await;
    window.sees("All is well.").await;
    passed(&window, "botExists").await;
    window.fills("Bot ID", ANOTHER_BOT).await;
    window.presses(Key::Enter).await;
    let not_known = [
        "knows no bot with this ID",
        "App Settings → App Profile → App Id",
    ];
    stops_at(&window, "botExists", &not_known).await;
    window.fills("Bot ID", CARDS).await;
    window.presses(Key::Enter).await;
    passes_the_test(&window).await;
    // Nothing is asked twice: the bot of the test is on the list.
    window.arrives("Which bots do you want to watch?").await;
    assert_eq!(window.value("Bot IDs").await, CARDS);
    window.closes().await;
    world.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn a_test_names_a_proxy_that_wants_a_sign_in_and_a_server_that_never_answers() {
    let sim = Simulator::start(two_bots()).await.unwrap();
    let proxy = Front::proxy("407 Proxy Authentication Required").await;
    let mut world = World::new().await;
    let window = world.open().await;
    window.clicks(Role::Button, "Settings").await;
    window
        .clicks(Role::Radio, "A proxy server that I name")
        .await;
    let address = format!("http://127.0.0.1:{}", proxy.port());
    window.fills("Address of the proxy server", &address).await;
    window
        .clicks(Role::Button, "Save the network settings")
        .await;
    window.sees("The network settings were saved.").await;
    window.clicks(Role::Button, "Bots").await;

    // Not an address of this computer: those never go through a proxy.
    to_the_app(&window, "https://publish-monitor.invalid").await;
    gives_app(&window, sim.client_id(), sim.client_secret()).await;
    let wants = ["proxy server", "a name and a password", "IT department"];
    stops_at(&window, "reached", &wants).await;

    sim.set_mood(Mood::Stall);
    tests_host(&window, &sim.origin()).await;
    window.sees("No answer yet.").await;
    window.sees("The test stopped at").await;
    window.sees("Kore.ai cannot be reached").await;
    // What time mends does not hold a person up.
    window.finds(Role::Button, "Go on anyway").await;
    window.closes().await;
    world.wait_for_the_end().await;
}
