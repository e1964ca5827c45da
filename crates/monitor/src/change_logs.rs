//! Looks into the platform's change logs for publishes that nobody watched: when a person asks for
//! it, and by itself for accounts where that is chosen.

mod look;
mod plan;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use domain::{AccountId, BotId, Reach};
use history::{History, Problem};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::held::Held;
use crate::planner::BotKey;
use crate::ports::Clock;
use crate::view::{ChangeLogStop, Refusal};
use crate::wake::Wake;
use look::{BETWEEN, Look};
pub(crate) use look::{For, Looked};

/// The first checks after a start go before.
const FIRST: Duration = Duration::from_mins(2);
/// An account through which nothing can be sent just now is left alone for so long.
const SHORT_REST: Duration = Duration::from_mins(5);
/// And one whose log could not be read: it is tried with another bot then.
const REST: Duration = Duration::from_hours(1);
/// A bot whose log could not be read: at first, and at most. Each time it is four times as long,
/// so that a few of them never stand before the others for ever.
const LONG_REST: (Duration, Duration) = (Duration::from_hours(6), Duration::from_hours(24 * 7));

/// Reads change logs.
#[derive(Clone)]
pub(crate) struct ChangeLogs {
    history: Arc<Held<History>>,
    clock: Arc<dyn Clock>,
    wakes: mpsc::Sender<Wake>,
    closing: CancellationToken,
}

impl ChangeLogs {
    pub fn new(
        history: &Arc<Held<History>>,
        clock: &Arc<dyn Clock>,
        wakes: &mpsc::Sender<Wake>,
        closing: &CancellationToken,
    ) -> Self {
        Self {
            history: Arc::clone(history),
            clock: Arc::clone(clock),
            wakes: wakes.clone(),
            closing: closing.clone(),
        }
    }

    /// Reads the log of one bot, from where it was read before, and keeps what it tells.
    pub async fn read(&self, bot: &BotKey, whom: For) -> Result<Looked, Refusal> {
        Look::new(self, bot, whom).take().await
    }

    /// Looks for bots that were not watched for a while, until it is closing. One bot of each
    /// account at a time.
    pub async fn keep_reading(self) {
        let mut resting = Resting::default();
        let mut looks: JoinSet<(BotKey, Result<Looked, Refusal>)> = JoinSet::new();
        let mut busy: HashSet<AccountId> = HashSet::new();
        let mut next = self.clock.now().up + FIRST;
        loop {
            let wait = next.saturating_sub(self.clock.now().up);
            tokio::select! {
                // Looks under way end with it.
                () = self.closing.cancelled() => return,
                Some(look) = looks.join_next() => match look {
                    Ok((bot, read)) => {
                        busy.remove(&bot.account);
                        resting.after(bot, &read, self.clock.now().up);
                    }
                    // Whose it was is not known.
                    Err(_) => busy.clear(),
                },
                () = tokio::time::sleep(wait) => {
                    let up = self.clock.now().up;
                    next = up + BETWEEN;
                    resting.wake(up);
                    for bot in self.due(&resting, &busy).await {
                        busy.insert(bot.account.clone());
                        let logs = self.clone();
                        looks.spawn(async move {
                            let read = logs.read(&bot, For::Later).await;
                            (bot, read)
                        });
                    }
                }
            }
        }
    }

    /// One bot of each account whose logs are wanted and which neither rests nor is read.
    async fn due(&self, resting: &Resting, busy: &HashSet<AccountId>) -> Vec<BotKey> {
        let now = self.clock.now();
        let (now, up) = (now.wall, now.up);
        let away: HashSet<AccountId> = resting.accounts.keys().chain(busy).cloned().collect();
        let bots = resting.bots(up);
        let due = self
            .history
            .call(move |history| {
                let floor = plan::floor(history.kept_since()?, now);
                let mut due = Vec::new();
                for account in history.log_wanted()? {
                    if away.contains(&account) {
                        continue;
                    }
                    let own = bots.iter().filter(|key| key.account == account);
                    let but: Vec<BotId> = own.map(|key| key.bot.clone()).collect();
                    if let Some(bot) = history.next_log(&account, &but, floor, now)? {
                        due.push(BotKey { account, bot });
                    }
                }
                Ok::<_, Problem>(due)
            })
            .await;
        due.ok().and_then(Result::ok).unwrap_or_default()
    }

    async fn wait(&self, time: Duration) -> Result<(), Refusal> {
        tokio::select! {
            () = self.closing.cancelled() => Err(Refusal::Closing),
            () = tokio::time::sleep(time) => Ok(()),
        }
    }
}

/// Who is left alone, and until when.
#[derive(Default)]
struct Resting {
    accounts: HashMap<AccountId, Duration>,
    bots: HashMap<BotKey, Rest>,
}

#[derive(Clone, Copy)]
struct Rest {
    until: Duration,
    length: Duration,
}

impl Resting {
    fn wake(&mut self, up: Duration) {
        self.accounts.retain(|_, until| up < *until);
    }

    fn bots(&self, up: Duration) -> Vec<BotKey> {
        let resting = self.bots.iter().filter(|(_, rest)| up < rest.until);
        resting.map(|(bot, _)| bot.clone()).collect()
    }

    /// One bot whose log cannot be read must not stand before all others of its account.
    fn after(&mut self, bot: BotKey, read: &Result<Looked, Refusal>, up: Duration) {
        let of_account = match read {
            Ok(Looked {
                kind: Some(kind), ..
            }) => {
                let known = self.bots.get(&bot).map(|rest| rest.length * 4);
                let length = known.map_or(LONG_REST.0, |length| length.min(LONG_REST.1));
                let until = up + length;
                self.bots.insert(bot.clone(), Rest { until, length });
                (kind.reach() == Reach::Account).then_some(REST)
            }
            Ok(Looked {
                stop: None | Some(ChangeLogStop::More),
                ..
            }) => {
                self.bots.remove(&bot);
                None
            }
            Ok(_) | Err(_) => Some(SHORT_REST),
        };
        if let Some(rest) = of_account {
            self.accounts.insert(bot.account, up + rest);
        }
    }
}
