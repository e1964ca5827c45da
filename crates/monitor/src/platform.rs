//! Connections to a real platform over HTTP.

use std::sync::Arc;

use domain::{BotId, ClientSecret, FailureKind, Host};
use history::AccountRecord;
use kore_api::{Answer, Client, Credentials, Habits, Limits};

use crate::ports::{Boxed, ConnectProblem, Platform, StatusSource};
use crate::run::habits_of;

/// Makes a client for each account.
#[derive(Debug, Default)]
pub struct HttpPlatform;

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
        };
        Client::new(host, credentials, habits_of(account), Limits::default())
            .map(|client| Arc::new(HttpSource(client)) as Arc<dyn StatusSource>)
            .map_err(|problem| ConnectProblem {
                kind: FailureKind::UntrustedServer,
                detail: problem.to_string(),
            })
    }
}

impl StatusSource for HttpSource {
    fn publish_status<'a>(&'a self, bot: &'a BotId) -> Boxed<'a, Answer> {
        Box::pin(self.0.publish_status(bot))
    }

    fn habits(&self) -> Habits {
        self.0.habits()
    }
}
