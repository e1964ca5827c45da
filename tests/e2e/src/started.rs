//! The app as it runs on a desktop, and what it says of what it has kept.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;

use domain::PublishState;

use crate::cost::Cost;
use crate::process::Group;
use crate::wait::AT_MOST;

/// The app, started without anybody who looks at its window.
pub struct Started {
    process: Group,
    /// Of another thread: reading what a process says cannot be given up.
    kept: Receiver<Kept>,
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
        let (tell, kept) = channel();
        thread::spawn(move || {
            let mut said = BufReader::new(said);
            let mut line = String::new();
            // Until nobody says anything any more, or nobody listens.
            while said.read_line(&mut line).is_ok_and(|bytes| bytes > 0) {
                if read(&line).is_some_and(|kept| tell.send(kept).is_err()) {
                    break;
                }
                line.clear();
            }
        });
        Self { process, kept }
    }

    /// The next job that it says it has kept; `None` when it has ended. Waits, on this thread.
    pub fn next_kept(&mut self) -> Option<Kept> {
        match self.kept.recv_timeout(AT_MOST) {
            Ok(kept) => Some(kept),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("the app keeps nothing, and does not end"),
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
