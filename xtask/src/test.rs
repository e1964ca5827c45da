//! Everything that a change has to pass, in the order in which red comes soonest.

mod counts;
mod part;
mod slow;
mod table;

use std::process::Command;
use std::time::Instant;

use crate::cargo::{EMBEDDED, SHELL, cargo, crates, light_packages, program, select};
use crate::packages::{BUILD, Package, TEST, browser};
use crate::places::Places;
use crate::run::{Outcome, ask, run, run_reading};
use crate::{journeys, node, setup};
pub use counts::Counts;
use part::Part;
use slow::Slow;
use table::Row;

/// What a part comes to, when nothing in it failed.
pub enum Ran {
    /// It only looks; there is nothing to count.
    Looked,
    /// These tests ran.
    Tests(Counts),
    /// It cannot run on this system, for this reason.
    Skipped(&'static str),
}

/// Runs the named parts, or all.
pub fn pass(places: &Places, asked: &[&str]) -> Outcome {
    let parts = Part::choose(asked)?;
    prepare(&parts)?;
    let mut rows = Vec::new();
    for part in parts {
        eprintln!("\n== {} ({})", part.name(), part.says());
        let began = Instant::now();
        let mut counts = Counts::default();
        let ran = one(places, part, &mut counts);
        rows.push(Row::of(part, &ran, counts, began.elapsed().as_secs()));
        let Some(why) = why_red(&ran) else {
            continue;
        };
        print!("\n{}", table::draw(&rows));
        return Err(format!(
            "The part `{name}` did not pass. {why}\nOnce more, only this part:\n  cargo xtask test {name}",
            name = part.name()
        ));
    }
    print!("\n{}", table::draw(&rows));
    println!("{}", table::closing(&rows));
    Ok(())
}

/// A part is red when something in it failed, and also when it has tests and none of them ran.
fn why_red(ran: &Outcome<Ran>) -> Option<String> {
    match ran {
        Err(why) => Some(why.clone()),
        Ok(Ran::Tests(counts)) if counts.passed == 0 => Some("No test ran in it.".to_owned()),
        Ok(_) => None,
    }
}

/// Installs what the chosen parts need before the first of them begins.
fn prepare(parts: &[Part]) -> Outcome {
    let mut sets: Vec<&[Package]> = Vec::new();
    if parts.iter().any(|part| part.compiles()) {
        sets.push(BUILD);
    }
    // A journey opens what it saved in a browser.
    if parts.contains(&Part::Browser) || parts.contains(&Part::Journeys) {
        sets.push(browser());
    }
    if parts.contains(&Part::Journeys) {
        sets.push(TEST);
    }
    if parts.iter().any(|part| part.needs_window()) {
        node::check()?;
    }
    setup::ensure(&sets)
}

/// What random tests begin with, so that a change is judged by the same cases each time. A plain
/// `cargo test` looks at others, and `PROPTEST_CASES` says at how many.
const SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "20260529");

fn one(places: &Places, part: Part, counts: &mut Counts) -> Outcome<Ran> {
    match part {
        Part::Fmt => {
            run(cargo(places).args(["fmt", "--all", "--check"]))?;
            Ok(Ran::Looked)
        }
        Part::Clippy => {
            let light = select(&light_packages(places)?);
            run(cargo(places)
                .args(["clippy", "--locked", "--all-targets"])
                .args(light)
                .args(["--", "-D", "warnings"]))?;
            dependencies(places)?;
            Ok(Ran::Looked)
        }
        Part::Crates => {
            let mut packages = crates(places)?;
            packages.push("xtask".to_owned());
            let mut tests = cargo(places);
            tests.arg("test").args(select(&packages));
            if std::env::var_os(SEED.0).is_none() {
                tests.env(SEED.0, SEED.1);
            }
            cargo_test(&mut tests, counts)
        }
        Part::Ui => window(places, counts),
        Part::Browser => in_a_browser(places, counts),
        Part::Shell => {
            node::built_window(places)?;
            run(cargo(places)
                .args(["clippy", "--all-targets"])
                .args(SHELL)
                .args(EMBEDDED)
                .args(["--", "-D", "warnings"]))?;
            cargo_test(cargo(places).arg("test").args(SHELL).args(EMBEDDED), counts)
        }
        Part::Journeys => journeys::walk(places, counts),
    }
}

/// Runs `cargo test …` to its end, also after a failure, and counts.
fn cargo_test(command: &mut Command, counts: &mut Counts) -> Outcome<Ran> {
    let mut slow = Slow::default();
    let outcome = run_reading(command.arg("--no-fail-fast"), |line| {
        counts.read_cargo_line(line);
        slow.read_cargo_line(line);
    });
    outcome.map_err(|why| why + &slow.says())?;
    Ok(Ran::Tests(*counts))
}

/// Licences, sources and unwanted crates, where cargo-deny is installed.
fn dependencies(places: &Places) -> Outcome {
    if ask(Command::new(program()).args(["deny", "--version"])).is_none() {
        return Ok(());
    }
    run(cargo(places).args(["deny", "check", "licenses", "bans", "sources"]))
}

fn window(places: &Places, counts: &mut Counts) -> Outcome<Ran> {
    node::packages(places)?;
    run(node::npm(places).args(["run", "check"]))?;
    let report = places.target.join("vitest.json");
    // A report of an earlier run must not be read as this one's.
    let _ = std::fs::remove_file(&report);
    let outcome = run(node::npm(places)
        .args(["run", "test", "--", "--reporter=default", "--reporter=json"])
        .arg(format!("--outputFile.json={}", report.display())));
    let text = std::fs::read_to_string(&report).unwrap_or_default();
    *counts = Counts::of_vitest(&text).unwrap_or_default();
    outcome?;
    run(node::npm(places).args(["run", "build"]))?;
    Ok(Ran::Tests(*counts))
}

/// Elsewhere than on Linux `CHROMIUM` has to name a browser; there it comes with the system.
fn in_a_browser(places: &Places, counts: &mut Counts) -> Outcome<Ran> {
    if !cfg!(target_os = "linux") && std::env::var_os("CHROMIUM").is_none() {
        eprintln!("Set CHROMIUM to the path of Chrome or Chromium to run this part.");
        return Ok(Ran::Skipped("CHROMIUM is not set"));
    }
    node::packages(places)?;
    // Reports as the app makes them, to be read in the browser too.
    let reports = places.target.join("sample-reports");
    run(cargo(places)
        .args(["run", "-p", "monitor", "--example", "sample_reports", "--"])
        .arg(&reports))?;
    run_reading(
        node::npm(places)
            .args(["run", "journeys"])
            .env("REPORTS", &reports),
        |line| counts.read_walk_line(line),
    )?;
    Ok(Ran::Tests(*counts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_whose_tests_did_not_run_is_red() {
        let counted = |passed, skipped| {
            Ok(Ran::Tests(Counts {
                passed,
                failed: 0,
                skipped,
            }))
        };
        assert!(why_red(&counted(0, 0)).is_some());
        assert!(why_red(&counted(0, 7)).is_some());
        assert!(why_red(&counted(1, 0)).is_none());
        assert!(why_red(&Ok(Ran::Looked)).is_none());
        assert!(why_red(&Ok(Ran::Skipped("Linux only"))).is_none());
        assert_eq!(why_red(&Err("x".to_owned())), Some("x".to_owned()));
    }
}
