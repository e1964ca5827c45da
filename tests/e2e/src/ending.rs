//! An app that is just ending: it still has its name on the session bus, and goes away instead of
//! answering whoever starts the app again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use zbus::fdo::DBusProxy;
use zbus::{Connection, connection, interface};

use crate::until;

/// See the source of `tauri-plugin-single-instance` for Linux.
const NAME_ENDS: &str = ".SingleInstance";

/// The app that is ending.
pub struct EndingApp {
    bus: Connection,
    called: Arc<AtomicBool>,
}

struct Silent(Arc<AtomicBool>);

#[interface(name = "org.SingleInstance.DBus")]
impl Silent {
    async fn execute_callback(&self, arguments: Vec<String>, folder: String) {
        drop((arguments, folder));
        self.0.store(true, Ordering::SeqCst);
        std::future::pending::<()>().await;
    }
}

/// The name that the running app has on the bus.
pub(crate) async fn name_of_the_app(bus_address: &str) -> String {
    let bus = connect(bus_address).build().await;
    let bus = bus.expect("a place on the bus");
    let names = DBusProxy::new(&bus).await.expect("the bus itself");
    until("an app with a name on the bus", async || {
        let names = names.list_names().await.ok()?;
        let name = names.iter().find(|name| name.ends_with(NAME_ENDS))?;
        Some(name.to_string())
    })
    .await
}

impl EndingApp {
    pub(crate) async fn named(name: &str, bus_address: &str) -> Self {
        let called = Arc::default();
        let path = format!("/{}", name.replace('.', "/").replace('-', "_"));
        let bus = connect(bus_address)
            .serve_at(path, Silent(Arc::clone(&called)))
            .expect("a path")
            .name(name.to_owned())
            .expect("a name")
            .build()
            .await
            .expect("a place on the bus");
        Self { bus, called }
    }

    /// Waits until somebody starts the app again, and ends then.
    pub async fn ends_when_called(self) {
        until("a second start", async || {
            self.called.load(Ordering::SeqCst).then_some(())
        })
        .await;
        self.bus.close().await.expect("it leaves the bus");
    }
}

fn connect(bus_address: &str) -> connection::Builder<'_> {
    connection::Builder::address(bus_address).expect("an address")
}
