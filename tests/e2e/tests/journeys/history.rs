use domain::{
    AccountId, Algorithm, BotId, ClientId, Colour, JobId, PublishJob, PublishState, Resource,
};
use e2e::{Role, World, axe, until};
use fantoccini::key::Key;
use history::{AccountRecord, History, Success};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

const HOLIDAYS: &str = "st-11111111-2222-5333-8444-555555555555";
const RETURNS: &str = "st-99999999-8888-5777-8666-555555555555";

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
        started_by: Some("u-5b1c2d3e".into()),
        version_comment: None,
        resources: vec![
            part("NL", "Natural Language", state),
            part("SETTINGS", "Settings", PublishState::Published),
        ],
    }
}

/// Two bots that were watched for half a year. One failed five days ago, and long before that.
pub fn half_a_year(world: &World, signed_out: bool) {
    std::fs::create_dir_all(world.app_data()).unwrap();
    let now = Timestamp::now();
    let begin = now - SignedDuration::from_hours(24 * 180);
    let mut history = History::open(&world.history(), begin).unwrap().history;
    let account = AccountRecord {
        id: AccountId::new("one"),
        name: "Production".into(),
        host: "https://platform.kore.ai".into(),
        client_id: ClientId::read("cs-1a2b3c4d-0000-5000-8000-000000000000").unwrap(),
        secret_in_keychain: true,
        path_form: String::new(),
        claims_form: String::new(),
        algorithm: Algorithm::default(),
        added_at: begin,
        colour: Colour::default(),
        signed_out,
        awaits_secret: false,
    };
    history.add_account(&account).unwrap();
    for id in [HOLIDAYS, RETURNS] {
        let bot = BotId::new(id);
        let bots = std::slice::from_ref(&bot);
        history.add_bots(&account.id, bots, begin).unwrap();
        for days_ago in (1..170).rev() {
            let fails = id == HOLIDAYS && (days_ago == 5 || days_ago == 90);
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
async fn last_weeks_failure_of_one_bot_is_found_and_it_is_seen_what_changed() {
    let mut world = World::new().await;
    // Nothing goes out to the platform from here.
    half_a_year(&world, true);
    let window = world.open().await;
    window.clicks(Role::Button, "History").await;
    window.arrives("History").await;
    window.chooses("State", "Failed").await;
    window.chooses("Time", "Last 7 days").await;
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
    window.sees("of 58 publishes worked").await;
    window.chooses("Time", "Last 365 days").await;
    window.sees("2 failures were mended").await;
    for name in ["Publishes by day", "Publishes by hour of the week"] {
        window.finds(Role::Heading, name).await;
    }
    assert_eq!(axe::findings(&window).await, [""; 0]);
    window.closes().await;
    world.wait_for_the_end().await;
}
