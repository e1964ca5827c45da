//! A world in virtual time: a platform made of words, clocks that a test sets, and a real history.
//! No test here waits for anything real but the disk.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::{BotId, ClientSecret, Host, JobId, PublishJob, PublishState};
use history::{AccountRecord, History, Stretch};
use jiff::{SignedDuration, Timestamp};
use kore_api::{
    Answer, Cause, Credentials, Error, Habits, ListedBots, LogCursor, LogPage, Network, Odd, Said,
    Tested,
};
use monitor::ports::{Boxed, Clock, ConnectProblem, Keychain, Now, Outlet, Platform, StatusSource};
use monitor::view::{AccountDraft, BotRef, BotRow, FormOutcome, Mode, Snapshot};
use monitor::{Monitor, Ports};
use tokio::time::Instant;

use crate::pretend_logs::Logs;
use crate::world::{Pocket, Told};

/// When the world began.
const BEGAN: i64 = 1_780_000_000;

/// Both clocks. The calendar can be moved against the other one, as a sleep or a person does.
pub struct Clocks {
    start: Instant,
    moved: Mutex<SignedDuration>,
    slept: Mutex<Duration>,
    /// The next look at the clock stops whoever looks.
    pub breaks: AtomicBool,
}

impl Clocks {
    fn begin() -> Self {
        Self {
            start: Instant::now(),
            moved: Mutex::default(),
            slept: Mutex::default(),
            breaks: AtomicBool::new(false),
        }
    }

    pub fn wall(&self) -> Timestamp {
        let up = SignedDuration::try_from(self.start.elapsed()).unwrap();
        Timestamp::from_second(BEGAN).unwrap() + up + *self.moved.lock().unwrap()
    }

    pub fn move_calendar(&self, by: SignedDuration) {
        *self.moved.lock().unwrap() += by;
    }

    fn up(&self) -> Duration {
        self.start.elapsed()
    }
}

impl Clock for Clocks {
    fn now(&self) -> Now {
        assert!(!self.breaks.swap(false, Ordering::Relaxed), "meant");
        Now {
            wall: self.wall(),
            up: self.up(),
        }
    }
}

/// What the platform does with everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    Fair,
    /// No way leads to it.
    Away,
    /// Wrong secret.
    Refuses,
    /// Too many requests, and how long to wait.
    Limits(Option<u64>),
    /// A page in place of an answer.
    Page,
    /// In trouble.
    Trouble,
    /// Never answers.
    Silent,
    /// Asking stops the task that asks.
    Breaks,
}

/// A request, as the platform counts it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub up: Duration,
    /// On the platform's clock, which goes on while the computer sleeps.
    pub there: Duration,
    pub host: String,
    pub bot: BotId,
}

/// An answer that told how a bot is.
#[derive(Clone, Debug)]
pub struct Answered {
    pub at: Timestamp,
    pub bot: BotId,
}

/// The platform. Each bot's publish is a job that was asked for at some time and ends at another.
pub struct Sky {
    pub clocks: Arc<Clocks>,
    pub weather: Mutex<HashMap<String, Weather>>,
    jobs: Mutex<HashMap<BotId, Job>>,
    pub asked: Mutex<Vec<Asked>>,
    pub answered: Mutex<Vec<Answered>>,
    pub connections: Mutex<u32>,
    pub logs: Logs,
}

#[derive(Clone, Copy, Debug)]
struct Job {
    requested_at: Timestamp,
    ends_at: Timestamp,
    failed: bool,
}

impl Sky {
    pub fn set(&self, weather: Weather) {
        for one in self.weather.lock().unwrap().values_mut() {
            *one = weather;
        }
    }

    /// A publish of a bot begins now.
    pub fn publish(&self, bot: &str, lasts: Duration, failed: bool) {
        let now = self.clocks.wall();
        let job = Job {
            requested_at: now,
            ends_at: now + SignedDuration::try_from(lasts).unwrap(),
            failed,
        };
        self.jobs.lock().unwrap().insert(BotId::new(bot), job);
    }

