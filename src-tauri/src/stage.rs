//! Which monitor the window speaks to: the person's own, or the samples'.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use history::{History, OpenProblem};
use jiff::Timestamp;
use kore_simulator::Simulator;
use monitor::ports::{Outlet, SystemClock};
use monitor::view::{AlertSummary, Changes, Mode, Notice, Pause, Refusal, Snapshot};
use monitor::{Monitor, Ports};
use tauri::{AppHandle, Runtime};

use crate::Outside;
use crate::data_dir::DataDir;
use crate::outlet::{AppOutlet, Line};
use crate::samples;

/// What the window speaks to.
pub struct Stage {
    data_dir: DataDir,
    outside: Outside,
    line: Line,
    make_outlet: Box<dyn Fn(Mode) -> Arc<dyn Outlet> + Send + Sync>,
    scene: RwLock<Scene>,
    /// One change of scene at a time.
    changing: tokio::sync::Mutex<()>,
}

#[derive(Clone)]
struct Scene {
    mode: Mode,
    /// `None`: the history could not be opened, and the notice says why.
    monitor: Result<Arc<Monitor>, Notice>,
    simulator: Arc<Mutex<Option<Simulator>>>,
}

impl Stage {
    /// Opens the person's own data, or the samples.
    pub fn new<R: Runtime>(
        app: AppHandle<R>,
        data_dir: DataDir,
        samples: bool,
        outside: Outside,
    ) -> Self {
        let line = Line::default();
        let make_outlet = {
            let line = line.clone();
            Box::new(move |mode| {
                Arc::new(AppOutlet::new(app.clone(), line.clone(), mode)) as Arc<dyn Outlet>
            })
        };
        let this = Self {
            scene: RwLock::new(Scene::closed(Mode::Own, Notice::CheckingStopped)),
            data_dir,
            outside,
            line,
            make_outlet,
            changing: tokio::sync::Mutex::new(()),
        };
        tauri::async_runtime::block_on(async {
            if samples && this.enter_samples().await.is_ok() {
                return;
            }
            this.set(this.own());
        });
        this
    }

    /// The window's end of the line.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// The monitor in use.
    ///
    /// # Errors
    /// When the history could not be opened.
    pub fn monitor(&self) -> Result<Arc<Monitor>, Refusal> {
        self.scene().monitor.map_err(|_| Refusal::History)
    }

    /// Everything that the window needs to draw the board, also when nothing could be opened.
    ///
    /// # Errors
    /// When the loop does not run.
    pub async fn snapshot(&self) -> Result<Snapshot, Refusal> {
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
        let outlet = (self.make_outlet)(Mode::Samples);
        let samples = samples::start(&self.data_dir.samples(), outlet)
            .await
            .ok_or(Refusal::History)?;
        let scene = Scene {
            mode: Mode::Samples,
            monitor: Ok(Arc::new(samples.monitor)),
            simulator: Arc::new(Mutex::new(Some(samples.simulator))),
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
        let own = self.own();
        self.change_to(own).await;
        let _ = std::fs::remove_dir_all(self.data_dir.samples());
    }

    /// Ends everything in good order.
    pub async fn close(&self) {
        let scene = self.scene();
        scene.end().await;
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
        let before = self.set(scene);
        before.end().await;
        (self.make_outlet)(self.scene().mode).changes(Changes {
            seq: monitor::next_seq(),
            resync: true,
            ..Changes::default()
        });
    }

    /// Opens the person's own data. To be called within the runtime.
    fn own(&self) -> Scene {
        let opened = match History::open(&self.data_dir.history(), Timestamp::now()) {
            Ok(opened) => opened,
            Err(problem) => {
                tracing::error!(%problem, "the history was not opened");
                let notice = match problem {
                    OpenProblem::Newer { .. } => Notice::HistoryNewer,
                    _ => Notice::HistoryNotOpened,
                };
                return Scene::closed(Mode::Own, notice);
            }
        };
        let notices = opened
            .damaged
            .iter()
            .map(|_| Notice::HistoryDamaged)
            .collect();
        let ports = Ports {
            clock: Arc::new(SystemClock::start()),
            platform: Arc::clone(&self.outside.platform),
            keychain: Arc::clone(&self.outside.keychain),
            outlet: (self.make_outlet)(Mode::Own),
        };
        match Monitor::start(ports, Mode::Own, opened.history, notices) {
            Ok(monitor) => Scene {
                mode: Mode::Own,
                monitor: Ok(Arc::new(monitor)),
                simulator: Arc::default(),
            },
            Err(problem) => {
                tracing::error!(%problem, "checking was not started");
                Scene::closed(Mode::Own, Notice::HistoryNotOpened)
            }
        }
    }
}

impl Scene {
    fn closed(mode: Mode, notice: Notice) -> Self {
        Self {
            mode,
            monitor: Err(notice),
            simulator: Arc::default(),
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
