//! Which monitor the window speaks to: the person's own, or the samples'.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use history::{History, OpenProblem, Reader};
use jiff::Timestamp;
use kore_simulator::Simulator;
use monitor::network::Network;
use monitor::ports::{Outlet, SystemClock};
use monitor::view::{
    AlertSummary, Changes, HistoryCopies, HistoryCopyView, Millis, Mode, Notice, Pause, Refusal,
    Snapshot,
};
use monitor::{Monitor, Ports};
use tauri::{AppHandle, Runtime};
use tokio::runtime::Handle;
use tokio::sync::watch;

use crate::Outside;
use crate::data_dir::DataDir;
use crate::outlet::{AppOutlet, Door, Line};
use crate::samples;

/// What the window speaks to.
pub struct Stage {
    data_dir: DataDir,
    outside: Outside,
    line: Line,
    make_outlet: Box<dyn Fn(Mode) -> Arc<dyn Door> + Send + Sync>,
    scene: RwLock<Scene>,
    /// One change of scene at a time.
    changing: tokio::sync::Mutex<()>,
    /// The first scene is there. Opening a large file can take seconds; the window waits for its
    /// answers meanwhile, and can be seen.
    opened: watch::Sender<bool>,
    /// What the system last said of its network. Held while it is told, so that no monitor hears
    /// something older last.
    network: tokio::sync::Mutex<Network>,
}

#[derive(Clone)]
struct Scene {
    mode: Mode,
    /// `None`: the history could not be opened, and the notice says why.
    monitor: Result<Arc<Monitor>, Notice>,
    simulator: Arc<Mutex<Option<Simulator>>>,
    door: Option<Arc<dyn Door>>,
}

impl Stage {
    /// An empty stage; see [`Stage::begin`].
    pub fn new<R: Runtime>(app: AppHandle<R>, data_dir: DataDir, outside: Outside) -> Self {
        let line = Line::default();
        let make_outlet = {
            let line = line.clone();
            Box::new(move |mode| {
                Arc::new(AppOutlet::new(app.clone(), line.clone(), mode)) as Arc<dyn Door>
            })
        };
        Self {
            scene: RwLock::new(Scene::closed(Mode::Own, Notice::CheckingStopped)),
            data_dir,
            outside,
            line,
            make_outlet,
            changing: tokio::sync::Mutex::new(()),
            opened: watch::Sender::new(false),
            network: tokio::sync::Mutex::default(),
        }
    }

    /// Opens the person's own data, or the samples. To be called once, within the runtime.
    pub async fn begin(&self, samples: bool) {
        if !samples || self.enter_samples().await.is_err() {
            let _one = self.changing.lock().await;
            let own = tokio::task::block_in_place(|| self.own());
            self.change_to(own).await;
        }
        self.opened.send_replace(true);
    }

    /// The window's end of the line.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// The monitor in use, to check, write and tell; waits while it is being opened. To be called
    /// within the runtime.
    ///
    /// # Errors
    /// When the history could not be opened, or is only looked at.
    pub fn monitor(&self) -> Result<Arc<Monitor>, Refusal> {
        let monitor = self.shown()?;
        if monitor.looks_only() {
            return Err(Refusal::Newer);
        }
        Ok(monitor)
    }

    /// The same for questions that the history alone answers, also one that is only looked at.
    ///
    /// # Errors
    /// When the history could not be opened.
    pub fn shown(&self) -> Result<Arc<Monitor>, Refusal> {
        if !*self.opened.borrow() {
            tokio::task::block_in_place(|| Handle::current().block_on(self.until_opened()));
        }
        self.scene().monitor.map_err(|notice| match notice {
            Notice::HistoryNewerUnread => Refusal::Newer,
            _ => Refusal::History,
        })
    }

    /// The system says how its network is: the monitor in use hears it, and each that follows.
    pub async fn network_is(&self, network: Network) {
        let mut known = self.network.lock().await;
        *known = network;
        self.scene().hear_of(*known).await;
    }

