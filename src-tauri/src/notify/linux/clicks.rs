//! Which notification was clicked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use zbus::blocking::{Connection, MessageIterator};
use zbus::{MatchRule, Message};

use super::{CLICK, NAME};
use crate::notify::Click;

/// Notifications that may still be clicked; older ones are no longer on any screen.
const MOST: usize = 100;

/// It has gone by itself after a while. Many desktops keep it in a list, where it can be clicked.
const EXPIRED: u32 = 1;

/// What to do when one is clicked, by the desktop's number.
#[derive(Default)]
pub struct Clicks(Mutex<BTreeMap<u32, Expected>>);

struct Expected {
    click: Click,
    token: Option<String>,
}

impl Clicks {
    /// Shows one and expects a click on it. What the desktop says meanwhile waits: a click may
    /// be quicker than the number of what was clicked.
    pub fn expecting(
        &self,
        click: Click,
        show: impl FnOnce() -> zbus::Result<u32>,
    ) -> zbus::Result<u32> {
        let mut expected = self.lock();
        let number = show()?;
        expected.insert(number, Expected { click, token: None });
        while expected.len() > MOST {
            expected.pop_first();
        }
        Ok(number)
    }

    /// Hears what the desktop says, until the connection ends.
    pub fn listen(clicks: &Arc<Self>, bus: &Connection) {
        let Ok(rule) = MatchRule::builder()
            .msg_type(zbus::message::Type::Signal)
            .sender(NAME)
            .and_then(|rule| rule.interface(NAME))
        else {
            return;
        };
        let Ok(signals) = MessageIterator::for_match_rule(rule.build(), bus, None) else {
            tracing::warn!("clicks on notifications are not heard");
            return;
        };
        let clicks = Arc::clone(clicks);
        let _ = thread::Builder::new()
            .name("notification-clicks".to_owned())
            .spawn(move || {
                for signal in signals.flatten() {
                    clicks.heard(&signal);
                }
            });
    }

    fn heard(&self, signal: &Message) {
        let header = signal.header();
        let body = signal.body();
        match header.member().map(zbus::names::MemberName::as_str) {
            Some("ActivationToken") => {
                if let Ok((number, token)) = body.deserialize::<(u32, String)>()
                    && let Some(expected) = self.lock().get_mut(&number)
                {
                    expected.token = Some(token);
                }
            }
            Some("ActionInvoked") => {
                if let Ok((number, action)) = body.deserialize::<(u32, String)>()
                    && action == CLICK
                    && let Some(expected) = self.taken(number)
                {
                    (expected.click)(expected.token);
                }
            }
            Some("NotificationClosed") => {
                if let Ok((number, reason)) = body.deserialize::<(u32, u32)>()
                    && reason != EXPIRED
                {
                    self.taken(number);
                }
            }
            _ => {}
        }
    }

    fn taken(&self, number: u32) -> Option<Expected> {
        self.lock().remove(&number)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u32, Expected>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
