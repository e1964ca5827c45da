//! A computer of its own: folders, session bus, password store.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::driver::Driver;
use crate::ending::{EndingApp, name_of_the_app};
use crate::process::{Group, leashed};
use crate::{Notifications, Started, Tray, Window, until};

/// A bus that starts nothing by itself but what a journey allows: a computer without a password
/// store stays without one.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <servicedir>SERVICES</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// What of the outer world is let in: everything else of a person's computer stays out.
const LET_IN: [&str; 5] = ["PATH", "DISPLAY", "XAUTHORITY", "LANG", "TZ"];

/// A computer of its own. Dropping it ends everything that runs on it and removes its folders.
pub struct World {
    // In the order in which they end.
    driver: Option<Driver>,
    pub(crate) keyring: Option<Group>,
    #[allow(dead_code, reason = "it ends when it is dropped")]
    bus: Group,
    bus_address: String,
    let_go_after_ms: Option<u32>,
    folder: TempDir,
    log_level: &'static str,
}

impl World {
    /// With a password store that is open.
    pub async fn new() -> Self {
        let mut world = Self::without_password_store();
        world.open_password_store().await;
        world
    }

    /// Without a password store.
    pub fn without_password_store() -> Self {
        // Short: the path of a socket has room for 107 bytes.
        let folder = tempfile::Builder::new()
            .prefix("pm-journey-")
            .tempdir_in("/tmp")
            .expect("a folder");
        for name in [
            "home", "run", "config", "cache", "data", "state", "tmp", "log",
        ] {
            let path = folder.path().join(name);
            fs::create_dir(&path).expect("a folder");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("a folder");
        }
        let config = folder.path().join("bus.conf");
        let services = folder.path().join("services");
        fs::create_dir(&services).expect("a folder");
        let bus = BUS.replace("SERVICES", &services.to_string_lossy());
        fs::write(&config, bus).expect("a file");
        let mut daemon = leashed("dbus-daemon");
        move_in(&mut daemon, folder.path());
        let mut bus = Group::start(
            daemon
                .arg(format!("--config-file={}", config.display()))
                .args(["--print-address", "--nofork"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let mut bus_address = String::new();
        let said = bus.child().stdout.take().expect("it says its address");
        BufReader::new(said)
            .read_line(&mut bus_address)
            .expect("it says its address");
        Self {
            driver: None,
            keyring: None,
            bus,
            bus_address: bus_address.trim().to_owned(),
            let_go_after_ms: None,
            folder,
            log_level: "warn,publish_monitor=info,monitor=debug,kore_api=debug,history=debug",
        }
    }

    /// The app says everything that it can say, and its libraries too.
    pub fn log_everything(&mut self) {
        self.log_level = "trace";
    }

    /// A hidden window is let go soon, not after minutes.
    #[must_use]
    pub fn lets_go_soon(mut self) -> Self {
        self.lets_go_after(300);
        self
    }

    /// A hidden window is let go after so many milliseconds, from the next start on.
    pub fn lets_go_after(&mut self, ms: u32) {
        self.let_go_after_ms = Some(ms);
    }

    /// Starts another program on this computer.
    pub fn start_program(&self, program: &Path) -> Started {
        Started::new(self.command(&program.to_string_lossy()))
    }

    /// The desktop begins to show tray icons.
    pub async fn tray(&self) -> Tray {
        Tray::on(&self.bus_address).await
    }

    /// The desktop begins to show notifications.
    pub async fn notifications(&self) -> Notifications {
        Notifications::on(&self.bus_address).await
    }

    /// Starts the app once more while it runs, and waits until the second one has given way.
    pub async fn starts_again(&self) {
        let mut second = self.start();
        tokio::task::spawn_blocking(move || second.ends())
            .await
            .expect("the second app ends");
    }

    /// The name that the running app has on the session bus.
    pub async fn name_of_the_app(&self) -> String {
        name_of_the_app(&self.bus_address).await
    }

    /// An app with this name that is just ending.
    pub async fn ending_app(&self, name: &str) -> EndingApp {
        EndingApp::named(name, &self.bus_address).await
    }

    /// The programs that the app runs for its web view.
    pub fn web_views(&self) -> usize {
        let driver = self.driver.as_ref().expect("the app was opened");
        driver.below().len()
    }

    /// Starts the app and looks at its window.
    pub async fn open(&mut self) -> Window {
        if self.driver.is_none() {
            let log = self.log("app");
            self.driver = Some(Driver::start(self.command("WebKitWebDriver"), &log).await);
        }
        // One that is about to end would take the start of the next one for a second start.
        self.wait_for_the_end().await;
        let driver = self.driver.as_ref().expect("a driver");
        driver.open(&app()).await
    }

    /// Waits until the app that [`World::open`] started is gone.
    pub async fn wait_for_the_end(&self) {
        let driver = self.driver.as_ref().expect("the app was opened");
        until("the end of the app", async || {
            driver.runs_nothing().then_some(())
        })
        .await;
    }

    /// Kills the app that [`World::open`] started, as a power cut does.
    pub fn kill(&mut self, window: Window) {
        let driver = self.driver.take().expect("the app was opened");
        driver.kill_what_it_runs();
        drop(window);
        drop(driver);
    }

    /// Starts the app as a desktop does: nobody looks at its window.
    pub fn start(&self) -> Started {
        let command = self.command(&app().to_string_lossy());
        Started::new(command)
    }

    /// The same, as at login: without its window.
    pub fn start_hidden(&self) -> Started {
        let mut command = self.command(&app().to_string_lossy());
        command.arg("--hidden");
        Started::new(command)
    }

    /// The folder that holds everything of this computer.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of the app's data.
    pub fn app_data(&self) -> PathBuf {
        self.folder().join("app")
    }

    /// The history of the person's own accounts.
    pub fn history(&self) -> PathBuf {
        self.app_data().join("history.sqlite3")
    }

    /// The folder in which the password store keeps what it is given.
    pub fn password_store(&self) -> PathBuf {
        self.folder().join("data/keyrings")
    }

    /// What the app and its web view said.
    pub fn said(&self) -> String {
        fs::read_to_string(self.log("app")).unwrap_or_default()
    }

    fn log(&self, of: &str) -> PathBuf {
        self.folder().join(format!("log/{of}"))
    }

    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = leashed(program);
        move_in(&mut command, self.folder());
        if let Some(ms) = self.let_go_after_ms {
            command.env("PUBLISH_MONITOR_LET_GO_AFTER_MS", ms.to_string());
        }
        command
            .env("PUBLISH_MONITOR_LOG", self.log_level)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address);
        command
    }
}

/// Of the outer world a program sees only what is let in.
fn move_in(command: &mut Command, folder: &Path) {
    command.env_clear();
    for name in LET_IN {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    for (name, inside) in [
        ("HOME", "home"),
        ("XDG_RUNTIME_DIR", "run"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("TMPDIR", "tmp"),
        ("PUBLISH_MONITOR_DATA_DIR", "app"),
    ] {
        command.env(name, folder.join(inside));
    }
    command.env("GDK_BACKEND", "x11");
}

impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("What the app said:\n{}", self.said());
        }
    }
}

/// The app, built with its window inside.
fn app() -> PathBuf {
    std::env::var_os("PUBLISH_MONITOR_APP")
        .map(PathBuf::from)
        .expect("PUBLISH_MONITOR_APP names the app: run `cargo xtask test journeys`")
}