    pub fn asked_since(&self, up: Duration) -> Vec<Asked> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|one| one.up >= up).cloned().collect()
    }

    fn answer(&self, host: &str, bot: &BotId) -> Result<Option<PublishJob>, Error> {
        let said = Said::default();
        let weather = self.weather.lock().unwrap()[host];
        match weather {
            Weather::Fair => {}
            Weather::Away => {
                let cause = Cause::NoSuchName;
                return Err(Error::Unreachable { cause });
            }
            Weather::Refuses => {
                return Err(Error::BadCredentials {
                    status: 401,
                    wants_encryption: false,
                    said,
                });
            }
            Weather::Limits(seconds) => {
                let seconds = seconds.map(|seconds| i64::try_from(seconds).unwrap());
                return Err(Error::RateLimited {
                    status: 429,
                    retry_after: seconds.map(SignedDuration::from_secs),
                    said,
                });
            }
            Weather::Page => {
                return Err(Error::NotKore {
                    status: 200,
                    odd: Odd::Page,
                    excerpt: said,
                });
            }
            Weather::Trouble => {
                return Err(Error::Server {
                    status: 503,
                    retry_after: None,
                    said,
                });
            }
            Weather::Breaks => panic!("meant"),
            Weather::Silent => unreachable!("it does not answer"),
        }
        let now = self.clocks.wall();
        let job = self.jobs.lock().unwrap().get(bot).copied();
        Ok(job.map(|job| {
            let over = now >= job.ends_at;
            // Something new in ten steps.
            let length = job.ends_at.duration_since(job.requested_at);
            let step = (length / 10).max(SignedDuration::from_millis(1));
            let steps = now.duration_since(job.requested_at).as_millis() / step.as_millis();
            let steps = i32::try_from(steps.clamp(0, 9)).unwrap();
            let state = match (over, job.failed) {
                (false, _) => PublishState::Publishing,
                (true, false) => PublishState::Published,
                (true, true) => PublishState::Failed,
            };
            PublishJob {
                id: Some(JobId::new(format!(
                    "ds-{}",
                    job.requested_at.as_millisecond()
                ))),
                bot_id: Some(bot.clone()),
                state,
                server_status: Some(state.as_word().to_owned()),
                percent: Some(if over {
                    100
                } else {
                    10 * u8::try_from(steps).unwrap()
                }),
                requested_at: Some(job.requested_at),
                started_at: Some(job.requested_at),
                modified_at: Some(if over {
                    job.ends_at
                } else {
                    job.requested_at + step * steps
                }),
                started_by: None,
                version_comment: None,
                resources: Vec::new(),
            }
        }))
    }
}

struct Source {
    sky: Arc<Sky>,
    host: String,
}

impl Source {
    fn is_asked(&self, bot: &BotId) {
        let clocks = &self.sky.clocks;
        self.sky.asked.lock().unwrap().push(Asked {
            up: clocks.up(),
            there: clocks.up() + *clocks.slept.lock().unwrap(),
            host: self.host.clone(),
            bot: bot.clone(),
        });
    }
}

impl StatusSource for Source {
    fn publish_status<'a>(&'a self, bot: &'a BotId) -> Boxed<'a, Answer> {
        Box::pin(async move {
            self.is_asked(bot);
            let weather = self.sky.weather.lock().unwrap()[&self.host];
            if weather == Weather::Silent {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(Duration::from_millis(300)).await;
            let job = self.sky.answer(&self.host, bot);
            if job.is_ok() {
                self.sky.answered.lock().unwrap().push(Answered {
                    at: self.sky.clocks.wall(),
                    bot: bot.clone(),
                });
            }
            Answer { job, requests: 1 }
        })
    }

    fn habits(&self) -> Habits {
        Habits::default()
    }

    fn learn(&self, _: Habits) {}

    fn bots(&self) -> Boxed<'_, ListedBots> {
        Box::pin(async { ListedBots::default() })
    }

    fn change_log_page<'a>(
        &'a self,
        bot: &'a BotId,
        cursor: &'a mut LogCursor,
    ) -> Boxed<'a, LogPage> {
        self.is_asked(bot);
        let refuses = self.sky.weather.lock().unwrap()[&self.host] == Weather::Refuses;
        Box::pin(self.sky.logs.page(bot, cursor, refuses))
    }
}

struct Way(Arc<Sky>);

impl Platform for Way {
    fn connect(
        &self,
        account: &AccountRecord,
        _: ClientSecret,
    ) -> Result<Arc<dyn StatusSource>, ConnectProblem> {
        *self.0.connections.lock().unwrap() += 1;
        Ok(Arc::new(Source {
            sky: Arc::clone(&self.0),
            host: account.host.clone(),
        }))
    }

    fn test(&self, _: Host, _: Credentials, _: Option<BotId>) -> Boxed<'static, Tested> {
        unimplemented!("no story here tests a connection")
    }

    fn test_network(&self, _: Host, _: Network) -> Boxed<'static, Tested> {
        unimplemented!("no story here tests a network")
    }

    fn network(&self) -> Network {
        Network::default()
    }

    fn use_network(&self, _: Network) {}
}

/// The world.
pub struct Pretend {
    pub sky: Arc<Sky>,
    pub clocks: Arc<Clocks>,
    pub monitor: Monitor,
    pub told: Arc<Told>,
    pocket: Arc<Pocket>,
    folder: tempfile::TempDir,
}

impl Pretend {
    /// To be made in a test with a clock that is paused.
    pub fn new() -> Self {
        let clocks = Arc::new(Clocks::begin());
        let sky = Arc::new(Sky {
            clocks: Arc::clone(&clocks),
            weather: Mutex::default(),
            jobs: Mutex::default(),
            asked: Mutex::default(),
            answered: Mutex::default(),
            connections: Mutex::default(),
            logs: Logs::default(),
        });
        let folder = a_folder();
        let told = Arc::new(Told::default());
        let pocket = Arc::new(Pocket::default());
        let monitor = open(&folder, &sky, &told, &pocket);
        Self {
            sky,
            clocks,
            monitor,
            told,
            pocket,
            folder,
        }
    }

