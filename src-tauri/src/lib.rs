//! The shell: everything that knows Tauri.
//!
//! Builds the window and its ports, and passes commands on to the monitor. It decides nothing
//! about bots: what to check, when, and what to tell is the monitor's.

#[macro_use]
mod command_list;

mod called;
mod commands;
mod data_dir;
pub mod ipc_types;
mod keychain;
mod log;
mod network;
mod notify;
mod outlet;
mod preferences;
mod process;
mod samples;
mod stage;
mod tray;
mod window;
mod words;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use monitor::HttpPlatform;
use monitor::ports::{Keychain, Platform};
use tauri::{AppHandle, Builder, Manager, RunEvent, Runtime};

use data_dir::DataDir;
use keychain::SystemKeychain;
use stage::Stage;

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
}

impl Default for Outside {
    fn default() -> Self {
        Self {
            platform: Arc::new(HttpPlatform::default()),
            keychain: Arc::new(SystemKeychain::default()),
        }
    }
}

/// Opens the data in a folder, or the samples beside it, and gives it to the commands.
pub fn open<R: Runtime>(app: &AppHandle<R>, folder: PathBuf, samples: bool, outside: Outside) {
    let data_dir = DataDir::new(folder);
    data_dir.create();
    app.manage(notify::Notifier::new());
    app.manage(called::Calls::default());
    let stage = Stage::new(app.clone(), data_dir.clone(), samples, outside);
    app.manage(data_dir);
    app.manage(stage);
}

/// The app's configuration, its pages and what they may do.
pub fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
}

/// Ends everything that [`open`] began, in good order.
pub async fn close<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Stage>().close().await;
}

/// Runs the app until its window is closed.
pub fn run() {
    log::start();
    process::harden();
    let data_dir = data_dir::from_environment();
    let samples = std::env::args().any(|argument| argument == "--samples");
    let mut builder = tauri::Builder::default();
    if data_dir.is_none() {
        // First of all plugins, as its documentation asks. An app with a data folder of its own
        // is another app: it does not give way to the person's.
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::show(app);
        }));
    }
    let built = with_commands(builder)
        .plugin(tauri_plugin_store::Builder::new().build())
        .setup(move |app| {
            // What goes wrong here would otherwise be a panic without a word to the person.
            if let Err(problem) = set_up(app.handle(), data_dir, samples) {
                could_not_start(&problem);
            }
            Ok(())
        })
        .build(context());
    match built {
        Ok(app) => app.run(|app, event| {
            if let RunEvent::Exit = event {
                tauri::async_runtime::block_on(async {
                    let _ = tokio::time::timeout(CLOSING, close(app)).await;
                });
            }
        }),
        Err(problem) => could_not_start(&problem),
    }
}

fn set_up<R: Runtime>(
    app: &AppHandle<R>,
    data_dir: Option<PathBuf>,
    samples: bool,
) -> tauri::Result<()> {
    let folder = match data_dir {
        Some(folder) => folder,
        None => app.path().app_local_data_dir()?,
    };
    open(app, folder, samples, Outside::default());
    network::watch(app);
    app.plugin(window::remember_size(&app.state::<DataDir>()))?;
    tray::create(app);
    window::create(app)
}

fn could_not_start(problem: &tauri::Error) -> ! {
    tracing::error!(%problem, "the app could not be started");
    eprintln!("{}", words::COULD_NOT_START);
    std::process::exit(1);
}
