//! The loop.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use history::{BoardRow, History};
use jiff::{SignedDuration, Timestamp};
use kore_api::{ClaimsForm, Habits, PathForm};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

mod answers;
mod pause;
mod requests;
mod secrets;
mod spending;
mod telling;
mod watching;

use crate::account::Account;
use crate::doubtful::Doubtful;
use crate::memory::Memory;
use crate::overall::Summary;
use crate::own_thread::OwnThread;
use crate::planner::{BotKey, Planner};
use crate::ports::{Clock, Keychain, Now, Outlet, Platform};
use crate::view::{Mode, Notice, Pause, SecretPlace};
use crate::wake::{Fetched, Wake};

/// Between two messages to the window: at most four a second.
const BETWEEN_TELLINGS: Duration = Duration::from_millis(250);
/// The clocks are compared at least this often.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// The calendar ran ahead of our clock by this much: the computer slept.
const SLEPT: SignedDuration = SignedDuration::from_secs(10);

static SEQ: AtomicU64 = AtomicU64::new(0);

/// The next number of a message to the window. It grows across all loops of the process, so that
/// a window that moves from the samples to a person's own data never takes old news for new.
pub fn next_seq() -> u64 {
    SEQ.fetch_add(1, Ordering::Relaxed) + 1
}

/// Everything from outside.
#[derive(Clone)]
pub struct Ports {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Connections to the platform.
    pub platform: Arc<dyn Platform>,
    /// The password store.
    pub keychain: Arc<dyn Keychain>,
    /// The way out.
    pub outlet: Arc<dyn Outlet>,
}

pub(crate) struct Loop {
    pub ports: Ports,
    pub mode: Mode,
    pub history: Arc<OwnThread<History>>,
    pub wakes: mpsc::Sender<Wake>,
    pub tasks: TaskTracker,
    pub stop: CancellationToken,
    doubtful: Arc<Doubtful>,
    planner: Planner,
    accounts: Vec<Account>,
    board: BTreeMap<BotKey, BoardRow>,
    notices: Vec<Notice>,
    untold: Untold,
    summary: Option<Summary>,
    paused_until: Option<Timestamp>,
    seq: u64,
    seen: Now,
    memory: Memory,
    /// Up to when what is sent is written down in advance.
    spent_until: Option<Duration>,
}

/// What is known when it starts.
pub(crate) struct Known {
    pub accounts: Vec<Account>,
    pub memory: Memory,
    pub notices: Vec<Notice>,
}

/// What the window does not know yet.
#[derive(Default)]
struct Untold {
    bots: BTreeSet<BotKey>,
    accounts: bool,
    notices: bool,
    resync: bool,
    pause: Option<Pause>,
    told_at: Option<Duration>,
}

impl Untold {
    fn anything(&self) -> bool {
        !self.bots.is_empty()
            || self.accounts
            || self.notices
            || self.resync
            || self.pause.is_some()
    }

    fn due(&self, up: Duration) -> Option<Duration> {
        let next = self.told_at.map_or(up, |told| told + BETWEEN_TELLINGS);
        self.anything().then_some(next)
    }
}

impl Loop {
    pub fn new(
        ports: Ports,
        mode: Mode,
        history: Arc<OwnThread<History>>,
        doubtful: Arc<Doubtful>,
        wakes: mpsc::Sender<Wake>,
        mut known: Known,
    ) -> Self {
        let seen = ports.clock.now();
        let rows = std::mem::take(&mut known.memory.rows);
        let mut this = Self {
            ports,
            mode,
            history,
            wakes,
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
            doubtful,
            planner: Planner::new(fastrand::Rng::new()),
            accounts: Vec::new(),
            board: BTreeMap::new(),
            notices: known.notices,
            untold: Untold::default(),
            summary: None,
            paused_until: None,
            seq: next_seq(),
            seen,
            memory: known.memory,
            spent_until: None,
        };
        this.tell_planner_the_time();
        for account in known.accounts {
            this.planner.add_account(account.record.id.clone());
            this.accounts.push(account);
        }
        this.memory.count_spent(&mut this.planner, seen);
        this.add_rows(rows);
        this
    }

