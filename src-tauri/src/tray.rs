//! The tray icon: a picture, a spoken name and a menu for how all bots together are.

#[cfg(target_os = "linux")]
mod host;
#[cfg_attr(target_os = "linux", path = "tray/item_linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "tray/item_tauri.rs")]
mod item;
mod look;
mod press;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::ZonedDateTime;
use monitor::overall::Summary;
use monitor::view::TrayFirst;
use tauri::image::Image;
use tauri::{AppHandle, Manager, Runtime};

use item::TrayItem;
use look::{Look, Shape, look, stopped};

/// What came of a press is said for so long.
const SAID_FOR: Duration = Duration::from_mins(1);

/// What the tray knows.
pub struct Tray<R: Runtime> {
    item: TrayItem<R>,
    state: Mutex<State>,
}

struct State {
    summary: Summary,
    first: TrayFirst,
    said: Option<String>,
    stopped: bool,
    shown: Option<Look>,
    /// A person can see the icon.
    there: bool,
}

/// The picture for a state. They differ by shape.
fn picture(shape: Shape) -> Image<'static> {
    let png: &[u8] = match shape {
        Shape::Failed => include_bytes!("../../icons/tray-attention.png"),
        Shape::Unknown => include_bytes!("../../icons/tray-unknown.png"),
        Shape::CannotCheck => include_bytes!("../../icons/tray-cannot-check.png"),
        Shape::Outdated => include_bytes!("../../icons/tray-outdated.png"),
        Shape::Moving => include_bytes!("../../icons/tray-moving.png"),
        Shape::Paused => include_bytes!("../../icons/tray-paused.png"),
        Shape::Calm => include_bytes!("../../icons/tray-ok.png"),
    };
    Image::from_bytes(png).unwrap_or_else(|_| Image::new_owned(vec![0; 4], 1, 1))
}

/// Makes the icon. A desktop without a tray is no problem: everything is in the window too.
pub fn create<R: Runtime>(app: &AppHandle<R>, first: TrayFirst) {
    let summary = Summary::default();
    let begun = look(&summary, first, None, &ZonedDateTime::now());
    let item = TrayItem::create(app, &begun);
    let there = item.is_there();
    app.manage(Tray {
        item,
        state: Mutex::new(State {
            summary,
            first,
            said: None,
            stopped: false,
            shown: Some(begun),
            there,
        }),
    });
}

/// A person can see the icon: the app may go on without its window.
pub fn is_there<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.try_state::<Tray<R>>().is_some_and(|tray| {
        let state = tray.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.there
    })
}

/// The desktop shows the icon now, or no longer.
#[cfg(target_os = "linux")]
fn set_there<R: Runtime>(app: &AppHandle<R>, there: bool) {
    change(app, |state| state.there = there);
    crate::presence::tell(app);
}

/// Shows how all bots are.
pub fn tell<R: Runtime>(app: &AppHandle<R>, summary: Summary) {
    change(app, |state| state.summary = summary);
}

/// The app has stopped checking by a mistake of its own, or checks again.
pub fn checking<R: Runtime>(app: &AppHandle<R>, runs: bool) {
    change(app, |state| state.stopped = !runs);
}

/// Shows this first from now on.
pub fn set_first<R: Runtime>(app: &AppHandle<R>, first: TrayFirst) {
    change(app, |state| state.first = first);
}

/// Says in the menu what came of a press, for a while.
fn say<R: Runtime>(app: &AppHandle<R>, said: String) {
    change(app, |state| state.said = Some(said.clone()));
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(SAID_FOR).await;
        change(&app, |state| {
            state.said.take_if(|still| *still == said);
        });
    });
}

fn change<R: Runtime>(app: &AppHandle<R>, change: impl FnOnce(&mut State)) {
    let Some(tray) = app.try_state::<Tray<R>>() else {
        return;
    };
    let mut state = tray.state.lock().unwrap_or_else(PoisonError::into_inner);
    change(&mut state);
    let now = if state.stopped {
        stopped()
    } else {
        let said = state.said.as_deref();
        look(&state.summary, state.first, said, &ZonedDateTime::now())
    };
    if state.shown.as_ref() != Some(&now) {
        tray.item.show(&now);
        state.shown = Some(now);
    }
}
