//! What a program costs: its memory and its work, with everything that it started.

use std::fs;
use std::time::Duration;

use crate::process::children_of;

/// Ticks of the kernel's clock in a second (`sysconf(_SC_CLK_TCK)`, 100 on every Linux of today).
const TICKS_PER_SECOND: u64 = 100;

/// Of a program and everything that it started.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Programs.
    pub programs: usize,
    /// Proportional set size, kB: what is shared is counted once, over all that share it.
    pub pss_kb: u64,
    /// Work done, of those that still run and of those that have ended.
    pub work: Duration,
}

impl Cost {
    /// Of this process and all below it.
    pub fn of(pid: u32) -> Self {
        let mut cost = Self::default();
        let mut below = vec![pid];
        while let Some(pid) = below.pop() {
            cost.programs += 1;
            cost.pss_kb += pss_kb(pid).unwrap_or_default();
            cost.work += work(pid).unwrap_or_default();
            below.extend(children_of(pid));
        }
        cost
    }
}

fn pss_kb(pid: u32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// utime, stime, cutime and cstime of `proc_pid_stat(5)`, behind the name, which may hold anything.
fn work(pid: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = fields.split_whitespace().skip(11).take(4);
    let ticks: u64 = ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 1_000 / TICKS_PER_SECOND))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_very_process_costs_something() {
        let before = Cost::of(std::process::id());
        assert!(before.pss_kb > 500, "{before:?}");
        let begun = std::time::Instant::now();
        while Cost::of(std::process::id()).work == before.work {
            assert!(begun.elapsed() < Duration::from_mins(1));
        }
    }
}
