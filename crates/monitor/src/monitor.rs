//! The handle by which a shell asks and changes things.

use std::sync::Arc;

use domain::{AccountId, BotId};
use history::{AccountRecord, BoardRow, History, JobFilter, Reader};
use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::account::Account;
use crate::form;
use crate::own_thread::OwnThread;
use crate::planner::BotKey;
use crate::run::{Loop, Ports, next_seq};
use crate::show;
use crate::view::{
    AccountDraft, BotDetail, BotRef, BotsDraft, Changes, CheckReply, Field, FieldNote, FormOutcome,
    FormReply, Gap, HistoryPage, HistoryQuery, JobDetail, JobRef, KeychainProblem, Mode, NameDraft,
    Note, Notice, Refusal, SecretDraft, Snapshot,
};
use crate::wake::{Ask, Change, Wake, What};

/// Rows of a bot's own history that travel with it.
const OWN_HISTORY: u32 = 50;
/// Rows of one page at most.
const PAGE: u32 = 500;
/// Reasons to wake that may wait; asking waits for room.
const WAITING: usize = 1_024;

/// A running loop with its history.
pub struct Monitor {
    ports: Ports,
    history: Arc<OwnThread<History>>,
    reader: OwnThread<Reader>,
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
        let accounts = history.accounts()?.into_iter().map(Account::new).collect();
        let rows = history.board()?;
        let reader = OwnThread::spawn("history-reader", history.reader()?)?;
        let history = Arc::new(OwnThread::spawn("history-writer", history)?);
        let (wakes, inbox) = mpsc::channel(WAITING);
        let the_loop = Loop::new(
            ports.clone(),
            mode,
            Arc::clone(&history),
            wakes.clone(),
            accounts,
            rows,
            notices,
        );
        let outlet = Arc::clone(&ports.outlet);
        let running = tokio::spawn(async move {
            if tokio::spawn(the_loop.run(inbox)).await.is_err() {
                tracing::error!("the loop stopped");
                outlet.changes(Changes {
                    seq: next_seq(),
                    bots: Vec::new(),
                    accounts: None,
                    notices: Some(vec![Notice::CheckingStopped]),
                    resync: false,
                });
            }
        });
        let running = tokio::sync::Mutex::new(Some(running));
        Ok(Self {
            ports,
            history,
            reader,
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

    /// One bot with its last publish and its newest history.
    ///
    /// # Errors
    /// When there is no such bot, or the history cannot be read.
    pub async fn bot(&self, bot: BotRef) -> Result<BotDetail, Refusal> {
        let key = key(&bot);
        let row = self
            .ask(|answer| Ask::Bot(key.clone(), answer))
            .await?
            .ok_or(Refusal::Gone)?;
        let job = row.job.as_ref().map(|job| job.job);
        self.read(move |reader| {
            let filter = JobFilter {
                account: Some(key.account.clone()),
                bot: Some(key.bot.clone()),
                states: Vec::new(),
            };
            let stored = job.map(|job| reader.job(job)).transpose()?.flatten();
            let rows = reader.jobs(&filter, None, OWN_HISTORY)?;
            let gaps = reader.gaps(&key.account, &key.bot, None, OWN_HISTORY)?;
            Ok(BotDetail {
                row,
                job: stored.as_ref().map(show::job_detail),
                history: rows.iter().map(show::job_row).collect(),
                gaps: gaps
                    .iter()
                    .map(|gap| Gap {
                        from: show::millis(gap.from),
                        to: show::millis(gap.to),
                    })
                    .collect(),
            })
        })
        .await
    }

    /// One publish with its resources.
    ///
    /// # Errors
    /// When there is no such job, or the history cannot be read.
    pub async fn job(&self, job: JobRef) -> Result<JobDetail, Refusal> {
        let stored = self.read(move |reader| reader.job(job.job)).await?;
        stored.as_ref().map(show::job_detail).ok_or(Refusal::Gone)
    }

    /// A page of the history, newest first.
    ///
    /// # Errors
    /// When the question cannot be read, or the history cannot.
    pub async fn history_page(&self, query: HistoryQuery) -> Result<HistoryPage, Refusal> {
        let limit = query.limit.clamp(1, PAGE);
        let after = query
            .after
            .map(|cursor| {
                Timestamp::from_millisecond(cursor.requested_at)
                    .map(|at| (at, cursor.job))
                    .map_err(|_| Refusal::Unreadable)
            })
            .transpose()?;
        let filter = JobFilter {
            account: query.account_id.map(AccountId::new),
            bot: query.bot_id.map(BotId::new),
            states: query.states,
        };
        let rows = self
            .read(move |reader| reader.jobs(&filter, after, limit))
            .await?;
        Ok(show::history_page(&rows, limit))
    }

    /// Publishes in the history, and its size on disk in bytes.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn size(&self) -> Result<(u64, u64), Refusal> {
        self.read(|reader| Ok((reader.job_count()?, reader.file_bytes())))
            .await
    }

    /// Says what there is to say about a form, without changing anything.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn preview_account(&self, draft: AccountDraft) -> Result<FormReply, Refusal> {
        let mut read = form::account(&draft);
        if let Some(new) = &read.value
            && let Some(twin) = self.twin(new).await?
        {
            read.notes.insert(0, twin);
            read.value = None;
        }
        let outcome = if read.value.is_some() {
            FormOutcome::Ready
        } else {
            FormOutcome::Refused
        };
        Ok(reply(outcome, read.notes))
    }

