//! Processes that end with the journey.

use std::ffi::OsStr;
use std::process::{Child, Command};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// The words in front of a command that make it end when the one who started it ends, however that
/// ends: a journey that is killed runs no `Drop`. `setpriv` (util-linux) becomes the program.
pub(crate) const LEASH: [&str; 3] = ["setpriv", "--pdeathsig", "KILL"];

/// A command that ends with the thread that started it.
pub(crate) fn leashed(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(LEASH[0]);
    command.args(&LEASH[1..]).arg(program);
    command
}

/// A process in a group of its own. Dropping it ends the whole group, whatever it started, and
/// nothing else.
#[derive(Debug)]
pub struct Group(Child);

impl Group {
    /// Starts it.
    pub fn start(command: &mut Command) -> Self {
        use std::os::unix::process::CommandExt as _;
        let name = format!("{command:?}");
        let child = command
            .process_group(0)
            .spawn()
            .unwrap_or_else(|problem| panic!("{name} could not be started: {problem}"));
        Self(child)
    }

    /// The process itself.
    pub fn child(&mut self) -> &mut Child {
        &mut self.0
    }

    /// Stops it where it is, as a debugger would: it neither answers nor ends.
    pub fn freeze(&self) {
        self.send(Signal::STOP);
    }

    /// Lets it go on.
    pub fn thaw(&self) {
        self.send(Signal::CONT);
    }

    fn send(&self, signal: Signal) {
        if let Some(pid) = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process(pid, signal);
        }
    }

    /// The processes that it started and that still run.
    pub fn children(&self) -> Vec<u32> {
        children_of(self.0.id())
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(group) = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.0.wait();
    }
}

/// See `proc_pid_stat(5)`: state and parent come behind the name, which may hold anything.
pub(crate) fn children_of(parent: u32) -> Vec<u32> {
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    processes
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|pid| {
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            let mut fields = stat
                .rsplit_once(')')
                .map_or("", |(_, rest)| rest)
                .split_whitespace();
            let state = fields.next();
            let its_parent = fields.next().and_then(|field| field.parse().ok());
            state != Some("Z") && its_parent == Some(parent)
        })
        .collect()
}
