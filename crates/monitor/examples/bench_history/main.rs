//! How large and how fast a history of a million publishes of ten resources is.
//!
//! `cargo xtask bench history`; `BENCH_JOBS=50000` makes a smaller one, `BENCH_FOLDER` puts it
//! elsewhere. The replies come from the simulator over HTTP through the client; a thousand bots'
//! worth of them is recorded as the app does, and copied in bulk with other times, ends, people
//! and lengths. Each page is asked for 40 times on one connection. The shell's figure is its own
//! timer's for the same question as one plain statement, with the same indexes, once.
//!
//! `BENCH_ONLY="exports copies"` leaves out all parts but these of: `pages` `replies` `exports`
//! `copies` `openings` `migration`.

mod copies;
mod exports;
mod made;
mod memory;
mod migration;
mod pages;
mod questions;
mod upkeep;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;

/// What a step of the benchmark gives.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Set for a process of its own that exports this history: one that made it holds much memory
/// already.
const EXPORTS_OF: &str = "BENCH_EXPORTS_OF";

fn main() -> Outcome<()> {
    if let Some(path) = std::env::var_os(EXPORTS_OF).map(PathBuf::from) {
        return exports::measure(path.parent().unwrap_or(&path), &path);
    }
    let jobs: i64 = std::env::var("BENCH_JOBS").map_or(Ok(1_000_000), |jobs| jobs.parse())?;
    let base = std::env::var_os("BENCH_FOLDER").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = base.join(format!("bench-history-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let result = run(&folder, jobs);
    std::fs::remove_dir_all(&folder)?;
    result
}

fn run(folder: &Path, jobs: i64) -> Outcome<()> {
    let only = std::env::var("BENCH_ONLY").ok();
    let wanted = |part: &str| {
        let only = only.as_deref();
        only.is_none_or(|only| only.split_whitespace().any(|name| name == part))
    };
    // First, while this process holds little.
    if wanted("migration") {
        migration::measure(folder, jobs)?;
    }
    let path = folder.join("history.sqlite3");
    let begun = Instant::now();
    let templates = made::fill(&path, jobs)?;
    println!(
        "\n{jobs} jobs of {} bots, {} resources each, made in {:.0} s",
        made::BOTS,
        made::RESOURCES,
        begun.elapsed().as_secs_f64()
    );
    sizes(&path, jobs)?;
    if wanted("pages") {
        pages::measure(&path)?;
    }
    if wanted("replies") {
        upkeep::replies(folder, &templates)?;
    }
    if wanted("exports") {
        let mut exports = std::process::Command::new(std::env::current_exe()?);
        if !exports.env(EXPORTS_OF, &path).status()?.success() {
            return Err("the exports failed".into());
        }
    }
    if wanted("copies") {
        copies::measure(&path, &templates)?;
    }
    if wanted("openings") {
        upkeep::openings(&path)?;
    }
    Ok(())
}

fn sizes(path: &Path, jobs: i64) -> Outcome<()> {
    let bytes = i64::try_from(std::fs::metadata(path)?.len())?;
    println!(
        "size on disk: {} MB, {} bytes per job",
        bytes / 1_000_000,
        bytes / jobs
    );
    let conn = Connection::open(path)?;
    let mut statement =
        conn.prepare("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 9")?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let (name, bytes): (String, i64) = (row.get(0)?, row.get(1)?);
        println!("  {name:<32} {:>5} bytes per job", bytes / jobs);
    }
    Ok(())
}

/// Milliseconds.
pub fn ms(elapsed: Duration) -> f64 {
    elapsed.as_secs_f64() * 1_000.0
}

/// Half of all were at most the first, 99 of 100 the second.
pub fn p50_p99(mut all: Vec<f64>) -> (f64, f64) {
    all.sort_by(f64::total_cmp);
    let last = all.len() - 1;
    (all[last / 2], all[last * 99 / 100])
}
