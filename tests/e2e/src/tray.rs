//! A desktop that shows tray icons: the watcher and the host of the session bus, and what a
//! person reads and presses there.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, Proxy, connection, interface};

use crate::until;
use crate::wait::until_or;

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// The answer of `GetLayout`: number, properties, lines below.
type Layout = (u32, (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>));

/// The place for tray icons. Dropping it takes it from the desktop.
pub struct Tray {
    bus: Connection,
    registered: Arc<Mutex<Option<String>>>,
}

struct Watcher(Arc<Mutex<Option<String>>>);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: &str) {
        *self.0.lock().expect("a lock") = Some(service.to_owned());
    }

    #[allow(clippy::unused_self, reason = "the interface wants it")]
    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

/// A line of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuLine {
    id: i32,
    /// What it says.
    pub label: String,
    /// It can be pressed.
    pub enabled: bool,
}

impl Tray {
    pub(crate) async fn on(bus_address: &str) -> Self {
        let registered = Arc::default();
        let bus = connection::Builder::address(bus_address)
            .expect("an address")
            .serve_at("/StatusNotifierWatcher", Watcher(Arc::clone(&registered)))
            .expect("a path")
            .name(WATCHER)
            .expect("a name")
            .build()
            .await
            .expect("a place on the bus");
        Self { bus, registered }
    }

    /// The host is gone: a panel that crashed, an extension that was switched off.
    pub async fn vanishes(self) {
        self.bus
            .release_name(WATCHER)
            .await
            .expect("it had the name");
    }

    /// Waits until the icon says this to those who cannot see it.
    pub async fn says(&self, text: &str) {
        let look = async || self.title().await.filter(|title| title == text);
        until_or(
            &format!("a tray icon that says “{text}”"),
            look,
            async || {
                format!(
                    "it says {:?}; its menu: {:?}",
                    self.title().await,
                    self.menu().await
                )
            },
        )
        .await;
    }

    /// What the icon says.
    pub async fn title(&self) -> Option<String> {
        self.item().await?.get_property("Title").await.ok()
    }

    /// The pixels of the icon.
    pub async fn picture(&self) -> Vec<u8> {
        let item = self.item().await.expect("an icon");
        let pictures: Vec<(i32, i32, Vec<u8>)> =
            item.get_property("IconPixmap").await.expect("a picture");
        pictures.into_iter().next().expect("a picture").2
    }

    /// The lines of the menu, those behind another included.
    pub async fn menu(&self) -> Vec<MenuLine> {
        let mut lines = Vec::new();
        let Some(menu) = self.menu_proxy().await else {
            return lines;
        };
        let wanted: [&str; 0] = [];
        let layout: zbus::Result<Layout> =
            menu.call("GetLayout", &(0_i32, -1_i32, &wanted[..])).await;
        if let Ok((_, (_, _, below))) = layout {
            read(&below, &mut lines);
        }
        lines
    }

    /// Waits for a line of the menu that begins like this, and gives it.
    pub async fn finds(&self, label: &str) -> MenuLine {
        let look = async || {
            let lines = self.menu().await;
            lines.into_iter().find(|line| line.label.starts_with(label))
        };
        until_or(
            &format!("“{label}” in the tray's menu"),
            look,
            async || format!("{:?}", self.menu().await),
        )
        .await
    }

    /// Presses a line of the menu.
    pub async fn presses(&self, label: &str) {
        let line = self.finds(label).await;
        assert!(line.enabled, "{label} cannot be pressed");
        let menu = self.menu_proxy().await.expect("a menu");
        let pressed: zbus::Result<()> = menu
            .call("Event", &(line.id, "clicked", Value::from(0_i32), 0_u32))
            .await;
        pressed.expect("it is pressed");
    }

    /// Waits until there is no icon any more.
    pub async fn is_empty(&self) {
        until("a tray without the icon", async || {
            self.title().await.is_none().then_some(())
        })
        .await;
    }

    async fn item(&self) -> Option<Proxy<'static>> {
        self.proxy("/StatusNotifierItem", ITEM).await
    }

    async fn menu_proxy(&self) -> Option<Proxy<'static>> {
        let path: zbus::zvariant::OwnedObjectPath =
            self.item().await?.get_property("Menu").await.ok()?;
        self.proxy(path.as_str(), MENU).await
    }

    async fn proxy(&self, path: &str, interface: &'static str) -> Option<Proxy<'static>> {
        let service = self.registered.lock().expect("a lock").clone()?;
        zbus::proxy::Builder::new(&self.bus)
            .destination(service)
            .ok()?
            .path(path.to_owned())
            .ok()?
            .interface(interface)
            .ok()?
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()
            .await
            .ok()
    }
}

fn read(below: &[OwnedValue], lines: &mut Vec<MenuLine>) {
    for line in below {
        read_one(line, lines);
    }
}

/// `(ia{sv}av)`, each of the last within a variant.
fn read_one(line: &Value<'_>, lines: &mut Vec<MenuLine>) {
    let line = within(line);
    let Value::Structure(line) = line else {
        return;
    };
    let [Value::I32(id), Value::Dict(properties), Value::Array(below)] = line.fields() else {
        return;
    };
    let property = |wanted: &str| {
        properties
            .iter()
            .find(|(name, _)| within(name) == &Value::from(wanted))
            .map(|(_, value)| within(value).clone())
    };
    if let Some(Value::Str(label)) = property("label") {
        lines.push(MenuLine {
            id: *id,
            label: label.as_str().to_owned(),
            enabled: property("enabled") != Some(Value::Bool(false)),
        });
    }
    for line in below.iter() {
        read_one(line, lines);
    }
}

fn within<'a, 'b>(value: &'a Value<'b>) -> &'a Value<'b> {
    match value {
        Value::Value(inner) => within(inner),
        other => other,
    }
}
