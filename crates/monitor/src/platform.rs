//! Connections to a real platform over HTTP.

use std::sync::{Arc, PoisonError, RwLock};

use domain::{BotId, ClientSecret, FailureKind, Host};
use history::AccountRecord;
use kore_api::{
    Answer, Client, Credentials, Habits, Limits, ListedBots, LogCursor, LogPage, Network, Target,
    Tested,
};

use crate::ports::{Boxed, ConnectProblem, Platform, StatusSource};
use crate::run::habits_of;

/// Makes a client for each account, all over one network.
#[derive(Debug, Default)]
pub struct HttpPlatform {
    network: RwLock<Network>,
}

struct HttpSource(Client);

impl Platform for HttpPlatform {
    fn connect(
        &self,
        account: &AccountRecord,
        secret: ClientSecret,
    ) -> Result<Arc<dyn StatusSource>, ConnectProblem> {
        let host = Host::read(&account.host)
            .map_err(|_| ConnectProblem {
                kind: FailureKind::NotKore,
                detail: "The stored address cannot be read.".to_owned(),
            })?
            .host;
        let credentials = Credentials {
            client_id: account.client_id.clone(),
            secret,
            algorithm: account.algorithm,
        };
        let habits = habits_of(account);
        Client::over(
            &self.network(),
            host,
            credentials,
            habits,
            Limits::default(),
        )
        .map(|client| Arc::new(HttpSource(client)) as Arc<dyn StatusSource>)
        .map_err(|problem| ConnectProblem {
            kind: FailureKind::UntrustedServer,
            detail: problem.to_string(),
        })
    }

    fn test(
        &self,
        host: Host,
        credentials: Credentials,
        bot: Option<BotId>,
    ) -> Boxed<'static, Tested> {
        Box::pin(kore_api::test_connection(Target {
            host,
            credentials,
            bot,
            network: self.network(),
            limits: Limits::default(),
        }))
    }

    fn test_network(&self, host: Host, network: Network) -> Boxed<'static, Tested> {
        Box::pin(async move { kore_api::test_network(host, &network, Limits::default()).await })
    }

    fn network(&self) -> Network {
        self.network
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn use_network(&self, network: Network) {
        *self.network.write().unwrap_or_else(PoisonError::into_inner) = network;
    }
}

impl StatusSource for HttpSource {
    fn publish_status<'a>(&'a self, bot: &'a BotId) -> Boxed<'a, Answer> {
        Box::pin(self.0.publish_status(bot))
    }

    fn habits(&self) -> Habits {
        self.0.habits()
    }

    fn learn(&self, habits: Habits) {
        self.0.learn(habits);
    }

    fn bots(&self) -> Boxed<'_, ListedBots> {
        Box::pin(self.0.bots())
    }

    fn change_log_page<'a>(
        &'a self,
        bot: &'a BotId,
        cursor: &'a mut LogCursor,
    ) -> Boxed<'a, LogPage> {
        Box::pin(self.0.change_log_page(bot, cursor))
    }
}