    /// Sample bots are shown.
    pub fn shows_samples(&self) -> bool {
        self.scene().mode == Mode::Samples
    }

    /// Everything that the window needs to draw the board, also when nothing could be opened.
    ///
    /// # Errors
    /// When the loop does not run.
    pub async fn snapshot(&self) -> Result<Snapshot, Refusal> {
        self.until_opened().await;
        let scene = self.scene();
        match scene.monitor {
            Ok(monitor) => monitor.snapshot().await,
            Err(notice) => Ok(Snapshot {
                mode: scene.mode,
                seq: monitor::next_seq(),
                accounts: Vec::new(),
                bots: Vec::new(),
                notices: vec![notice],
                pause: Pause::default(),
                alerts: AlertSummary::default(),
                people: Vec::new(),
            }),
        }
    }

    /// Shows the samples instead of the person's own data.
    ///
    /// # Errors
    /// When the pretend platform cannot be started.
    pub async fn enter_samples(&self) -> Result<(), Refusal> {
        let _one = self.changing.lock().await;
        if self.scene().mode == Mode::Samples {
            return Ok(());
        }
        let door = (self.make_outlet)(Mode::Samples);
        let samples = samples::start(
            &self.data_dir.samples(),
            Arc::clone(&door) as Arc<dyn Outlet>,
        )
        .await
        .ok_or(Refusal::History)?;
        let scene = Scene {
            mode: Mode::Samples,
            monitor: Ok(Arc::new(samples.monitor)),
            simulator: Arc::new(Mutex::new(Some(samples.simulator))),
            door: Some(door),
        };
        self.change_to(scene).await;
        Ok(())
    }

    /// Shows the person's own data again; nothing of the samples is kept.
    pub async fn leave_samples(&self) {
        let _one = self.changing.lock().await;
        if self.scene().mode == Mode::Own {
            return;
        }
        let own = tokio::task::block_in_place(|| self.own());
        self.change_to(own).await;
        let _ = std::fs::remove_dir_all(self.data_dir.samples());
    }

    /// The copies of the person's own history.
    pub fn copies(&self) -> HistoryCopies {
        let copies = history::copies(&self.data_dir.history());
        HistoryCopies {
            copies: copies
                .iter()
                .map(|copy| HistoryCopyView {
                    at: copy.at.as_millisecond(),
                    bytes: copy.bytes,
                })
                .collect(),
        }
    }

    /// Goes back to a copy of the person's own history; the one in use stays beside it.
    ///
    /// # Errors
    /// When there is no such copy, or it cannot take the place. The history is then what it was.
    pub async fn use_copy(&self, at: Millis) -> Result<(), Refusal> {
        self.until_opened().await;
        let _one = self.changing.lock().await;
        let scene = self.scene();
        if scene.mode != Mode::Own {
            return Err(Refusal::Gone);
        }
        // A copy of a newer history is newer too, or older than what it would stand for.
        if scene.is_of_newer() {
            return Err(Refusal::Newer);
        }
        let path = self.data_dir.history();
        let copy = history::copies(&path)
            .into_iter()
            .find(|copy| copy.at.as_millisecond() == at)
            .ok_or(Refusal::Gone)?;
        // Nobody may hold the file while another takes its place.
        let closed = Scene::closed(Mode::Own, Notice::CheckingStopped);
        let before = self.set(closed);
        if let Some(door) = &before.door {
            door.shut();
        }
        before.end().await;
        let (restored, own) = tokio::task::block_in_place(|| {
            let restored = history::restore(&path, &copy, Timestamp::now());
            (restored, self.own())
        });
        self.change_to(own).await;
        match restored {
            Ok(_) => Ok(()),
            Err(problem) => {
                tracing::error!(%problem, "the copy did not take the history's place");
                Err(Refusal::History)
            }
        }
    }

    /// Ends everything in good order.
    pub async fn close(&self) {
        self.until_opened().await;
        let scene = self.scene();
        scene.end().await;
    }

