//! A small answer that unpacks to a huge one.

use std::io::Write;

use domain::FailureKind;
use kore_api::Limits;

use crate::support::{Server, bot, reply};

const UNPACKED_BYTES: usize = 256 * 1024 * 1024;

/// Largest memory in use so far, in KiB.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn bomb() -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(b"{\"_id\":\"").unwrap();
    let piece = vec![b'a'; 1024 * 1024];
    for _ in 0..UNPACKED_BYTES / piece.len() {
        packer.write_all(&piece).unwrap();
    }
    packer.finish().unwrap()
}

/// In a process of its own, since the peak is the whole process's.
#[test]
#[cfg(target_os = "linux")]
fn a_bomb_is_refused_within_twice_the_limit_of_memory() {
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "memory::bomb_in_a_process_of_its_own",
            "--ignored",
            "--nocapture",
        ])
        .status()
        .unwrap();
    assert!(status.success());
}

#[tokio::test]
#[ignore = "started by a_bomb_is_refused_within_twice_the_limit_of_memory"]
async fn bomb_in_a_process_of_its_own() {
    let body = bomb();
    let server =
        Server::start(move |_, _| reply(200, &[("content-encoding", "gzip")], &body)).await;
    let client = server.client();
    let before = peak_kib();
    let error = client.publish_status(&bot()).await.job.unwrap_err();
    let grown = peak_kib() - before;
    assert_eq!(error.kind(), FailureKind::TooLarge);
    let limit_kib = Limits::default().max_body_bytes as u64 / 1024;
    println!("grew by {grown} KiB, limit {limit_kib} KiB");
    assert!(grown < 2 * limit_kib, "grew by {grown} KiB");
}
