//! The sample bots: a pretend platform on this computer, with data of its own.

use std::path::Path;
use std::sync::Arc;

use history::History;
use jiff::Timestamp;
use kore_simulator::{Setup, Simulator};
use monitor::ports::{Boxed, Keychain, SystemClock};
use monitor::view::{AccountDraft, FormOutcome, KeychainProblem, Mode};
use monitor::{HttpPlatform, Monitor, Ports};

use crate::data_dir::create_private;

/// Samples that run.
pub struct Samples {
    /// Their monitor.
    pub monitor: Monitor,
    /// Their platform.
    pub simulator: Simulator,
}

/// The samples' secret is made up at each start: nothing of it is kept.
struct NoKeychain;

impl Keychain for NoKeychain {
    fn get(
        &self,
        _: domain::AccountId,
    ) -> Boxed<'_, Result<Option<domain::ClientSecret>, KeychainProblem>> {
        Box::pin(async { Ok(None) })
    }

    fn put(
        &self,
        _: domain::AccountId,
        _: domain::ClientSecret,
    ) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(async { Err(KeychainProblem::Absent) })
    }

    fn delete(&self, _: domain::AccountId) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(async { Ok(()) })
    }
}

/// Starts the samples anew; what was there of earlier ones goes. `None`: no port or no room.
pub async fn start(folder: &Path, outlet: Arc<dyn monitor::ports::Outlet>) -> Option<Samples> {
    let _ = std::fs::remove_dir_all(folder);
    create_private(folder);
    let simulator = Simulator::start(Setup::samples()).await.ok()?;
    let history = History::open(&folder.join("history.sqlite3"), Timestamp::now())
        .ok()?
        .history;
    let ports = Ports {
        clock: Arc::new(SystemClock::start()),
        platform: Arc::new(HttpPlatform::default()),
        keychain: Arc::new(NoKeychain),
        outlet,
    };
    let monitor = Monitor::start(ports, Mode::Samples, history, Vec::new()).ok()?;
    if add_bots(&monitor, &simulator).await.is_none() {
        monitor.stop().await;
        simulator.stop().await;
        return None;
    }
    Some(Samples { monitor, simulator })
}

async fn add_bots(monitor: &Monitor, simulator: &Simulator) -> Option<()> {
    let bots: Vec<String> = simulator
        .bots()
        .into_iter()
        .map(|bot| format!("{}\t{}", bot.id, bot.name))
        .collect();
    let draft = AccountDraft {
        host: simulator.origin(),
        client_id: simulator.client_id().to_owned(),
        secret: simulator.client_secret().into(),
        bot_ids: bots.join("\n"),
        name: "Sample platform".to_owned(),
        algorithm: domain::Algorithm::default(),
        keep_in_memory: true,
    };
    let reply = monitor.add_account(draft).await.ok()?;
    if reply.outcome != FormOutcome::Saved {
        return None;
    }
    Some(())
}
