//! Connections to a real platform over HTTP.

use std::sync::Arc;

use domain::{BotId, ClientSecret, Host};
use history::AccountRecord;
use kore_api::{Answer, Client, Credentials, Habits, Limits};

use crate::ports::{Boxed, Platform, StatusSource};
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
    ) -> Option<Arc<dyn StatusSource>> {
        let host = Host::read(&account.host).ok()?.host;
        let credentials = Credentials {
            client_id: account.client_id.clone(),
            secret,
        };
        match Client::new(host, credentials, habits_of(account), Limits::default()) {
            Ok(client) => Some(Arc::new(HttpSource(client))),
            Err(problem) => {
                tracing::warn!(%problem, "no connection could be prepared");
                None
            }
        }
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
