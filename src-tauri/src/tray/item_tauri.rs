//! The icon on Windows and macOS.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tauri::menu::{IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Runtime};

use super::look::{Item, Look, Press};
use super::picture;
use super::press::press;

const ID: &str = "main";

type Presses = Arc<Mutex<HashMap<String, Press>>>;

/// The icon.
pub struct TrayItem<R: Runtime> {
    app: AppHandle<R>,
    presses: Presses,
    there: bool,
}

impl<R: Runtime> TrayItem<R> {
    /// Makes it.
    pub fn create(app: &AppHandle<R>, look: &Look) -> Self {
        let presses = Presses::default();
        let made = try_create(app, look, &presses);
        if let Err(problem) = &made {
            tracing::warn!(%problem, "there is no tray icon");
        }
        Self {
            app: app.clone(),
            presses,
            there: made.is_ok(),
        }
    }

    /// These systems always show it.
    pub fn is_there(&self) -> bool {
        self.there
    }

    /// Shows another look.
    pub fn show(&self, look: &Look) {
        let app = self.app.clone();
        let (look, presses) = (look.clone(), Arc::clone(&self.presses));
        let _ = self.app.run_on_main_thread(move || {
            let Some(tray) = app.tray_by_id(ID) else {
                return;
            };
            let _ = tray.set_icon(Some(picture(look.shape)));
            let _ = tray.set_tooltip(Some(&look.says));
            if let Ok(menu) = menu(&app, &look.items, &presses) {
                let _ = tray.set_menu(Some(menu));
            }
        });
    }
}

fn try_create<R: Runtime>(app: &AppHandle<R>, look: &Look, presses: &Presses) -> tauri::Result<()> {
    let known = Arc::clone(presses);
    TrayIconBuilder::with_id(ID)
        .icon(picture(look.shape))
        .tooltip(&look.says)
        .menu(&menu(app, &look.items, presses)?)
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_menu_event(move |app, event| {
            let presses = known.lock().unwrap_or_else(PoisonError::into_inner);
            let chosen = presses.get(event.id().as_ref()).cloned();
            drop(presses);
            if let Some(chosen) = chosen {
                press(app, chosen);
            }
        })
        .on_tray_icon_event(|tray, event| {
            // On macOS a click opens the menu.
            if cfg!(not(target_os = "macos"))
                && let TrayIconEvent::Click {
                    button: MouseButton::Left,
                    button_state: MouseButtonState::Up,
                    ..
                } = event
            {
                press(tray.app_handle(), Press::Open(None));
            }
        })
        .build(app)?;
    Ok(())
}

fn menu<R: Runtime>(
    app: &AppHandle<R>,
    items: &[Item],
    presses: &Presses,
) -> tauri::Result<Menu<R>> {
    presses
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clear();
    let menu = Menu::new(app)?;
    for item in items {
        menu.append(&*line(app, item, presses)?)?;
    }
    Ok(menu)
}

fn line<R: Runtime>(
    app: &AppHandle<R>,
    item: &Item,
    presses: &Presses,
) -> tauri::Result<Box<dyn IsMenuItem<R>>> {
    Ok(match item {
        Item::Press(label, what) => {
            let mut presses = presses.lock().unwrap_or_else(PoisonError::into_inner);
            let id = format!("press-{}", presses.len());
            presses.insert(id.clone(), what.clone());
            Box::new(MenuItem::with_id(
                app,
                id,
                plain(label),
                true,
                None::<&str>,
            )?)
        }
        Item::Read(label) => Box::new(MenuItem::new(app, plain(label), false, None::<&str>)?),
        Item::Under(label, items) => {
            let under = Submenu::new(app, plain(label), true)?;
            for item in items {
                under.append(&*line(app, item, presses)?)?;
            }
            Box::new(under)
        }
        Item::Gap => Box::new(PredefinedMenuItem::separator(app)?),
    })
}

/// A single ampersand marks the key that chooses the line.
fn plain(label: &str) -> String {
    label.replace('&', "&&")
}