    /// Adds an account on `https://<host>` with bots `st-<host>-0`, …
    pub async fn add_account(&self, host: &str, bots: usize) -> String {
        let origin = format!("https://{host}");
        let weather = &self.sky.weather;
        weather
            .lock()
            .unwrap()
            .insert(origin.clone(), Weather::Fair);
        let ids: Vec<String> = (0..bots).map(|bot| bot_id(host, bot)).collect();
        let draft = AccountDraft {
            host: origin,
            client_id: format!("cs-{host}"),
            secret: "a-secret-that-is-long-enough-to-be-one".into(),
            bot_ids: ids.join("\n"),
            name: String::new(),
            keep_in_memory: false,
            algorithm: domain::Algorithm::default(),
        };
        let reply = self.monitor.add_account(draft).await.unwrap();
        assert_eq!(reply.outcome, FormOutcome::Saved, "{:?}", reply.notes);
        reply.account_id.unwrap()
    }

    /// Lets time pass.
    pub async fn pass(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    /// The computer sleeps: the calendar goes on, the other clock does not.
    pub fn sleep(&self, time: Duration) {
        *self.clocks.slept.lock().unwrap() += time;
        self.clocks
            .move_calendar(SignedDuration::try_from(time).unwrap());
    }

    /// Closes the app for a while, and opens it again.
    pub async fn reopen_after(mut self, time: Duration) -> Self {
        self.monitor.stop().await;
        tokio::time::sleep(time).await;
        self.monitor = open(&self.folder, &self.sky, &self.told, &self.pocket);
        self
    }

    /// Kills the app, as a power cut does, and opens it again after a while: what the disk held in
    /// that moment is all that is left.
    pub async fn killed_for(mut self, time: Duration) -> Self {
        let left = a_folder();
        for name in ["history.sqlite3", "history.sqlite3-wal"] {
            let from = self.folder.path().join(name);
            if from.exists() {
                std::fs::copy(from, left.path().join(name)).unwrap();
            }
        }
        self.monitor.stop().await;
        self.folder = left;
        tokio::time::sleep(time).await;
        self.monitor = open(&self.folder, &self.sky, &self.told, &self.pocket);
        self
    }

    pub async fn board(&self) -> Snapshot {
        self.monitor.snapshot().await.unwrap()
    }

    pub async fn bot(&self, account: &str, bot: &str) -> BotRow {
        self.monitor.bot(bot_ref(account, bot)).await.unwrap().row
    }

    /// Ends everything and reads how each bot's life was watched.
    pub async fn lives(self) -> Vec<(String, Vec<Stretch>)> {
        self.ends().await.lives
    }

    /// Ends everything and reads what the history holds.
    pub async fn ends(self) -> Kept {
        let rows = self.board().await.bots;
        self.monitor.stop().await;
        let now = self.clocks.wall();
        let history = history_in(&self.folder, now);
        let lives = rows.into_iter().map(|row| {
            let account = domain::AccountId::new(row.account_id);
            let bot = BotId::new(&row.bot_id);
            (row.bot_id, history.coverage(&account, &bot, now).unwrap())
        });
        Kept {
            lives: lives.collect(),
            alerts: history.alerts(None, 10_000).unwrap(),
            ended: now,
        }
    }
}

/// What the history holds in the end.
pub struct Kept {
    pub lives: Vec<(String, Vec<Stretch>)>,
    pub alerts: Vec<history::AlertRow>,
    pub ended: Timestamp,
}

/// In memory where the system has such a place: thousands of lives are written there.
fn a_folder() -> tempfile::TempDir {
    let memory = std::path::Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}

pub fn bot_id(host: &str, bot: usize) -> String {
    format!("st-{}-{bot}", host.replace('.', "-"))
}

pub fn bot_ref(account: &str, bot: &str) -> BotRef {
    BotRef {
        account_id: account.to_owned(),
        bot_id: bot.to_owned(),
    }
}

fn history_in(folder: &tempfile::TempDir, now: Timestamp) -> History {
    let path = folder.path().join("history.sqlite3");
    History::open(&path, now).unwrap().history
}

fn open(
    folder: &tempfile::TempDir,
    sky: &Arc<Sky>,
    told: &Arc<Told>,
    pocket: &Arc<Pocket>,
) -> Monitor {
    let ports = Ports {
        clock: Arc::clone(&sky.clocks) as Arc<dyn Clock>,
        platform: Arc::new(Way(Arc::clone(sky))),
        keychain: Arc::clone(pocket) as Arc<dyn Keychain>,
        outlet: Arc::clone(told) as Arc<dyn Outlet>,
    };
    let history = history_in(folder, sky.clocks.wall());
    Monitor::start(ports, Mode::Own, history, Vec::new()).unwrap()
}
