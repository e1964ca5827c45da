//! The password store of a computer, and what happens to one.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::process::Group;
use crate::{World, until};

/// Name of the app's entries in the password store, in a debug build.
const SERVICE: &str = "dev.publishmonitor.desktop.debug";
/// The same, of an app as people get it.
const RELEASED: &str = "dev.publishmonitor.desktop";
const PASSWORD: &str = "journeys";
const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";

impl World {
    /// The password store runs and is open, whatever it did before.
    pub async fn open_password_store(&mut self) {
        self.end_password_store();
        let mut keyring = self.start_keyring(&["--unlock"]);
        let mut password = keyring.child().stdin.take().expect("it reads a password");
        password
            .write_all(PASSWORD.as_bytes())
            .expect("it reads a password");
        drop(password);
        self.keyring = Some(keyring);
        until("an open password store", async || {
            self.keep("journey", "try", "x").then_some(())
        })
        .await;
    }

    /// The password store runs and is locked, as after a sign-in without a password.
    pub async fn lock_password_store(&mut self) {
        self.end_password_store();
        self.keyring = Some(self.start_keyring(&[]));
        until("a locked password store", async || {
            let locked = self.ask_store("org.freedesktop.DBus.Properties.Get", |command| {
                command.args(["string:org.freedesktop.Secret.Collection", "string:Locked"])
            });
            locked.contains("boolean true").then_some(())
        })
        .await;
    }

    /// The password store ends.
    pub fn end_password_store(&mut self) {
        if let Some(keyring) = self.keyring.take() {
            // A frozen process is killed all the same, but its name on the bus has to go too.
            drop(keyring);
        }
    }

    /// The password store no longer answers, and does not end.
    pub fn freeze_password_store(&self) {
        self.keyring.as_ref().expect("a password store").freeze();
    }

    /// It answers again.
    pub fn thaw_password_store(&self) {
        self.keyring.as_ref().expect("a password store").thaw();
    }

    /// The password store can ask the person for its password from now on, as on a desktop.
    pub async fn allow_prompts(&self) {
        let service = self.folder().join("services/prompter.service");
        let text = "[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\n\
            Exec=/usr/libexec/gcr-prompter\n";
        fs::write(service, text).expect("a file");
        until("a bus that knows the prompt", async || {
            let names = self.call(
                "org.freedesktop.DBus",
                "/org/freedesktop/DBus",
                "org.freedesktop.DBus.ListActivatableNames",
                |command| command,
            );
            names.contains("SystemPrompter").then_some(())
        })
        .await;
    }

    /// The question for the password stands on the screen.
    pub async fn sees_prompt(&self) {
        until("the question for the password", async || {
            self.prompt_window().map(drop)
        })
        .await;
    }

    /// Whether it stands there now.
    pub fn is_prompted(&self) -> bool {
        self.prompt_window().is_some()
    }

    /// A person types the password and confirms it.
    pub async fn answers_prompt(&self) {
        self.types_into_prompt(&["type", "--delay", "20", PASSWORD], Some("Return"))
            .await;
    }

    /// A person closes the question.
    pub async fn dismisses_prompt(&self) {
        self.types_into_prompt(&["key", "Escape"], None).await;
    }

    async fn types_into_prompt(&self, keys: &[&str], then: Option<&str>) {
        self.sees_prompt().await;
        until("the question to be gone", async || {
            let Some(window) = self.prompt_window() else {
                return Some(());
            };
            // Without a window manager nobody gives it the focus.
            let _ = self.xdotool(&["windowfocus", &window]);
            let _ = self.xdotool(keys);
            if let Some(key) = then {
                let _ = self.xdotool(&["key", key]);
            }
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            None
        })
        .await;
    }

    fn prompt_window(&self) -> Option<String> {
        let found = self.xdotool(&["search", "--onlyvisible", "--class", "gcr-prompter"]);
        found.lines().next().map(str::to_owned)
    }

    fn xdotool(&self, words: &[&str]) -> String {
        let output = self.command("xdotool").args(words).output();
        let output = output.expect("xdotool runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The secrets that the app keeps in the password store.
    pub fn kept_secrets(&self) -> Vec<String> {
        self.entries("secret = ", false)
    }

    /// Puts a secret of an account into the password store, as an app of this build does.
    pub fn keep_secret(&self, account: &str, secret: &str) {
        let service = if cfg!(debug_assertions) {
            SERVICE
        } else {
            RELEASED
        };
        assert!(self.keep(service, account, secret), "the secret is kept");
    }

    /// Another program puts this secret in place of each that the app keeps.
    pub fn change_secrets(&self, secret: &str) {
        let accounts = self.entries("attribute.username = ", true);
        assert!(!accounts.is_empty(), "the app keeps nothing");
        for account in accounts {
            assert!(self.keep(SERVICE, &account, secret), "it was not changed");
        }
    }

    /// Another program removes what the app keeps.
    pub fn remove_secrets(&self) {
        let cleared = self
            .command("secret-tool")
            .args(["clear", "service", SERVICE])
            .status();
        assert!(cleared.is_ok_and(|status| status.success()));
    }

    fn entries(&self, begin: &str, attributes: bool) -> Vec<String> {
        let found = self
            .command("secret-tool")
            .args(["search", "--all", "--unlock", "service", SERVICE])
            .output()
            .expect("secret-tool runs");
        // It tells secrets and attributes on two ways out.
        let told = if attributes {
            found.stderr
        } else {
            found.stdout
        };
        String::from_utf8_lossy(&told)
            .lines()
            .filter_map(|line| line.strip_prefix(begin))
            .map(str::to_owned)
            .collect()
    }

    fn keep(&self, service: &str, name: &str, secret: &str) -> bool {
        let mut store = self.command("secret-tool");
        store.args([
            "store",
            "--label=journey",
            "service",
            service,
            "username",
            name,
        ]);
        let Ok(mut child) = store.stdin(Stdio::piped()).stderr(Stdio::null()).spawn() else {
            panic!("secret-tool is not installed");
        };
        if let Some(mut stdin) = child.stdin.take() {
            let _ = stdin.write_all(secret.as_bytes());
        }
        child.wait().is_ok_and(|status| status.success())
    }

    fn start_keyring(&self, how: &[&str]) -> Group {
        Group::start(
            self.command("gnome-keyring-daemon")
                .args(how)
                .args(["--components=secrets", "--foreground"])
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        )
    }

    fn ask_store(
        &self,
        method: &str,
        arguments: impl FnOnce(&mut Command) -> &mut Command,
    ) -> String {
        self.call("org.freedesktop.secrets", COLLECTION, method, arguments)
    }

    fn call(
        &self,
        name: &str,
        path: &str,
        method: &str,
        arguments: impl FnOnce(&mut Command) -> &mut Command,
    ) -> String {
        let mut command = self.command("dbus-send");
        command.args(["--session", "--print-reply", &format!("--dest={name}")]);
        let output = arguments(command.args([path, method])).output();
        let output = output.expect("dbus-send runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}