    async fn until_opened(&self) {
        let _ = self.opened.subscribe().wait_for(|opened| *opened).await;
    }

    fn scene(&self) -> Scene {
        self.scene
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set(&self, scene: Scene) -> Scene {
        let mut slot = self.scene.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *slot, scene)
    }

    async fn change_to(&self, scene: Scene) {
        let door = scene.door.clone();
        let before = self.set(scene);
        let network = self.network.lock().await;
        if *network != Network::Unknown {
            self.scene().hear_of(*network).await;
        }
        drop(network);
        if let Some(shut) = &before.door {
            shut.shut();
        }
        if let Some(open) = &door {
            open.open();
        }
        before.end().await;
        self.line.send(Changes {
            seq: monitor::next_seq(),
            resync: true,
            ..Changes::default()
        });
    }

    /// Opens the person's own data. To be called within the runtime.
    fn own(&self) -> Scene {
        let opened = match History::open(&self.data_dir.history(), Timestamp::now()) {
            Ok(opened) => opened,
            Err(OpenProblem::Newer { .. }) => return self.newer(),
            Err(problem) => {
                tracing::error!(%problem, "the history was not opened");
                return Scene::closed(Mode::Own, Notice::HistoryNotOpened);
            }
        };
        let notices = opened
            .damaged
            .iter()
            .map(|_| Notice::HistoryDamaged)
            .collect();
        let door = (self.make_outlet)(Mode::Own);
        let ports = self.ports(Arc::clone(&door) as Arc<dyn Outlet>);
        match Monitor::start(ports, Mode::Own, opened.history, notices) {
            Ok(monitor) => Scene {
                mode: Mode::Own,
                monitor: Ok(Arc::new(monitor)),
                simulator: Arc::default(),
                door: Some(door),
            },
            Err(problem) => {
                tracing::error!(%problem, "checking was not started");
                Scene::closed(Mode::Own, Notice::HistoryNotOpened)
            }
        }
    }

    /// Shows what a newer version of the app wrote, as far as this one can read it.
    fn newer(&self) -> Scene {
        let door = (self.make_outlet)(Mode::Own);
        let ports = self.ports(Arc::clone(&door) as Arc<dyn Outlet>);
        let looking = Reader::of_newer(&self.data_dir.history())
            .map_err(|problem| problem.to_string())
            .and_then(|reader| Monitor::look(ports, reader).map_err(|problem| problem.to_string()));
        match looking {
            Ok(monitor) => {
                tracing::warn!("the history is of a newer version and is only looked at");
                Scene {
                    mode: Mode::Own,
                    monitor: Ok(Arc::new(monitor)),
                    simulator: Arc::default(),
                    door: Some(door),
                }
            }
            Err(problem) => {
                tracing::error!(problem, "the newer history is not shown");
                Scene::closed(Mode::Own, Notice::HistoryNewerUnread)
            }
        }
    }

    fn ports(&self, outlet: Arc<dyn Outlet>) -> Ports {
        Ports {
            clock: Arc::new(SystemClock::start()),
            platform: Arc::clone(&self.outside.platform),
            keychain: Arc::clone(&self.outside.keychain),
            outlet,
        }
    }
}

impl Scene {
    fn is_of_newer(&self) -> bool {
        match &self.monitor {
            Ok(monitor) => monitor.looks_only(),
            Err(notice) => *notice == Notice::HistoryNewerUnread,
        }
    }

    fn closed(mode: Mode, notice: Notice) -> Self {
        Self {
            mode,
            monitor: Err(notice),
            simulator: Arc::default(),
            door: None,
        }
    }

    async fn hear_of(&self, network: Network) {
        if let Ok(monitor) = &self.monitor {
            monitor.network_changed(network).await;
        }
    }

    async fn end(self) {
        if let Ok(monitor) = self.monitor {
            monitor.stop().await;
        }
        let simulator = self
            .simulator
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(simulator) = simulator {
            simulator.stop().await;
        }
    }
}
