//! A monitor with a pretend platform, a real SQLite file, a password store in memory, and an
//! outlet that remembers what it was told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::{AccountId, AlertKind, ClientSecret};
use history::{History, Reader};
use jiff::Timestamp;
use kore_simulator::{Life, Setup, Simulator};
use monitor::alert::Telling;
use monitor::overall::Summary;
use monitor::ports::{Boxed, Keychain, Outlet, Platform, SystemClock};
use monitor::view::{
    AccountDraft, BotRow, Changes, FormOutcome, FormReply, KeychainProblem, Mode, Snapshot,
};
use monitor::{HttpPlatform, Monitor, Ports};
use tokio::sync::Notify;

/// Far more than anything here takes, also on a busy machine.
const LONG: Duration = Duration::from_mins(1);

#[derive(Default)]
pub struct Told {
    pub changes: Mutex<Vec<Changes>>,
    pub tellings: Mutex<Vec<Telling>>,
    pub overall: Mutex<Option<Summary>>,
    /// Each time the app stopped checking, and checked again.
    pub checking: Mutex<Vec<bool>>,
    something: Notify,
}

impl Outlet for Told {
    fn changes(&self, changes: Changes) {
        self.changes.lock().unwrap().push(changes);
        self.something.notify_one();
    }

    fn notify(&self, telling: Telling) -> Boxed<'_, bool> {
        Box::pin(async move {
            self.tellings.lock().unwrap().push(telling);
            self.something.notify_one();
            true
        })
    }

    fn checking(&self, runs: bool) {
        self.checking.lock().unwrap().push(runs);
    }

    fn overall(&self, summary: Summary) {
        *self.overall.lock().unwrap() = Some(summary);
        self.something.notify_one();
    }
}

/// A password store in memory that can be made to refuse.
#[derive(Default)]
pub struct Pocket {
    pub secrets: Mutex<HashMap<AccountId, ClientSecret>>,
    pub problem: Mutex<Option<KeychainProblem>>,
    /// It answers that it does not keep a secret, and does.
    pub keeps_all_the_same: Mutex<bool>,
    reads: Mutex<u32>,
    touched: Notify,
}

impl Pocket {
    fn check(&self) -> Result<(), KeychainProblem> {
        self.problem.lock().unwrap().map_or(Ok(()), Err)
    }

    /// How often it was read.
    pub fn reads(&self) -> u32 {
        *self.reads.lock().unwrap()
    }

    pub async fn reads_reach(&self, count: u32) {
        while self.reads() < count {
            let _ = tokio::time::timeout(Duration::from_millis(50), self.touched.notified()).await;
        }
    }
}

impl Keychain for Pocket {
    fn get(&self, account: AccountId) -> Boxed<'_, Result<Option<ClientSecret>, KeychainProblem>> {
        Box::pin(async move {
            *self.reads.lock().unwrap() += 1;
            self.touched.notify_one();
            self.check()?;
            Ok(self.secrets.lock().unwrap().get(&account).cloned())
        })
    }

    fn put(
        &self,
        account: AccountId,
        secret: ClientSecret,
    ) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(async move {
            let answer = self.check();
            if answer.is_ok() || *self.keeps_all_the_same.lock().unwrap() {
                self.secrets.lock().unwrap().insert(account, secret);
            }
            self.touched.notify_one();
            answer
        })
    }

    fn delete(&self, account: AccountId) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(async move {
            self.check()?;
            self.secrets.lock().unwrap().remove(&account);
            self.touched.notify_one();
            Ok(())
        })
    }
}

impl Told {
    /// Everything that was told outside the window, in order.
    pub fn kinds(&self) -> Vec<AlertKind> {
        let tellings = self.tellings.lock().unwrap();
        tellings
            .iter()
            .flat_map(|telling| telling.alerts.iter().map(|alert| alert.kind))
            .collect()
    }
}

pub struct World {
    pub simulator: Simulator,
    pub monitor: Monitor,
    pub told: Arc<Told>,
    pub pocket: Arc<Pocket>,
    platform: Arc<dyn Platform>,
    folder: tempfile::TempDir,
}

impl World {
    pub async fn with(setup: Setup) -> Self {
        Self::over(setup, Arc::new(HttpPlatform::default())).await
    }

    /// With something between the monitor and the network.
    pub async fn over(setup: Setup, platform: Arc<dyn Platform>) -> Self {
        let simulator = Simulator::start(setup).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let told = Arc::new(Told::default());
        let pocket = Arc::new(Pocket::default());
        let monitor = open(&folder, &told, &pocket, &platform);
        Self {
            simulator,
            monitor,
            told,
            pocket,
            platform,
            folder,
        }
    }

