//! How large and how fast a history of a million publishes is.
//!
//! `cargo run --release -p history --example bench_history [jobs] [folder]`

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use domain::{AccountId, BotId, ClientId, JobId, PublishJob, PublishState, Resource};
use history::{AccountRecord, History, JobFilter, JobRow, Success};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

const BOTS: u64 = 1_000;
const PARTS: u64 = 10;
const SAMPLES: u64 = 3;
const REPLIES: usize = 10_000;
const RUNS: usize = 20;
const PAGE: u32 = 100;
const START_MS: i64 = 1_700_000_000_000;
/// A publish every 40 seconds: a million is fifteen months of 1,000 bots.
const STEP_MS: i64 = 40_000;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    if first.as_deref() == Some("--probe") {
        return probe(Path::new(&arguments.next().ok_or("no file")?));
    }
    let jobs: u64 = first.map_or(Ok(1_000_000), |jobs| jobs.parse())?;
    let base = arguments
        .next()
        .map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = base.join(format!("bench-history-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let result = run(&folder, jobs);
    std::fs::remove_dir_all(&folder)?;
    result
}

fn run(folder: &Path, jobs: u64) -> Outcome<()> {
    let path = folder.join("history.sqlite3");
    let begun = Instant::now();
    fill(&path, jobs)?;
    println!(
        "{jobs} jobs of {BOTS} bots, {PARTS} resources and {SAMPLES} progress samples each, made in {:.0} s",
        begun.elapsed().as_secs_f64()
    );
    let bytes = std::fs::metadata(&path)?.len();
    println!(
        "size on disk: {} MB, {} bytes per job",
        bytes / 1_000_000,
        bytes / jobs
    );
    sizes(&path)?;

    println!("\nmedian of {RUNS} runs, each in a process of its own (least to most)");
    let mut runs: Vec<Vec<(String, f64)>> = Vec::new();
    for _ in 0..RUNS {
        let output = Command::new(std::env::current_exe()?)
            .arg("--probe")
            .arg(&path)
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        let text = String::from_utf8(output.stdout)?;
        let read = |line: &str| {
            Some((
                line.split_once('\t')?.0.to_owned(),
                line.split_once('\t')?.1.parse().ok()?,
            ))
        };
        runs.push(text.lines().filter_map(read).collect());
    }
    for (position, (name, _)) in runs[0].iter().enumerate() {
        line(name, runs.iter().map(|run| run[position].1).collect());
    }
    in_the_shell(&path, jobs)?;
    replies(folder)?;

    let mut killed = History::open(&path, Timestamp::UNIX_EPOCH)?.history;
    killed.set_setting("left", "open")?;
    drop(killed);
    let begun = Instant::now();
    let opened = History::open(&path, Timestamp::UNIX_EPOCH)?;
    println!(
        "\nopening after an unclean end, searched {}: {:.1} s",
        format!("{:?}", opened.examined).to_lowercase(),
        begun.elapsed().as_secs_f64()
    );
    let begun = Instant::now();
    opened.history.examine()?;
    println!(
        "searching this whole file for damage: {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    let begun = Instant::now();
    let removed = account();
    let mut history = opened.history;
    history.remove_bot(&removed, &bot(1))?;
    println!(
        "removing a bot with {} jobs: {:.0} ms",
        jobs / BOTS,
        ms(begun.elapsed())
    );
    Ok(history.close()?)
}

fn line(name: &str, mut ms: Vec<f64>) {
    ms.sort_by(f64::total_cmp);
    let (least, most) = (ms[0], ms[ms.len() - 1]);
    println!(
        "  {name:<58} {:>8.2} ms   ({least:.2} to {most:.2})",
        ms[ms.len() / 2]
    );
}

fn ms(elapsed: Duration) -> f64 {
    elapsed.as_secs_f64() * 1_000.0
}

fn account() -> AccountId {
    AccountId::new("5b0d7a4e-7f55-4d80-8cc6-7066e5cc6a6f")
}

fn bot(number: u64) -> BotId {
    BotId::new(format!("st-a86a6717-340b-5830-a8b6-{number:012}"))
}

fn begin(path: &Path) -> Outcome<History> {
    let mut history = History::open(path, Timestamp::UNIX_EPOCH)?.history;
    history.add_account(&AccountRecord {
        id: account(),
        name: "Bench".into(),
        host: "https://platform.kore.ai".into(),
        client_id: ClientId::new("cs-adb7cfc7-e9d1-55dd-acfc-214b82dc51d8"),
        secret_in_keychain: true,
        path_form: "plain".into(),
        claims_form: "full".into(),
        algorithm: domain::Algorithm::default(),
        added_at: Timestamp::UNIX_EPOCH,
        colour: domain::Colour::None,
        signed_out: false,
    })?;
    let bots: Vec<BotId> = (0..BOTS).map(bot).collect();
    history.add_bots(&account(), &bots, Timestamp::UNIX_EPOCH)?;
    Ok(history)
}

fn job(number: u64, state: PublishState) -> PublishJob {
    let requested =
        Timestamp::from_millisecond(START_MS + i64::try_from(number).unwrap_or(0) * STEP_MS).ok();
    let later = |seconds| requested.map(|at| at + SignedDuration::from_secs(seconds));
    let part = |position: u64| Resource {
        id: Some(format!(
            "dg-{:08x}-7f55-5d80-acc6-{position:012}",
            number % BOTS
        )),
        kind: Some("dialog".into()),
        name: Some(format!("Dialog number {position}")),
        state: PublishState::Published,
        server_status: Some("SUCCESS".into()),
        modules: vec!["nl_model".into(), "settings".into()],
        awaiting_approval: false,
        published_at: later(30),
    };
    PublishJob {
        id: Some(JobId::new(format!(
            "ds-4a1b3e3d-7f55-5d80-acc6-{number:012}"
        ))),
        bot_id: None,
        state,
        server_status: Some("successful".into()),
        percent: Some(100),
        requested_at: requested,
        started_at: later(1),
        modified_at: later(31),
        started_by: Some("u-adb7cfc7-e9d1-55dd-acfc-214b82dc51d8".into()),
        version_comment: Some("weekly publish".into()),
        resources: (0..PARTS).map(part).collect(),
    }
}

/// One job through the front door; the others are copies of it, written in bulk.
fn fill(path: &Path, jobs: u64) -> Outcome<()> {
    let mut history = begin(path)?;
    for number in 0..BOTS {
        history.record_success(&Success {
            account: &account(),
            bot: &bot(number),
            at: Timestamp::from_millisecond(START_MS)?,
            every: SignedDuration::from_secs(60),
            job: Some(&job(number, PublishState::Published)),
        })?;
    }
    history.close()?;
    let conn = Connection::open(path)?;
    conn.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; BEGIN")?;
    conn.execute(
        "WITH RECURSIVE n(x) AS (SELECT ?1 UNION ALL SELECT x + 1 FROM n WHERE x + 1 < ?2)
         INSERT INTO job (nr, account, bot, id, requested_at, listed_at, before_watching, state,
           server_status, awaiting_approval, percent, started_at, modified_at, duration_ms,
           started_by, version_comment, parts, parts_published, parts_failed)
         SELECT x + 1, job.account, job.bot, 'ds-4a1b3e3d-7f55-5d80-acc6-' || format('%012d', x),
           ?3 + x * ?4, ?3 + x * ?4, 0,
           CASE x % 50 WHEN 7 THEN 'failed' WHEN 8 THEN 'failed' WHEN 9 THEN 'unknown'
             ELSE 'published' END,
           job.server_status, 0, 100, ?3 + x * ?4 + 1000, ?3 + x * ?4 + 31000, 30000,
           job.started_by, job.version_comment, job.parts, job.parts_published, 0
         FROM n JOIN job ON job.nr = 1 + x % ?1",
        (
            i64::try_from(BOTS)?,
            i64::try_from(jobs)?,
            START_MS,
            STEP_MS,
        ),
    )?;
    conn.execute(
        "INSERT INTO resource
         SELECT job.nr, resource.position, resource.part, resource.state, resource.server_status,
           resource.awaiting_approval, job.listed_at + 30000
         FROM job JOIN resource ON resource.job = 1 + (job.nr - 1) % ?1 WHERE job.nr > ?1",
        [i64::try_from(BOTS)?],
    )?;
    conn.execute(
        "INSERT INTO progress
         SELECT job.nr, position.value, job.listed_at + 10000 * (1 + position.value),
           30 + 35 * position.value, 3 + 3 * position.value, 0
         FROM job JOIN json_each('[0,1,2]') AS position WHERE job.nr > ?1",
        [i64::try_from(BOTS)?],
    )?;
    conn.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(conn.close().map_err(|(_, error)| error)?)
}

fn sizes(path: &Path) -> Outcome<()> {
    let conn = Connection::open(path)?;
    let mut statement = conn.prepare(
        "SELECT name, sum(pgsize) / 1000000 FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 7",
    )?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        println!(
            "  {:<58} {:>5} MB",
            row.get::<_, String>(0)?,
            row.get::<_, i64>(1)?
        );
    }
    Ok(())
}

fn probe(path: &Path) -> Outcome<()> {
    let begun = Instant::now();
    let opened = History::open(path, Timestamp::UNIX_EPOCH)?;
    let opening = ms(begun.elapsed());
    let reader = opened.history.reader()?;
    let all = JobFilter::default();
    let first = reader.jobs(&all, None, PAGE)?;
    println!(
        "opening and the first page of {PAGE}\t{}",
        ms(begun.elapsed())
    );
    println!("of which opening\t{opening}");
    let after = |row: &JobRow| Some((row.requested_at, row.row));
    let newest = first.first().ok_or("no rows")?.row;
    let deep = newest / 10;
    let place = (
        Timestamp::from_millisecond(START_MS + (deep - 1) * STEP_MS)?,
        deep,
    );
    let failed = JobFilter {
        states: vec![PublishState::Failed],
        ..JobFilter::default()
    };
    let of_account = JobFilter {
        account: Some(account()),
        ..JobFilter::default()
    };
    let of_bot = JobFilter {
        bot: Some(bot(7)),
        ..of_account.clone()
    };
    let failed_of_account = JobFilter {
        states: failed.states.clone(),
        ..of_account.clone()
    };
    let asked = [
        ("the second page", &all, after(&first[first.len() - 1])),
        ("a page after nine tenths of all rows", &all, Some(place)),
        ("the first page, failed", &failed, None),
        ("a page after nine tenths, failed", &failed, Some(place)),
        ("the first page of an account", &of_account, None),
        (
            "the first page of an account, failed",
            &failed_of_account,
            None,
        ),
        ("the first page of a bot", &of_bot, None),
    ];
    for (name, filter, after) in asked {
        let begun = Instant::now();
        let rows = reader.jobs(filter, after, PAGE)?;
        println!("{name}, {} rows\t{}", rows.len(), ms(begun.elapsed()));
    }
    let begun = Instant::now();
    let bots = reader.board()?.len();
    println!("the board of {bots} bots\t{}", ms(begun.elapsed()));
    let begun = Instant::now();
    let job = reader.job(newest / 2)?.ok_or("no job")?;
    println!(
        "one job with {} resources\t{}",
        job.resources.len(),
        ms(begun.elapsed())
    );
    let begun = Instant::now();
    reader.job_count()?;
    println!("counting all jobs\t{}", ms(begun.elapsed()));
    Ok(opened.history.close()?)
}

/// The same page asked for in SQLite's own shell, where it is installed: the whole process.
fn in_the_shell(path: &Path, jobs: u64) -> Outcome<()> {
    let deep = jobs / 10;
    let time = START_MS + i64::try_from(deep)? * STEP_MS;
    for (name, go_on) in [
        (
            "first page in the sqlite3 shell, with its start",
            String::new(),
        ),
        (
            "nine tenths down in the sqlite3 shell, with its start",
            format!(" AND listed_at <= {time} AND (listed_at < {time} OR nr < {deep})"),
        ),
    ] {
        let arms: Vec<String> = ["published", "failed", "publishing", "waiting", "unknown"]
            .iter()
            .map(|state| format!("SELECT listed_at, nr FROM job WHERE state = '{state}'{go_on}"))
            .collect();
        let sql = format!(
            "SELECT job.*, bot.id, bot.name, account.id FROM
               ({} ORDER BY listed_at DESC, nr DESC LIMIT {PAGE}) AS page
             CROSS JOIN job ON job.nr = page.nr CROSS JOIN bot ON bot.nr = job.bot
             CROSS JOIN account ON account.nr = job.account
             ORDER BY page.listed_at DESC, page.nr DESC",
            arms.join(" UNION ALL ")
        );
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            let begun = Instant::now();
            let Ok(output) = Command::new("sqlite3")
                .arg("-readonly")
                .arg(path)
                .arg(&sql)
                .output()
            else {
                println!("  (no sqlite3 shell here)");
                return Ok(());
            };
            runs.push(ms(begun.elapsed()));
            let rows = output.stdout.split(|byte| *byte == b'\n').count() - 1;
            if rows != PAGE as usize {
                return Err(String::from_utf8_lossy(&output.stderr).into());
            }
        }
        line(name, runs);
    }
    Ok(())
}

