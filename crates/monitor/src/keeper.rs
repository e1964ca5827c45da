//! Keeps the loop alive: one that stopped by a mistake, or stands still, is said to have stopped
//! and is started again from what the history holds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use history::History;
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep};
use tokio_util::sync::CancellationToken;

use crate::carried::Carried;
use crate::doubtful::Doubtful;
use crate::held::Held;
use crate::run::{Known, Loop, Ports, next_seq};
use crate::view::{Changes, Mode, Notice};
use crate::wake::Wake;

/// The loop shows that it lives at least once within this.
const LOOK: Duration = Duration::from_secs(20);
/// It did not for so many looks: it stands still.
const STILL: u32 = 3;
/// Before it is started again: first wait, longest wait.
const WAIT: (Duration, Duration) = (Duration::from_secs(1), Duration::from_mins(1));
/// It ran for so long: what stopped it is another mistake than the one before.
const WELL: Duration = Duration::from_mins(10);

/// Counts the rounds of the loop.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rounds(Arc<AtomicU64>);

impl Rounds {
    pub fn one_more(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn so_far(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The reasons to wake outlive the loop: what was asked meanwhile is answered by the next one.
pub(crate) type Inbox = Arc<tokio::sync::Mutex<mpsc::Receiver<Wake>>>;

/// What every loop over one history is made of.
#[derive(Clone)]
pub(crate) struct Ground {
    pub ports: Ports,
    pub mode: Mode,
    pub history: Arc<Held<History>>,
    pub doubtful: Arc<Doubtful>,
    pub wakes: mpsc::Sender<Wake>,
    pub carried: Carried,
    pub rounds: Rounds,
}

impl Ground {
    /// Another loop; `None`: the history cannot be read.
    async fn loop_again(&self) -> Option<Loop> {
        let now = self.ports.clock.now().wall;
        let known = self.history.call(move |history| Known::read(history, now));
        match known.await {
            Ok(Ok(known)) => Some(Loop::new(self.clone(), known)),
            _ => None,
        }
    }
}

pub(crate) struct Keeper {
    pub ground: Ground,
    pub inbox: Inbox,
    pub closing: CancellationToken,
}

/// How a loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Told,
    Mistake,
}

impl Keeper {
    pub async fn keep(self, first: Loop) {
        let mut next = Some(first);
        let mut misses: u32 = 0;
        loop {
            let began = Instant::now();
            let end = match next.take() {
                Some(the_loop) => self.watch(the_loop).await,
                None => End::Mistake,
            };
            if end == End::Told || self.closing.is_cancelled() {
                return;
            }
            let ran = began.elapsed();
            // Usually the next one rests by itself and answers questions meanwhile. After one that
            // stopped even at rest, nothing is tried for a while.
            let stopped_at_rest = misses > 0 && ran <= wait(misses);
            misses = if ran > WELL { 1 } else { misses + 1 };
            let wait = wait(misses);
            self.ground.carried.things().health.restarts += 1;
            tracing::error!(wait_s = wait.as_secs(), "the loop stopped; it starts again");
            self.say_stopped();
            let patience = if stopped_at_rest {
                wait
            } else {
                Duration::ZERO
            };
            tokio::select! {
                () = self.closing.cancelled() => return,
                () = sleep(patience) => {}
            }
            let ground = self.ground.clone();
            let made = tokio::spawn(async move { ground.loop_again().await }).await;
            next = made.ok().flatten().map(|the_loop| the_loop.resting(wait));
        }
    }

    async fn watch(&self, the_loop: Loop) -> End {
        let mut task = tokio::spawn(the_loop.run(Arc::clone(&self.inbox)));
        let rounds = &self.ground.rounds;
        let mut look = interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut seen, mut still) = (rounds.so_far(), 0);
        loop {
            tokio::select! {
                ended = &mut task => {
                    return if ended.is_ok() { End::Told } else { End::Mistake };
                }
                _ = look.tick() => {}
            }
            let so_far = rounds.so_far();
            still = if so_far == seen { still + 1 } else { 0 };
            seen = so_far;
            if still == STILL {
                tracing::error!("the loop stands still");
                self.say_stopped();
                // Ends it where it waits for something. One that never waits cannot be ended.
                task.abort();
            }
        }
    }

    fn say_stopped(&self) {
        let notices = {
            let mut things = self.ground.carried.things();
            if !things.notices.contains(&Notice::CheckingStopped) {
                things.notices.push(Notice::CheckingStopped);
            }
            things.notices.clone()
        };
        let outlet = &self.ground.ports.outlet;
        outlet.changes(Changes {
            seq: next_seq(),
            notices: Some(notices),
            ..Changes::default()
        });
        outlet.checking(false);
    }
}

/// Longer and longer, without end: there is no use in a monitor that gave up.
fn wait(misses: u32) -> Duration {
    let doubled = 2u32.saturating_pow(misses.saturating_sub(1).min(20));
    WAIT.0.saturating_mul(doubled).min(WAIT.1)
}

#[cfg(test)]
mod tests;
