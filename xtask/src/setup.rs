//! Making a machine ready: what is missing is named, with the reason, before it is installed.

use std::process::Command;

use crate::packages::{self, Family, Package};
use crate::places::Places;
use crate::run::{Outcome, ask, run};

/// Everything that the other chores set up by themselves.
pub fn all(places: &Places) -> Outcome {
    crate::node::check()?;
    ensure(&[packages::BUILD, packages::browser(), packages::TEST])?;
    crate::node::built_window(places)?;
    eprintln!("\nReady. `cargo xtask demo` shows the app with sample bots.");
    Ok(())
}

/// Sees to it that these packages are there. Other systems than Linux bring what is needed.
pub fn ensure(wanted: &[&[Package]]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let os_release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let Some(family) = Family::read(&os_release) else {
        eprintln!(
            "This system's packages are unknown here. If the build stops, these are needed \
             (their names in Debian): {}",
            names(wanted.iter().copied().flatten(), Family::Debian).join(" ")
        );
        return Ok(());
    };
    let missing = packages::missing(family, wanted, |name| is_there(family, name));
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("Missing on this system:");
    for package in &missing {
        eprintln!("  {:<28} {}", package.name(family), package.why);
    }
    let install = family.install(&names(missing.iter().copied(), family));
    let Some(prefix) = root_prefix() else {
        return Err(format!(
            "Installing them needs your password. Run this, then try again:\n  sudo {}",
            install.join(" ")
        ));
    };
    eprintln!("They are installed now.");
    if let Some(refresh) = family.refresh() {
        run(&mut as_root(prefix, refresh))?;
    }
    run(&mut as_root(prefix, &install))
}

fn names<'a>(packages: impl Iterator<Item = &'a Package>, family: Family) -> Vec<&'static str> {
    packages.map(|package| package.name(family)).collect()
}

fn is_there(family: Family, name: &'static str) -> bool {
    let words = family.query(name);
    ask(Command::new(words[0]).args(&words[1..]))
        .is_some_and(|printed| family.is_installed(&printed))
}

/// What to put before a command so that root runs it; none when that would need a password.
fn root_prefix() -> Option<&'static [&'static str]> {
    let id = ask(Command::new("id").arg("-u"));
    if id.is_some_and(|id| id.trim() == "0") {
        return Some(&[]);
    }
    // sudo does not pass the environment on.
    ask(Command::new("sudo").args(["-n", "true"]))
        .map(|_| &["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"] as &[_])
}

fn as_root(prefix: &[&str], words: &[&str]) -> Command {
    let mut all = prefix.iter().chain(words);
    let mut command = Command::new(all.next().copied().unwrap_or_default());
    command.args(all).env("DEBIAN_FRONTEND", "noninteractive");
    command
}
