//! The change log of a bot: paging that ends, and mail addresses that go nowhere.

use domain::{BotId, FailureKind};
use jiff::civil::date;
use kore_api::ChangeLog;

use crate::support::{Piece, Seen, Server, html, json};

const CANARY: &str = "canary.of.a.person@example.com";

fn page(lines: std::ops::Range<usize>) -> String {
    let lines: Vec<String> = lines
        .map(|number| {
            format!(
                r#"{{"_id":"btl-{number}","userId":{{"id":"u-1","firstName":"Ada","lastName":"Byron",
                "emailId":"{CANARY}","_id":"u-1"}},"streamId":"st-1","resourceType":"dialog",
                "message":"Published task {number}","createdOn":"2026-03-01T10:00:00.{number:03}Z"}}"#
            )
        })
        .collect();
    format!("[{}]", lines.join(","))
}

fn asked_offset(seen: &Seen) -> usize {
    let query = seen.path.split_once('?').unwrap().1;
    let offset = query.strip_prefix("offset=").unwrap();
    offset.split_once('&').unwrap().0.parse().unwrap()
}

async fn log(
    answer: impl Fn(&Seen, usize) -> Vec<Piece> + Send + Sync + 'static,
) -> (ChangeLog, Vec<Seen>) {
    let server = Server::start(answer).await;
    let bot = BotId::new("st-1");
    let client = server.client();
    let log = client
        .change_log(&bot, date(2026, 2, 1), date(2026, 3, 1))
        .await;
    assert_eq!(log.requests as usize, server.seen().len());
    assert!(!format!("{log:?}").contains(CANARY));
    (log, server.seen())
}

#[tokio::test]
async fn all_pages_are_read_and_the_last_day_is_in() {
    let (log, seen) = log(|seen, _| {
        let first = asked_offset(seen) * 50;
        json(200, &page(first..(first + 50).min(120)))
    })
    .await;
    assert_eq!(
        (log.changes.len(), log.complete, &log.error),
        (120, true, &None)
    );
    assert_eq!(log.changes[0].name.as_deref(), Some("Ada Byron"));
    assert_eq!(
        seen[2].path,
        "/api/public/bot/st-1/changelogs?offset=2&limit=50&startDate=2026-02-01&endDate=2026-03-02"
    );
    assert_eq!(seen.len(), 3);
}

#[tokio::test]
async fn a_server_that_counts_lines_is_found_out_and_read_to_its_end() {
    let (log, _) = log(|seen, _| {
        let first = asked_offset(seen);
        json(200, &page(first.min(120)..(first + 50).min(120)))
    })
    .await;
    assert_eq!((log.changes.len(), log.complete), (120, true));
}

#[tokio::test]
async fn a_server_that_gives_the_same_page_for_ever_is_asked_twice() {
    let (log, seen) = log(|_, _| json(200, &page(0..50))).await;
    assert_eq!((log.changes.len(), log.complete, seen.len()), (50, true, 2));
}

#[tokio::test]
async fn a_log_without_end_is_not_called_complete() {
    let (log, seen) = log(|seen, _| {
        let first = asked_offset(seen) * 50;
        json(200, &page(first..first + 50))
    })
    .await;
    assert_eq!(
        (log.changes.len(), log.complete, seen.len()),
        (2_000, false, 40)
    );
}

#[tokio::test]
async fn without_the_permission_it_says_so_and_quotes_nobody() {
    let refusal = format!(
        r#"{{"errors":[{{"msg":"Permission denied. Scope is incorrect! {CANARY}","code":4002}}]}}"#
    );
    let (log, _) = log(move |_, _| json(401, &refusal)).await;
    assert_eq!(log.error.unwrap().kind(), FailureKind::MissingScope);
    assert!(!log.complete && log.changes.is_empty());
}

#[tokio::test]
async fn a_sign_in_page_is_no_empty_log() {
    let (log, _) = log(|_, _| html(200, "<html>Sign in</html>")).await;
    assert!(log.error.is_some() && !log.complete);
}
