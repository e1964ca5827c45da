//! The shell: everything that knows Tauri.
//!
//! Builds the window and its ports, and passes commands on to the monitor. It decides nothing
//! about bots: what to check, when, and what to tell is the monitor's.

#[macro_use]
mod command_list;

mod commands;
mod data_dir;
pub mod ipc_types;
mod keychain;
mod log;
mod outlet;
mod preferences;
mod process;
mod samples;
mod stage;
mod tray;
mod window;
mod words;

use std::time::Duration;

use tauri::{Builder, Manager, RunEvent, Runtime};

use data_dir::DataDir;
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

/// Runs the app until its window is closed.
pub fn run() {
    log::start();
    process::harden();
    let data_dir = DataDir::from_environment();
    let samples = std::env::args().any(|argument| argument == "--samples");
    let mut builder = tauri::Builder::default();
    if data_dir.is_none() && !samples {
        // First of all plugins, as its documentation asks. An app with a data folder of its own
        // is another app: it does not give way to the person's.
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::show(app);
        }));
    }
    let built = with_commands(builder)
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(tauri_plugin_notification::init())
        .setup(move |app| {
            let data_dir = match data_dir {
                Some(data_dir) => data_dir,
                None => DataDir::new(app.path().app_local_data_dir()?),
            };
            data_dir.create();
            app.handle().plugin(window::remember_size(&data_dir))?;
            let stage = Stage::new(app.handle().clone(), data_dir.clone(), samples);
            app.manage(data_dir);
            app.manage(stage);
            tray::create(app.handle());
            window::create(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => app.run(|app, event| {
            if let RunEvent::Exit = event {
                let stage = app.state::<Stage>();
                tauri::async_runtime::block_on(async {
                    let _ = tokio::time::timeout(CLOSING, stage.close()).await;
                });
            }
        }),
        Err(problem) => {
            tracing::error!(%problem, "the app could not be started");
            eprintln!("{}", words::COULD_NOT_START);
            std::process::exit(1);
        }
    }
}
