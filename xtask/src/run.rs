//! Starting other programs, and saying what is started.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// What a chore comes to; the error is what a person reads.
pub type Outcome<T = ()> = Result<T, String>;

/// Runs it with this terminal, and fails when it fails.
pub fn run(command: &mut Command) -> Outcome {
    let line = announce(command);
    let status = command.status().map_err(|error| no_start(&line, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(failed(&line))
    }
}

/// Runs it, shows its standard output as it comes and hands each line to `each`.
///
/// The error stream stays with the terminal: cargo writes its progress there.
pub fn run_reading(command: &mut Command, mut each: impl FnMut(&str)) -> Outcome {
    let line = announce(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| no_start(&line, &error))?;
    if let Some(stdout) = child.stdout.take() {
        let mut reader = BufReader::new(stdout);
        let mut bytes = Vec::new();
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|n| n > 0) {
            let text = String::from_utf8_lossy(&bytes);
            print!("{text}");
            each(text.trim_end());
            bytes.clear();
        }
    }
    let status = child.wait().map_err(|error| no_start(&line, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(failed(&line))
    }
}

/// Runs it unseen: its standard output, when it succeeds.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The command as it could be typed.
fn announce(command: &Command) -> String {
    let program = command.get_program();
    let name = if program == crate::cargo::program() {
        "cargo".into()
    } else {
        program.to_string_lossy()
    };
    let arguments = command.get_args().map(|word| word.to_string_lossy());
    let words: Vec<String> = std::iter::once(name)
        .chain(arguments)
        .map(|word| quoted(&word))
        .collect();
    let line = words.join(" ");
    eprintln!("\n> {line}");
    line
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

fn no_start(line: &str, error: &std::io::Error) -> String {
    format!("This did not start ({error}):\n  {line}")
}

fn failed(line: &str) -> String {
    format!("This failed:\n  {line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_so_that_a_shell_reads_it_the_same() {
        assert_eq!(quoted("--features=tauri/test"), "--features=tauri/test");
        assert_eq!(quoted("two words"), "'two words'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn a_program_that_fails_is_an_error_that_names_it() {
        let mut command = Command::new(crate::cargo::program());
        let why = run(command.arg("no-such-subcommand")).unwrap_err();
        assert!(why.contains("no-such-subcommand"), "{why}");
    }

    #[test]
    fn each_line_is_read_and_the_end_is_waited_for() {
        let mut lines = Vec::new();
        let mut command = Command::new(crate::cargo::program());
        run_reading(command.arg("--version"), |line| lines.push(line.to_owned())).unwrap();
        assert_eq!(lines.len(), 1);
        assert!(lines[0].starts_with("cargo "));
    }
}
