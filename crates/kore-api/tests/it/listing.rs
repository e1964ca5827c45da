//! The list of bots: paging that ends whatever the server says, and secrets that go nowhere.

use std::fmt::Write;

use domain::FailureKind;
use kore_api::{ListedBots, read_bots_page};

use crate::support::{Piece, Seen, Server, html, json};

const CANARY: &str = "cAnArY-0f-an0ther-apps-s3cret-0123456789abcd=";

/// The sample of the page *Get Bots*, with secrets in each bot and in places where none belong.
fn page(bots: std::ops::Range<usize>, more: bool, total: usize) -> String {
    let mut rows = String::new();
    for number in bots {
        let comma = if rows.is_empty() { "" } else { "," };
        write!(
            rows,
            r#"{comma}{{"jwtApps":[{{"clientId":"cs-{number}","clientSecret":"{CANARY}","jtiClaimEnforced":false}}],
                "clientSecret":"{CANARY}","_id":"st-{number}","name":"Bot {number}","status":"published",
                "description":"{CANARY}"}}"#
        )
        .unwrap();
    }
    format!(
        r#"{{"clientSecret":"{CANARY}","total":{total},"availableMore":{more},"bots":[{rows}]}}"#
    )
}

fn offset(seen: &Seen) -> usize {
    let query = seen.path.split_once('?').unwrap().1;
    assert!(query.ends_with("&limit=50"), "{query}");
    query
        .strip_prefix("offset=")
        .unwrap()
        .split_once('&')
        .unwrap()
        .0
        .parse()
        .unwrap()
}

async fn list(
    answer: impl Fn(&Seen, usize) -> Vec<Piece> + Send + Sync + 'static,
) -> (ListedBots, Vec<Seen>) {
    let server = Server::start(answer).await;
    let listed = server.client().bots().await;
    assert_eq!(listed.requests as usize, server.seen().len());
    (listed, server.seen())
}

#[tokio::test]
async fn pages_are_counted_by_their_number() {
    let (listed, seen) = list(|seen, _| {
        let first = offset(seen) * 50;
        json(
            200,
            &page(first..(first + 50).min(120), first + 50 < 120, 120),
        )
    })
    .await;
    assert_eq!(listed.bots.len(), 120);
    assert_eq!(
        (listed.pages, listed.complete, &listed.error),
        (3, true, &None)
    );
    assert_eq!(listed.bots[119].id.as_str(), "st-119");
    assert_eq!(listed.bots[119].name.as_deref(), Some("Bot 119"));
    assert!(seen[0].path.starts_with("/api/public/bots?"));
    // A token of its own for each.
    let mut tokens: Vec<_> = seen.iter().map(|seen| seen.token().to_owned()).collect();
    tokens.sort();
    tokens.dedup();
    assert_eq!(tokens.len(), 3);
}

#[tokio::test]
async fn a_server_that_counts_bots_is_found_out_and_read_to_its_end() {
    let (listed, _) = list(|seen, _| {
        let first = offset(seen);
        json(
            200,
            &page(first..(first + 50).min(120), first + 50 < 120, 120),
        )
    })
    .await;
    assert_eq!(listed.bots.len(), 120);
    assert!(listed.complete);
    assert!(listed.pages <= 4, "{}", listed.pages);
}

#[tokio::test]
async fn a_server_that_promises_more_for_ever_is_left() {
    let (same, _) = list(|_, _| json(200, &page(0..50, true, 9_999))).await;
    assert_eq!((same.bots.len(), same.pages, same.complete), (50, 2, false));
    let (empty, _) = list(|_, _| json(200, &page(0..0, true, 9_999))).await;
    assert_eq!(
        (empty.bots.len(), empty.pages, empty.complete),
        (0, 1, false)
    );
    let (endless, _) =
        list(|_, number| json(200, &page(number * 50..number * 50 + 50, true, 999_999))).await;
    assert_eq!(
        (endless.bots.len(), endless.pages, endless.complete),
        (2_000, 40, false)
    );
}

#[tokio::test]
async fn what_was_found_before_an_error_is_kept() {
    let (listed, _) = list(|_, number| match number {
        0 => json(200, &page(0..50, true, 120)),
        _ => json(503, "{}"),
    })
    .await;
    assert_eq!(listed.bots.len(), 50);
    assert!(!listed.complete);
    assert_eq!(listed.error.unwrap().kind(), FailureKind::Server);
}

