//! The sample estate is what it promises.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;
use kore_simulator::{Clock, Setup, Simulator};
use serde_json::Value;

use crate::client::status_of;

async fn estate() -> Simulator {
    let setup = Setup::samples()
        .clock(Clock::standing_at(Timestamp::now()))
        .no_limits();
    Simulator::start(setup).await.unwrap()
}

async fn replies(sim: &Simulator) -> HashMap<String, Value> {
    let mut replies = HashMap::new();
    for bot in sim.bots() {
        let got = status_of(sim, &bot.id).await;
        assert_eq!(got.status, 200, "{}", bot.name);
        replies.insert(bot.name, got.json());
    }
    replies
}

fn with_status<'a>(replies: &'a HashMap<String, Value>, status: &str) -> Vec<&'a str> {
    let all = replies.iter().filter(|(_, reply)| {
        reply["status"]
            .as_str()
            .is_some_and(|word| word.eq_ignore_ascii_case(status))
    });
    all.map(|(name, _)| name.as_str()).collect()
}

#[tokio::test]
async fn every_promised_state_is_there_at_the_start() {
    let sim = estate().await;
    let replies = replies(&sim).await;
    assert_eq!(with_status(&replies, "failed"), ["Loan desk"]);
    assert_eq!(with_status(&replies, "inprogress"), ["Mortgage adviser"]);
    assert_eq!(with_status(&replies, "pending"), ["Leave and absence"]);
    assert_eq!(
        with_status(&replies, "PARTIALLY_DEPLOYED"),
        ["Device requests"]
    );
    assert_eq!(replies["Password reset"], serde_json::json!({}));
    assert_eq!(with_status(&replies, "successful").len(), 10);

    let parts = |name: &str| replies[name]["statusSummary"].as_array().unwrap().clone();
    let failed = parts("Loan desk");
    assert_eq!(failed.len(), 9);
    let bad = failed.iter().filter(|part| part["status"] == "FAILED");
    let bad: Vec<_> = bad.map(|part| part["name"].as_str().unwrap()).collect();
    assert_eq!(bad, ["Channels", "Apply for a loan"]);
    assert!(parts("Policy library").len() > 200);
    let state = |part: &Value| part["result"]["state"] == "awaitingApproval";
    assert!(parts("Account opening").iter().any(state));
}

#[tokio::test]
async fn the_estate_moves_as_promised() {
    let sim = estate().await;
    let first = replies(&sim).await;
    let at = async |seconds: u64, name: &str| {
        // From wherever the clock is now; the steps below only go on.
        sim.advance(Duration::from_secs(seconds));
        let bot = sim.bots().into_iter().find(|bot| bot.name == name);
        status_of(&sim, &bot.unwrap().id).await.json()
    };
    let running = at(10, "Fraud alerts").await;
    assert_eq!(running["status"], "successful", "still the old publish");
    assert_eq!(at(15, "Fraud alerts").await["status"], "inprogress");
    let failed = at(15, "Fraud alerts").await;
    assert_eq!(failed["status"], "failed");
    let part = failed["statusSummary"].as_array().unwrap().iter();
    assert_eq!(part.filter(|p| p["status"] == "FAILED").count(), 1);
    let works = at(100, "Fraud alerts").await;
    assert_eq!(works["status"], "successful");
    assert_ne!(works["_id"], failed["_id"]);

    let done = at(0, "Mortgage adviser").await;
    assert_eq!(done["status"], "successful");
    assert_eq!(done["_id"], first["Mortgage adviser"]["_id"]);
    let again = at(160, "Mortgage adviser").await;
    assert_eq!(again["status"], "inprogress");
    assert_ne!(again["_id"], done["_id"]);
    let quick = at(0, "Payments help").await;
    assert_eq!(quick["status"], "successful");
    assert_ne!(quick["_id"], first["Payments help"]["_id"]);
}

#[tokio::test]
async fn ids_are_the_same_in_each_run_and_look_like_the_platforms() {
    let one = Simulator::start(Setup::samples()).await.unwrap().bots();
    let two = Simulator::start(Setup::samples()).await.unwrap().bots();
    assert_eq!(one, two);
    for bot in one {
        let uuid = bot.id.strip_prefix("st-").unwrap();
        assert!(uuid::Uuid::parse_str(uuid).is_ok());
        assert!(bot.owner.starts_with("u-"));
    }
}
