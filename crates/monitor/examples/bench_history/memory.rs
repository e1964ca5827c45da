//! The most memory that this process held since a moment (page `proc_pid_status(5)`).

use std::fs;

/// Counts from here on. The most so far cannot be forgotten everywhere: it is then too large, never
/// too small.
pub fn begin() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// In words: how much that was, and how much there is now.
pub fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let megabytes = |field: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(field))?;
        let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
        Some(kilobytes / 1_000)
    };
    match (megabytes("VmHWM:"), megabytes("VmRSS:")) {
        (Some(most), Some(now)) => format!("at most {most} MB of memory, {now} MB afterwards"),
        _ => "memory is not measured on this system".to_owned(),
    }
}
