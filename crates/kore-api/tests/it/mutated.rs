//! Replies that were damaged at random.

use kore_api::read_publish_status;
use proptest::prelude::*;

use crate::support::{SAMPLE, bot};

const ROUNDS: usize = 100_000;

const SEEDS: [&str; 6] = [
    SAMPLE,
    r#"[{"_id":"a","statusSummary":[{"modules":{"a":["b"]},"result":{"state":"x"}}]},null]"#,
    r#"{"errors":[{"msg":"Invalid StreamId","code":400}]}"#,
    r#"{"_id":1,"percentageComplete":"85.4","requestedTime":1659081888731,"status":["x"]}"#,
    "<html><head><title>Sign in</title><script>1<2</script></head></html>",
    r#""You've exceeded the per-minute rate limit.""#,
];

/// Pieces that steer a reader elsewhere than random bytes do.
const PIECES: [&str; 22] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "true",
    "1e999",
    "-",
    "0.",
    "\\ud800",
    "\\u0000",
    "\u{feff}",
    "<title",
    "</",
    "é",
    "\u{10ffff}",
    "99999999999999999999",
    "\n",
    "{}",
];

#[test]
fn a_hundred_thousand_damaged_replies_bring_no_panic() {
    let mut random = fastrand::Rng::with_seed(0x5eed);
    let bot = bot();
    let statuses = [200, 200, 200, 400, 401, 404, 429, 500];
    for _ in 0..ROUNDS {
        let mut body = random.choice(SEEDS).unwrap().as_bytes().to_vec();
        for _ in 0..random.usize(1..8) {
            let at = random.usize(0..=body.len());
            match random.u8(0..5) {
                0 if at < body.len() => body[at] = random.u8(..),
                1 if at < body.len() => {
                    let end = random.usize(at..=body.len());
                    body.drain(at..end);
                }
                2 => body.truncate(at),
                3 if at < body.len() => {
                    let end = random.usize(at..=body.len());
                    let copy = body[at..end].to_vec();
                    body.splice(at..at, copy);
                }
                _ => {
                    let piece = random.choice(PIECES).unwrap().bytes();
                    body.splice(at..at, piece);
                }
            }
            body.truncate(8_192);
        }
        let status = *random.choice(&statuses).unwrap();
        if let Err(error) = read_publish_status(status, &body, &bot) {
            let text = error.to_string();
            assert!(text.chars().count() < 300, "{text}");
            assert!(!text.chars().any(char::is_control), "{text:?}");
        }
    }
}

proptest! {
    #[test]
    fn no_text_at_all_brings_a_panic(body in ".{0,200}", status in 0u16..700) {
        let _ = read_publish_status(status, body.as_bytes(), &bot());
    }
}
