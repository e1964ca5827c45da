//! Whatever reaches a command, it answers or refuses: nothing panics, and the app goes on.

pub mod payload;
pub mod shape;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::{AccountId, BotId, ClientSecret, Host};
use history::AccountRecord;
use kore_api::{Answer, Credentials, Habits, ListedBots, LogCursor, LogPage, Network, Tested};
use monitor::ports::{Boxed, ConnectProblem, Keychain, Platform, StatusSource};
use monitor::view::KeychainProblem;
use publish_monitor::Outside;
use publish_monitor::files::{FileDialog, Wanted};
use serde_json::{Value, json};

use crate::commands::Shell;
use crate::empty_log::empty_log;
use payload::Payloads;
use shape::Shapes;

/// For each command. `PUBLISH_MONITOR_FUZZ` changes it: 100000 is the full size.
const PAYLOADS: usize = 1_500;
/// The board would grow without end: it is cut back after so many.
const EACH_ROUND: usize = 250;

/// The first panic of the app, with its place.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// A platform that never answers, and is never asked over any network.
struct Nowhere;

impl Platform for Nowhere {
    fn connect(
        &self,
        _: &AccountRecord,
        _: ClientSecret,
    ) -> Result<Arc<dyn StatusSource>, ConnectProblem> {
        Ok(Arc::new(Self))
    }

    fn test(&self, _: Host, _: Credentials, _: Option<BotId>) -> Boxed<'static, Tested> {
        Box::pin(async { nothing_tested() })
    }

    fn test_network(&self, _: Host, _: Network) -> Boxed<'static, Tested> {
        Box::pin(async { nothing_tested() })
    }

    fn network(&self) -> Network {
        Network::default()
    }

    fn use_network(&self, _: Network) {}
}

fn nothing_tested() -> Tested {
    Tested {
        steps: Vec::new(),
        requests: 0,
        habits: None,
    }
}

impl StatusSource for Nowhere {
    fn publish_status<'a>(&'a self, _: &'a BotId) -> Boxed<'a, Answer> {
        Box::pin(std::future::pending())
    }

    fn habits(&self) -> Habits {
        Habits::default()
    }

    fn learn(&self, _: Habits) {}

    fn bots(&self) -> Boxed<'_, ListedBots> {
        Box::pin(async { ListedBots::default() })
    }

    fn change_log_page<'a>(&'a self, _: &'a BotId, _: &'a mut LogCursor) -> Boxed<'a, LogPage> {
        empty_log()
    }
}

/// A password store that keeps nothing, and says each thing in turn.
#[derive(Default)]
pub struct Moody(pub AtomicUsize);

impl Moody {
    fn answer<T: Send + 'static>(&self, good: T) -> Boxed<'_, Result<T, KeychainProblem>> {
        let turn = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            match turn % 7 {
                0 => Err(KeychainProblem::Locked),
                1 => Err(KeychainProblem::Absent),
                2 => Err(KeychainProblem::Hanging),
                _ => Ok(good),
            }
        })
    }
}

impl Keychain for Moody {
    fn get(&self, _: AccountId) -> Boxed<'_, Result<Option<ClientSecret>, KeychainProblem>> {
        self.answer(None)
    }

    fn put(&self, _: AccountId, _: ClientSecret) -> Boxed<'_, Result<(), KeychainProblem>> {
        self.answer(())
    }

    fn delete(&self, _: AccountId) -> Boxed<'_, Result<(), KeychainProblem>> {
        self.answer(())
    }
}

pub fn harmless() -> Outside {
    Outside {
        platform: Arc::new(Nowhere),
        keychain: Arc::new(Moody::default()),
        files: Some(Arc::new(Nobody)),
    }
}

/// Nobody is there to choose a file.
struct Nobody;

impl FileDialog for Nobody {
    fn where_to_save(&self, _: Wanted) -> Boxed<'_, Option<PathBuf>> {
        Box::pin(async { None })
    }

    fn what_to_open(&self, _: Wanted) -> Boxed<'_, Option<PathBuf>> {
        Box::pin(async { None })
    }
}