    /// Adds an account with its bots.
    ///
    /// # Errors
    /// When the loop does not run. Refusals of the form are values.
    pub async fn add_account(&self, draft: AccountDraft) -> Result<FormReply, Refusal> {
        let mut read = form::account(&draft);
        let Some(new) = read.value.take() else {
            return Ok(reply(FormOutcome::Refused, read.notes));
        };
        if let Some(twin) = self.twin(&new).await? {
            read.notes.insert(0, twin);
            return Ok(reply(FormOutcome::Refused, read.notes));
        }
        let id = AccountId::random();
        if !draft.keep_in_memory
            && let Err(problem) = self
                .ports
                .keychain
                .put(id.clone(), new.secret.clone())
                .await
        {
            return Ok(keychain_refused(problem, read.notes));
        }
        let now = self.ports.clock.now().wall;
        let record = AccountRecord {
            id: id.clone(),
            name: new.name,
            host: new.host.origin().to_owned(),
            client_id: new.client_id,
            secret_in_keychain: !draft.keep_in_memory,
            path_form: String::new(),
            claims_form: String::new(),
            added_at: now,
        };
        let stored = self
            .write({
                let record = record.clone();
                let bots = new.bots;
                move |history| {
                    history.add_account(&record)?;
                    let added = history.add_bots(&record.id, &bots, now)?;
                    Ok((added, rows_of(history, &record.id)?))
                }
            })
            .await;
        let Ok((added, rows)) = stored else {
            if !draft.keep_in_memory {
                let _ = self.ports.keychain.delete(id).await;
            }
            return Ok(reply(FormOutcome::NotWritten, read.notes));
        };
        self.tell(What::AccountAdded {
            record,
            secret: new.secret,
            rows,
        })
        .await?;
        Ok(FormReply {
            account_id: Some(id.as_str().to_owned()),
            added,
            ..reply(FormOutcome::Saved, read.notes)
        })
    }

