//! Alerts, as the window sees them.

use domain::{AccountId, BotId};
use history::{AlertRow, Quiet, RuleChoice, Told, Whom, Why};
use jiff::SignedDuration;

use super::millis;
use crate::view::{AlertChoice, AlertTold, AlertView, AlertWhom, Millis, QuietView, QuietWhy};

/// A line of the list.
pub fn alert_view(row: &AlertRow) -> AlertView {
    AlertView {
        alert: row.nr,
        kind: row.kind,
        account_id: row.account.as_ref().map(|id| id.as_str().to_owned()),
        account_name: row.account_name.clone(),
        bot_id: row.bot.as_ref().map(|id| id.as_str().to_owned()),
        bot_name: row.bot_name.clone(),
        job: row.job,
        parts_failed: row.parts_failed,
        still_for: row.still_for.map(length),
        failure: row.failure,
        at: millis(row.at),
        told: match row.told {
            Told::Due | Told::Telling => AlertTold::Soon,
            Told::Native => AlertTold::Native,
            Told::Grouped => AlertTold::Grouped,
            Told::App => AlertTold::App,
            Told::Muted => AlertTold::Muted,
            Told::OnIt => AlertTold::OnIt,
        },
        ended_at: row.ended_at.map(millis),
    }
}

fn length(span: SignedDuration) -> Millis {
    Millis::try_from(span.as_millis()).unwrap_or(Millis::MAX)
}

/// Whom a choice is for.
pub fn whom_view(whom: &Whom) -> AlertWhom {
    let mut view = AlertWhom {
        account_id: None,
        bot_id: None,
        group: None,
    };
    match whom {
        Whom::All => {}
        Whom::Group(name) => view.group = Some(name.clone()),
        Whom::Bot(account, bot) => {
            view.account_id = Some(account.as_str().to_owned());
            view.bot_id = Some(bot.as_str().to_owned());
        }
    }
    view
}

/// Whom the window means.
pub fn whom(view: &AlertWhom) -> Whom {
    match (&view.account_id, &view.bot_id, &view.group) {
        (Some(account), Some(bot), _) => Whom::Bot(AccountId::new(account), BotId::new(bot)),
        (_, _, Some(group)) => Whom::Group(group.clone()),
        _ => Whom::All,
    }
}

/// A choice.
pub fn choice_view(choice: &RuleChoice) -> AlertChoice {
    AlertChoice {
        whom: whom_view(&choice.whom),
        rule: choice.rule,
        on: Some(choice.on),
    }
}

/// A while of quiet.
pub fn quiet_view(quiet: &Quiet) -> QuietView {
    QuietView {
        quiet: quiet.nr,
        whom: whom_view(&quiet.whom),
        why: match quiet.why {
            Why::Muted => QuietWhy::Muted,
            Why::OnIt => QuietWhy::OnIt,
        },
        since: millis(quiet.since),
        until: quiet.until.map(millis),
    }
}
