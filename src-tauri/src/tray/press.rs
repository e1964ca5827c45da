//! What a press in the tray's menu does.

use monitor::view::Refusal;
use tauri::{AppHandle, Manager, Runtime};

use super::look::Press;
use crate::stage::Stage;
use crate::words::tray as words;
use crate::{tray, window};

/// Does it; what came of it stands in the menu.
pub fn press<R: Runtime>(app: &AppHandle<R>, press: Press) {
    match press {
        Press::Open(None) => window::show(app),
        Press::Open(Some(destination)) => window::lead(app, destination, None),
        Press::Quit => app.exit(0),
        Press::CheckAll | Press::Pause(_) | Press::Unpause => {
            let app = app.clone();
            tauri::async_runtime::spawn(async move {
                if let Some(said) = ask(&app, &press).await {
                    tray::say(&app, said);
                }
            });
        }
    }
}

async fn ask<R: Runtime>(app: &AppHandle<R>, press: &Press) -> Option<String> {
    let monitor = match app.state::<Stage>().monitor() {
        Ok(monitor) => monitor,
        Err(Refusal::Newer) => return Some(words::NEWER.to_owned()),
        Err(_) => return Some(words::NOT_READY.to_owned()),
    };
    let kept = match press {
        Press::Pause(pause_for) => monitor.pause(*pause_for).await,
        Press::Unpause => monitor.unpause().await,
        _ => {
            return Some(match monitor.check_all().await {
                Ok(reply) => words::checked(reply),
                Err(_) => words::NOT_READY.to_owned(),
            });
        }
    };
    matches!(kept, Err(Refusal::History)).then(|| words::NOT_KEPT.to_owned())
}
