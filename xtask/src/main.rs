//! The chores of this repository. `cargo xtask help` lists them.
//!
//! Each one does its own set-up: beside Rust and Node nothing has to be there.

mod app;
mod bench;
mod cargo;
mod generate;
mod icns;
mod ico;
mod icons;
mod journeys;
mod node;
mod packages;
mod places;
mod platforms;
mod run;
mod setup;
mod test;

use std::process::ExitCode;

use places::Places;
use run::Outcome;

const HELP: &str = "\
cargo xtask demo                 the app with sample bots, in a data folder of its own
cargo xtask run                  the app with your own accounts
cargo xtask test [PART…]         everything that a change has to pass, or only these parts:
                                 fmt clippy crates ui browser shell journeys
cargo xtask bench [NAME…]        the benchmarks, or only these; `app` measures the running app
cargo xtask gen                  writes the window's TypeScript types from the Rust ones
cargo xtask icons                draws icons/ from icons/src
cargo xtask check-platforms [windows] [macos]
                                 type check and lint for systems that are not at hand
cargo xtask setup                only the set-up that the others do by themselves
cargo xtask help                 this list
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rest: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
    match chore(words.first().map_or("help", String::as_str), &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\n{why}");
            ExitCode::FAILURE
        }
    }
}

fn chore(name: &str, rest: &[&str]) -> Outcome {
    if matches!(name, "help" | "--help" | "-h") {
        print!("{HELP}");
        return Ok(());
    }
    let places = Places::find()?;
    match name {
        "setup" => setup::all(&places),
        "demo" => app::demo(&places, rest),
        "run" => app::own(&places, rest),
        "test" => test::pass(&places, rest),
        "bench" => bench::measure(&places, rest),
        "gen" => generate::types(&places),
        "icons" => icons::draw(&places),
        "check-platforms" => platforms::check(&places, rest),
        unknown => Err(format!("There is no chore `{unknown}`.\n\n{HELP}")),
    }
}
