//! A history made from the simulator's replies.

use std::path::Path;
use std::time::Duration;

use domain::{AccountId, BotId, ClientId, ClientSecret, Host, PublishJob};
use history::{AccountRecord, BotChange, History, Success};
use jiff::{SignedDuration, Timestamp};
use kore_api::{Client, Credentials, Habits, Limits};
use kore_simulator::{Life, Setup, Simulator};
use rusqlite::Connection;

use crate::Outcome;

pub const BOTS: i64 = 1_000;
pub const RESOURCES: usize = 10;
pub const START_MS: i64 = 1_700_000_000_000;
/// A publish every 40 seconds: a million is fifteen months of 1,000 bots.
pub const STEP_MS: i64 = 40_000;
/// Of every so many publishes, the bulk is started by one of 97 people, one by a rare one.
pub const RARE: i64 = 10_007;

pub fn account(of: i64) -> AccountId {
    // Every tenth bot belongs to a second account.
    AccountId::new(if of % 10 == 9 { "second" } else { "first" })
}

/// One job of each bot, as the simulator tells it, and one that failed.
pub struct Templates {
    pub bots: Vec<(BotId, String)>,
    pub worked: Vec<PublishJob>,
    pub failed: Vec<PublishJob>,
}

pub fn fill(path: &Path, jobs: i64) -> Outcome<Templates> {
    let templates = tokio::runtime::Runtime::new()?.block_on(ask())?;
    let mut history = begin(path, &templates)?;
    for (of, job) in (0..).zip(&templates.worked) {
        record(&mut history, &templates, of, job)?;
    }
    for (of, job) in (0..).zip(&templates.failed) {
        record(&mut history, &templates, of, job)?;
    }
    history.close()?;
    copy(path, jobs)?;
    Ok(templates)
}

pub fn begin(path: &Path, templates: &Templates) -> Outcome<History> {
    let mut history = History::open(path, Timestamp::UNIX_EPOCH)?.history;
    for of in [0, 9] {
        history.add_account(&AccountRecord {
            name: format!("{} account", account(of).as_str()),
            secret_in_keychain: true,
            path_form: "plain".into(),
            claims_form: "full".into(),
            ..AccountRecord::new(
                account(of),
                "https://platform.kore.ai",
                ClientId::new("cs-adb7cfc7-e9d1-55dd-acfc-214b82dc51d8"),
                Timestamp::UNIX_EPOCH,
            )
        })?;
    }
    for (of, (bot, name)) in (0..).zip(&templates.bots) {
        let bots = std::slice::from_ref(bot);
        history.add_bots(&account(of), bots, Timestamp::UNIX_EPOCH)?;
        let group = match of % 100 {
            5 => Some("Pilot".to_owned()),
            10..30 => Some("Retail".to_owned()),
            _ => None,
        };
        let change = BotChange {
            name: Some(Some(name.clone())),
            group: Some(group),
            ..BotChange::default()
        };
        history.change_bot(&account(of), bot, &change)?;
    }
    Ok(history)
}

pub fn record(
    history: &mut History,
    templates: &Templates,
    of: i64,
    job: &PublishJob,
) -> Outcome<()> {
    history.record_success(&Success {
        account: &account(of),
        bot: &templates.bots[usize::try_from(of)?].0,
        at: Timestamp::from_millisecond(START_MS)?,
        every: SignedDuration::from_secs(60),
        job: Some(job),
    })?;
    Ok(())
}

async fn ask() -> Outcome<Templates> {
    let mut setup = Setup::new().no_limits();
    for number in 0..BOTS {
        let (id, name) = (format!("st-{number:08}"), format!("Bot {number}"));
        setup = setup.bot(&id, &name, life(Life::published(Duration::from_hours(1))));
    }
    let simulator = Simulator::start(setup).await?;
    let worked = ask_all(&simulator).await?;
    for bot in simulator.bots() {
        simulator.set_life(&bot.id, life(Life::failed(Duration::from_mins(10))));
    }
    let failed = ask_all(&simulator).await?;
    let bots = simulator.bots();
    let bots = bots.into_iter().map(|bot| (BotId::new(bot.id), bot.name));
    let templates = Templates {
        bots: bots.collect(),
        worked,
        failed,
    };
    simulator.stop().await;
    Ok(templates)
}