    /// Runs until it is told to stop.
    pub async fn run(mut self, mut inbox: mpsc::Receiver<Wake>) {
        let opening: Vec<_> = self
            .accounts
            .iter()
            .filter(|account| account.secret == SecretPlace::Opening)
            .map(|account| account.record.id.clone())
            .collect();
        for account in opening {
            self.read_secret(account);
        }
        self.untold.resync = true;
        loop {
            let next = self.start_due_checks().await;
            let wake = self.wait(&mut inbox, next).await;
            self.hold_pause();
            if self.slept() {
                self.meet(Wake::WokeFromSleep).await;
            }
            if matches!(wake, Wake::Stop) {
                break;
            }
            self.meet(wake).await;
        }
        self.keep_spent(0).await;
        self.stop.cancel();
        drop(inbox);
        self.tasks.close();
        self.tasks.wait().await;
    }

    async fn meet(&mut self, wake: Wake) {
        match wake {
            Wake::Due => self.tell_summary(),
            Wake::Stop => {}
            Wake::Fetched(fetched) => self.fetched(fetched).await,
            Wake::SecretRead { account, secret } => self.secret_read(&account, secret),
            Wake::SecretSeen { account, secret } => self.secret_seen(&account, secret),
            Wake::Asked(ask) => self.asked(ask),
            Wake::Changed(change) => self.changed(change),
            Wake::NetworkChanged | Wake::WokeFromSleep => self.look_again(),
            Wake::Tell => self.tell(),
        }
    }

    fn now(&self) -> Now {
        self.ports.clock.now()
    }

    async fn wait(&self, inbox: &mut mpsc::Receiver<Wake>, next: Option<Duration>) -> Wake {
        let up = self.now().up;
        let tell = self.untold.due(up);
        let alarm = [next, tell, Some(up + HEARTBEAT)]
            .into_iter()
            .flatten()
            .min();
        let sleep = alarm.map_or(HEARTBEAT, |at| at.saturating_sub(up));
        tokio::select! {
            biased;
            () = tokio::time::sleep(sleep) => match tell {
                Some(at) if at <= up + sleep => Wake::Tell,
                _ => Wake::Due,
            },
            wake = inbox.recv() => wake.unwrap_or(Wake::Stop),
        }
    }

    fn start_check(&mut self, bot: BotKey) {
        let Some(account) = self.accounts.iter().find(|a| a.record.id == bot.account) else {
            return;
        };
        let Some(source) = account.source.clone() else {
            self.planner.stop(&bot.account);
            self.planner.dropped(&bot, self.now().up, 1);
            return;
        };
        let connection = account.connection;
        let wakes = self.wakes.clone();
        let stop = self.stop.clone();
        self.untold.bots.insert(bot.clone());
        self.tasks.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                answer = source.publish_status(&bot.bot) => {
                    let _ = wakes.send(Wake::Fetched(Fetched { bot, connection, answer })).await;
                }
            }
        });
    }

    fn set_notice(&mut self, notice: Notice, shown: bool) {
        if self.notices.contains(&notice) == shown {
            return;
        }
        self.notices.retain(|known| *known != notice);
        if shown {
            self.notices.push(notice);
        }
        self.untold.notices = true;
    }

    /// The calendar ran ahead (time passed that our clock did not count), or was set.
    fn slept(&mut self) -> bool {
        let now = self.now();
        let passed = now.up.saturating_sub(self.seen.up);
        let by_calendar = now.wall.duration_since(self.seen.wall);
        self.seen = now;
        let passed = SignedDuration::try_from(passed).unwrap_or(SignedDuration::MAX);
        let ahead = by_calendar - passed;
        if ahead > SLEPT
            && let Ok(slept) = Duration::try_from(ahead)
        {
            self.planner.slept(slept);
        }
        ahead.abs() > SLEPT
    }

    /// Hours of UTC: all that counts is that the same hour has the same name each day.
    fn tell_planner_the_time(&mut self) {
        let now = self.now();
        let since_midnight = now.wall.as_second().rem_euclid(24 * 60 * 60);
        let since_midnight = u64::try_from(since_midnight).unwrap_or_default();
        self.planner
            .tell_time(now.up, Duration::from_secs(since_midnight));
    }

    fn look_again(&mut self) {
        self.tell_planner_the_time();
        self.planner.look_again(self.now().up);
        self.untold.resync = true;
    }
}

/// What the history remembers of an account's server.
pub fn habits_of(record: &history::AccountRecord) -> Habits {
    Habits {
        path: PathForm::from_word(&record.path_form).unwrap_or_default(),
        claims: ClaimsForm::from_word(&record.claims_form).unwrap_or_default(),
    }
}
