use domain::{AccountId, BotId, ClientId, JobId, PublishJob, PublishState, Resource};
use e2e::{Role, World, axe, file_dialog, report, until};
use fantoccini::key::Key;
use history::{AccountRecord, BotChange, History, Success};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::steps::photograph;

const HOLIDAYS: &str = "st-11111111-2222-5333-8444-555555555555";
const RETURNS: &str = "st-99999999-8888-5777-8666-555555555555";
const WHO: &str = "u-5b1c2d3e";

fn part(kind: &str, name: &str, state: PublishState) -> Resource {
    Resource {
        id: Some(kind.into()),
        kind: Some(kind.into()),
        name: Some(name.into()),
        state,
        server_status: None,
        modules: Vec::new(),
        awaiting_approval: false,
        published_at: None,
    }
}

/// A publish that was asked for so many days ago, took two minutes, and ended like this.
fn publish(days_ago: i64, state: PublishState, now: Timestamp) -> PublishJob {
    let requested = now - SignedDuration::from_hours(24 * days_ago);
    PublishJob {
        id: Some(JobId::new(format!("ds-{days_ago}"))),
        bot_id: None,
        state,
        server_status: None,
        percent: Some(100),
        requested_at: Some(requested),
        started_at: Some(requested),
        modified_at: Some(requested + SignedDuration::from_mins(2)),
        started_by: Some(WHO.into()),
        version_comment: None,
        resources: vec![
            part("NL", "Natural Language", state),
            part("SETTINGS", "Settings", PublishState::Published),
        ],
    }
}

