//! The loop.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use history::{BoardRow, History};
use jiff::{SignedDuration, Timestamp};
use kore_api::{ClaimsForm, Habits, PathForm};
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

mod absences;
mod again;
mod alerts;
mod answers;
mod asleep;
mod changes;
mod diagnosing;
mod known;
mod lending;
mod lost;
mod offline;
mod pause;
mod requests;
mod secrets;
mod spending;
mod telling;
mod watching;

use crate::account::Account;
use crate::carried::Carried;
use crate::doubtful::Doubtful;
use crate::held::Held;
use crate::keeper::{Ground, Inbox, Rounds};
use crate::memory::Memory;
use crate::overall::Summary;
use crate::planner::{BotKey, Planner};
use crate::ports::{Clock, Keychain, Now, Outlet, Platform};
use crate::view::{AlertSummary, Mode, Notice, Pause};
use crate::wake::{Fetched, Wake};
use absences::Absences;
pub(crate) use known::Known;
use lost::{LONGEST_CHECK, LostCheck};

/// Between two messages to the window: at most four a second.
const BETWEEN_TELLINGS: Duration = Duration::from_millis(250);
/// The clocks are compared, and the window hears, at least this often.
const HEARTBEAT: Duration = Duration::from_secs(20);

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
    pub history: Arc<Held<History>>,
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
    desk: alerts::Desk,
    /// For bots with a running publish: when that was asked for, and after what time without
    /// anything new it seems stuck.
    stuck_times: BTreeMap<BotKey, (Option<Timestamp>, SignedDuration)>,
    seq: u64,
    seen: Now,
    memory: Memory,
    /// Up to when what is sent is written down in advance.
    spent_until: Option<Duration>,
    carried: Carried,
    rounds: Rounds,
    absences: Absences,
    rests_until: Option<Duration>,
}

/// What the window does not know yet.
#[derive(Default)]
struct Untold {
    bots: BTreeSet<BotKey>,
    accounts: bool,
    notices: bool,
    alerts: Option<AlertSummary>,
    resync: bool,
    pause: Option<Pause>,
    told_at: Option<Duration>,
}

impl Untold {
    fn anything(&self) -> bool {
        !self.bots.is_empty()
            || self.accounts
            || self.notices
            || self.alerts.is_some()
            || self.resync
            || self.pause.is_some()
    }

    /// When the next message goes out. One without news shows the window that checking goes on.
    fn due(&self, up: Duration) -> Duration {
        let wait = if self.anything() {
            BETWEEN_TELLINGS
        } else {
            HEARTBEAT
        };
        self.told_at.map_or(up, |told| told + wait)
    }
}

impl Loop {
    pub fn new(ground: Ground, mut known: Known) -> Self {
        let seen = ground.ports.clock.now();
        let notices = ground.carried.things().notices.clone();
        let rows = std::mem::take(&mut known.memory.rows);
        let mut this = Self {
            ports: ground.ports,
            mode: ground.mode,
            history: ground.history,
            wakes: ground.wakes,
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
            doubtful: ground.doubtful,
            planner: Planner::new(fastrand::Rng::new()),
            accounts: Vec::new(),
            board: BTreeMap::new(),
            notices,
            untold: Untold::default(),
            summary: None,
            paused_until: None,
            desk: alerts::Desk::default(),
            stuck_times: BTreeMap::new(),
            seq: next_seq(),
            seen,
            memory: known.memory,
            spent_until: None,
            carried: ground.carried,
            rounds: ground.rounds,
            absences: Absences::default(),
            rests_until: None,
        };
        this.tell_planner_the_time();
        for account in known.accounts {
            this.planner.add_account(account.record.id.clone());
            this.accounts.push(account);
        }
        this.memory.count_spent(&mut this.planner, seen);
        this.add_rows(rows);
        this.paused_until(known.paused_until)
    }

    /// Runs until it is told to stop.
    pub async fn run(mut self, inbox: Inbox) {
        let mut inbox = inbox.lock_owned().await;
        self.take_up();
        self.begin_alerts().await;
        loop {
            self.rounds.one_more();
            let next = match self.rest() {
                Some(until) => Some(until),
                None => self.start_due_checks().await,
            };
            let (wake, alarm) = self.wait(&mut inbox, next).await;
            self.look_at_clocks(alarm).await;
            self.hold_pause();
            if matches!(wake, Wake::Stop) {
                break;
            }
            self.meet(wake).await;
            self.keep_absences().await;
        }
        self.keep_spent(0).await;
        self.note_end().await;
        self.stop.cancel();
        inbox.close();
        self.tasks.close();
        self.tasks.wait().await;
    }

    async fn meet(&mut self, wake: Wake) {
        match wake {
            Wake::Due => self.tell_summary(),
            Wake::Stop => {}
            Wake::Fetched(fetched) => self.fetched(fetched).await,
            Wake::SecretRead { account, secret } => {
                self.secret_read(&account, secret);
                self.alert_without_secret(&account).await;
            }
            Wake::SecretSeen { account, secret } => self.secret_seen(&account, secret),
            Wake::Asked(ask) => self.asked(ask).await,
            Wake::Changed(change) => self.changed(change),
            Wake::Lost { bot, connection } => self.lost(bot, connection).await,
            Wake::NetworkIs(network) => self.network_is(network),
            Wake::Spent {
                account,
                requests,
                habits,
            } => self.spent(&account, requests, habits).await,
            Wake::Tell => self.tell(),
            Wake::TellAlerts => self.tell_alerts().await,
            Wake::AlertsChanged => self.alerts_changed().await,
        }
    }

    fn now(&self) -> Now {
        self.ports.clock.now()
    }

    /// The next reason to wake, and when the clock was to wake the loop.
    async fn wait(
        &self,
        inbox: &mut mpsc::Receiver<Wake>,
        next: Option<Duration>,
    ) -> (Wake, Duration) {
        let up = self.now().up;
        let tell = self.untold.due(up);
        let alarm = next.map_or(tell, |next| next.min(tell)).max(up);
        let wake = tokio::select! {
            biased;
            () = tokio::time::sleep(alarm.saturating_sub(up)) => {
                if tell <= alarm { Wake::Tell } else { Wake::Due }
            }
            wake = inbox.recv() => wake.unwrap_or(Wake::Stop),
        };
        (wake, alarm)
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
        let lost = LostCheck::new(wakes.clone(), bot.clone(), connection);
        self.tasks.spawn(async move {
            let asked = Instant::now();
            let ask = tokio::time::timeout(LONGEST_CHECK, source.publish_status(&bot.bot));
            tokio::select! {
                () = stop.cancelled() => lost.found(),
                answer = ask => if let Ok(answer) = answer {
                    lost.found();
                    let _ = wakes.send(Wake::Fetched(Fetched { bot, connection, answer, took: asked.elapsed() })).await;
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
        self.carried.things().notices.clone_from(&self.notices);
        self.untold.notices = true;
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