/// The five parts that every bot has, and dialogs up to ten.
fn life(life: Life) -> Life {
    life.dialogs(RESOURCES - 5)
}

async fn ask_all(simulator: &Simulator) -> Outcome<Vec<PublishJob>> {
    let client = Client::new(
        Host::read(&simulator.origin()).map_err(|_| "no host")?.host,
        Credentials {
            client_id: ClientId::new(simulator.client_id()),
            secret: ClientSecret::read(simulator.client_secret())
                .map_err(|_| "no secret")?
                .secret,
            algorithm: domain::Algorithm::default(),
        },
        Habits::default(),
        Limits::default(),
    )?;
    let mut jobs = Vec::new();
    for bot in simulator.bots() {
        let answer = client.publish_status(&BotId::new(bot.id)).await;
        let mut job = answer.job?.ok_or("no job")?;
        job.resources.truncate(RESOURCES);
        jobs.push(job);
    }
    Ok(jobs)
}

/// The recorded jobs again and again, in bulk. Of 50 publishes two fail, one is of no known state;
/// the newest 20 are under way.
fn copy(path: &Path, jobs: i64) -> Outcome<()> {
    let conn = Connection::open(path)?;
    conn.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; BEGIN")?;
    for person in 0..97 {
        let id = format!("u-adb7cfc7-e9d1-55dd-acfc-{person:012}");
        conn.execute("INSERT OR IGNORE INTO person (id) VALUES (?1)", [id])?;
    }
    conn.execute("INSERT INTO person (id) VALUES ('u-rare')", ())?;
    conn.execute(
        "WITH RECURSIVE n(x) AS (SELECT ?1 UNION ALL SELECT x + 1 FROM n WHERE x + 1 < ?2)
         INSERT INTO job (nr, account, bot, id, requested_at, listed_at, before_watching, state,
           server_status, awaiting_approval, percent, started_at, modified_at, duration_ms, who,
           version_comment, parts, parts_published, parts_failed, kinds, kinds_failed)
         SELECT x + 1, job.account, job.bot, 'ds-4a1b3e3d-7f55-5d80-acc6-' || format('%012d', x),
           ?3 + x * ?4, ?3 + x * ?4, 0,
           CASE WHEN x >= ?2 - 20 THEN iif(x % 2, 'publishing', 'waiting')
             WHEN x % 50 IN (7, 8) THEN 'failed' WHEN x % 50 = 9 THEN 'unknown'
             ELSE 'published' END,
           job.server_status, 0, 100, ?3 + x * ?4 + 1000, ?3 + x * ?4 + 31000,
           iif(x >= ?2 - 20, NULL, 5000 + x * 48271 % 600000),
           iif(x % ?5 = 0, (SELECT nr FROM person WHERE id = 'u-rare'), 2 + x * 7919 % 97),
           job.version_comment, job.parts, job.parts_published, job.parts_failed, job.kinds,
           job.kinds_failed
         FROM n JOIN job ON job.nr = 1 + x % ?6 + iif(x % 50 IN (7, 8), ?6, 0)",
        (2 * BOTS, jobs, START_MS, STEP_MS, RARE, BOTS),
    )?;
    conn.execute(
        "INSERT INTO resource (job, position, part, state, server_status, awaiting_approval,
           published_at, began_at, ended_at)
         SELECT job.nr, resource.position, resource.part, resource.state, resource.server_status,
           resource.awaiting_approval, job.listed_at + 30000, job.listed_at + 10000,
           job.listed_at + 30000
         FROM job JOIN resource
           ON resource.job = 1 + (job.nr - 1) % ?1 + iif((job.nr - 1) % 50 IN (7, 8), ?1, 0)
         WHERE job.nr > 2 * ?1",
        [BOTS],
    )?;
    conn.execute(
        "INSERT INTO progress
         SELECT job.nr, position.value, job.listed_at + 10000 * (1 + position.value),
           30 + 35 * position.value, 3 + 3 * position.value, 0
         FROM job JOIN json_each('[0,1,2]') AS position WHERE job.nr > 2 * ?1",
        [BOTS],
    )?;
    conn.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(conn.close().map_err(|(_, error)| error)?)
}
