//! The list with names.

use std::collections::HashSet;

use kore_simulator::{Setup, Simulator};
use reqwest::Method;
use serde_json::Value;

use crate::client::{Got, ask, plain_claims, token};

async fn page(sim: &Simulator, query: &str) -> Got {
    let token = token(sim, &plain_claims(sim));
    let path = format!("/api/public/bots{query}");
    ask(sim, Method::GET, &path, Some(&token)).await
}

#[tokio::test]
async fn all_bots_are_found_by_counting_pages() {
    let sim = Simulator::start(Setup::many(120)).await.unwrap();
    let mut names = HashSet::new();
    let mut pages = 0;
    loop {
        let got = page(&sim, &format!("?offset={pages}&limit=50"))
            .await
            .json();
        assert_eq!(got["total"], 120);
        for bot in got["bots"].as_array().unwrap() {
            names.insert(bot["name"].as_str().unwrap().to_owned());
        }
        pages += 1;
        if got["availableMore"] == false {
            break;
        }
    }
    assert_eq!(pages, 3);
    assert_eq!(names.len(), 120);
    let beyond = page(&sim, "?offset=50&limit=50").await.json();
    assert_eq!(beyond["bots"], Value::Array(vec![]));
}

#[tokio::test]
async fn the_reply_gives_out_a_secret_that_tests_can_search_for() {
    let sim = Simulator::start(Setup::samples()).await.unwrap();
    let got = page(&sim, "").await.json();
    let bots = got["bots"].as_array().unwrap();
    assert_eq!(bots.len(), sim.bots().len());
    for bot in bots {
        assert_eq!(bot["jwtApps"][0]["clientSecret"], sim.canary_secret());
    }
    assert_ne!(sim.canary_secret(), sim.client_secret());
}

#[tokio::test]
async fn a_bad_page_number_is_refused() {
    let sim = Simulator::start(Setup::many(1)).await.unwrap();
    assert_eq!(page(&sim, "?offset=two").await.status, 412);
}
