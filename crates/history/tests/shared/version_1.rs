//! A history as the first version of its form left it.

use std::path::Path;

use rusqlite::Connection;

const TABLES: &str = include_str!("version_1.sql");

/// 50 bots, and publishes of five parts each in turn; about 800 bytes for each publish.
const FILLED: &str = "
INSERT INTO account VALUES (1, 'a', 'Ours', 'https://platform.kore.ai', 'cs-1', 0, '', '', 5);
WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 50)
INSERT INTO bot SELECT x, 1, 'st-' || x, 'Bot ' || x, 6 FROM n;
WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 500)
INSERT INTO part SELECT x, 1 + x % 50, 'dg-' || x, 'kind ' || (x % 7), 'Part ' || x, '[]' FROM n;
WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < :jobs)
INSERT INTO job SELECT x, 1, 1 + x % 50, 'ds-' || x, x * 1000, x * 1000, 0,
  iif(x % 9 = 0, 'failed', 'published'), 'WORD', 0, 100, x * 1000, x * 1000 + 500, 500,
  'u-' || (x % 5), 'version ' || x || ' of the greeting', 5, iif(x % 9 = 0, 4, 5), x % 9 = 0
FROM n;
INSERT INTO resource SELECT job.nr, n.value, 1 + (job.bot + 49) % 50 + 50 * n.value,
  iif(n.value = 0 AND job.nr % 9 = 0, 'failed', 'published'), 'WORD', 0, job.modified_at
FROM job, json_each('[0, 1, 2, 3, 4]') AS n;
INSERT INTO progress SELECT nr, 0, listed_at, 100, parts_published, parts_failed FROM job;
INSERT INTO last_check SELECT nr, 9000, 9000, 60000, NULL, NULL, NULL, NULL, NULL FROM bot;
INSERT INTO watched SELECT nr, 1000, 9000 FROM bot;
";

/// Makes such a file with so many publishes.
pub fn make(path: &Path, jobs: u32) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    conn.execute_batch(TABLES).unwrap();
    let filled = FILLED.replace(":jobs", &jobs.to_string());
    conn.execute_batch(&format!("BEGIN; {filled} COMMIT"))
        .unwrap();
    conn.close().unwrap();
}

/// Whether a file is whole, still of the first version, and holds so many publishes.
pub fn is_whole(path: &Path, jobs: u32) -> bool {
    let conn = Connection::open(path).unwrap();
    let verdict: String = conn
        .query_one("PRAGMA integrity_check", (), |row| row.get(0))
        .unwrap();
    let version: u32 = conn
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    let count: u32 = conn
        .query_one("SELECT count(*) FROM job", (), |row| row.get(0))
        .unwrap();
    (verdict.as_str(), version, count) == ("ok", 1, jobs)
}
