//! How alerts reach a person: several at once are one notification.

use std::time::Duration;

use domain::{AccountId, BotId};
use history::{AlertRow, Told};

/// Alerts that become due within this time after a first one are told together.
pub const GROUPED_WITHIN: Duration = Duration::from_secs(5);

/// What one notification says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Oldest first; never empty.
    pub alerts: Vec<AlertRow>,
    /// Where a click on it leads.
    pub opens: Where,
}

/// A place in the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// A bot with its last publish, or one of its publishes.
    Bot(AccountId, BotId, Option<i64>),
    /// An account.
    Account(AccountId),
    /// The list of alerts.
    Alerts,
}

impl Telling {
    /// How its alerts were told, when it was shown.
    pub fn told(&self) -> Told {
        if self.alerts.len() > 1 {
            Told::Grouped
        } else {
            Told::Native
        }
    }
}

/// One notification for all of them. `None`: there are none.
pub fn telling(alerts: Vec<AlertRow>) -> Option<Telling> {
    let opens = match &alerts[..] {
        [] => return None,
        [one] => match (&one.account, &one.bot) {
            (Some(account), Some(bot)) => Where::Bot(account.clone(), bot.clone(), one.job),
            (Some(account), None) => Where::Account(account.clone()),
            _ => Where::Alerts,
        },
        _ => Where::Alerts,
    };
    Some(Telling { alerts, opens })
}
