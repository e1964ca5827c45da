//! How alerts reach a person: several at once are one notification.

use std::collections::VecDeque;
use std::time::Duration;

use history::{AlertRow, Told};

use crate::view::{AccountRef, BotRef, Destination, PublishRef};

/// Alerts that become due within this time after a first one are told together.
const SOON: Duration = Duration::from_secs(5);
/// The same where notifications come one after another: checks of many bots are seconds apart, and
/// what goes wrong for all of them is a handful of notifications, not one for every few bots.
const IN_A_ROW: Duration = Duration::from_mins(1);
/// So many within `ROW` are one after another.
const MANY: usize = 2;
const ROW: Duration = Duration::from_mins(5);

/// When notifications were shown, as far as it matters for how long the next one gathers.
#[derive(Clone, Debug, Default)]
pub struct Pace(VecDeque<Duration>);

impl Pace {
    /// A notification is shown at `up`, a time of the clock that never jumps.
    pub fn told(&mut self, up: Duration) {
        self.0.push_back(up);
        while self.0.len() > MANY {
            self.0.pop_front();
        }
    }

    /// How long alerts gather after the first one, due at `up`.
    pub fn gather(&self, up: Duration) -> Duration {
        let in_a_row = self.0.len() == MANY && self.0.iter().all(|told| up < *told + ROW);
        if in_a_row { IN_A_ROW } else { SOON }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn second(second: u64) -> Duration {
        Duration::from_secs(second)
    }

    #[test]
    fn the_first_two_are_told_soon_and_those_in_a_row_gather_until_it_is_calm() {
        let mut pace = Pace::default();
        assert_eq!(pace.gather(second(0)), second(5));
        pace.told(second(5));
        assert_eq!(pace.gather(second(6)), second(5));
        pace.told(second(11));
        assert_eq!(pace.gather(second(12)), second(60));
        pace.told(second(72));
        assert_eq!(pace.gather(second(310)), second(60));
        assert_eq!(pace.gather(second(311)), second(5), "only one since");
        pace.told(second(316));
        assert_eq!(pace.gather(second(371)), second(60), "two since");
        assert_eq!(pace.gather(second(372)), second(5));
    }
}