#[tokio::test]
async fn a_missing_permission_is_told_from_a_wrong_secret() {
    for (words, kind) in [
        (
            "Permission denied. Scope is incorrect!",
            FailureKind::MissingScope,
        ),
        ("Invalid SDK credentials", FailureKind::BadCredentials),
    ] {
        let body = format!(r#"{{"errors":[{{"msg":"{words}","code":4002}}]}}"#);
        let (listed, _) = list(move |_, _| json(401, &body)).await;
        assert_eq!(listed.error.unwrap().kind(), kind);
    }
}

#[tokio::test]
async fn claims_that_are_refused_once_are_tried_the_other_way_and_the_other_address_too() {
    let (listed, _) = list(|seen, _| {
        if seen.path.starts_with("/api/public/") {
            json(404, r#"{"message":"Not Found"}"#)
        } else if seen.is_timed() {
            json(401, r#"{"errors":[{"msg":"Invalid SDK credentials"}]}"#)
        } else {
            json(200, &page(0..2, false, 2))
        }
    })
    .await;
    assert_eq!(listed.bots.len(), 2);
    assert!(listed.complete);
    let (nowhere, seen) = list(|_, _| json(404, r#"{"message":"Not Found"}"#)).await;
    assert_eq!(nowhere.error.unwrap().kind(), FailureKind::NotKore);
    assert_eq!(seen.len(), 2);
}

/// Every shape in which a reply with secrets in it may come.
#[tokio::test]
async fn no_answer_and_no_error_holds_the_secret_of_another_app() {
    let whole = page(0..3, false, 3);
    let cut = whole[..whole.len() / 2].to_owned();
    let bare = format!(r#""{CANARY}""#);
    let word = CANARY.to_owned();
    let told = format!(r#"{{"errors":[{{"msg":"{CANARY}","code":400}}]}}"#);
    let titled = format!("<title>{CANARY}</title>");
    for status in [200, 201, 400, 401, 403, 404, 409, 429, 500, 503] {
        for body in [&whole, &cut, &bare, &word, &told, &titled] {
            let body = body.clone();
            let (listed, _) = list(move |_, _| {
                if body.starts_with('<') {
                    html(status, &body)
                } else {
                    json(status, &body)
                }
            })
            .await;
            let error = listed.error.as_ref().map(ToString::to_string);
            let all = format!("{listed:?} {error:?}");
            for piece in [&CANARY[..12], &CANARY[16..30]] {
                assert!(!all.contains(piece), "{status}: {all}");
            }
        }
    }
}

#[test]
fn a_hundred_thousand_damaged_lists_bring_no_panic_and_no_error_with_a_secret() {
    let mut random = fastrand::Rng::with_seed(0xb075);
    let seeds = [
        page(0..4, true, 9),
        "[]".to_owned(),
        r#"{"errors":[{"msg":"x"}]}"#.to_owned(),
    ];
    let pieces = [
        "{", "}", "[", "]", "\"", ":", ",", "null", "\\ud800", "\\u0000", "1e999", "é",
    ];
    let mut read = 0;
    for _ in 0..100_000 {
        let mut body = random.choice(&seeds).unwrap().as_bytes().to_vec();
        for _ in 0..random.usize(1..6) {
            let at = random.usize(0..=body.len());
            match random.u8(0..4) {
                0 if at < body.len() => body[at] = random.u8(..),
                1 => body.truncate(at),
                2 if at < body.len() => {
                    let end = random.usize(at..=(at + 40).min(body.len()));
                    body.drain(at..end);
                }
                _ => {
                    let piece = random.choice(&pieces).unwrap().bytes();
                    body.splice(at..at, piece);
                }
            }
        }
        let status = *random.choice(&[200, 200, 200, 401, 500]).unwrap();
        // What is read is not searched: damage can make a secret the end of a name.
        match read_bots_page(status, &body) {
            Ok(_) => read += 1,
            Err(error) => {
                let told = format!("{error} {error:?}");
                assert!(!told.contains(&CANARY[..12]), "{told}");
            }
        }
    }
    assert!(read > 1_000, "only {read} were read at all");
}
