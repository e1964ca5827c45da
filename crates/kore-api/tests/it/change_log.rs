//! The change log of a bot: paging that ends, and mail addresses that go nowhere.

use domain::{BotId, FailureKind};
use jiff::civil::date;
use kore_api::{LogCursor, LogNext, LoggedChange};

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

/// What all pages told, for a reader who asks for 40 at most.
struct Read {
    changes: Vec<LoggedChange>,
    next: LogNext,
}

async fn log(
    answer: impl Fn(&Seen, usize) -> Vec<Piece> + Send + Sync + 'static,
) -> (Read, Vec<Seen>) {
    let server = Server::start(answer).await;
    let bot = BotId::new("st-1");
    let client = server.client();
    let mut cursor = LogCursor::of_days(date(2026, 2, 1), date(2026, 3, 1));
    let mut changes = Vec::new();
    let mut requests = 0;
    for _ in 0..40 {
        let page = client.change_log_page(&bot, &mut cursor).await;
        assert!(!format!("{page:?}{cursor:?}").contains(CANARY));
        requests += page.requests as usize;
        changes.extend(page.changes);
        if page.next != LogNext::More {
            let next = page.next;
            assert_eq!(requests, server.seen().len());
            return (Read { changes, next }, server.seen());
        }
    }
    let next = LogNext::More;
    (Read { changes, next }, server.seen())
}

#[tokio::test]
async fn all_pages_are_read_and_the_last_day_is_in() {
    let (log, seen) = log(|seen, _| {
        let first = asked_offset(seen) * 50;
        json(200, &page(first..(first + 50).min(120)))
    })
    .await;
    assert_eq!((log.changes.len(), log.next), (120, LogNext::Complete));
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
    assert_eq!((log.changes.len(), log.next), (120, LogNext::Complete));
}

#[tokio::test]
async fn a_server_that_gives_the_same_page_for_ever_is_asked_twice_and_has_not_told_all() {
    let (log, seen) = log(|_, _| json(200, &page(0..50))).await;
    assert_eq!(
        (log.changes.len(), log.next, seen.len()),
        (50, LogNext::Repeats, 2)
    );
}

#[tokio::test]
async fn a_log_without_end_is_not_called_complete() {
    let (log, seen) = log(|seen, _| {
        let first = asked_offset(seen) * 50;
        json(200, &page(first..first + 50))
    })
    .await;
    assert_eq!(
        (log.changes.len(), log.next, seen.len()),
        (2_000, LogNext::More, 40)
    );
}

/// Of which no message can be read, but for those of `readable`.
fn half_readable(lines: std::ops::Range<usize>, readable: std::ops::Range<usize>) -> String {
    let lines: Vec<String> = lines
        .map(|number| {
            let message = if readable.contains(&number) {
                r#""Bot updated""#
            } else {
                "null"
            };
            format!(
                r#"{{"_id":"btl-{number}","createdOn":"2026-03-01T10:00:00Z","message":{message}}}"#
            )
        })
        .collect();
    format!("[{}]", lines.join(","))
}

#[tokio::test]
async fn lines_that_cannot_be_read_end_no_log_and_are_not_taken_for_repeated_ones() {
    let (read, seen) = log(|seen, _| {
        let first = asked_offset(seen) * 50;
        let readable = if first == 50 { 99..100 } else { 0..120 };
        json(200, &half_readable(first..(first + 50).min(120), readable))
    })
    .await;
    assert_eq!(seen.len(), 3);
    assert_eq!((read.changes.len(), read.next), (71, LogNext::Complete));
}

#[tokio::test]
async fn a_page_of_which_nothing_can_be_read_is_no_log() {
    let (read, _) = log(move |_, _| json(200, &half_readable(0..1, 0..0))).await;
    assert_eq!((read.changes.len(), read.next), (0, LogNext::Complete));
    for lines in [10, 50] {
        let (read, seen) = log(move |_, _| json(200, &half_readable(0..lines, 0..0))).await;
        let LogNext::Failed(error) = read.next else {
            panic!("{:?}", read.next)
        };
        assert_eq!(error.kind(), FailureKind::NotKore);
        assert_eq!(seen.len(), 1);
    }
}

#[tokio::test]
async fn without_the_permission_it_says_so_and_quotes_nobody() {
    let refusal = format!(
        r#"{{"errors":[{{"msg":"Permission denied. Scope is incorrect! {CANARY}","code":4002}}]}}"#
    );
    let (log, _) = log(move |_, _| json(401, &refusal)).await;
    let LogNext::Failed(error) = log.next else {
        panic!("{:?}", log.next)
    };
    assert_eq!(error.kind(), FailureKind::MissingScope);
    assert!(log.changes.is_empty());
}

#[tokio::test]
async fn a_sign_in_page_is_no_empty_log() {
    let (log, _) = log(|_, _| html(200, "<html>Sign in</html>")).await;
    assert!(matches!(log.next, LogNext::Failed(_)));
}
