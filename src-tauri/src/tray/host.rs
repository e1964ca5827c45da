//! Whether the desktop shows tray icons: a program that owns the watcher's name on the session
//! bus, and a host that draws what is registered there (page *`StatusNotifierWatcher`* of
//! freedesktop.org). Both may come and go while the app runs.

use futures_util::StreamExt;
use futures_util::future::{Either, select};
use tokio::sync::watch;
use zbus::fdo::DBusProxy;
use zbus::message::Type;
use zbus::names::BusName;
use zbus::proxy::CacheProperties;
use zbus::{Connection, MatchRule, MessageStream, Proxy};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// Tells into `there` whether icons are shown, until the bus is gone.
pub async fn follow(there: watch::Sender<bool>) -> zbus::Result<()> {
    let bus = Connection::session().await?;
    let dbus = DBusProxy::new(&bus).await?;
    let mut owners = dbus
        .receive_name_owner_changed_with_args(&[(0, WATCHER)])
        .await?;
    let hosts = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface(WATCHER)?
        .build();
    let mut hosts = MessageStream::for_match_rule(hosts, &bus, None).await?;
    loop {
        let now = is_there(&bus, &dbus).await?;
        there.send_if_modified(|known| std::mem::replace(known, now) != now);
        let gone = match select(owners.next(), hosts.next()).await {
            Either::Left((owner, _)) => owner.is_none(),
            Either::Right((signal, _)) => signal.is_none(),
        };
        if gone {
            let _ = there.send(false);
            return Ok(());
        }
    }
}

async fn is_there(bus: &Connection, dbus: &DBusProxy<'_>) -> zbus::Result<bool> {
    if !dbus.name_has_owner(BusName::try_from(WATCHER)?).await? {
        return Ok(false);
    }
    let watcher: Proxy<'_> = zbus::proxy::Builder::new(bus)
        .destination(WATCHER)?
        .path("/StatusNotifierWatcher")?
        .interface(WATCHER)?
        .cache_properties(CacheProperties::No)
        .build()
        .await?;
    // A watcher that does not say whether it has a host is taken at its presence.
    let host = watcher.get_property("IsStatusNotifierHostRegistered").await;
    Ok(host.unwrap_or(true))
}
