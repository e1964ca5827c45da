//! The handle by which a shell asks and changes things.

mod accounts;
mod alerts;
mod bots;
mod change_logs;
mod connection_test;
mod diagnostics;
mod export;
mod find_bots;
mod history_room;
mod job_list;
mod looking;
mod network;
mod overview;
mod pause;
mod people;
mod questions;
mod report;
mod secrets;
mod setup;
mod setup_file;
mod watching;

pub use export::{Exported, Exporter, NotExported};

pub(crate) use alerts::{OFF, OUTSIDE};
pub(crate) use pause::kept as paused_until;

use std::sync::Arc;

use domain::{AccountId, BotId};
use history::{BoardRow, History, Reader};
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::carried::Carried;
use crate::change_logs::ChangeLogs;
use crate::chores::Chores;
use crate::daily_copy;
use crate::doubtful::Doubtful;
use crate::held::{Held, NotDone};
use crate::keep_old;
use crate::keeper::{Ground, Keeper, Rounds};
use crate::network::Network;
use crate::planner::BotKey;
use crate::ports::Clock;
use crate::run::{Known, Loop, Ports};
use crate::view::{BotRef, FieldNote, FormOutcome, FormReply, Mode, Notice, Refusal};
use crate::wake::{self, Ask, Wake, What};

/// Reasons to wake that may wait; asking waits for room.
const WAITING: usize = 1_024;

/// A running loop with its history.
pub struct Monitor {
    ports: Ports,
    history: Arc<Held<History>>,
    reader: Held<Reader>,
    doubtful: Arc<Doubtful>,
    wakes: mpsc::Sender<Wake>,
    closing: CancellationToken,
    /// Held by an export under way: one at a time, and none is cut off by the closing.
    exporting: Arc<tokio::sync::Mutex<()>>,
    running: tokio::sync::Mutex<Option<JoinHandle<()>>>,
    /// Copies, removing, reading of change logs; the samples have none of it.
    chores: Chores,
    keep_changed: Arc<Notify>,
    /// No loop runs: see [`Monitor::look`].
    looks_only: bool,
}

/// The loop could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartProblem {
    /// The history cannot be read.
    #[error("the history cannot be read: {0}")]
    History(#[from] history::Problem),
}