    /// Forgets an account: its bots, its history, its secret.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn remove_account(&self, account: String) -> Result<(), Refusal> {
        let id = AccountId::new(account);
        let gone = id.clone();
        // First the file: where it cannot be written, nothing has changed. An answer that comes
        // in between finds its bot gone.
        self.write(move |history| history.remove_account(&gone))
            .await?;
        self.tell(What::AccountRemoved(id.clone())).await?;
        if self.ports.keychain.delete(id).await.is_err() {
            tracing::warn!("a secret of a removed account is still in the password store");
        }
        Ok(())
    }

    /// Takes a secret again, or another one.
    ///
    /// # Errors
    /// When there is no such account. Refusals of the form are values.
    pub async fn give_secret(&self, draft: SecretDraft) -> Result<FormReply, Refusal> {
        let mut read = form::secret_only(draft.secret.typed());
        let Some(secret) = read.value.take() else {
            return Ok(reply(FormOutcome::Refused, read.notes));
        };
        let id = AccountId::new(draft.account_id);
        let known = self.read(Reader::accounts).await?;
        if !known.iter().any(|account| account.id == id) {
            return Err(Refusal::Gone);
        }
        let in_keychain = !draft.keep_in_memory;
        if in_keychain
            && let Err(problem) = self.ports.keychain.put(id.clone(), secret.clone()).await
        {
            return Ok(keychain_refused(problem, read.notes));
        }
        let place = id.clone();
        let written = self
            .write(move |history| history.set_account_secret_place(&place, in_keychain))
            .await;
        if written.is_err() {
            return Ok(reply(FormOutcome::NotWritten, read.notes));
        }
        self.tell(What::SecretGiven {
            account: id.clone(),
            secret,
            in_keychain,
        })
        .await?;
        Ok(FormReply {
            account_id: Some(id.as_str().to_owned()),
            ..reply(FormOutcome::Saved, read.notes)
        })
    }

    /// Reads an account's secret from the password store again.
    ///
    /// # Errors
    /// When the loop does not run.
    pub async fn retry_keychain(&self, account: String) -> Result<(), Refusal> {
        let ask = Ask::RetryKeychain(AccountId::new(account));
        self.wakes
            .send(Wake::Asked(ask))
            .await
            .map_err(|_| Refusal::Closing)
    }

    /// Adds bots to an account.
    ///
    /// # Errors
    /// When there is no such account. Refusals of the form are values.
    pub async fn add_bots(&self, draft: BotsDraft) -> Result<FormReply, Refusal> {
        let mut read = form::bots_only(&draft.bot_ids);
        let Some(bots) = read.value.take() else {
            return Ok(reply(FormOutcome::Refused, read.notes));
        };
        let id = AccountId::new(draft.account_id);
        let known = self.read(Reader::accounts).await?;
        if !known.iter().any(|account| account.id == id) {
            return Err(Refusal::Gone);
        }
        let wanted = u32::try_from(bots.len()).unwrap_or(u32::MAX);
        let now = self.ports.clock.now().wall;
        let account = id.clone();
        let stored = self
            .write(move |history| {
                let added = history.add_bots(&account, &bots, now)?;
                Ok((added, rows_of(history, &account)?))
            })
            .await;
        let Ok((added, rows)) = stored else {
            return Ok(reply(FormOutcome::NotWritten, read.notes));
        };
        self.tell(What::BotsAdded(rows)).await?;
        note_watched_already(&mut read.notes, wanted.saturating_sub(added));
        Ok(FormReply {
            account_id: Some(id.as_str().to_owned()),
            added,
            ..reply(FormOutcome::Saved, read.notes)
        })
    }

    /// Gives a bot a name, or takes it away.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn name_bot(&self, draft: NameDraft) -> Result<(), Refusal> {
        let key = BotKey {
            account: AccountId::new(draft.account_id),
            bot: BotId::new(draft.bot_id),
        };
        let name = form::name(&draft.name);
        let (bot, stored) = (key.clone(), name.clone());
        self.write(move |history| history.name_bot(&bot.account, &bot.bot, stored.as_deref()))
            .await?;
        self.tell(What::BotNamed(key, name)).await
    }

    /// Forgets a bot and its history.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn remove_bot(&self, bot: BotRef) -> Result<(), Refusal> {
        let BotKey { account, bot } = key(&bot);
        let gone = (account.clone(), bot.clone());
        self.write(move |history| history.remove_bot(&gone.0, &gone.1))
            .await?;
        self.tell(What::BotRemoved(account, bot)).await
    }

    /// Checks one bot now.
    ///
    /// # Errors
    /// When the loop does not run.
    pub async fn check_bot(&self, bot: BotRef) -> Result<CheckReply, Refusal> {
        let key = key(&bot);
        self.ask(|answer| Ask::Check(key, answer)).await
    }

    /// Checks every bot now, as far as the allowance goes.
    ///
    /// # Errors
    /// When the loop does not run.
    pub async fn check_all(&self) -> Result<CheckReply, Refusal> {
        self.ask(Ask::CheckAll).await
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

    async fn twin(&self, new: &form::NewAccount) -> Result<Option<FieldNote>, Refusal> {
        let known = self.read(Reader::accounts).await?;
        Ok(known
            .into_iter()
            .find(|account| account.host == new.host.origin() && account.client_id == new.client_id)
            .map(|account| FieldNote {
                field: Field::ClientId,
                note: Note::AccountExists,
                text: account.name,
                number: 0,
            }))
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

fn note_watched_already(notes: &mut Vec<FieldNote>, already: u32) {
    if already == 0 {
        return;
    }
    match notes
        .iter_mut()
        .find(|note| note.note == Note::BotIdsRepeated)
    {
        Some(note) => note.number += already,
        None => notes.push(FieldNote {
            field: Field::BotIds,
            note: Note::BotIdsRepeated,
            text: String::new(),
            number: already,
        }),
    }
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

fn keychain_refused(problem: KeychainProblem, notes: Vec<FieldNote>) -> FormReply {
    FormReply {
        keychain: Some(problem),
        ..reply(FormOutcome::KeychainRefused, notes)
    }
}