/// Replies as they come in: a job of each bot, then the same again, then its end.
fn replies(folder: &Path) -> Outcome<()> {
    let mut history = begin(&folder.join("replies.sqlite3"))?;
    let mut each = Vec::with_capacity(REPLIES);
    let all = Instant::now();
    for number in (0_u64..).take(REPLIES) {
        let round = number / BOTS;
        let mut told = job(number % BOTS + round / 3 * BOTS, PublishState::Published);
        if round.is_multiple_of(3) {
            told.state = PublishState::Publishing;
            told.percent = Some(40);
        }
        let begun = Instant::now();
        history.record_success(&Success {
            account: &account(),
            bot: &bot(number % BOTS),
            at: Timestamp::from_millisecond(START_MS + i64::try_from(number)? * 60)?,
            every: SignedDuration::from_secs(60),
            job: Some(&told),
        })?;
        each.push(ms(begun.elapsed()));
    }
    let took = all.elapsed().as_secs_f64();
    println!("\n{REPLIES} replies of {PARTS} resources, one durable transaction each:");
    each.sort_by(f64::total_cmp);
    println!(
        "  {:.0} commits a second; a commit takes {:.2} ms (median), {:.2} ms (99 of 100)",
        f64::from(u32::try_from(REPLIES)?) / took,
        each[REPLIES / 2],
        each[REPLIES * 99 / 100]
    );
    Ok(history.close()?)
}
