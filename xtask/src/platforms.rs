//! Type check and lint for Windows and macOS on a machine that is neither.
//!
//! Nothing is linked or run: what only the system itself can show stays in `docs/hand-checks.md`.

mod compiler;
mod debian;
mod system;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::{EMBEDDED, cargo, inside, program};
use crate::packages::{BUILD, WINDOWS_CHECK};
use crate::places::Places;
use crate::run::{Outcome, ask, run};
use crate::{node, setup};
use system::System;

/// A compiler that knows a system's standard library, or its source.
enum Toolchain {
    /// The one that builds everything else.
    Own,
    /// Debian's, unpacked here; it builds the standard library from its source.
    Unpacked(debian::Unpacked),
}

const OWN_DENIED: &[&str] = &["-D", "warnings"];

/// Debian's clippy is of another version and knows other lints: those count as hints. What the
/// compiler itself says of a system (code that only others use, say) has to be mended.
const UNPACKED_DENIED: &[&str] = &["-D", "unused", "-D", "deprecated", "-D", "missing-docs"];

/// Checks the named systems, or all.
pub fn check(places: &Places, asked: &[&str]) -> Outcome {
    let systems = System::choose(asked)?;
    setup::ensure(&[BUILD])?;
    node::built_window(places)?;
    for system in systems {
        eprintln!("\n== {} ({})", system.name(), system.triple());
        check_one(places, system)?;
    }
    eprintln!(
        "\nThe whole workspace compiles for these systems. What only they can show is in docs/hand-checks.md."
    );
    Ok(())
}

fn check_one(places: &Places, system: System) -> Outcome {
    let cache = places.target.join("platform-toolchain");
    let (mut command, denied) = match toolchain(system, &cache)? {
        Toolchain::Own => {
            let mut command = cargo(places);
            command.args(["clippy", "--target", system.triple()]);
            (command, OWN_DENIED)
        }
        Toolchain::Unpacked(unpacked) => {
            let command = with_unpacked(places, &unpacked, system)?;
            (command, UNPACKED_DENIED)
        }
    };
    match system {
        System::Windows if !cfg!(windows) => setup::ensure(&[WINDOWS_CHECK])?,
        System::Macos if !cfg!(target_os = "macos") => compiler::stand_in(&mut command, &cache)?,
        _ => {}
    }
    run(command
        .args(["--workspace", "--all-targets"])
        .args(EMBEDDED)
        .arg("--target-dir")
        .arg(places.target.join("platforms"))
        .arg("--")
        .args(denied))
}

fn toolchain(system: System, cache: &Path) -> Outcome<Toolchain> {
    let libraries = ask(Command::new(program_rustc()).args([
        "--print",
        "target-libdir",
        "--target",
        system.triple(),
    ]));
    if libraries.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(Toolchain::Own);
    }
    if ask(Command::new("dpkg").arg("--version")).is_none() {
        return Err(format!(
            "This needs the standard library of {name}: `rustup target add {triple}`. Where that \
             cannot be, Debian's own compiler does too, but this system is not Debian.",
            name = system.name(),
            triple = system.triple()
        ));
    }
    debian::unpacked(cache).map(Toolchain::Unpacked)
}

/// The ordinary cargo with the unpacked compiler and linter.
fn with_unpacked(places: &Places, unpacked: &debian::Unpacked, system: System) -> Outcome<Command> {
    let mut command = inside(places, Command::new(unpacked.program("cargo-clippy")));
    command
        .args(["clippy", "-Zbuild-std", "--target", system.triple()])
        .env("CARGO", program())
        .env("RUSTC", unpacked.program("rustc"))
        .env("RUSTDOC", unpacked.program("rustdoc"))
        .env("LD_LIBRARY_PATH", unpacked.libraries()?)
        // Building the standard library is an unstable part of cargo and of the compiler.
        .env("RUSTC_BOOTSTRAP", "1");
    Ok(command)
}

fn program_rustc() -> PathBuf {
    std::env::var_os("RUSTC").map_or_else(|| "rustc".into(), PathBuf::from)
}
