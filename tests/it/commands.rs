//! The commands, through the permission system, as the window calls them.

use std::path::PathBuf;
use std::sync::Arc;

use monitor::ports::Boxed;
use publish_monitor::files::{FileDialog, Wanted};
use publish_monitor::ipc_types::command_names;
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};

/// A person who always chooses the same file, or none.
#[derive(Clone)]
struct OneFile(Option<PathBuf>);

impl FileDialog for OneFile {
    fn where_to_save(&self, _: Wanted) -> Boxed<'_, Option<PathBuf>> {
        Box::pin(async { self.0.clone() })
    }

    fn what_to_open(&self, _: Wanted) -> Boxed<'_, Option<PathBuf>> {
        Box::pin(async { self.0.clone() })
    }
}

pub struct Shell {
    pub app: App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    folder: tempfile::TempDir,
}

impl Shell {
    fn open(samples: bool) -> Self {
        Self::with(samples, publish_monitor::Outside::default())
    }

    pub fn with(samples: bool, outside: publish_monitor::Outside) -> Self {
        Self::over(tempfile::tempdir().unwrap(), samples, outside)
    }

    /// Over what lies in `data` of this folder.
    pub fn over(
        folder: tempfile::TempDir,
        samples: bool,
        outside: publish_monitor::Outside,
    ) -> Self {
        let app = publish_monitor::with_commands(mock_builder())
            .plugin(tauri_plugin_store::Builder::new().build())
            .build(publish_monitor::context())
            .unwrap();
        let nobody: Arc<dyn FileDialog> = Arc::new(OneFile(None));
        let files = outside.files.or(Some(nobody));
        let outside = publish_monitor::Outside { files, ..outside };
        publish_monitor::open(app.handle(), folder.path().join("data"), samples, outside);
        let window = WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default())
            .build()
            .unwrap();
        Self {
            app,
            window,
            folder,
        }
    }

    pub fn data_dir(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    pub fn call(&self, command: &str, body: Value) -> Result<Value, Value> {
        call(&self.window, command, body)
    }

    pub fn close(self) {
        drop(self.close_and_keep());
    }

    /// Closes, and gives the folder with what is left in it.
    pub fn close_and_keep(self) -> tempfile::TempDir {
        tauri::async_runtime::block_on(publish_monitor::close(self.app.handle()));
        self.folder
    }
}

