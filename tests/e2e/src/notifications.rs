//! A desktop that shows notifications, and what a person reads and clicks there
//! (<https://specifications.freedesktop.org/notification/latest/>).

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::names::BusName;
use zbus::zvariant::{DynamicType, OwnedValue};
use zbus::{Connection, connection, interface};

use crate::wait::until_or;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// A click on the notification itself.
const DEFAULT: &str = "default";
/// A person closed it: by a click, too.
const CLOSED_BY_PERSON: u32 = 2;

/// The place for notifications. Dropping it takes it from the desktop.
pub struct Notifications {
    bus: Connection,
    shown: Shown,
}

type Shown = Arc<Mutex<Vec<Notification>>>;

/// One that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    number: u32,
    /// Its first line.
    pub title: String,
    /// What else it says.
    pub body: String,
    /// It can be clicked.
    pub leads_somewhere: bool,
}

struct Server(Shown);

#[interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[allow(
        clippy::too_many_arguments,
        clippy::needless_pass_by_value,
        reason = "the interface wants them"
    )]
    fn notify(
        &self,
        app: &str,
        replaces: u32,
        icon: &str,
        title: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        expires_ms: i32,
    ) -> u32 {
        assert_eq!((app, icon), ("Publish Monitor", "publish-monitor"));
        assert!(hints.contains_key("desktop-entry") && expires_ms == -1);
        let mut shown = self.0.lock().expect("a lock");
        let next = shown.last().map_or(1, |last| last.number + 1);
        let number = if replaces == 0 { next } else { replaces };
        shown.push(Notification {
            number,
            title,
            body,
            leads_somewhere: actions.iter().step_by(2).any(|action| action == DEFAULT),
        });
        number
    }

    fn close_notification(&self, number: u32) {
        let mut shown = self.0.lock().expect("a lock");
        shown.retain(|one| one.number != number);
    }

    #[allow(clippy::unused_self, reason = "the interface wants it")]
    fn get_capabilities(&self) -> Vec<&'static str> {
        vec!["actions", "body", "body-markup"]
    }

    #[allow(clippy::unused_self, reason = "the interface wants it")]
    fn get_server_information(&self) -> (&'static str, &'static str, &'static str, &'static str) {
        ("A journey's desktop", "nobody", "1", "1.2")
    }
}

impl Notifications {
    pub(crate) async fn on(bus_address: &str) -> Self {
        let shown = Shown::default();
        let bus = connection::Builder::address(bus_address)
            .expect("an address")
            .serve_at(PATH, Server(Arc::clone(&shown)))
            .expect("a path")
            .name(NAME)
            .expect("a name")
            .build()
            .await
            .expect("a place on the bus");
        Self { bus, shown }
    }

    /// Waits until there were so many since the beginning, and gives the last one. More than that
    /// are too many.
    pub async fn shows_number(&self, count: usize) -> Notification {
        let look = async || self.titles().len().ge(&count).then_some(());
        let what = format!("notification number {count}");
        until_or(&what, look, async || {
            format!("there were {:?}", self.titles())
        })
        .await;
        let titles = self.titles();
        assert_eq!(titles.len(), count, "{titles:?}");
        let shown = self.shown.lock().expect("a lock");
        shown.last().expect("it was shown").clone()
    }

    /// The first lines of all that were shown since the beginning.
    pub fn titles(&self) -> Vec<String> {
        let shown = self.shown.lock().expect("a lock");
        shown.iter().map(|one| one.title.clone()).collect()
    }

    /// A person clicks it.
    pub async fn clicks(&self, one: &Notification) {
        self.tells("ActivationToken", &(one.number, "a-word-of-the-desktop"))
            .await;
        self.tells("ActionInvoked", &(one.number, DEFAULT)).await;
        self.tells("NotificationClosed", &(one.number, CLOSED_BY_PERSON))
            .await;
    }

    async fn tells<B>(&self, signal: &str, body: &B)
    where
        B: zbus::export::serde::Serialize + DynamicType + Sync,
    {
        self.bus
            .emit_signal(None::<BusName<'_>>, PATH, NAME, signal, body)
            .await
            .expect("it is told");
    }
}
