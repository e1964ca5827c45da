//! Whether a way leads out of this computer, as its system says, and when that changes.
//!
//! The system knows only of its own side: "online" says nothing about the platform. So this is
//! evidence for the monitor, which asks the platform all the same.

use std::collections::HashSet;
use std::net::IpAddr;
use std::time::Duration;

use monitor::network::Network;
use netwatcher::{Update, watch_interfaces_with_callback};
use tauri::{AppHandle, Runtime};
use tokio::sync::watch;

/// A network that comes up changes several times within a moment.
const SETTLES: Duration = Duration::from_secs(2);

/// Addresses by which this computer reaches others.
type Addresses = HashSet<IpAddr>;

/// Begins to watch, and tells the monitor how it is and whenever it changed. A system that cannot
/// be watched is no problem: sleeps and failures show the same, later.
pub fn watch<R: Runtime>(app: &AppHandle<R>) {
    let (seen, mut changed) = watch::channel(Addresses::new());
    let watching = watch_interfaces_with_callback(move |update| {
        let addresses = usable(&update);
        seen.send_if_modified(|known| {
            let differs = *known != addresses;
            *known = addresses;
            differs || update.is_initial
        });
    });
    let Ok(watching) = watching else {
        tracing::warn!("the network of this computer is not watched");
        return;
    };
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        // The system tells as long as this is kept.
        let _watching = watching;
        while changed.changed().await.is_ok() {
            tokio::time::sleep(SETTLES).await;
            let network = network(&changed.borrow_and_update(), has_way_out());
            crate::network_is(&app, network).await;
        }
    });
}

fn usable(update: &Update) -> Addresses {
    let all = update.interfaces.values().flat_map(|one| &one.ips);
    all.map(|record| record.ip).filter(reaches_others).collect()
}

/// Neither this computer itself nor what a system gives itself where nobody answers.
fn reaches_others(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => !v4.is_loopback() && !v4.is_link_local() && !v4.is_unspecified(),
        IpAddr::V6(v6) => !v6.is_loopback() && !v6.is_unicast_link_local() && !v6.is_unspecified(),
    }
}

/// `way_out`: whether the system has a route for everything else, where it says so.
fn network(addresses: &Addresses, way_out: Option<bool>) -> Network {
    if addresses.is_empty() || way_out == Some(false) {
        Network::Offline
    } else {
        Network::Online
    }
}

/// Linux keeps the addresses of bridges for containers and virtual machines also without any
/// network; a route for everything else it keeps only with one.
#[cfg(target_os = "linux")]
fn has_way_out() -> Option<bool> {
    let v4 = std::fs::read_to_string("/proc/net/route").ok()?;
    let v6 = std::fs::read_to_string("/proc/net/ipv6_route").unwrap_or_default();
    Some(leads_everywhere_v4(&v4) || leads_everywhere_v6(&v6))
}

#[cfg(not(target_os = "linux"))]
fn has_way_out() -> Option<bool> {
    None
}

/// `Iface Destination Gateway Flags … Mask …`: all zeros is everywhere. Flag 2: over a gateway;
/// a connection that is its own way (a tunnel) has none.
#[cfg(target_os = "linux")]
fn leads_everywhere_v4(routes: &str) -> bool {
    routes.lines().skip(1).any(|line| {
        let mut words = line.split_whitespace().skip(1);
        words.next() == Some("00000000") && words.nth(5) == Some("00000000")
    })
}

/// `destination length …  interface`: length 0 is everywhere; over `lo` it leads nowhere.
#[cfg(target_os = "linux")]
fn leads_everywhere_v6(routes: &str) -> bool {
    routes.lines().any(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.get(1) == Some(&"00") && words.last() != Some(&"lo")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(texts: &[&str]) -> Addresses {
        let all = texts.iter().map(|text| text.parse().unwrap());
        all.filter(reaches_others).collect()
    }

    #[test]
    fn a_computer_that_knows_only_itself_is_offline() {
        let alone = addresses(&["127.0.0.1", "::1", "169.254.7.9", "fe80::1"]);
        assert_eq!(network(&alone, None), Network::Offline);
        assert_eq!(network(&addresses(&["192.168.1.7"]), None), Network::Online);
        assert_eq!(network(&addresses(&["2001:db8::7"]), None), Network::Online);
    }

    #[test]
    fn a_bridge_without_a_way_out_is_no_network() {
        let bridge = addresses(&["172.17.0.1"]);
        assert_eq!(network(&bridge, Some(false)), Network::Offline);
        assert_eq!(network(&bridge, Some(true)), Network::Online);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_route_for_everything_is_found() {
        let head =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";
        let everywhere = "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n";
        let bridge = "docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n";
        assert!(leads_everywhere_v4(&format!("{head}{bridge}{everywhere}")));
        assert!(!leads_everywhere_v4(&format!("{head}{bridge}")));
        let zeros = "00000000000000000000000000000000";
        let v6 = |interface: &str| {
            format!(
                "{zeros} 00 {zeros} 00 {zeros} 00000400 00000001 00000000 00000003 {interface}\n"
            )
        };
        assert!(leads_everywhere_v6(&v6("wlan0")));
        assert!(!leads_everywhere_v6(&v6("lo")));
    }
}
