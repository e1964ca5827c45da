//! First pages and deep ones.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use history::{History, JobPage, JobRow, JobSort, ListPlace, Reader};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::questions::{SORTS, after, filters, order, place};
use crate::{Outcome, ms, p50_p99};

const RUNS: usize = 40;
const PAGE: u32 = 100;
const FROM: &str = "FROM job JOIN bot ON bot.nr = job.bot JOIN account ON account.nr = job.account
    LEFT JOIN person ON person.nr = job.who";

/// The slowest of all, for the last line.
#[derive(Default)]
struct Worst(f64, String);

pub fn measure(path: &Path) -> Outcome<()> {
    let opened = History::open(path, Timestamp::UNIX_EPOCH)?;
    let reader = opened.history.reader()?;
    let jobs = i64::try_from(reader.job_count()?)?;
    let plain = Connection::open(path)?;
    println!(
        "\npages of {PAGE}, {RUNS} times each, ms: p50/p99 here, then the sqlite3 shell's own timer\n\
         {:<24} {:<16} {:>9} {:>15} {:>9} {:>15} {:>9}",
        "filter", "order", "found", "first page", "shell", "nine tenths in", "shell"
    );
    let mut all = Vec::new();
    let mut worst = Worst::default();
    for (name, filter, sql) in filters(jobs) {
        let counted = format!("SELECT count(*) {FROM} WHERE {sql}");
        let found: i64 = plain.query_one(&counted, (), |row| row.get(0))?;
        let begun = Instant::now();
        let about = reader.about_jobs(&filter)?;
        let counting = ms(begun.elapsed());
        if i64::from(about.jobs) != found.min(10_000) || about.more != (found > 10_000) {
            return Err(format!("{name}: counted {about:?}, there are {found}").into());
        }
        for (order_name, sort, descending) in SORTS {
            let ask =
                |after: Option<&ListPlace>| reader.jobs_by(&filter, sort, descending, after, PAGE);
            let (first, first_page) = timed(|| Ok(ask(None)?))?;
            let plain_first = format!("{sql} ORDER BY {}", order(sort, descending));
            let shell_first = shell(path, &plain_first, &first_page)?;
            let deep = nth(&plain, &reader, &sql, sort, descending, found * 9 / 10)?;
            let deep = match &deep {
                None => None,
                Some(row) => {
                    let place = place(sort, row);
                    let (times, page) = timed(|| Ok(ask(Some(&place))?))?;
                    let go_on = after(sort, descending, row);
                    let sql = format!("{sql} AND {go_on} ORDER BY {}", order(sort, descending));
                    Some((times, shell(path, &sql, &page)?))
                }
            };
            let shown = |times: (f64, f64)| format!("{:.1}/{:.1}", times.0, times.1);
            println!(
                "{name:<24} {order_name:<16} {found:>9} {:>15} {:>9} {:>15} {:>9}",
                shown(first),
                shell_first.map_or("-".into(), |ms| format!("{ms:.0}")),
                deep.map_or("-".into(), |(times, _)| shown(times)),
                deep.and_then(|(_, shell)| shell)
                    .map_or("-".into(), |ms| format!("{ms:.0}")),
            );
            for (times, which) in [(Some(first), "first"), (deep.map(|deep| deep.0), "deep")] {
                let Some((p50, p99)) = times else { continue };
                all.push(p50);
                if p99 > worst.0 {
                    worst = Worst(p99, format!("{name}, {order_name}, {which}"));
                }
            }
        }
        println!("{name:<24} counting {counting:.1} ms");
    }
    let (half, most) = p50_p99(all.clone());
    println!(
        "\n{} pages: p50 of the p50s {half:.1} ms, 99 of 100 p50s within {most:.1} ms; \
         the worst p99 is {:.1} ms ({})",
        all.len(),
        worst.0,
        worst.1
    );
    drop(reader);
    Ok(opened.history.close()?)
}

fn timed(ask: impl Fn() -> Outcome<JobPage>) -> Outcome<((f64, f64), JobPage)> {
    let mut times = Vec::new();
    let mut page = JobPage::default();
    for _ in 0..RUNS {
        let begun = Instant::now();
        page = ask()?;
        times.push(ms(begun.elapsed()));
    }
    Ok((p50_p99(times), page))
}

/// The row so many down the list.
fn nth(
    plain: &Connection,
    reader: &Reader,
    sql: &str,
    sort: JobSort,
    descending: bool,
    down: i64,
) -> Outcome<Option<JobRow>> {
    let order = order(sort, descending);
    let sql = format!("SELECT job.nr {FROM} WHERE {sql} ORDER BY {order} LIMIT 1 OFFSET ?1");
    let nr: Option<i64> = plain.query_one(&sql, [down], |row| row.get(0)).optional()?;
    Ok(match nr {
        None => None,
        Some(nr) => reader.job(nr)?.map(|job| job.row),
    })
}

/// The same question in SQLite's own shell, where it is installed: its timer, and whether it finds
/// the same rows in the same order.
fn shell(path: &Path, rest: &str, expected: &JobPage) -> Outcome<Option<f64>> {
    let sql = format!("SELECT job.nr, job.*, bot.*, account.* {FROM} WHERE {rest} LIMIT {PAGE}");
    let started = Command::new("sqlite3")
        .arg("-readonly")
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut shell) = started else {
        return Ok(None);
    };
    let mut input = shell.stdin.take().ok_or("no input")?;
    writeln!(input, ".timer on\n{sql};")?;
    drop(input);
    let output = shell.wait_with_output()?;
    let text = String::from_utf8(output.stdout)?;
    let rows: Vec<i64> = text
        .lines()
        .filter_map(|line| line.split('|').next()?.parse().ok())
        .collect();
    let here: Vec<i64> = expected.jobs.iter().map(|row| row.row).collect();
    if rows != here {
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("not the same rows: {rest}\n{errors}\n{here:?}\n{rows:?}").into());
    }
    let time = text
        .lines()
        .find_map(|line| line.strip_prefix("Run Time: real ")?.split(' ').next());
    Ok(time
        .and_then(|time| time.parse::<f64>().ok())
        .map(|s| s * 1_000.0))
}
