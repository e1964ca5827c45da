//! How the app is, for a person who helps: numbers, times and words of a closed list. Pure.
//!
//! There is no room in it for a name, an id, an address of the person's own or a text that
//! another program wrote, and so none for a log: [`Plain`] is the only text that is not this
//! app's own, and it holds a version number.

mod write;

use std::time::Duration;

use domain::{Algorithm, FailureKind};
use history::Watching;
use jiff::Timestamp;
use kore_api::{ClaimsForm, PathForm};

use crate::network::Network;
use crate::view::{
    AtLogin, Closing, Density, KeychainProblem, Notice, ProxyMode, SecretPlace, SystemAlerts,
    Theme, TrayFirst,
};

pub use write::text;

/// The platform's documented addresses, with the names that the window gives them.
pub const REGIONS: [(&str, &str); 4] = [
    ("https://platform.kore.ai", "us"),
    ("https://bots.kore.ai", "usOlder"),
    ("https://de-platform.kore.ai", "germany"),
    ("https://jp-platform.kore.ai", "japan"),
];

/// A version number of another program, or the short name of a system: letters, digits, dots and
/// dashes, 40 of them at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain(String);

impl Plain {
    /// What of a text may be shown; "unknown" where nothing is left.
    pub fn of(text: &str) -> Self {
        let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let kept: String = text.chars().filter(plain).take(40).collect();
        if kept.is_empty() {
            Self("unknown".to_owned())
        } else {
            Self(kept)
        }
    }
}

/// What the shell knows.
#[derive(Clone, Debug)]
pub struct ShellFacts {
    /// Version of the app.
    pub version: &'static str,
    /// It is built for looking for mistakes.
    pub debug_build: bool,
    /// The kind of system: `linux`.
    pub system: &'static str,
    /// Its name and version: `debian-12`.
    pub system_version: Plain,
    /// The kind of processor: `x86_64`.
    pub processor: &'static str,
    /// Version of the web view.
    pub web_view: Plain,
    /// Sample bots are shown.
    pub samples: bool,
    /// Colours.
    pub theme: Theme,
    /// Height of rows.
    pub density: Density,
    /// What closing the window does.
    pub closing: Closing,
    /// There is a tray.
    pub tray: bool,
    /// What its icon shows first.
    pub tray_first: TrayFirst,
    /// Whether the app starts with the computer.
    pub at_login: AtLogin,
    /// What the system says of notifications.
    pub notifications: SystemAlerts,
}

/// What the history holds.
#[derive(Clone, Debug)]
pub struct KeptFacts {
    /// Version of the file's form.
    pub schema_version: i64,
    /// Its size in bytes.
    pub bytes: u64,
    /// Publishes in it.
    pub jobs: u64,
    /// Notifications outside the window are wanted.
    pub alerts: bool,
    /// Choices about alerts that are not the usual.
    pub alert_choices: usize,
    /// Bots and groups that are quiet.
    pub quiets: usize,
    /// The way out of this computer.
    pub network: NetworkFacts,
    /// How long bots were watched within the last day, and of how many bots.
    pub watching: (Watching, u32),
}

/// The way out of this computer.
#[derive(Clone, Copy, Debug)]
pub struct NetworkFacts {
    /// Which proxy server is used.
    pub proxy: ProxyMode,
    /// The computer names a proxy server.
    pub of_system: bool,
    /// It finds its proxy server by a script.
    pub by_script: bool,
    /// More authorities are trusted than the computer's own.
    pub extra_authorities: bool,
}

/// What the loop knows.
#[derive(Clone, Debug)]
pub struct LoopFacts {
    /// Since the app was started.
    pub up: Duration,
    /// The loop was started again so often.
    pub restarts: u32,
    /// So many checks did not end.
    pub lost_checks: u32,
    /// Checks are paused.
    pub paused: bool,
    /// What the system says of its network.
    pub network: Network,
    /// What is told on top of the window.
    pub notices: Vec<Notice>,
    /// The accounts, in the order in which the window shows them.
    pub accounts: Vec<AccountFacts>,
}

/// One account.
#[derive(Clone, Debug)]
pub struct AccountFacts {
    /// Where it is: one of [`REGIONS`]; `None`: an address of the person's own.
    pub region: Option<&'static str>,
    /// Where its secret is.
    pub secret: SecretPlace,
    /// What is the matter with the password store.
    pub keychain: Option<KeychainProblem>,
    /// How its tokens are signed.
    pub algorithm: Algorithm,
    /// Which claims the server takes; `None`: the one that is tried first.
    pub claims: Option<ClaimsForm>,
    /// Which form of address it answers to; `None`: the one that is tried first.
    pub path: Option<PathForm>,
    /// Bots that are checked, and bots put away.
    pub bots: (u32, u32),
    /// Bots that were never checked with success.
    pub never_checked: u32,
    /// What keeps all of it from being checked, and since when.
    pub failure: Option<(FailureKind, Timestamp)>,
    /// Bots with a trouble of their own.
    pub failing_bots: Vec<(FailureKind, u32)>,
    /// Requests within the last minute, within the last hour, and the most in an hour.
    pub requests: (u32, u32, u32),
    /// Checks that came back since the start of the app.
    pub checks: u64,
    /// How long they take usually, and took at most.
    pub took: Option<(Duration, Duration)>,
    /// The newest failures, newest last.
    pub failures: Vec<(FailureKind, Timestamp)>,
}

/// All of it. What could not be asked is missing, and said to be.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    /// When it was put together.
    pub at: Timestamp,
    /// What the shell knows.
    pub shell: ShellFacts,
    /// What the history holds.
    pub kept: Option<KeptFacts>,
    /// What the loop knows.
    pub checking: Option<LoopFacts>,
}

/// The name of a documented address.
pub fn region_of(origin: &str) -> Option<&'static str> {
    REGIONS
        .iter()
        .find(|(known, _)| *known == origin)
        .map(|(_, name)| *name)
}