    /// The file of the history.
    pub fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("history.sqlite3")
    }

    /// Only looks at the history, which is of a newer version.
    pub fn look(mut self) -> Self {
        self.told = Arc::new(Told::default());
        let reader = Reader::of_newer(&self.path()).unwrap();
        let ports = ports(&self.told, &self.pocket, &self.platform);
        self.monitor = Monitor::look(ports, reader).unwrap();
        self
    }

    /// Where the history lies.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Closes the monitor and opens it again over the same file.
    pub async fn restart(mut self) -> Self {
        self.monitor.stop().await;
        self.told = Arc::new(Told::default());
        self.monitor = open(&self.folder, &self.told, &self.pocket, &self.platform);
        self
    }

    /// The same, after this was written into the settings of the history.
    pub async fn restart_with(self, key: &str, value: &str) -> Self {
        self.monitor.stop().await;
        let path = self.folder.path().join("history.sqlite3");
        let mut opened = History::open(&path, Timestamp::now()).unwrap();
        opened.history.set_setting(key, value).unwrap();
        opened.history.close().unwrap();
        self.restart().await
    }

    pub fn draft(&self) -> AccountDraft {
        let ids: Vec<String> = self
            .simulator
            .bots()
            .into_iter()
            .map(|bot| bot.id)
            .collect();
        AccountDraft {
            host: self.simulator.origin(),
            client_id: self.simulator.client_id().to_owned(),
            secret: self.simulator.client_secret().into(),
            bot_ids: ids.join("\n"),
            name: String::new(),
            algorithm: domain::Algorithm::default(),
            keep_in_memory: false,
        }
    }

    pub async fn add_account(&self) -> String {
        let reply = self.monitor.add_account(self.draft()).await.unwrap();
        assert_eq!(reply.outcome, FormOutcome::Saved, "{:?}", reply.notes);
        reply.account_id.unwrap()
    }

    pub async fn add(&self, draft: AccountDraft) -> FormReply {
        self.monitor.add_account(draft).await.unwrap()
    }

    /// Waits for the board to be like that; the window would ask for a snapshot as often.
    pub async fn until(&self, what: &str, like: impl Fn(&Snapshot) -> bool) -> Snapshot {
        let wait = async {
            loop {
                let snapshot = self.monitor.snapshot().await.unwrap();
                if like(&snapshot) {
                    return snapshot;
                }
                let _ =
                    tokio::time::timeout(Duration::from_millis(50), self.told.something.notified())
                        .await;
            }
        };
        if let Ok(snapshot) = tokio::time::timeout(LONG, wait).await {
            return snapshot;
        }
        panic!("never {what}: {:#?}", self.monitor.snapshot().await)
    }

    /// Waits for the password store to hold that.
    pub async fn until_pocket(
        &self,
        what: &str,
        like: impl Fn(&HashMap<AccountId, ClientSecret>) -> bool,
    ) {
        let wait = async {
            while !like(&self.pocket.secrets.lock().unwrap()) {
                let touched = self.pocket.touched.notified();
                let _ = tokio::time::timeout(Duration::from_millis(50), touched).await;
            }
        };
        let came = tokio::time::timeout(LONG, wait).await;
        assert!(came.is_ok(), "the password store never held {what}");
    }

    /// Waits until so many alerts were told outside the window.
    pub async fn until_told(&self, alerts: usize) -> Vec<AlertKind> {
        self.until("told", |_| self.told.kinds().len() >= alerts)
            .await;
        self.told.kinds()
    }

    pub async fn until_all_checked(&self) -> Snapshot {
        self.until("all checked", |snapshot| {
            !snapshot.bots.is_empty() && snapshot.bots.iter().all(|bot| bot.last_check_at.is_some())
        })
        .await
    }
}

fn open(
    folder: &tempfile::TempDir,
    told: &Arc<Told>,
    pocket: &Arc<Pocket>,
    platform: &Arc<dyn Platform>,
) -> Monitor {
    let opened = History::open(&folder.path().join("history.sqlite3"), Timestamp::now()).unwrap();
    assert!(opened.damaged.is_none());
    let ports = ports(told, pocket, platform);
    Monitor::start(ports, Mode::Own, opened.history, Vec::new()).unwrap()
}

fn ports(told: &Arc<Told>, pocket: &Arc<Pocket>, platform: &Arc<dyn Platform>) -> Ports {
    Ports {
        clock: Arc::new(SystemClock::start()),
        platform: Arc::clone(platform),
        keychain: Arc::clone(pocket) as Arc<dyn Keychain>,
        outlet: Arc::clone(told) as Arc<dyn Outlet>,
    }
}

/// Two bots: one was published an hour ago, and one failed then.
pub fn two_bots() -> Setup {
    let hour = Duration::from_hours(1);
    Setup::new()
        .bot("st-1111", "One", Life::published(hour))
        .bot("st-2222", "Two", Life::failed(hour))
}

pub fn row<'a>(snapshot: &'a Snapshot, bot: &str) -> &'a BotRow {
    snapshot.bots.iter().find(|row| row.bot_id == bot).unwrap()
}
