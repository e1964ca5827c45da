//! The shell: everything that knows Tauri.
//!
//! Builds the window and its ports, and passes commands on to the monitor. It decides nothing
//! about bots: what to check, when, and what to tell is the monitor's.

#[macro_use]
mod command_list;

mod commands;
mod data_dir;
mod diagnostics;
pub mod files;
pub mod ipc_types;
mod keychain;
mod log;
mod network;
mod notify;
mod outlet;
mod preferences;
mod presence;
mod process;
mod samples;
mod save;
mod stage;
mod start;
mod tray;
mod window;
mod words;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use monitor::HttpPlatform;
use monitor::network::Network;
use monitor::ports::{Keychain, Platform};
use tauri::{AppHandle, Builder, Manager, RunEvent, Runtime, WindowEvent};

use data_dir::DataDir;
use files::{FileDialog, Files, SystemDialog};
use keychain::SystemKeychain;
use stage::Stage;
use start::Start;

/// What `tauri-plugin-single-instance` calls itself.
const ONLY_ONCE: &str = "single-instance";

/// How long closing may take before the app ends all the same.
const CLOSING: Duration = Duration::from_secs(5);

macro_rules! handler {
    ($($name:ident: $request:ident => $answer:ident;)*) => {
        tauri::generate_handler![commands::subscribe, $(commands::$name),*]
    };
}

/// Adds the commands to an app. Apart from [`run`], the tests use it.
pub fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.invoke_handler(with_commands!(handler))
}

/// What a person's own accounts need of the world outside. A test has a harmless one.
#[derive(Clone)]
pub struct Outside {
    /// Connections to the platform.
    pub platform: Arc<dyn Platform>,
    /// The password store.
    pub keychain: Arc<dyn Keychain>,
    /// How a person chooses files; `None`: in the system's own dialog.
    pub files: Option<Arc<dyn FileDialog>>,
}

impl Default for Outside {
    fn default() -> Self {
        Self {
            platform: Arc::new(HttpPlatform::default()),
            keychain: Arc::new(SystemKeychain::default()),
            files: None,
        }
    }
}

/// Opens the data in a folder, or the samples beside it, and gives it to the commands.
pub fn open<R: Runtime>(app: &AppHandle<R>, folder: PathBuf, samples: bool, outside: Outside) {
    prepare(app, folder, outside);
    tauri::async_runtime::block_on(app.state::<Stage>().begin(samples));
}

/// Everything that commands ask for, before any data is open.
fn prepare<R: Runtime>(app: &AppHandle<R>, folder: PathBuf, outside: Outside) {
    let data_dir = DataDir::new(folder);
    data_dir.create();
    app.manage(notify::Notifier::new());
    app.manage(diagnostics::Shown::default());
    app.manage(commands::Exports::default());
    app.manage(Files(outside.files.clone().unwrap_or_else(|| {
        let dialog: Arc<dyn FileDialog> = Arc::new(SystemDialog::new(app.clone()));
        dialog
    })));
    app.manage(Stage::new(app.clone(), data_dir.clone(), outside));
    app.manage(data_dir);
    app.manage(window::Life::default());
    app.manage(window::Way::default());
}

/// The system says how its network is. What watches the network calls it, and the tests.
pub async fn network_is<R: Runtime>(app: &AppHandle<R>, network: Network) {
    app.state::<Stage>().network_is(network).await;
}

/// The app's configuration, its pages and what they may do.
pub fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
}

/// Ends everything that [`open`] began, in good order.
pub async fn close<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Stage>().close().await;
}

/// Runs the app until it is quit.
pub fn run() {
    log::start();
    process::harden();
    let start = Start::read();
    let builder = only_once(tauri::Builder::default(), start.data_dir.as_deref());
    let built = with_commands(builder)
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(
            tauri_plugin_autostart::Builder::new()
                .arg(start::HIDDEN)
                .build(),
        )
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                window::close(window.app_handle(), api);
            }
        })
        .setup(move |app| {
            // What goes wrong here would otherwise be a panic without a word to the person.
            if let Err(problem) = set_up(app.handle(), start) {
                could_not_start(&problem);
            }
            Ok(())
        })
        .build(context());
    match built {
        Ok(app) => app.run(meet),
        // This start gave way to an app that was just ending.
        Err(tauri::Error::PluginInitialization(plugin, problem)) if plugin == ONLY_ONCE => {
            tracing::warn!(%problem, "the app that runs already does not answer");
            process::start_over();
            could_not_start(&tauri::Error::PluginInitialization(plugin, problem));
        }
        Err(problem) => could_not_start(&problem),
    }
}

fn meet<R: Runtime>(app: &AppHandle<R>, event: RunEvent) {
    match event {
        // The last window is gone. With a code somebody asked for the end.
        RunEvent::ExitRequested {
            code: None, api, ..
        } if app.state::<window::Life>().stays() => api.prevent_exit(),
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(app),
        RunEvent::Exit => tauri::async_runtime::block_on(async {
            let _ = tokio::time::timeout(CLOSING, close(app)).await;
        }),
        _ => {}
    }
}

/// A second start shows the window of the first. One with another data folder is another app: it
/// does not give way to the person's.
fn only_once<R: Runtime>(builder: Builder<R>, data_dir: Option<&Path>) -> Builder<R> {
    let mut plugin = tauri_plugin_single_instance::Builder::new().callback(|app, arguments, _| {
        if !arguments.iter().any(|argument| argument == start::HIDDEN) {
            window::show(app);
        }
    });
    if let Some(data_dir) = data_dir {
        // Elsewhere the plugin knows the app by its identifier only. There the lock of the history
        // keeps two apps from the same data.
        if cfg!(not(target_os = "linux")) {
            return builder;
        }
        plugin = plugin.dbus_id(start::bus_name(data_dir));
    }
    // First of all plugins, as its documentation asks.
    builder.plugin(plugin.build())
}

fn set_up<R: Runtime>(app: &AppHandle<R>, start: Start) -> tauri::Result<()> {
    let folder = match start.data_dir {
        Some(folder) => folder,
        None => app.path().app_local_data_dir()?,
    };
    prepare(app, folder, Outside::default());
    network::watch(app);
    app.plugin(window::remember_size(&app.state::<DataDir>()))?;
    tray::create(app, presence::chosen(app).tray_first);
    process::quit_when_told(app);
    // The window first: it shows that something is on its way while a large history opens.
    if !start.hidden {
        window::create(app)?;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move { app.state::<Stage>().begin(start.samples).await });
    Ok(())
}

fn could_not_start(problem: &tauri::Error) -> ! {
    tracing::error!(%problem, "the app could not be started");
    process::say_natively(words::COULD_NOT_START);
    std::process::exit(1);
}
