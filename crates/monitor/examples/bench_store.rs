//! Decoding and storing 10,000 replies: how long each takes, beside the replies' plain parse as
//! untyped JSON in the same run.
//!
//! `cargo run --release -p monitor --example bench_store [replies]`

use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::{AccountId, BotId, ClientId, PublishJob};
use history::{AccountRecord, History, Success};
use jiff::{SignedDuration, Timestamp};
use kore_simulator::Life;

const ROUNDS: usize = 5;

type AnyError = Box<dyn std::error::Error>;

fn main() -> Result<(), AnyError> {
    let count = std::env::args()
        .nth(1)
        .map_or(Ok(10_000), |text| text.parse())?;
    let replies = replies(count)?;
    let bytes: usize = replies.iter().map(|(_, body)| body.len()).sum();
    println!(
        "{} replies of {} bytes on average; medians of {ROUNDS} rounds",
        replies.len(),
        bytes / replies.len()
    );

    let untyped = median(|| {
        for (_, body) in &replies {
            let _ = black_box(serde_json::from_slice::<serde_json::Value>(body));
        }
    });
    row("plain parse as untyped JSON", untyped, replies.len());
    let decoded = median(|| {
        for (bot, body) in &replies {
            let _ = black_box(kore_api::read_publish_status(200, body, bot));
        }
    });
    row("decoding as publish jobs", decoded, replies.len());

    let jobs: Vec<(BotId, PublishJob)> = replies
        .iter()
        .map(|(bot, body)| Ok((bot.clone(), kore_api::read_publish_status(200, body, bot)?)))
        .filter_map(|read: Result<_, kore_api::Error>| match read {
            Ok((bot, job)) => job.map(|job| Ok((bot, job))),
            Err(error) => Some(Err(error)),
        })
        .collect::<Result<_, _>>()?;
    let folder = tempfile::tempdir()?;
    let mut history =
        History::open(&folder.path().join("history.sqlite3"), Timestamp::now())?.history;
    let account = AccountRecord {
        name: "bench".into(),
        ..AccountRecord::new(
            AccountId::random(),
            "https://platform.kore.ai",
            ClientId::new("cs-bench"),
            Timestamp::now(),
        )
    };
    history.add_account(&account)?;
    let ids: Vec<BotId> = jobs.iter().map(|(bot, _)| bot.clone()).collect();
    history.add_bots(&account.id, &ids, Timestamp::now())?;
    let mut store = |what: &str| -> Result<(), history::Problem> {
        let began = Instant::now();
        for (bot, job) in &jobs {
            history.record_success(&Success {
                account: &account.id,
                bot,
                at: Timestamp::now(),
                every: SignedDuration::from_mins(1),
                job: Some(job),
            })?;
        }
        row(what, began.elapsed(), jobs.len());
        Ok(())
    };
    store("storing, each a new publish, one durable transaction each")?;
    store("storing the same again: nothing changed but the last check")?;
    println!(
        "history on disk: {} bytes per publish",
        history.file_bytes() / jobs.len() as u64
    );
    history.close()?;
    Ok(())
}

/// Replies in the documented form with `modules` and small `result`s, as the pretend platform
/// makes them.
fn replies(count: usize) -> Result<Vec<(BotId, Vec<u8>)>, AnyError> {
    let life = Life::published(Duration::from_hours(1));
    (0..count)
        .map(|number| {
            let id = format!("st-{number:08}");
            let body = life
                .status_body(&id, Timestamp::now(), Duration::ZERO)
                .ok_or("the pretend platform has no reply")?;
            Ok((BotId::new(id), body.into_bytes()))
        })
        .collect()
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

fn row(what: &str, took: Duration, count: usize) {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let each = took.as_secs_f64() / f64::from(count);
    println!(
        "{what:<62} {:>8.1} µs each {:>9.0} a second",
        each * 1e6,
        1.0 / each
    );
}
