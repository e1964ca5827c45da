//! A C compiler for macOS where there is none.
//!
//! A type check links nothing, but the build scripts of SQLite and of the cryptography compile
//! their C all the same. An empty object in place of each satisfies them.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::run::Outcome;

/// Given `-c` and `-o FILE` it makes an empty object; anything else goes to the system's own
/// compiler, without the options that this one does not know.
const SCRIPT: &str = r#"#!/bin/sh
compiles=
object=
before=
for word in "$@"; do
	[ "$before" = -o ] && object=$word
	[ "$word" = -c ] && compiles=yes
	before=$word
done
if [ -n "$compiles" ] && [ -n "$object" ]; then
	exec gcc -c -x c /dev/null -o "$object"
fi
count=$#
skip=
while [ "$count" -gt 0 ]; do
	word=$1
	shift
	count=$((count - 1))
	if [ -n "$skip" ]; then
		skip=
		continue
	fi
	case $word in
	--target=* | -mmacosx-version-min=*) ;;
	-isysroot) skip=yes ;;
	*) set -- "$@" "$word" ;;
	esac
done
exec gcc "$@"
"#;

/// Names the stand-in to the build scripts.
pub fn stand_in(command: &mut Command, folder: &Path) -> Outcome {
    let script = folder.join("cc-without-code");
    let sdk = folder.join("no-sdk");
    let cannot = |error| format!("{} cannot be written: {error}", script.display());
    fs::create_dir_all(&sdk).map_err(cannot)?;
    fs::write(&script, SCRIPT).map_err(cannot)?;
    executable(&script).map_err(cannot)?;
    command
        .env("CC_aarch64_apple_darwin", &script)
        .env("CXX_aarch64_apple_darwin", &script)
        .env("AR_aarch64_apple_darwin", "ar")
        // Else the build scripts ask for Apple's tools.
        .env("SDKROOT", &sdk);
    Ok(())
}

#[cfg(unix)]
fn executable(script: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(script, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn executable(_: &Path) -> std::io::Result<()> {
    Err(std::io::Error::other("this needs a Unix shell"))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use crate::run::ask;

    #[test]
    fn whatever_is_compiled_becomes_an_empty_object() {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("true");
        stand_in(&mut command, folder.path()).unwrap();
        let object = folder.path().join("out.o");
        let compiled = ask(Command::new(folder.path().join("cc-without-code"))
            .args(["--target=arm64-apple-macosx", "-isysroot", "/none", "-c"])
            .arg("no-such-file.c")
            .arg("-o")
            .arg(&object));
        assert!(compiled.is_some());
        assert!(fs::metadata(&object).unwrap().len() > 0);
    }

    #[test]
    fn other_questions_reach_the_systems_compiler() {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("true");
        stand_in(&mut command, folder.path()).unwrap();
        let version = ask(Command::new(folder.path().join("cc-without-code")).args([
            "-isysroot",
            "/none",
            "--target=arm64-apple-macosx",
            "-dumpversion",
        ]));
        assert!(version.is_some_and(|text| text.trim().parse::<u32>().is_ok()));
    }
}
