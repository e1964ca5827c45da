//! A computer of its own: folders, session bus, password store.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::driver::Driver;
use crate::process::Group;
use crate::{Started, Window, until};

/// A bus that starts nothing by itself: a computer without a password store stays without one.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// What of the outer world is let in: everything else of a person's computer stays out.
const LET_IN: [&str; 5] = ["PATH", "DISPLAY", "XAUTHORITY", "LANG", "TZ"];

/// Name of the app's entries in the password store, in a debug build.
const SERVICE: &str = "dev.publishmonitor.desktop.debug";

/// A computer of its own. Dropping it ends everything that runs on it and removes its folders.
pub struct World {
    // In the order in which they end.
    driver: Option<Driver>,
    keyring: Option<Group>,
    #[allow(dead_code, reason = "it ends when it is dropped")]
    bus: Group,
    bus_address: String,
    folder: TempDir,
}

impl World {
    /// With a password store that is open.
    pub async fn new() -> Self {
        let mut world = Self::without_password_store();
        let keyring = Group::start(
            world
                .command("gnome-keyring-daemon")
                .args(["--unlock", "--components=secrets", "--foreground"])
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        let keyring = world.keyring.insert(keyring);
        let mut password = keyring.child().stdin.take().expect("it reads a password");
        password
            .write_all(b"journeys")
            .expect("it reads a password");
        drop(password);
        until("an open password store", async || {
            world.store_works().then_some(())
        })
        .await;
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
        fs::write(&config, BUS).expect("a file");
        let mut bus = Group::start(
            Command::new("dbus-daemon")
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
            folder,
        }
    }

    /// Starts the app and looks at its window.
    pub async fn open(&mut self) -> Window {
        if self.driver.is_none() {
            let log = self.log("app");
            self.driver = Some(Driver::start(self.command("WebKitWebDriver"), &log).await);
        }
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

    /// The secrets that the app keeps in the password store.
    pub fn kept_secrets(&self) -> Vec<String> {
        let found = self
            .command("secret-tool")
            .args(["search", "--all", "--unlock", "service", SERVICE])
            .output()
            .expect("secret-tool runs");
        String::from_utf8_lossy(&found.stdout)
            .lines()
            .filter_map(|line| line.strip_prefix("secret = "))
            .map(str::to_owned)
            .collect()
    }

    fn store_works(&self) -> bool {
        let mut store = self.command("secret-tool");
        store.args(["store", "--label=try", "journey", "try"]);
        let Ok(mut child) = store.stdin(Stdio::piped()).stderr(Stdio::null()).spawn() else {
            panic!("secret-tool is not installed");
        };
        if let Some(mut stdin) = child.stdin.take() {
            let _ = stdin.write_all(b"x");
        }
        child.wait().is_ok_and(|status| status.success())
    }

    fn log(&self, of: &str) -> PathBuf {
        self.folder().join(format!("log/{of}"))
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear();
        for name in LET_IN {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        for (name, folder) in [
            ("HOME", "home"),
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("TMPDIR", "tmp"),
            ("PUBLISH_MONITOR_DATA_DIR", "app"),
        ] {
            command.env(name, self.folder().join(folder));
        }
        command
            .env(
                "PUBLISH_MONITOR_LOG",
                "warn,publish_monitor=info,monitor=debug,kore_api=debug,history=debug",
            )
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address)
            .env("GDK_BACKEND", "x11");
        command
    }
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
