//! A history of the first version, brought to the newest.

use std::path::Path;
use std::time::Instant;

use history::History;
use jiff::Timestamp;
use rusqlite::Connection;

use crate::made::{BOTS, RESOURCES};
use crate::{Outcome, memory};

const TABLES: &str = include_str!("../../../history/tests/shared/version_1.sql");

/// As that version left it: bots, their parts, and publishes of them in turn; two of 50 failed.
const FILLED: &str = "
INSERT INTO account VALUES
  (1, 'first', 'Ours', 'https://platform.kore.ai', 'cs-1', 1, 'plain', 'full', 5);
WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < :bots)
INSERT INTO bot SELECT x, 1, 'st-' || format('%08d', x), 'Bot ' || x, 6 FROM n;
INSERT INTO part
  SELECT bot.nr + :bots * n.value, bot.nr, 'dg-' || bot.nr || '-' || n.value, 'kind ' || n.value,
    'Part ' || n.value || ' of the bot', '[]'
  FROM bot, json_each(:parts) AS n;
WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < :jobs)
INSERT INTO job SELECT x, 1, 1 + x % :bots, 'ds-4a1b3e3d-7f55-5d80-acc6-' || format('%012d', x),
  x * 40000, x * 40000, 0, iif(x % 50 IN (7, 8), 'failed', 'published'), 'SUCCESS', 0, 100,
  x * 40000 + 1000, x * 40000 + 31000, 30000, 'u-adb7cfc7-e9d1-55dd-acfc-' || (x * 7919 % 97),
  'version ' || x || ' of the greeting', :count, :count - (x % 50 IN (7, 8)), x % 50 IN (7, 8)
FROM n;
INSERT INTO resource SELECT job.nr, n.value, job.bot + :bots * n.value,
  iif(n.value = 0 AND job.nr % 50 IN (7, 8), 'failed', 'published'), 'SUCCESS', 0, job.modified_at
FROM job, json_each(:parts) AS n;
INSERT INTO progress SELECT job.nr, n.value, job.listed_at + 10000 * (1 + n.value),
  30 + 35 * n.value, 3 + 3 * n.value, 0 FROM job, json_each('[0, 1, 2]') AS n;
INSERT INTO last_check SELECT nr, 9000, 9000, 60000, NULL, NULL, NULL, NULL, NULL FROM bot;
INSERT INTO watched SELECT nr, 1000, 9000 FROM bot;
";

pub fn measure(folder: &Path, jobs: i64) -> Outcome<()> {
    let path = folder.join("first.sqlite3");
    make(&path, jobs)?;
    let bytes = std::fs::metadata(&path)?.len();
    memory::begin();
    let begun = Instant::now();
    let opened = History::open(&path, Timestamp::UNIX_EPOCH)?;
    let took = begun.elapsed().as_secs_f64();
    println!(
        "\na history of version 1 with {jobs} jobs, {RESOURCES} resources each, {} MB: at version {} \
         after {took:.1} s, searched {}, with a copy of it kept; {}",
        bytes / 1_000_000,
        opened.history.schema_version()?,
        format!("{:?}", opened.examined).to_lowercase(),
        memory::peak()
    );
    println!(
        "  the file and its log afterwards: {} MB",
        opened.history.file_bytes() / 1_000_000
    );
    Ok(opened.history.close()?)
}

fn make(path: &Path, jobs: i64) -> Outcome<()> {
    let conn = Connection::open(path)?;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;")?;
    conn.execute_batch(TABLES)?;
    let numbers: Vec<String> = (0..RESOURCES).map(|number| number.to_string()).collect();
    let filled = FILLED
        .replace(":parts", &format!("'[{}]'", numbers.join(",")))
        .replace(":count", &RESOURCES.to_string())
        .replace(":bots", &BOTS.to_string())
        .replace(":jobs", &jobs.to_string());
    conn.execute_batch(&format!("BEGIN; {filled} COMMIT"))?;
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(conn.close().map_err(|(_, error)| error)?)
}
