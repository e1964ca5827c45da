use std::sync::Mutex;

use domain::{AccountId, BotId, ClientSecret, Host};
use history::AccountRecord;
use jiff::Timestamp;
use kore_api::{Credentials, Network, Tested};

use super::*;
use crate::alert::Telling;
use crate::overall::Summary;
use crate::ports::{Boxed, ConnectProblem, Keychain, Outlet, Platform, StatusSource, SystemClock};
use crate::view::KeychainProblem;

#[test]
fn it_waits_longer_and_longer_up_to_a_minute() {
    let waits: Vec<u64> = (1..9).map(|misses| wait(misses).as_secs()).collect();
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
}

/// Nothing of the world is asked for: there is no account.
struct Nothing;

impl Platform for Nothing {
    fn connect(
        &self,
        _: &AccountRecord,
        _: ClientSecret,
    ) -> Result<Arc<dyn StatusSource>, ConnectProblem> {
        unreachable!("there is no account")
    }

    fn test(&self, _: Host, _: Credentials, _: Option<BotId>) -> Boxed<'static, Tested> {
        unreachable!("there is no account")
    }

    fn test_network(&self, _: Host, _: Network) -> Boxed<'static, Tested> {
        unreachable!("there is no account")
    }

    fn network(&self) -> Network {
        Network::default()
    }

    fn use_network(&self, _: Network) {}
}

impl Keychain for Nothing {
    fn get(&self, _: AccountId) -> Boxed<'_, Result<Option<ClientSecret>, KeychainProblem>> {
        unreachable!("there is no account")
    }

    fn put(&self, _: AccountId, _: ClientSecret) -> Boxed<'_, Result<(), KeychainProblem>> {
        unreachable!("there is no account")
    }

    fn delete(&self, _: AccountId) -> Boxed<'_, Result<(), KeychainProblem>> {
        unreachable!("there is no account")
    }
}

/// What window and tray heard.
#[derive(Default)]
struct Heard {
    notices: Mutex<Vec<Notice>>,
    checking: Mutex<Vec<bool>>,
}

impl Outlet for Heard {
    fn changes(&self, changes: Changes) {
        if let Some(notices) = changes.notices {
            *self.notices.lock().unwrap() = notices;
        }
    }

    fn checking(&self, runs: bool) {
        self.checking.lock().unwrap().push(runs);
    }

    fn notify(&self, _: Telling) -> Boxed<'_, bool> {
        Box::pin(async { true })
    }

    fn overall(&self, _: Summary) {}
}

impl Heard {
    fn stopped(&self) -> bool {
        let notices = self.notices.lock().unwrap();
        notices.contains(&Notice::CheckingStopped)
    }
}

struct Kept {
    heard: Arc<Heard>,
    inbox: Inbox,
    wakes: mpsc::Sender<Wake>,
    keeper: Keeper,
    first: Loop,
    _folder: tempfile::TempDir,
}

fn kept() -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite3");
    let now = Timestamp::now();
    let history = History::open(&path, now).unwrap().history;
    let known = Known::read(&history, now).unwrap();
    let heard = Arc::new(Heard::default());
    let ports = Ports {
        clock: Arc::new(SystemClock::start()),
        platform: Arc::new(Nothing),
        keychain: Arc::new(Nothing),
        outlet: Arc::clone(&heard) as Arc<dyn Outlet>,
    };
    let history = Arc::new(Held::new(history));
    let (wakes, inbox) = mpsc::channel(8);
    let inbox = Arc::new(tokio::sync::Mutex::new(inbox));
    let ground = Ground {
        doubtful: Arc::new(Doubtful::new(&history, &ports.keychain)),
        ports,
        mode: Mode::Own,
        history,
        wakes: wakes.clone(),
        carried: Carried::default(),
        rounds: Rounds::default(),
    };
    let first = Loop::new(ground.clone(), known);
    let keeper = Keeper {
        ground,
        inbox: Arc::clone(&inbox),
        closing: CancellationToken::new(),
    };
    Kept {
        heard,
        inbox,
        wakes,
        keeper,
        first,
        _folder: folder,
    }
}

/// A loop waits for its reasons to wake: whoever holds them makes it hang.
#[tokio::test(start_paused = true)]
async fn a_loop_that_hangs_is_told_to_window_and_tray_and_started_again() {
    let Kept {
        heard,
        inbox,
        wakes,
        keeper,
        first,
        _folder,
    } = kept();
    let held = inbox.lock_owned().await;
    let keeping = tokio::spawn(keeper.keep(first));
    sleep(LOOK * (STILL - 1)).await;
    assert!(!heard.stopped(), "a busy computer may be slow for a moment");

    sleep(LOOK * 2).await;
    assert!(heard.stopped(), "the window hears");
    let tray = heard.checking.lock().unwrap().clone();
    assert!(
        !tray.is_empty() && !tray.contains(&true),
        "so does the tray"
    );

    drop(held);
    sleep(LOOK).await;
    assert!(!heard.stopped());
    assert_eq!(heard.checking.lock().unwrap().last(), Some(&true));

    // It is one that works: it ends when it is told to.
    wakes.send(Wake::Stop).await.unwrap();
    keeping.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_loop_that_has_nothing_to_do_is_not_taken_for_one_that_hangs() {
    let Kept {
        heard,
        wakes,
        keeper,
        first,
        _folder,
        ..
    } = kept();
    let keeping = tokio::spawn(keeper.keep(first));
    sleep(Duration::from_hours(3)).await;
    assert!(heard.checking.lock().unwrap().is_empty());
    wakes.send(Wake::Stop).await.unwrap();
    keeping.await.unwrap();
}
