//! Ends a program with all that it started.

use std::fs;
use std::process::{Child, Command};

use super::ask;

/// Ends the child and what came from it: ending cargo alone leaves the tests that it runs.
pub fn end(child: &mut Child) {
    let root = child.id();
    if cfg!(windows) {
        ask(Command::new("taskkill").args(["/T", "/F", "/PID", &root.to_string()]));
        let _ = child.kill();
    } else {
        let below = descendants(&table(), root);
        // Before them: it would start the next of its tests.
        let _ = child.kill();
        // The shell's own `kill`: the program of that name is not everywhere.
        ask(Command::new("sh")
            .args(["-c", r#"kill -KILL "$@""#, "sh"])
            .args(below.iter().map(u32::to_string)));
    }
}

/// Lines of `process parent`.
fn table() -> String {
    if !cfg!(target_os = "linux") {
        return ask(Command::new("ps").args(["-A", "-o", "pid=,ppid="])).unwrap_or_default();
    }
    let folders = fs::read_dir("/proc").into_iter().flatten().flatten();
    folders
        .filter_map(|folder| {
            let stat = fs::read_to_string(folder.path().join("stat")).ok()?;
            // `process (its name, with anything in it) state parent …`
            let (_, fields) = stat.rsplit_once(')')?;
            let parent = fields.split_whitespace().nth(1)?;
            Some(format!(
                "{} {parent}\n",
                folder.file_name().to_string_lossy()
            ))
        })
        .collect()
}

/// All that came from a process, of a table with lines of `process parent`.
fn descendants(table: &str, root: u32) -> Vec<u32> {
    let pairs: Vec<(u32, u32)> = table
        .lines()
        .filter_map(|line| {
            let (process, parent) = line.trim().split_once(char::is_whitespace)?;
            Some((process.parse().ok()?, parent.trim().parse().ok()?))
        })
        .collect();
    let mut found = vec![root];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        let children = pairs.iter().filter(|pair| pair.1 == parent);
        let new: Vec<u32> = children.map(|pair| pair.0).collect();
        found.extend(new.into_iter().filter(|one| *one != parent));
        next += 1;
    }
    found.split_off(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_and_theirs_are_found_and_no_others() {
        let table =
            "    1     0\n   20     1\n  300    20\n 4000   300\n   21     1\n  301    21\nodd\n";
        assert_eq!(descendants(table, 20), [300, 4000]);
        assert!(descendants(table, 4000).is_empty());
        assert_eq!(
            descendants("0 0\n7 0", 0),
            [7],
            "one that is its own parent"
        );
    }
}
