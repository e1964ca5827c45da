//! Connections that do not stand, do not answer, or break.

use std::time::Duration;

use domain::FailureKind;
use kore_api::{Cause, Error, Habits, Limits};
use tokio::net::TcpListener;

use crate::support::{Piece, SAMPLE, Server, bot, bytes, client, json, reply};

/// For answers that do not come. The other tests have the usual limits, which no busy computer
/// reaches by itself.
fn short() -> Limits {
    Limits {
        read: Duration::from_millis(500),
        total: Duration::from_secs(2),
        ..Limits::default()
    }
}

async fn cause(origin: &str) -> Cause {
    cause_within(origin, Limits::default()).await
}

async fn cause_within(origin: &str, limits: Limits) -> Cause {
    let client = client(origin, Habits::default(), limits);
    match client.publish_status(&bot()).await.job {
        Err(Error::Unreachable { cause }) => cause,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    assert_eq!(
        cause(&format!("http://127.0.0.1:{port}")).await,
        Cause::Refused
    );
}

#[tokio::test]
async fn a_name_that_nobody_knows() {
    // RFC 2606: `.invalid` never exists.
    let cause = cause("https://publish-monitor.invalid").await;
    // Without a network, behind a proxy or with a late resolver the cause has other words.
    assert!(
        matches!(
            cause,
            Cause::NoSuchName
                | Cause::NoNetwork
                | Cause::ConnectTimedOut
                | Cause::Refused
                | Cause::ProxyRefused
                | Cause::Other
        ),
        "{cause:?}"
    );
}

#[tokio::test]
async fn an_answer_that_does_not_come() {
    let server = Server::start(|_, _| vec![Piece::Silence]).await;
    assert_eq!(
        cause_within(&server.origin(), short()).await,
        Cause::AnswerTimedOut
    );
}

#[tokio::test]
async fn a_body_that_stalls_is_not_an_answer_that_makes_no_sense() {
    let server = Server::start(|_, _| {
        vec![
            Piece::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"_id\":".to_vec()),
            Piece::Silence,
        ]
    })
    .await;
    assert_eq!(
        cause_within(&server.origin(), short()).await,
        Cause::AnswerTimedOut
    );
}

#[tokio::test]
async fn a_body_that_is_cut_is_a_broken_connection() {
    let cut = &SAMPLE[..SAMPLE.len() / 2];
    let with_length = format!("HTTP/1.1 200 OK\r\ncontent-length: 9000\r\n\r\n{cut}");
    let chunked = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{cut}\r\n",
        cut.len()
    );
    let unmarked = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{cut}");
    let head_only = "HTTP/1.1 200 OK\r\ncontent-le".to_owned();
    for answer in [with_length, chunked, unmarked, head_only, String::new()] {
        let sent = answer.clone();
        let server = Server::start(move |_, _| bytes(sent.clone())).await;
        assert_eq!(cause(&server.origin()).await, Cause::Broke, "{answer}");
    }
}

#[tokio::test]
async fn a_body_that_trickles_ends_at_the_total_limit() {
    // Each piece comes in time, the whole does not.
    let server = Server::start(|_, _| {
        let mut pieces = vec![Piece::Bytes(
            b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n".to_vec(),
        )];
        for _ in 0..100 {
            pieces.push(Piece::Bytes(b" ".to_vec()));
            pieces.push(Piece::Wait(Duration::from_millis(100)));
        }
        pieces
    })
    .await;
    assert_eq!(
        cause_within(&server.origin(), short()).await,
        Cause::AnswerTimedOut
    );
}

#[tokio::test]
async fn bytes_that_are_no_http_are_a_broken_connection() {
    let server = Server::start(|_, _| bytes("SSH-2.0-OpenSSH_9.2\r\n\r\n")).await;
    assert_eq!(cause(&server.origin()).await, Cause::Broke);
}

#[tokio::test]
async fn packed_bytes_that_do_not_unpack_are_a_broken_connection() {
    let server =
        Server::start(|_, _| reply(200, &[("content-encoding", "gzip")], b"\x1f\x8b\x08junk"))
            .await;
    assert_eq!(cause(&server.origin()).await, Cause::Broke);
}

#[tokio::test]
async fn a_packed_answer_is_unpacked() {
    use std::io::Write;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(SAMPLE.as_bytes()).unwrap();
    let body = packer.finish().unwrap();
    let server =
        Server::start(move |_, _| reply(200, &[("content-encoding", "gzip")], &body)).await;
    let job = server
        .client()
        .publish_status(&bot())
        .await
        .job
        .unwrap()
        .unwrap();
    assert_eq!(job.percent, Some(100));
}

#[tokio::test]
async fn an_answer_over_the_limit_is_not_read() {
    let small = Limits {
        max_body_bytes: SAMPLE.len() - 1,
        ..Limits::default()
    };
    let chunked = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{SAMPLE}\r\n0\r\n\r\n",
        SAMPLE.len()
    );
    let server = Server::start(move |_, number| match number {
        0 => json(200, SAMPLE),
        _ => bytes(chunked.clone()),
    })
    .await;
    let client = client(&server.origin(), Habits::default(), small);
    for _ in 0..2 {
        let error = client.publish_status(&bot()).await.job.unwrap_err();
        assert_eq!(error.kind(), FailureKind::TooLarge);
    }
    assert!(server.client().publish_status(&bot()).await.job.is_ok());
}
