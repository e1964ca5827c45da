//! WebDriver of WebKit for GTK: it starts the app and drives its web view.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fantoccini::ClientBuilder;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use crate::process::{Group, LEASH, children_of};
use crate::wait::AT_MOST;
use crate::{Window, until};

pub(crate) struct Driver {
    process: Group,
    port: u16,
}

impl Driver {
    /// Starts it; what it and the app say goes into `log`.
    pub(crate) async fn start(mut command: Command, log: &Path) -> Self {
        let port = free_port();
        let log = File::create(log).expect("a file");
        let process = Group::start(
            command
                .arg(format!("--port={port}"))
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .stdin(Stdio::null())
                .stdout(log.try_clone().expect("a file"))
                .stderr(log),
        );
        until("a WebDriver that answers", async || {
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()
        })
        .await;
        Self { process, port }
    }

    /// Starts the app.
    pub(crate) async fn open(&self, app: &Path) -> Window {
        let setpriv = program(LEASH[0]);
        let app = app.to_string_lossy();
        let args = [&LEASH[1..], &[&*app]].concat();
        let wanted = json!({ "webkitgtk:browserOptions": { "binary": setpriv, "args": args } });
        let mut builder = ClientBuilder::rustls().expect("a client");
        let address = format!("http://127.0.0.1:{}", self.port);
        let connecting = builder
            .capabilities(wanted.as_object().cloned().unwrap_or_default())
            .connect(&address);
        let client = tokio::time::timeout(AT_MOST, connecting)
            .await
            .expect("the app opens its window in time")
            .expect("the app opens its window");
        Window::new(client)
    }

    /// SIGKILL for the app, now.
    pub(crate) fn kill_what_it_runs(&self) {
        for child in self.process.children() {
            if let Some(pid) = i32::try_from(child).ok().and_then(Pid::from_raw) {
                let _ = kill_process(pid, Signal::KILL);
            }
        }
    }

    /// What the app runs for its web view.
    pub(crate) fn below(&self) -> Vec<u32> {
        let apps = self.process.children();
        apps.into_iter().flat_map(children_of).collect()
    }

    /// The app is gone.
    pub(crate) fn runs_nothing(&self) -> bool {
        self.process.children().is_empty()
    }
}

/// The driver wants a path.
fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
        .unwrap_or_else(|| panic!("{name} is not installed"))
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}
