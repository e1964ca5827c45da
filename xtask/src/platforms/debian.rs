//! Debian's Rust compiler with the standard library's source: downloaded and unpacked beside the
//! build, never installed, so that it cannot get in the way of the person's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{Outcome, ask, run};

/// The package that the others are found from. Debian keeps it new enough to build browsers.
const COMPILER: &str = "rustc-web";

/// The unpacked compiler.
pub struct Unpacked(PathBuf);

impl Unpacked {
    /// One of its programs.
    pub fn program(&self, name: &str) -> PathBuf {
        self.0.join("usr/bin").join(name)
    }

    /// The folder of the shared libraries that its programs load.
    pub fn libraries(&self) -> Outcome<PathBuf> {
        let entries = fs::read_dir(self.0.join("usr/lib"));
        let mut folders = entries.into_iter().flatten().filter_map(Result::ok);
        folders
            .find(|entry| entry.file_name().to_string_lossy().contains("-linux-gnu"))
            .map(|entry| entry.path())
            .ok_or_else(|| "The unpacked compiler has no libraries.".to_owned())
    }
}

/// Downloads and unpacks what is not yet there. Each version has a folder of its own.
pub fn unpacked(cache: &Path) -> Outcome<Unpacked> {
    let version = ask(Command::new("apt-cache").args(["policy", COMPILER]))
        .as_deref()
        .and_then(candidate)
        .ok_or_else(|| {
            format!(
                "Debian's package {COMPILER} is not known here: run `apt-get update`, then try \
                 again."
            )
        })?;
    let home = cache.join(&version);
    if !home.is_dir() {
        let fresh = cache.join("unpacking");
        let _ = fs::remove_dir_all(&fresh);
        let cannot = |error| format!("{} cannot be made: {error}", fresh.display());
        fs::create_dir_all(&fresh).map_err(cannot)?;
        download(&fresh, &version)?;
        link_source(&fresh, &version)?;
        fs::rename(&fresh, &home).map_err(cannot)?;
    }
    Ok(Unpacked(home))
}

fn download(folder: &Path, version: &str) -> Outcome {
    let library = format!("libstd-rust-web-{}", release(version));
    let depends = ask(Command::new("apt-cache").args(["depends", &library])).unwrap_or_default();
    let mut packages = vec![
        COMPILER.to_owned(),
        library,
        "libstd-rust-web-dev".to_owned(),
        "rust-web-src".to_owned(),
        "rust-web-clippy".to_owned(),
    ];
    packages.extend(llvm(&depends));
    run(Command::new("apt-get")
        // Else it warns that its own user may not write here.
        .args(["-o", "APT::Sandbox::User=root", "download"])
        .args(&packages)
        .current_dir(folder))?;
    let entries = fs::read_dir(folder).map_err(|error| error.to_string())?;
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "deb") {
            run(Command::new("dpkg").arg("-x").arg(&path).arg(folder))?;
            let _ = fs::remove_file(&path);
        }
    }
    Ok(())
}

/// Cargo looks for the source under the compiler's own folder; some versions of the packages lack
/// the link.
fn link_source(folder: &Path, version: &str) -> Outcome {
    let expected = folder.join("usr/lib/rustlib/src/rust");
    if expected.exists() {
        return Ok(());
    }
    let number = version.split(['+', '-']).next().unwrap_or(version);
    let source = format!("../../../src/rustc-{number}");
    let done = Command::new("sh")
        .args([
            "-c",
            "mkdir -p \"$(dirname \"$2\")\" && ln -s \"$1\" \"$2\"",
            "link",
        ])
        .arg(source)
        .arg(&expected)
        .status();
    match done {
        Ok(status) if status.success() && expected.exists() => Ok(()),
        _ => Err(format!(
            "The standard library's source is not where it should be: {}",
            expected.display()
        )),
    }
}

/// The version that `apt-cache policy` would install.
fn candidate(policy: &str) -> Option<String> {
    let line = policy
        .lines()
        .find_map(|line| line.trim().strip_prefix("Candidate: "))?;
    (line != "(none)").then(|| line.to_owned())
}

/// `1.96.0+dfsg1-1~deb12u2` is of the release `1.96`.
fn release(version: &str) -> String {
    let mut numbers = version.split('.');
    let major = numbers.next().unwrap_or_default();
    let minor = numbers.next().unwrap_or_default();
    format!("{major}.{minor}")
}

/// The code generator's library among what `apt-cache depends` lists.
fn llvm(depends: &str) -> Option<String> {
    depends
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Depends: "))
        .find(|name| name.starts_with("libllvm"))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_what_apt_prints() {
        let policy = "rustc-web:\n  Installed: (none)\n  Candidate: 1.96.0+dfsg1-1~deb12u2\n";
        let version = candidate(policy).unwrap();
        assert_eq!(version, "1.96.0+dfsg1-1~deb12u2");
        assert_eq!(release(&version), "1.96");
        assert_eq!(candidate("rustc-web:\n  Candidate: (none)\n"), None);
        assert_eq!(candidate(""), None);
    }

    #[test]
    fn the_code_generator_is_found_among_the_dependencies() {
        let depends = "libstd-rust-web-1.96\n  Depends: libc6\n  Depends: libllvm22\n";
        assert_eq!(llvm(depends).as_deref(), Some("libllvm22"));
        assert_eq!(llvm("x\n  Depends: libc6\n"), None);
    }
}
