//! Notifications of a desktop, by the Desktop Notifications Specification
//! (<https://specifications.freedesktop.org/notification/latest/>).
//!
//! Blocking calls, on a thread of their own (see `docs/decisions/0003`); what the desktop says of
//! clicks is heard on another. Nothing is held open where there is no session bus.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use monitor::own_thread::OwnThread;
use monitor::view::SystemAlerts;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::Value;

use super::markup::escape;
use super::{Click, Message};
use clicks::Clicks;

mod clicks;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
const APP: &str = "Publish Monitor";
/// The installed icon and desktop file are named so.
const ENTRY: &str = "publish-monitor";
/// A click on the notification itself, not on a button of it.
const CLICK: &str = "default";

/// For one call, and for all that one request of ours needs.
const CALL: Duration = Duration::from_secs(5);
const REQUEST: Duration = Duration::from_secs(15);

/// The desktop's notifications.
pub struct Notifier {
    desktop: Option<Arc<OwnThread<Desktop>>>,
}

/// The way to the desktop; it is opened at first use, and anew after it broke.
#[derive(Default)]
struct Desktop {
    bus: Option<Connection>,
    clicks: Arc<Clicks>,
}

impl Notifier {
    /// Opens nothing yet.
    pub fn new() -> Self {
        let desktop = OwnThread::spawn("notifications", Desktop::default());
        Self {
            desktop: desktop.ok().map(Arc::new),
        }
    }

    /// Asks the desktop to show it; says whether it took it.
    pub async fn show(&self, message: Message, click: Click) -> bool {
        self.call(move |desktop| desktop.show(&message, click))
            .await
            .unwrap_or(false)
    }

    /// What the desktop says about showing notifications.
    pub async fn state(&self) -> SystemAlerts {
        self.call(Desktop::state)
            .await
            .unwrap_or(SystemAlerts::Unknown)
    }

    /// A desktop asks nobody.
    pub async fn ask(&self) -> SystemAlerts {
        self.state().await
    }

    async fn call<T: Send + 'static>(
        &self,
        call: impl FnOnce(&mut Desktop) -> T + Send + 'static,
    ) -> Option<T> {
        let desktop = self.desktop.as_ref()?;
        let answer = tokio::time::timeout(REQUEST, desktop.call(call)).await;
        answer.ok()?.ok()
    }
}

impl Desktop {
    fn show(&mut self, message: &Message, click: Click) -> bool {
        let Some(bus) = self.bus() else {
            return false;
        };
        let shown = self.clicks.expecting(click, || notify(&bus, message));
        match shown {
            Ok(_) => true,
            Err(problem) => {
                self.failed(&problem);
                false
            }
        }
    }

    fn state(&mut self) -> SystemAlerts {
        let Some(bus) = self.bus() else {
            return SystemAlerts::Nobody;
        };
        if let Err(problem) = ask::<(String, String, String, String)>(&bus, "GetServerInformation")
        {
            self.failed(&problem);
            return SystemAlerts::Nobody;
        }
        // Not every desktop has this property, and no other says anything.
        if property::<bool>(&bus, "Inhibited") == Some(true) {
            SystemAlerts::DoNotDisturb
        } else {
            SystemAlerts::Shown
        }
    }

    fn bus(&mut self) -> Option<Connection> {
        if self.bus.is_none() {
            let bus = Builder::session()
                .and_then(|builder| builder.method_timeout(CALL).build())
                .ok()?;
            Clicks::listen(&self.clicks, &bus);
            self.bus = Some(bus);
        }
        self.bus.clone()
    }

    fn failed(&mut self, problem: &zbus::Error) {
        // Only its kind: the text may hold what was sent.
        let answered = matches!(problem, zbus::Error::MethodError(..));
        tracing::warn!(answered, "the desktop took no notification");
        if !answered {
            self.bus = None;
        }
    }
}

fn notify(bus: &Connection, message: &Message) -> zbus::Result<u32> {
    let abilities: Vec<String> = ask(bus, "GetCapabilities")?;
    let able = |what: &str| abilities.iter().any(|ability| ability == what);
    let body = if able("body-markup") {
        escape(&message.body)
    } else {
        message.body.clone()
    };
    let actions: &[&str] = if able("actions") {
        &[CLICK, crate::words::OPEN_ALERT]
    } else {
        &[]
    };
    let hints = HashMap::from([("desktop-entry", Value::from(ENTRY))]);
    let answer = bus.call_method(
        Some(NAME),
        PATH,
        Some(NAME),
        "Notify",
        &(
            APP,
            0_u32,
            ENTRY,
            &message.title,
            body,
            actions,
            hints,
            -1_i32,
        ),
    )?;
    answer.body().deserialize()
}

fn ask<T>(bus: &Connection, method: &str) -> zbus::Result<T>
where
    T: for<'a> zbus::export::serde::Deserialize<'a> + zbus::zvariant::Type,
{
    let answer = bus.call_method(Some(NAME), PATH, Some(NAME), method, &())?;
    answer.body().deserialize()
}

fn property<T>(bus: &Connection, name: &str) -> Option<T>
where
    T: TryFrom<zbus::zvariant::OwnedValue>,
{
    let answer = bus
        .call_method(
            Some(NAME),
            PATH,
            Some("org.freedesktop.DBus.Properties"),
            "Get",
            &(NAME, name),
        )
        .ok()?;
    let value: zbus::zvariant::OwnedValue = answer.body().deserialize().ok()?;
    value.try_into().ok()
}
