//! The tray icon: a picture and a menu for how all bots together are.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

use monitor::overall::{Overall, Standing};
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, Runtime};

use crate::stage::Stage;
use crate::{window, words};

const ID: &str = "main";

static STOPPED: AtomicBool = AtomicBool::new(false);

/// The picture for a state. They differ by shape.
fn picture(worst: Standing) -> &'static [u8] {
    match worst {
        Standing::Failed | Standing::Unknown => include_bytes!("../../icons/tray-attention.png"),
        Standing::CannotCheck | Standing::Outdated => {
            include_bytes!("../../icons/tray-cannot-check.png")
        }
        Standing::Moving => include_bytes!("../../icons/tray-moving.png"),
        Standing::Calm => include_bytes!("../../icons/tray-ok.png"),
    }
}

/// Makes the icon. A desktop without a tray is no problem: everything is in the window too.
///
/// On Linux the library behind it panics where neither of the two indicator libraries is
/// installed, so that is caught too.
pub fn create<R: Runtime>(app: &AppHandle<R>) {
    match catch_unwind(AssertUnwindSafe(|| try_create(app))) {
        Ok(Ok(())) => {}
        Ok(Err(problem)) => tracing::warn!(%problem, "there is no tray icon"),
        Err(_) => tracing::warn!("there is no tray icon: its library is missing"),
    }
}

fn try_create<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    // Linux trays tell no clicks, so opening comes first in the menu.
    let menu = Menu::with_items(
        app,
        &[
            &MenuItem::with_id(app, "open", words::OPEN, true, None::<&str>)?,
            &MenuItem::with_id(app, "check-all", words::CHECK_ALL, true, None::<&str>)?,
            &MenuItem::with_id(app, "quit", words::QUIT, true, None::<&str>)?,
        ],
    )?;
    TrayIconBuilder::with_id(ID)
        .icon(Image::from_bytes(picture(Standing::Calm))?)
        .tooltip(words::tray(Overall::default()))
        .menu(&menu)
        .on_menu_event(|app, event| match event.id().as_ref() {
            "open" => window::show(app),
            "check-all" => check_all(app),
            "quit" => app.exit(0),
            _ => {}
        })
        .build(app)?;
    Ok(())
}

fn check_all<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if let Ok(monitor) = app.state::<Stage>().monitor() {
            let _ = monitor.check_all().await;
        }
    });
}

/// The app has stopped checking by a mistake of its own, or checks again: then it also says how
/// all bots are.
pub fn checking<R: Runtime>(app: &AppHandle<R>, runs: bool) {
    STOPPED.store(!runs, Ordering::Relaxed);
    if let Some(tray) = app.tray_by_id(ID).filter(|_| !runs) {
        if let Ok(image) = Image::from_bytes(picture(Standing::CannotCheck)) {
            let _ = tray.set_icon(Some(image));
        }
        let _ = tray.set_tooltip(Some(words::STOPPED));
    }
}

/// Shows how all bots are.
pub fn apply<R: Runtime>(app: &AppHandle<R>, overall: Overall) {
    if STOPPED.load(Ordering::Relaxed) {
        return;
    }
    let Some(tray) = app.tray_by_id(ID) else {
        return;
    };
    if let Ok(image) = Image::from_bytes(picture(overall.worst())) {
        let _ = tray.set_icon(Some(image));
    }
    let _ = tray.set_tooltip(Some(words::tray(overall)));
}
