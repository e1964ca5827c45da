//! The icon on Linux, spoken over the session bus itself: the usual library says no name to a
//! screen reader, and stops the app where it is not installed.

use ksni::menu::{StandardItem, SubMenu};
use ksni::{Handle, Icon, MenuItem, ToolTip, TrayMethods};
use tauri::{AppHandle, Runtime};
use tokio::sync::watch;

use super::look::{Item, Look};
use super::press::press;
use super::{host, picture, set_there};

/// The icon, wherever a host shows it.
pub struct TrayItem<R: Runtime> {
    looks: watch::Sender<Look>,
    // Only the shape of the type: each system's icon knows its app.
    _app: std::marker::PhantomData<fn() -> R>,
}

impl<R: Runtime> TrayItem<R> {
    /// Follows the host, and is there whenever there is one.
    pub fn create(app: &AppHandle<R>, look: &Look) -> Self {
        let (looks, seen) = watch::channel(look.clone());
        tauri::async_runtime::spawn(follow(app.clone(), seen));
        Self {
            looks,
            _app: std::marker::PhantomData,
        }
    }

    /// There is no host until one is found.
    #[allow(
        clippy::unused_self,
        reason = "other systems have something to look at"
    )]
    pub fn is_there(&self) -> bool {
        false
    }

    /// Shows another look.
    pub fn show(&self, look: &Look) {
        let _ = self.looks.send(look.clone());
    }
}

async fn follow<R: Runtime>(app: AppHandle<R>, mut looks: watch::Receiver<Look>) {
    let (told, mut hosted) = watch::channel(false);
    tauri::async_runtime::spawn(async move {
        if host::follow(told).await.is_err() {
            tracing::info!("there is no session bus, and so no tray icon");
        }
    });
    let mut item: Option<Handle<StatusItem<R>>> = None;
    loop {
        tokio::select! {
            host = hosted.changed() => {
                let there = host.is_ok() && *hosted.borrow_and_update();
                if !there && let Some(gone) = item.take() {
                    gone.shutdown().await;
                }
                if there && item.is_none() {
                    let look = looks.borrow_and_update().clone();
                    let status = StatusItem { app: app.clone(), look };
                    match status.spawn().await {
                        Ok(handle) => item = Some(handle),
                        Err(problem) => tracing::warn!(%problem, "there is no tray icon"),
                    }
                }
                set_there(&app, item.is_some());
                if host.is_err() {
                    return;
                }
            }
            look = looks.changed() => {
                if look.is_err() {
                    return;
                }
                let look = looks.borrow_and_update().clone();
                if let Some(item) = &item {
                    item.update(|status| status.look = look).await;
                }
            }
        }
    }
}

struct StatusItem<R: Runtime> {
    app: AppHandle<R>,
    look: Look,
}

impl<R: Runtime> ksni::Tray for StatusItem<R> {
    fn id(&self) -> String {
        "publish-monitor".into()
    }

    fn title(&self) -> String {
        self.look.says.clone()
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        let picture = picture(self.look.shape);
        let size = |side: u32| i32::try_from(side).unwrap_or(0);
        vec![Icon {
            width: size(picture.width()),
            height: size(picture.height()),
            data: picture
                .rgba()
                .chunks_exact(4)
                .flat_map(|pixel| [pixel[3], pixel[0], pixel[1], pixel[2]])
                .collect(),
        }]
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: self.look.says.clone(),
            ..ToolTip::default()
        }
    }

    fn activate(&mut self, _: i32, _: i32) {
        press(&self.app, super::look::Press::Open(None));
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        self.look.items.iter().map(line).collect()
    }
}

fn line<R: Runtime>(item: &Item) -> MenuItem<StatusItem<R>> {
    match item {
        Item::Press(label, what) => {
            let what = what.clone();
            StandardItem {
                label: plain(label),
                activate: Box::new(move |status: &mut StatusItem<R>| {
                    press(&status.app, what.clone());
                }),
                ..StandardItem::default()
            }
            .into()
        }
        Item::Read(label) => StandardItem {
            label: plain(label),
            enabled: false,
            ..StandardItem::default()
        }
        .into(),
        Item::Under(label, items) => SubMenu {
            label: plain(label),
            submenu: items.iter().map(line).collect(),
            ..SubMenu::default()
        }
        .into(),
        Item::Gap => MenuItem::Separator,
    }
}

/// A single underscore marks the key that chooses the line.
fn plain(label: &str) -> String {
    label.replace('_', "__")
}