impl Monitor {
    /// Starts the loop over an open history. To be called within a tokio runtime.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn start(
        ports: Ports,
        mode: Mode,
        history: History,
        notices: Vec<Notice>,
    ) -> Result<Self, StartProblem> {
        let known = Known::read(&history, ports.clock.now().wall)?;
        let network = network::network_at_start(&history)?;
        ports.platform.use_network(network);
        let reader = Held::new(history.reader()?);
        let history = Arc::new(Held::new(history));
        let doubtful = Arc::new(Doubtful::new(&history, &ports.keychain));
        let (wakes, inbox) = mpsc::channel(WAITING);
        let carried = Carried::default();
        carried.things().notices = notices;
        let closing = CancellationToken::new();
        let chores = Chores::new(&closing, &carried);
        let ground = Ground {
            ports: ports.clone(),
            mode,
            history: Arc::clone(&history),
            doubtful: Arc::clone(&doubtful),
            wakes: wakes.clone(),
            carried,
            rounds: Rounds::default(),
        };
        let first = Loop::new(ground.clone(), known);
        let keeper = Keeper {
            ground,
            inbox: Arc::new(tokio::sync::Mutex::new(inbox)),
            closing: closing.clone(),
        };
        let running = tokio::spawn(keeper.keep(first));
        let running = tokio::sync::Mutex::new(Some(running));
        let keep_changed = Arc::new(Notify::new());
        if mode == Mode::Own {
            begin(&chores, &history, &ports.clock, &wakes, &keep_changed);
        }
        Ok(Self {
            ports,
            history,
            reader,
            doubtful,
            wakes,
            closing,
            exporting: Arc::default(),
            running,
            chores,
            keep_changed,
            looks_only: false,
        })
    }

    /// Ends the loop, drops what is under way, and closes the history in good order. Afterwards
    /// every question is refused.
    pub async fn stop(&self) {
        self.closing.cancel();
        let _ = self.wakes.send(Wake::Stop).await;
        if let Some(running) = self.running.lock().await.take() {
            let _ = running.await;
        }
        // An export stops at its next page.
        drop(self.exporting.lock().await);
        self.chores.end().await;
        // The reader's connection has to be gone before the history folds its log away.
        let _ = self.reader.end().await;
        if let Ok(history) = self.history.end().await
            && let Err(problem) = history.close()
        {
            tracing::warn!(%problem, "the history was not closed cleanly");
        }
    }

    /// The system's network changed: what was held back may be tried again, over new connections.
    pub async fn network_changed(&self, network: Network) {
        let _ = self.wakes.send(Wake::NetworkIs(network)).await;
    }

    async fn ask<T>(&self, ask: impl FnOnce(oneshot::Sender<T>) -> Ask) -> Result<T, Refusal> {
        self.keeps()?;
        wake::ask(&self.wakes, ask).await
    }

    async fn tell(&self, what: What) -> Result<(), Refusal> {
        self.keeps()?;
        wake::tell(&self.wakes, what).await
    }

    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Reader) -> Result<T, history::Problem> + Send + 'static,
    ) -> Result<T, Refusal> {
        let answer = self
            .reader
            .call(|reader| read(reader))
            .await
            .map_err(|_| Refusal::Closing)?;
        answer.map_err(|problem| {
            tracing::warn!(%problem, "the history was not read");
            Refusal::History
        })
    }

    async fn write<T: Send + 'static>(
        &self,
        write: impl FnOnce(&mut History) -> Result<T, history::Problem> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.keeps()?;
        written(self.history.call(write).await)
    }
}

/// What goes on beside the loop, over a person's own history.
fn begin(
    chores: &Chores,
    history: &Arc<Held<History>>,
    clock: &Arc<dyn Clock>,
    wakes: &mpsc::Sender<Wake>,
    keep_changed: &Arc<Notify>,
) {
    let closing = chores.closing();
    let (held, time, ending) = (Arc::clone(history), Arc::clone(clock), closing.clone());
    chores.keep("daily copies", move || {
        daily_copy::keep(Arc::clone(&held), Arc::clone(&time), ending.clone())
    });
    let (held, time, ending) = (Arc::clone(history), Arc::clone(clock), closing.clone());
    let changed = Arc::clone(keep_changed);
    chores.keep("removing old publishes", move || {
        let changed = Arc::clone(&changed);
        keep_old::keep(
            Arc::clone(&held),
            Arc::clone(&time),
            changed,
            ending.clone(),
        )
    });
    let logs = ChangeLogs::new(history, clock, wakes, closing);
    chores.keep("reading change logs", move || logs.clone().keep_reading());
}

/// What a person is told where the history did not take something.
pub(crate) fn written<T>(
    answer: Result<Result<T, history::Problem>, NotDone>,
) -> Result<T, Refusal> {
    answer.map_err(|_| Refusal::Closing)?.map_err(|problem| {
        if problem == history::Problem::Gone {
            return Refusal::Gone;
        }
        tracing::warn!(%problem, "the history was not written");
        Refusal::History
    })
}

fn key(bot: &BotRef) -> BotKey {
    BotKey {
        account: AccountId::new(&bot.account_id),
        bot: BotId::new(&bot.bot_id),
    }
}

fn rows_of(history: &History, account: &AccountId) -> Result<Vec<BoardRow>, history::Problem> {
    let mut rows = history.board()?;
    rows.retain(|row| row.account == *account);
    Ok(rows)
}

fn reply(outcome: FormOutcome, notes: Vec<FieldNote>) -> FormReply {
    FormReply {
        outcome,
        notes,
        account_id: None,
        added: 0,
        keychain: None,
    }
}
