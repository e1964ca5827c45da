//! Reports out of a real history, for the walks in a browser: a usual one, a long one in which
//! everything has the worst name, and one of a publish that has just begun.
//!
//! `cargo run -p monitor --example sample_reports -- FOLDER`

use std::path::Path;

use domain::{
    AccountId, BotId, ClientId, ClientSecret, JobId, PublishJob, PublishState, Resource, Unwatched,
};
use history::{Absence, AccountRecord, BotChange, History, Success};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use monitor::discreet::Discreet;
use monitor::report::{Facts, gaps_around, html, report};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const BOT: &str = "st-11111111-2222-5333-8444-555555555555";
const ANN: &str = "u-51e0aaaa-1b2c-5d3e-9f00-00aa11bb9bc8";
const PARTS: [(&str, &str); 8] = [
    ("dialog", "Check balance"),
    ("dialog", "Opening hours"),
    ("dialog", "Pay a bill"),
    ("NL", "Natural Language"),
    ("CHANNELS", "Channels"),
    ("EXTENSIONS", "Extensions"),
    ("SETTINGS", "Settings"),
    ("AUTOVERSIONING", "Creating New Version"),
];

/// A name that wants harm, one that no line can hold, and ones that run the other way.
fn worst(at: usize) -> String {
    match at % 6 {
        0 => "A".repeat(3_000),
        1 => "<script>document.title='taken'</script><img src=https://evil.example/x.png>".into(),
        2 => format!("\u{202e}{}", "שלום עולם ".repeat(40)),
        3 => "</td></table><style>@import url(https://evil.example)</style>".into(),
        4 => "مرحبا_".repeat(120),
        _ => format!(
            "Very long words of a dialog that goes on {}",
            "and on ".repeat(60)
        ),
    }
}

fn part(kind: &str, name: String, state: PublishState) -> Resource {
    let word = match state {
        PublishState::Published => "SUCCESS",
        PublishState::Failed => "FAILED",
        _ => "PENDING",
    };
    Resource {
        id: Some(format!("{kind}-{name}")),
        kind: Some(kind.into()),
        name: Some(name),
        state,
        server_status: Some(word.into()),
        modules: vec!["general".into()],
        awaiting_approval: false,
        published_at: None,
    }
}

fn publish(id: &str, state: PublishState, at: Timestamp, resources: Vec<Resource>) -> PublishJob {
    PublishJob {
        id: Some(JobId::new(id)),
        bot_id: None,
        state,
        server_status: None,
        percent: None,
        requested_at: Some(at),
        started_at: Some(at + SignedDuration::from_secs(2)),
        modified_at: None,
        started_by: Some(ANN.into()),
        version_comment: None,
        resources,
    }
}

/// What is told of a publish, from its first answer to its last.
struct Told {
    name: String,
    parts: Vec<Resource>,
    comment: Option<String>,
    /// Nothing came before it, and it is not over.
    first: bool,
    checks: i64,
}

fn usual() -> Told {
    let failed = |kind| kind == "NL";
    let parts = PARTS.into_iter().map(|(kind, name)| {
        let state = if failed(kind) {
            PublishState::Failed
        } else {
            PublishState::Published
        };
        part(kind, name.into(), state)
    });
    Told {
        name: "Billing assistant".into(),
        parts: parts.collect(),
        comment: Some("New opening hours for the holidays".into()),
        first: false,
        checks: 6,
    }
}

fn long() -> Told {
    let parts = (0..60).map(|at| {
        let state = [PublishState::Published, PublishState::Failed][usize::from(at % 7 == 0)];
        part("dialog", format!("{at} {}", worst(at)), state)
    });
    Told {
        name: worst(0),
        parts: parts.collect(),
        comment: Some(format!("{} {}", worst(1), worst(4))),
        first: false,
        checks: 80,
    }
}

fn begun() -> Told {
    let parts = PARTS.into_iter().take(2);
    Told {
        name: "Claims intake".into(),
        parts: parts
            .map(|(kind, name)| part(kind, name.into(), PublishState::Waiting))
            .collect(),
        comment: None,
        first: true,
        checks: 1,
    }
}

fn main() -> Outcome {
    let folder = std::env::args().nth(1).ok_or("the folder is missing")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for (name, told) in [("usual", usual()), ("long", long()), ("begun", begun())] {
        std::fs::write(folder.join(format!("{name}.html")), page(&told)?)?;
    }
    Ok(())
}

