//! What the system says of its network reaches every monitor, also one that starts later.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use domain::{AccountId, BotId, ClientSecret, Host};
use history::AccountRecord;
use kore_api::{Answer, Cause, Credentials, Error, Habits, ListedBots, LogCursor, LogPage, Tested};
use monitor::network::Network;
use monitor::ports::{Boxed, ConnectProblem, Keychain, Platform, StatusSource};
use monitor::view::KeychainProblem;
use publish_monitor::Outside;
use serde_json::{Value, json};

use crate::commands::Shell;
use crate::empty_log::empty_log;

/// Far more than it takes.
const LONG: Duration = Duration::from_mins(1);

/// A platform that no way leads to.
struct Away;

impl Platform for Away {
    fn connect(
        &self,
        _: &AccountRecord,
        _: ClientSecret,
    ) -> Result<Arc<dyn StatusSource>, ConnectProblem> {
        Ok(Arc::new(Self))
    }

    fn test(&self, _: Host, _: Credentials, _: Option<BotId>) -> Boxed<'static, Tested> {
        unimplemented!("nothing is tested here")
    }

    fn test_network(&self, _: Host, _: kore_api::Network) -> Boxed<'static, Tested> {
        unimplemented!("nothing is tested here")
    }

    fn network(&self) -> kore_api::Network {
        kore_api::Network::default()
    }

    fn use_network(&self, _: kore_api::Network) {}
}

impl StatusSource for Away {
    fn publish_status<'a>(&'a self, _: &'a BotId) -> Boxed<'a, Answer> {
        Box::pin(async {
            Answer {
                job: Err(Error::Unreachable {
                    cause: Cause::NoSuchName,
                }),
                requests: 1,
            }
        })
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

#[derive(Default)]
struct Pocket(Mutex<HashMap<AccountId, ClientSecret>>);

impl Keychain for Pocket {
    fn get(&self, account: AccountId) -> Boxed<'_, Result<Option<ClientSecret>, KeychainProblem>> {
        Box::pin(async move { Ok(self.0.lock().unwrap().get(&account).cloned()) })
    }

    fn put(
        &self,
        account: AccountId,
        secret: ClientSecret,
    ) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(async move {
            self.0.lock().unwrap().insert(account, secret);
            Ok(())
        })
    }

    fn delete(&self, account: AccountId) -> Boxed<'_, Result<(), KeychainProblem>> {
        Box::pin(async move {
            self.0.lock().unwrap().remove(&account);
            Ok(())
        })
    }
}

fn until_it_fails(shell: &Shell, like: &str) {
    let begun = Instant::now();
    let nothing = json!({ "request": {} });
    loop {
        let board = shell.call("snapshot", nothing.clone()).unwrap();
        let kind = board["accounts"][0]["failure"]["kind"].clone();
        if kind == like {
            return;
        }
        assert!(begun.elapsed() < LONG, "never {like}: {kind}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_monitor_that_starts_later_hears_that_the_computer_is_offline() {
    let outside = Outside {
        platform: Arc::new(Away),
        keychain: Arc::new(Pocket::default()),
        files: None,
    };
    let shell = Shell::with(false, outside);
    let account = json!({
        "host": "https://platform.kore.ai", "clientId": "cs-1", "secret": "s".repeat(40),
        "botIds": "st-aaaa-1", "name": "", "keepInMemory": false, "algorithm": "hs256",
    });
    let saved = shell.call("add_account", json!({ "request": account }));
    assert_eq!(saved.unwrap()["outcome"], Value::from("saved"));
    until_it_fails(&shell, "unreachable");

    let nothing = json!({ "request": {} });
    shell.call("enter_samples", nothing.clone()).unwrap();
    let is_offline = publish_monitor::network_is(shell.app.handle(), Network::Offline);
    tauri::async_runtime::block_on(is_offline);
    shell.call("leave_samples", nothing).unwrap();
    until_it_fails(&shell, "offline");
    shell.close();
}
