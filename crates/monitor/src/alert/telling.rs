//! How alerts reach a person: several at once are one notification.

use std::time::Duration;

use history::{AlertRow, Told};

use crate::view::{AccountRef, BotRef, Destination, PublishRef};

/// Alerts that become due within this time after a first one are told together.
pub const GROUPED_WITHIN: Duration = Duration::from_secs(5);

/// What one notification says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Oldest first; never empty.
    pub alerts: Vec<AlertRow>,
    /// Where a click on it leads.
    pub opens: Destination,
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
        [one] => place_of(one),
        _ => Destination::Alerts,
    };
    Some(Telling { alerts, opens })
}

fn place_of(alert: &AlertRow) -> Destination {
    let Some(account) = &alert.account else {
        return Destination::Alerts;
    };
    let account_id = account.as_str().to_owned();
    let bot_id = alert.bot.as_ref().map(|bot| bot.as_str().to_owned());
    match (bot_id, alert.job) {
        (None, _) => Destination::Account(AccountRef { account_id }),
        (Some(bot_id), None) => Destination::Bot(BotRef { account_id, bot_id }),
        (Some(bot_id), Some(job)) => Destination::Publish(PublishRef {
            account_id,
            bot_id,
            job,
        }),
    }
}
