use std::path::PathBuf;

use e2e::{Role, Window, World, axe};

/// Every screen, in one look: a picture of it, and what axe-core finds.
struct Gallery<'a> {
    window: &'a Window,
    look: &'static str,
    found: Vec<String>,
}

impl Gallery<'_> {
    async fn shows(&mut self, screen: &str) {
        self.window
            .picture(&shots().join(format!("{screen}-{}.png", self.look)))
            .await;
        let found = axe::findings(self.window).await;
        let look = self.look;
        self.found.extend(
            found
                .into_iter()
                .map(|one| format!("{screen}, {look}: {one}")),
        );
    }
}

fn shots() -> PathBuf {
    let folder = std::env::var_os("PUBLISH_MONITOR_SHOTS").map_or_else(
        || std::env::temp_dir().join("publish-monitor-screens"),
        PathBuf::from,
    );
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

async fn chooses(window: &Window, colours: &str) {
    window.clicks(Role::Button, "Settings").await;
    window.clicks(Role::Radio, colours).await;
    let wanted = colours.to_lowercase();
    e2e::until(&format!("{wanted} colours"), async || {
        let theme = window
            .ask("return document.documentElement.dataset.theme")
            .await;
        (theme == wanted.as_str()).then_some(())
    })
    .await;
}

const LISTEN: &str = "window.refusedByPolicy = [];
    document.addEventListener('securitypolicyviolation', (event) =>
        window.refusedByPolicy.push(event.violatedDirective + ' ' + event.blockedURI));";

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn every_screen_light_and_dark_keeps_what_axe_asks_for_and_its_own_policy() {
    let mut world = World::new().await;
    let window = world.open().await;
    window.ask(LISTEN).await;
    let mut found = Vec::new();
    for (look, colours) in [("light", "Light"), ("dark", "Dark")] {
        let mut gallery = Gallery {
            window: &window,
            look,
            found: Vec::new(),
        };
        chooses(&window, colours).await;
        window.resizes(1120, 720).await;
        window.sees("Folder of the data").await;
        gallery.shows("settings").await;
        window.clicks(Role::Button, "Bots").await;
        window
            .finds(Role::Heading, "See what your bots publish")
            .await;
        gallery.shows("first-run").await;
        window.clicks(Role::Button, "Connect my account").await;
        window.arrives("Where is your Kore.ai?").await;
        gallery.shows("setup-place").await;
        window.clicks(Role::Button, "Go on").await;
        window.arrives("Client ID and secret").await;
        window.clicks(Role::Button, "Where do I find these?").await;
        gallery.shows("setup-app").await;
        window.clicks(Role::Button, "Go on").await;
        window.sees_problem("Client ID").await;
        gallery.shows("setup-app-mend").await;
        window.clicks(Role::Button, "Go on later").await;
        window.clicks(Role::Button, "Start over").await;

        window.clicks(Role::Button, "Bots").await;
        window
            .clicks(Role::Button, "Look around with sample bots")
            .await;
        window.sees_state("Loan desk", "Failed").await;
        window.sees("all checked within").await;
        gallery.shows("bots").await;
        window.opens("Loan desk").await;
        window.sees("7 of 9 parts published").await;
        gallery.shows("bot").await;
        window.opens("Mortgage adviser").await;
        window.sees("Publishing now").await;
        gallery.shows("bot-publishing").await;
        window.clicks(Role::Button, "History").await;
        window.sees("publishes shown").await;
        gallery.shows("history").await;
        window.clicks(Role::Button, "Loan desk").await;
        window.finds(Role::Heading, "Loan desk").await;
        gallery.shows("job").await;
        window.clicks(Role::Button, "Accounts").await;
        window.sees("hourly allowance").await;
        gallery.shows("accounts").await;

        window.clicks(Role::Button, "Bots").await;
        for (name, width, height) in [("small", 720, 480), ("narrow", 400, 720)] {
            window.resizes(width, height).await;
            window.sees_state("Loan desk", "Failed").await;
            gallery.shows(&format!("bots-{name}")).await;
            window.opens("Loan desk").await;
            window.sees("7 of 9 parts published").await;
            gallery.shows(&format!("bot-{name}")).await;
            let wider = "return document.documentElement.scrollWidth > innerWidth";
            assert_eq!(
                window.ask(wider).await,
                false,
                "{name}: wider than the window"
            );
            window.clicks(Role::Button, "Back to the list").await;
        }
        window.resizes(1120, 720).await;
        window.clicks(Role::Button, "Leave the samples").await;
        window
            .finds(Role::Heading, "See what your bots publish")
            .await;
        found.extend(gallery.found);
    }
    let refused = window.ask("return window.refusedByPolicy").await;
    assert_eq!(
        refused,
        serde_json::json!([]),
        "against the page's own policy"
    );
    assert!(found.is_empty(), "{}", found.join("\n"));
    window.closes().await;
    world.wait_for_the_end().await;
}