#[test]
fn whatever_reaches_a_command_is_answered_or_clearly_refused() {
    let told = std::panic::take_hook();
    let own = std::thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        // A test that fails beside this one, on a thread with its name, is no mistake of a command.
        let thread = std::thread::current();
        let of_test = thread.name().is_some_and(|name| name.contains("::"));
        if thread.id() == own || !of_test {
            let mut first = PANIC.lock().unwrap_or_else(PoisonError::into_inner);
            first.get_or_insert_with(|| panic.to_string());
        }
        told(panic);
    }));
    let count = std::env::var("PUBLISH_MONITOR_FUZZ").ok();
    let count = count
        .and_then(|count| count.parse().ok())
        .unwrap_or(PAYLOADS);
    let seed = std::env::var("PUBLISH_MONITOR_SEED").ok();
    let seed = seed
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(|| fastrand::u64(..));
    println!("{count} payloads for each command, PUBLISH_MONITOR_SEED={seed}");

    let shapes = Shapes::read(&publish_monitor::ipc_types::typescript());
    let shell = Shell::with(false, harmless());
    // The samples come last: they are another board.
    let (samples, own): (Vec<_>, Vec<_>) = shapes
        .commands
        .iter()
        .partition(|(name, _)| name.ends_with("_samples"));
    let (mut answered, mut refused) = (0_usize, 0_usize);
    for (number, (command, shape)) in (0_u64..).zip(own.into_iter().chain(samples)) {
        let begun = std::time::Instant::now();
        let mut payloads = Payloads {
            shapes: &shapes,
            random: fastrand::Rng::with_seed(seed.wrapping_add(number)),
            known: Vec::new(),
        };
        let (mut good, mut bad) = (0_usize, 0_usize);
        for at in 0..count {
            if at % EACH_ROUND == 0 {
                payloads.known = fresh_board(&shell);
            }
            let body = payloads.body(shape);
            LAST.lock().unwrap().clone_from(&body);
            let answer = shell.call(command, body);
            let panic = first_panic();
            assert_eq!(panic, None, "after {command} with {}", LAST.lock().unwrap());
            match answer {
                Ok(_) => good += 1,
                Err(refusal) => {
                    assert!(is_clear(&refusal), "{command} refuses with {refusal}");
                    bad += 1;
                }
            }
        }
        println!(
            "{command}: {good} answered, {bad} refused, {:?}",
            begun.elapsed()
        );
        // What makes no sense at all is refused by every command.
        assert!(bad > 0, "{command} refuses nothing");
        answered += good;
        refused += bad;
    }
    println!("{answered} answered, {refused} refused, 0 panics");
    assert!(answered > refused / 20, "hardly anything was understood");
    let snapshot = shell.call("snapshot", json!({ "request": {} })).unwrap();
    assert!(
        snapshot["notices"].as_array().unwrap().is_empty(),
        "{}",
        snapshot["notices"]
    );
    shell.close();
    assert_eq!(first_panic(), None);
}

fn first_panic() -> Option<String> {
    PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

static LAST: Mutex<Value> = Mutex::new(Value::Null);

/// A board with one account and two bots, apart from what the samples show; and its names.
fn fresh_board(shell: &Shell) -> Vec<String> {
    let snapshot = shell.call("snapshot", json!({ "request": {} })).unwrap();
    let accounts = snapshot["accounts"].as_array().unwrap();
    let names = |key: &str, list: &Value| -> Vec<String> {
        let each = list.as_array().into_iter().flatten();
        each.filter_map(|one| one[key].as_str().map(str::to_owned))
            .collect()
    };
    if snapshot["mode"] == "own" {
        for account in accounts {
            let gone = json!({ "request": { "accountId": account["id"] } });
            shell.call("remove_account", gone).unwrap();
        }
        let draft = json!({ "request": {
            "host": "http://127.0.0.1:9", "clientId": "cs-1111", "botIds": "st-1111 st-2222",
            "secret": "a-secret-that-is-long-enough-0123456789", "name": "", "keepInMemory": true,
        } });
        let reply = shell.call("add_account", draft).unwrap();
        assert_eq!(reply["outcome"], "saved", "{reply}");
    }
    let snapshot = shell.call("snapshot", json!({ "request": {} })).unwrap();
    let mut known = names("id", &snapshot["accounts"]);
    known.extend(names("botId", &snapshot["bots"]));
    known
}

/// One of the app's own words, or what Tauri says of a request that it cannot read.
fn is_clear(refusal: &Value) -> bool {
    let Some(text) = refusal.as_str() else {
        return false;
    };
    ["gone", "history", "closing", "newer", "unreadable"].contains(&text)
        || text.starts_with("invalid args `request`")
        || text.contains("missing required key request")
}