/// Two bots that were watched for half a year. Both failed in the last week, one also long before.
pub fn half_a_year(world: &World, signed_out: bool) {
    std::fs::create_dir_all(world.app_data()).unwrap();
    let now = Timestamp::now();
    let begin = now - SignedDuration::from_hours(24 * 180);
    let mut history = History::open(&world.history(), begin).unwrap().history;
    let account = AccountRecord {
        name: "Production".into(),
        secret_in_keychain: true,
        signed_out,
        ..AccountRecord::new(
            AccountId::new("one"),
            "https://platform.kore.ai",
            ClientId::read("cs-1a2b3c4d-0000-5000-8000-000000000000").unwrap(),
            begin,
        )
    };
    history.add_account(&account).unwrap();
    for (id, name) in [(HOLIDAYS, "Holidays"), (RETURNS, "Returns")] {
        let bot = BotId::new(id);
        let bots = std::slice::from_ref(&bot);
        history.add_bots(&account.id, bots, begin).unwrap();
        let change = BotChange {
            name: Some(Some(name.into())),
            ..BotChange::default()
        };
        history.change_bot(&account.id, &bot, &change).unwrap();
        for days_ago in (1..170).rev() {
            let fails = match id {
                HOLIDAYS => days_ago == 5 || days_ago == 90,
                _ => days_ago == 3,
            };
            let state = if fails {
                PublishState::Failed
            } else {
                PublishState::Published
            };
            let job = publish(days_ago, state, now);
            let success = Success {
                account: &account.id,
                bot: &bot,
                at: job.modified_at.unwrap(),
                every: SignedDuration::from_hours(24),
                job: Some(&job),
            };
            history.record_success(&success).unwrap();
        }
    }
    history.close().unwrap();
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn last_weeks_failure_of_one_bot_is_found_understood_and_reported() {
    let mut world = World::new().await;
    // Nothing goes out to the platform from here.
    half_a_year(&world, true);
    let window = world.open().await;
    window.clicks(Role::Button, "History").await;
    window.arrives("History").await;
    window.chooses("State", "Failed").await;
    window.chooses("Time", "Last 7 days").await;
    window.sees("2 publishes shown").await;
    window.fills("Bot", "Holidays").await;
    window.presses(Key::Tab).await;
    window.sees("1 publish shown").await;
    assert_eq!(axe::findings(&window).await, [""; 0]);
    let line = "return document.querySelectorAll('tr[data-job]').length";
    assert_eq!(window.ask(line).await, json!(1));
    window
        .ask("document.querySelector('tr[data-job] button').focus()")
        .await;
    window.presses(Key::Enter).await;

    window.sees("What changed since it last worked").await;
    window.sees("Failed now, not before").await;
    window.sees("Natural Language").await;
    window
        .sees("Only this bot failed: 1 other bot of this host published fine")
        .await;
    window.sees("by 40 good publishes").await;
    assert_eq!(axe::findings(&window).await, [""; 0]);

    // Who it was is known in the office, not at Kore.ai.
    window.tabs_to("Name this person…").await;
    window.presses(Key::Enter).await;
    window.finds(Role::Heading, "Who is this?").await;
    window.types("Ann Smith").await;
    window.presses(Key::Enter).await;
    window.sees("shown as Ann Smith from now on").await;

    // The report for those who were not there.
    let folder = tempfile::tempdir().unwrap();
    window.clicks(Role::Button, "Report…").await;
    window.clicks(Role::Button, "Save as a web page…").await;
    file_dialog::gives_up("Save the report").await;
    window.clicks(Role::Button, "Save as a web page…").await;
    file_dialog::types_path("Save the report", &folder.path().join("told")).await;
    window.sees("Saved as told.html.").await;
    photograph(&window, "report-saved").await;
    window.clicks(Role::Button, "Copy as text").await;
    window.sees("The report was copied.").await;
    assert_eq!(axe::findings(&window).await, [""; 0]);
    let read = report::read_in_a_browser(&folder.path().join("told.html")).await;
    assert_eq!(read.title, "Publish of Holidays: Failed");
    assert!((1..=2).contains(&read.pages), "{} pages", read.pages);
    for told in [
        "1 of 2 parts failed: Natural Language.",
        "took 2 min.",
        "Production",
        HOLIDAYS,
        "Failed now, not before",
        "Ended: Failed",
        "Ann Smith",
        "What the app could not see",
    ] {
        assert!(read.text.contains(told), "no “{told}” in {}", read.text);
    }
    assert!(!read.text.contains(WHO), "{}", read.text);

    // Each picture as a table, by keyboard.
    window.clicks(Role::Button, "Open the bot").await;
    window.tabs_to("Show as a table").await;
    window.presses(Key::Enter).await;
    let rows = until("the durations as a table", async || {
        let told = window
            .ask("return document.querySelectorAll('[data-testid=bot] .rows:not(.unseen) tbody tr').length")
            .await;
        told.as_u64().filter(|rows| *rows >= 50)
    })
    .await;
    assert!(rows >= 50);

    window.clicks(Role::Button, "History").await;
    window.clicks(Role::Button, "Overview").await;
    window.sees("58 publishes ended: ").await;
    window.chooses("Time", "Last 365 days").await;
    window
        .sees("3 times a bot worked again after failing")
        .await;
    for name in ["Publishes by day", "Publishes by hour of the week"] {
        window.finds(Role::Heading, name).await;
    }
    assert_eq!(axe::findings(&window).await, [""; 0]);
    window.closes().await;
    world.wait_for_the_end().await;
}

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn what_the_filters_leave_is_saved_as_a_table() {
    let mut world = World::new().await;
    half_a_year(&world, true);
    let folder = tempfile::tempdir().unwrap();
    let window = world.open().await;
    window.clicks(Role::Button, "History").await;
    window.arrives("History").await;
    window.chooses("State", "Failed").await;
    window.sees("3 publishes shown").await;
    window.clicks(Role::Button, "Save this list…").await;
    // Who changes their mind has lost nothing, and is back at the button.
    window.clicks(Role::Button, "Choose a file and save…").await;
    file_dialog::gives_up("Save the history").await;
    window.tabs_to("Choose a file and save…").await;
    assert!(!window.text().await.contains("Nothing was saved"));
    window.presses(Key::Enter).await;
    file_dialog::types_path("Save the history", &folder.path().join("failed")).await;
    window.sees("Saved as failed.csv: 3 publishes").await;
    photograph(&window, "history-saved").await;
    assert_eq!(axe::findings(&window).await, [""; 0]);
    let text = std::fs::read_to_string(folder.path().join("failed.csv")).unwrap();
    let publishes: Vec<_> = text
        .lines()
        .filter(|line| line.contains("Failed"))
        .collect();
    let of = |name: &str| publishes.iter().filter(|line| line.contains(name)).count();
    assert_eq!((of("\"Holidays\""), of("\"Returns\"")), (2, 1), "{text}");
    assert!(text.contains("Natural Language"), "{text}");
    assert!(!text.contains(WHO), "nobody asked for user IDs: {text}");

    window.tabs_to("Write user IDs too").await;
    window.types(" ").await;
    window.clicks(Role::Button, "Choose a file and save…").await;
    file_dialog::types_path("Save the history", &folder.path().join("told")).await;
    window.sees("Saved as told.csv: 3 publishes").await;
    let text = std::fs::read_to_string(folder.path().join("told.csv")).unwrap();
    assert_eq!(text.matches(WHO).count(), 3, "{text}");
    window.closes().await;
    world.wait_for_the_end().await;
}
