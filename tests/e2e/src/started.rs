//! The app as it runs on a desktop, and what it says of what it has kept.

use std::io::{BufRead, BufReader};
use std::process::{ChildStderr, Command, Stdio};

use domain::PublishState;

use crate::cost::Cost;
use crate::process::Group;

/// The app, started without anybody who looks at its window.
pub struct Started {
    process: Group,
    said: BufReader<ChildStderr>,
}

/// The app said that this is in the history for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The number of the job.
    pub job: i64,
    /// Its state.
    pub state: PublishState,
}

impl Started {
    pub(crate) fn new(mut command: Command) -> Self {
        let mut process = Group::start(
            command
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::piped()),
        );
        let said = process.child().stderr.take().expect("what it says");
        Self {
            process,
            said: BufReader::new(said),
        }
    }

    /// The next job that it says it has kept; `None` when it has ended. Waits, on this thread.
    pub fn next_kept(&mut self) -> Option<Kept> {
        loop {
            let mut line = String::new();
            if self.said.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(kept) = read(&line) {
                return Some(kept);
            }
        }
    }

    /// What it costs, with everything that it started.
    pub fn cost(&mut self) -> Cost {
        Cost::of(self.process.child().id())
    }

    /// Waits, on this thread, until it has ended by itself; true where that was in good order.
    pub fn ends(&mut self) -> bool {
        while self.next_kept().is_some() {}
        self.process.child().wait().is_ok_and(|how| how.success())
    }

    /// SIGKILL, now; then what it had still said.
    pub fn kill(mut self) -> Vec<Kept> {
        self.process.child().kill().expect("the app ran");
        self.process.child().wait().expect("the app ended");
        std::iter::from_fn(|| self.next_kept()).collect()
    }
}

/// `… monitor::run::answers: kept job=12 state="published"`
fn read(line: &str) -> Option<Kept> {
    // Without its end a line was cut by the kill: nothing was said.
    let (_, told) = line.strip_suffix('\n')?.split_once(" kept job=")?;
    let (job, state) = told.split_once(" state=")?;
    Some(Kept {
        job: job.parse().ok()?,
        state: PublishState::from_own_word(state.trim_matches('"')),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_about_a_kept_job_is_read_and_a_cut_one_is_not() {
        let line = "2026-11-25T00:30:00Z DEBUG monitor::run: kept job=12 state=\"published\"\n";
        let kept = Kept {
            job: 12,
            state: PublishState::Published,
        };
        assert_eq!(read(line), Some(kept));
        assert_eq!(read("… kept job=12 state=\"publ"), None);
        assert_eq!(read("… something else"), None);
    }
}