fn call(window: &WebviewWindow<MockRuntime>, command: &str, body: Value) -> Result<Value, Value> {
    let url = if cfg!(windows) {
        "http://tauri.localhost"
    } else {
        "tauri://localhost"
    };
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: url.parse().unwrap(),
        body: InvokeBody::Json(body),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

#[test]
fn an_empty_app_answers_every_question_with_an_empty_truth() {
    let shell = Shell::open(false);
    let snapshot = shell.call("snapshot", json!({ "request": {} })).unwrap();
    assert_eq!(snapshot["mode"], "own");
    assert_eq!(snapshot["bots"], json!([]));
    assert_eq!(snapshot["notices"], json!([]));
    let about = shell.call("about", json!({ "request": {} })).unwrap();
    assert_eq!(about["jobs"], 0);
    let page = shell.call(
        "history_page",
        json!({ "request": {
            "filter": { "states": [], "partsFailed": false },
            "sort": "requested", "descending": true, "limit": 5
        } }),
    );
    assert_eq!(
        page.unwrap(),
        json!({ "jobs": [], "gaps": [], "next": null, "about": { "jobs": 0, "more": false } })
    );
    let gone = shell.call("job", json!({ "request": { "job": 1 } }));
    assert_eq!(gone.unwrap_err(), "gone");
    shell.close();
}

#[test]
fn what_a_window_has_no_business_with_is_refused() {
    let shell = Shell::open(false);
    for command in [
        "plugin:store|get",
        "plugin:store|load",
        "plugin:notification|notify",
        "plugin:window-state|save_window_state",
        "plugin:event|emit",
        "plugin:event|listen",
        "plugin:path|resolve_directory",
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:app|version",
        "plugin:menu|new",
        "plugin:tray|new",
        "read_file",
    ] {
        let answer = shell.call(command, json!({}));
        let refusal = answer.unwrap_err().to_string();
        assert!(
            refusal.contains("not allowed") || refusal.contains("not found"),
            "{command}: {refusal}"
        );
    }
    shell.close();
}

#[test]
fn the_samples_fill_a_board_of_their_own_and_leave_nothing_behind() {
    let shell = Shell::open(true);
    let snapshot = shell.call("snapshot", json!({ "request": {} })).unwrap();
    assert_eq!(snapshot["mode"], "samples");
    let bots = snapshot["bots"].as_array().unwrap();
    assert!(bots.len() > 10);
    assert!(bots.iter().all(|bot| bot["name"].is_string()));
    shell
        .call("leave_samples", json!({ "request": {} }))
        .unwrap();
    let snapshot = shell.call("snapshot", json!({ "request": {} })).unwrap();
    assert_eq!(snapshot["mode"], "own");
    assert_eq!(snapshot["bots"], json!([]));
    assert!(!shell.folder.path().join("data/samples").exists());
    shell.close();
}

#[test]
fn going_to_the_samples_and_back_again_and_again_always_finds_the_own_history() {
    let shell = Shell::open(false);
    let busy = std::sync::atomic::AtomicBool::new(true);
    std::thread::scope(|scope| {
        let busy = &busy;
        for command in ["snapshot", "about", "check_all"] {
            let window = shell.window.clone();
            scope.spawn(move || {
                while busy.load(std::sync::atomic::Ordering::Relaxed) {
                    let _ = call(&window, command, json!({ "request": {} }));
                }
            });
        }
        for _ in 0..10 {
            shell
                .call("enter_samples", json!({ "request": {} }))
                .unwrap();
            shell
                .call("leave_samples", json!({ "request": {} }))
                .unwrap();
            let snapshot = shell.call("snapshot", json!({ "request": {} })).unwrap();
            assert_eq!(snapshot["notices"], json!([]));
        }
        busy.store(false, std::sync::atomic::Ordering::Relaxed);
    });
    shell.close();
}

#[test]
fn a_look_is_kept() {
    let shell = Shell::open(false);
    let dark = json!({ "theme": "dark", "density": "compact" });
    assert_eq!(
        shell.call("appearance", json!({ "request": {} })).unwrap(),
        json!({ "theme": "system", "density": "comfortable" })
    );
    shell
        .call("set_appearance", json!({ "request": dark }))
        .unwrap();
    assert_eq!(
        shell.call("appearance", json!({ "request": {} })).unwrap(),
        dark
    );
    shell.close();
}

#[test]
fn a_request_that_cannot_be_read_is_refused_and_harms_nothing() {
    let shell = Shell::open(false);
    let odd = [
        json!(null),
        json!({}),
        json!({ "request": null }),
        json!({ "request": [] }),
        json!({ "request": "x" }),
        json!({ "request": { "job": "1", "accountId": 7, "limit": -1, "states": "published" } }),
        json!({ "request": { "theme": "pink", "density": {} } }),
        json!({ "request": { "accountId": "\u{0}", "botId": "\u{202e}", "botIds": ",", "secret": "s" } }),
    ];
    for command in command_names() {
        // These two start or stop a whole platform: they have a test of their own.
        if command.ends_with("_samples") {
            continue;
        }
        for request in &odd {
            let _ = shell.call(command, request.clone());
        }
    }
    let snapshot = shell.call("snapshot", json!({ "request": {} })).unwrap();
    assert_eq!(snapshot["accounts"], json!([]));
    shell.close();
}

#[test]
fn what_was_shown_is_what_is_saved_and_the_window_learns_no_path() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("told.txt");
    let outside = publish_monitor::Outside {
        files: Some(Arc::new(OneFile(Some(path.clone())))),
        ..publish_monitor::Outside::default()
    };
    let shell = Shell::with(false, outside);
    let nothing = || json!({ "request": {} });
    let shown = shell.call("diagnostics", nothing()).unwrap();
    let saved = shell.call("save_diagnostics", nothing()).unwrap();
    assert_eq!(saved, json!({ "outcome": "saved", "name": "told.txt" }));
    assert_eq!(shown["text"], std::fs::read_to_string(&path).unwrap());
    assert!(shown["text"].as_str().unwrap().contains("Version: "));

    shell.call("save_setup_file", nothing()).unwrap();
    let opened = shell.call("open_setup_file", nothing()).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("publish-monitor-setup"), "{text}");
    let read = json!({ "outcome": "read", "name": "told.txt", "text": text });
    assert_eq!(opened, read);
    std::fs::remove_file(&path).unwrap();
    let gone = shell.call("open_bot_list", nothing()).unwrap();
    assert_eq!(gone["outcome"], "unreadable");
    shell.close();
}

#[test]
fn the_addresses_that_the_window_offers_are_those_that_diagnostics_name() {
    let offered = include_str!("../../ui/src/rules/regions.ts");
    let entry = |(origin, name)| format!("{{ origin: '{origin}', name: '{name}' }}");
    for region in monitor::diagnostics::REGIONS {
        assert!(offered.contains(&entry(region)), "{region:?}");
    }
    let count = offered.matches("origin: 'https://").count();
    assert_eq!(count, monitor::diagnostics::REGIONS.len());
}

#[test]
fn the_history_and_a_report_are_saved_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.csv");
    let files: Arc<dyn FileDialog> = Arc::new(OneFile(Some(path.clone())));
    let outside = publish_monitor::Outside {
        files: Some(files),
        ..publish_monitor::Outside::default()
    };
    let shell = Shell::with(true, outside);
    let draft = |state: &str| {
        json!({ "request": {
            "filter": { "states": [state], "partsFailed": false },
            "format": "csv", "withUserIds": false
        } })
    };
    let job = loop {
        let snapshot = shell.call("snapshot", json!({ "request": {} })).unwrap();
        let jobs = snapshot["bots"].as_array().unwrap().iter();
        let mut failed = jobs.filter(|bot| bot["job"]["state"] == "failed");
        if let Some(bot) = failed.next() {
            break bot["job"]["job"].clone();
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    };
    let done = shell.call("export_history", draft("failed")).unwrap();
    assert_eq!(
        done["saved"],
        json!({ "outcome": "saved", "name": "history.csv" })
    );
    let text = std::fs::read_to_string(&path).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("\"publish\""));
    assert_eq!(json!(lines.count()), done["publishes"]);
    assert!(text.starts_with("\u{feff}\"Kind\""), "{text}");

    let asked = json!({ "request": { "job": job } });
    let copied = shell.call("report_text", asked.clone()).unwrap();
    assert!(
        copied["text"]
            .as_str()
            .unwrap()
            .starts_with("# Publish of ")
    );
    let saved = shell.call("save_report", asked).unwrap();
    assert_eq!(saved["outcome"], "saved");
    let page = std::fs::read_to_string(&path).unwrap();
    assert!(page.starts_with("<!doctype html>"), "{page}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    shell.close();
}
