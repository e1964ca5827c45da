//! The handle by which a shell asks and changes things.

mod accounts;
mod bots;
mod connection_test;
mod find_bots;
mod network;
mod pause;
mod questions;
mod secrets;
mod setup;
mod watching;

use std::sync::Arc;

use domain::{AccountId, BotId};
use history::{BoardRow, History, Reader};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::account::Account;
use crate::doubtful::Doubtful;
use crate::memory::Memory;
use crate::own_thread::OwnThread;
use crate::planner::BotKey;
use crate::run::{Known, Loop, Ports, next_seq};
use crate::view::{
    BotRef, Changes, FieldNote, FormOutcome, FormReply, Mode, Notice, Refusal, Snapshot,
};
use crate::wake::{Ask, Change, Wake, What};

/// Reasons to wake that may wait; asking waits for room.
const WAITING: usize = 1_024;

/// A running loop with its history.
pub struct Monitor {
    ports: Ports,
    history: Arc<OwnThread<History>>,
    reader: OwnThread<Reader>,
    doubtful: Arc<Doubtful>,
    wakes: mpsc::Sender<Wake>,
    running: tokio::sync::Mutex<Option<JoinHandle<()>>>,
}

/// The loop could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartProblem {
    /// The history cannot be read.
    #[error("the history cannot be read: {0}")]
    History(#[from] history::Problem),
    /// The system gives no thread.
    #[error("the system gives no thread")]
    Thread(#[from] std::io::Error),
}

impl Monitor {
    /// Starts the loop over an open history. To be called within a tokio runtime.
    ///
    /// # Errors
    /// When the history cannot be read, or the system gives no thread.
    pub fn start(
        ports: Ports,
        mode: Mode,
        history: History,
        notices: Vec<Notice>,
    ) -> Result<Self, StartProblem> {
        let now = ports.clock.now().wall;
        let accounts = history.accounts()?.into_iter();
        let accounts = accounts.map(|record| Account::new(record, now)).collect();
        let known = Known {
            accounts,
            memory: Memory::read(&history, now)?,
            notices,
        };
        let paused_until = pause::kept(&history)?;
        let reader = OwnThread::spawn("history-reader", history.reader()?)?;
        let history = Arc::new(OwnThread::spawn("history-writer", history)?);
        let doubtful = Arc::new(Doubtful::new(&history, &ports.keychain));
        let (wakes, inbox) = mpsc::channel(WAITING);
        let the_loop = Loop::new(
            ports.clone(),
            mode,
            Arc::clone(&history),
            Arc::clone(&doubtful),
            wakes.clone(),
            known,
        )
        .paused_until(paused_until);
        let outlet = Arc::clone(&ports.outlet);
        let running = tokio::spawn(async move {
            if tokio::spawn(the_loop.run(inbox)).await.is_err() {
                tracing::error!("the loop stopped");
                outlet.changes(Changes {
                    seq: next_seq(),
                    notices: Some(vec![Notice::CheckingStopped]),
                    ..Changes::default()
                });
            }
        });
        let running = tokio::sync::Mutex::new(Some(running));
        Ok(Self {
            ports,
            history,
            reader,
            doubtful,
            wakes,
            running,
        })
    }

    /// Ends the loop, drops what is under way, and closes the history in good order. Afterwards
    /// every question is refused.
    pub async fn stop(&self) {
        let _ = self.wakes.send(Wake::Stop).await;
        if let Some(running) = self.running.lock().await.take() {
            let _ = running.await;
        }
        // The reader's connection has to be gone before the history folds its log away.
        let _ = self.reader.end().await;
        if let Ok(history) = self.history.end().await
            && let Err(problem) = history.close()
        {
            tracing::warn!(%problem, "the history was not closed cleanly");
        }
    }

    /// Everything that the window needs to draw the board.
    ///
    /// # Errors
    /// When the loop does not run.
    pub async fn snapshot(&self) -> Result<Snapshot, Refusal> {
        self.ask(Ask::Snapshot).await
    }

    /// The network changed: what was held back may be tried again.
    pub async fn network_changed(&self) {
        let _ = self.wakes.send(Wake::NetworkChanged).await;
    }

    async fn ask<T>(&self, ask: impl FnOnce(oneshot::Sender<T>) -> Ask) -> Result<T, Refusal> {
        let (answer, answered) = oneshot::channel();
        self.wakes
            .send(Wake::Asked(ask(answer)))
            .await
            .map_err(|_| Refusal::Closing)?;
        answered.await.map_err(|_| Refusal::Closing)
    }

    async fn tell(&self, what: What) -> Result<(), Refusal> {
        let (known, acknowledged) = oneshot::channel();
        let wake = Wake::Changed(Change { what, known });
        self.wakes.send(wake).await.map_err(|_| Refusal::Closing)?;
        acknowledged.await.map_err(|_| Refusal::Closing)
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
        let answer = self
            .history
            .call(write)
            .await
            .map_err(|_| Refusal::Closing)?;
        answer.map_err(|problem| {
            tracing::warn!(%problem, "the history was not written");
            Refusal::History
        })
    }
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