fn page(told: &Told) -> Outcome<String> {
    let place = tempfile::tempdir()?;
    let begin: Timestamp = "2026-03-02T08:00:00Z".parse()?;
    let mut history = History::open(&place.path().join("history.db"), begin)?.history;
    let (account, bot) = (AccountId::new("one"), BotId::new(BOT));
    history.add_account(&record(&account, begin))?;
    history.add_bots(&account, std::slice::from_ref(&bot), begin)?;
    let change = BotChange {
        name: Some(Some(told.name.clone())),
        ..BotChange::default()
    };
    history.change_bot(&account, &bot, &change)?;
    let (row, now) = watch(&mut history, &account, &bot, told, begin)?;
    history.name_person(ANN, Some("Ann Smith"))?;

    let reader = history.reader()?;
    let stored = reader.job(row)?.ok_or("it was kept")?;
    let life = reader.coverage(&account, &bot, now)?;
    let secret = ClientSecret::read("Zk3-planted-secret-of-over-32-characters");
    let secrets = secret.map(|read| read.secret).into_iter().collect();
    let discreet = Discreet::new(secrets, reader.named_people()?, false);
    let page = html(&report(&Facts {
        job: &stored,
        account: Some("Group production"),
        beside: reader.beside(row)?.as_ref(),
        gaps: &gaps_around(&life, &stored, now),
        discreet: &discreet,
        zone: &TimeZone::get("Europe/Berlin")?,
        now,
        version: env!("CARGO_PKG_VERSION"),
    }));
    drop(reader);
    history.close()?;
    Ok(page)
}

fn record(id: &AccountId, added_at: Timestamp) -> AccountRecord {
    let client_id = ClientId::new("cs-1a2b3c4d-0000-5000-8000-000000000000");
    AccountRecord {
        name: "Group production".into(),
        secret_in_keychain: true,
        ..AccountRecord::new(id.clone(), "https://platform.kore.ai", client_id, added_at)
    }
}

/// Watches the bot as the app would. Answers the publish's number, and when the report is made.
fn watch(
    history: &mut History,
    account: &AccountId,
    bot: &BotId,
    told: &Told,
    begin: Timestamp,
) -> Outcome<(i64, Timestamp)> {
    let mut see = |job: &PublishJob, at, running_since, absent: &[Absence]| {
        history.note_absences(running_since, absent, at)?;
        history.record_success(&Success {
            account,
            bot,
            at,
            every: SignedDuration::from_mins(5),
            job: Some(job),
        })
    };
    let asked = begin + SignedDuration::from_hours(24);
    if !told.first {
        let (_, most) = told.parts.split_last().ok_or("it has parts")?;
        let worked = most.iter().map(|one| Resource {
            state: PublishState::Published,
            ..one.clone()
        });
        let mut job = publish("ds-1", PublishState::Published, begin, worked.collect());
        job.modified_at = Some(begin + SignedDuration::from_mins(3));
        // Looked at until twenty minutes before the next publish; then the computer slept.
        for before in (20..120).rev().step_by(5) {
            see(&job, asked - SignedDuration::from_mins(before), begin, &[])?;
        }
    }
    let slept = Absence {
        account: None,
        why: Unwatched::Asleep,
        since: asked - SignedDuration::from_mins(20),
    };
    let mut job = publish("ds-2", PublishState::Publishing, asked, Vec::new());
    job.version_comment.clone_from(&told.comment);
    let mut at = asked;
    let mut row = None;
    for check in 1..=told.checks {
        at = asked + SignedDuration::from_secs(20 * check);
        let over = check == told.checks && !told.first;
        let done = told.parts.len() * usize::try_from(check)? / usize::try_from(told.checks)?;
        job.percent = Some(u8::try_from(100 * check / told.checks)?);
        let parts = told.parts.iter().enumerate().map(|(at, one)| Resource {
            state: if at < done || over {
                one.state
            } else {
                PublishState::Waiting
            },
            ..one.clone()
        });
        job.resources = parts.collect();
        if over {
            job.state = PublishState::Failed;
            job.modified_at = Some(at);
        }
        let absent = if check == 1 && !told.first {
            std::slice::from_ref(&slept)
        } else {
            &[]
        };
        row = see(&job, at, begin, absent)?.job;
    }
    if !told.first {
        // After it the app was closed, and opened again.
        at += SignedDuration::from_mins(90);
        see(&job, at, at, &[])?;
    }
    Ok((row.ok_or("it was kept")?, at + SignedDuration::from_mins(1)))
}
