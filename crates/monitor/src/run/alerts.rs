//! What the loop does with alerts: lets them gather, tells them, and keeps how they were told.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use domain::{AccountId, AlertKind, FailureKind};
use history::{AlertCount, AlertRow, Quiet, Told, Trouble, Whom, Why};
use jiff::SignedDuration;

use super::Loop;
use crate::alert::{Checks, Pace, telling, wanted};
use crate::monitor::{OFF, OUTSIDE};
use crate::planner::BotKey;
use crate::show::quiet_view;
use crate::view::{AlertSummary, BotRow, SecretPlace};
use crate::wake::Wake;

/// What became due longer ago, while the app did not run, is in the list only.
const OLD: SignedDuration = SignedDuration::from_hours(24);

/// Where it cannot be written down that an alert is being told, it is tried again after this.
const AGAIN: Duration = Duration::from_mins(1);

/// What the loop knows of alerts.
#[derive(Default)]
pub(super) struct Desk {
    /// Due, and gathering.
    waiting: Vec<AlertRow>,
    gathering: bool,
    pace: Pace,
    checks: Checks,
    /// Trouble that was told and has not ended.
    open: BTreeSet<(AlertKind, Option<AccountId>)>,
    quiets: Vec<Quiet>,
    count: AlertCount,
    not_outside: bool,
}

impl Loop {
    /// Takes up what the last run left.
    pub(super) async fn begin_alerts(&mut self) {
        let not_before = self.now().wall.checked_sub(OLD).unwrap_or_default();
        let left = self
            .history
            .call(move |history| {
                Ok::<_, history::Problem>((
                    history.take_up_alerts(not_before)?,
                    history.open_troubles()?,
                ))
            })
            .await;
        if let Ok(Ok((due, open))) = left {
            self.desk.open = open.into_iter().collect();
            self.gather(due);
        }
        self.alerts_changed().await;
        let accounts: Vec<_> = self.accounts.iter().map(|a| a.record.id.clone()).collect();
        for account in &accounts {
            self.alert_without_secret(account).await;
        }
    }

    /// New alerts that were written: those that are due gather for a moment.
    pub(super) fn alerts_written(&mut self, written: Vec<AlertRow>) {
        if written.is_empty() {
            return;
        }
        for alert in &written {
            if alert.kind.needs_look() && !matches!(alert.told, Told::Muted | Told::OnIt) {
                self.desk.count.to_look_at += 1;
            }
            self.desk.count.newest = self.desk.count.newest.max(alert.nr);
        }
        self.untold.alerts = Some(self.alert_summary());
        self.gather(written);
    }

    fn gather(&mut self, alerts: Vec<AlertRow>) {
        let due = alerts.into_iter().filter(|alert| alert.told == Told::Due);
        self.desk.waiting.extend(due);
        let wait = self.desk.pace.gather(self.now().up);
        self.tell_alerts_in(wait);
    }

    fn tell_alerts_in(&mut self, wait: Duration) {
        if self.desk.gathering || self.desk.waiting.is_empty() {
            return;
        }
        self.desk.gathering = true;
        let wakes = self.wakes.clone();
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(wait) => {
                    let _ = wakes.send(Wake::TellAlerts).await;
                }
            }
        });
    }

    /// Tells what has gathered. It is written down first: a kill in between may swallow a
    /// notification, and never repeats one.
    pub(super) async fn tell_alerts(&mut self) {
        self.desk.gathering = false;
        let waiting = std::mem::take(&mut self.desk.waiting);
        let Some(telling) = telling(waiting.clone()) else {
            return;
        };
        let alerts: Vec<i64> = waiting.iter().map(|alert| alert.nr).collect();
        let first = if self.desk.not_outside {
            Told::App
        } else {
            Told::Telling
        };
        if !self.mark(&alerts, first).await {
            self.desk.waiting = waiting;
            self.tell_alerts_in(AGAIN);
            return;
        }
        self.untold.alerts = Some(self.alert_summary());
        if first == Told::App {
            return;
        }
        self.desk.pace.told(self.now().up);
        let shown = telling.told();
        let outlet = Arc::clone(&self.ports.outlet);
        let history = Arc::clone(&self.history);
        let wakes = self.wakes.clone();
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            let told = tokio::select! {
                () = stop.cancelled() => return,
                taken = outlet.notify(telling) => if taken { shown } else { Told::App },
            };
            let _ = history
                .call(move |history| history.mark_alerts(&alerts, told))
                .await;
            let _ = wakes.send(Wake::AlertsChanged).await;
        });
    }

    async fn mark(&self, alerts: &[i64], told: Told) -> bool {
        let alerts = alerts.to_vec();
        let marked = self
            .history
            .call(move |history| history.mark_alerts(&alerts, told))
            .await;
        matches!(marked, Ok(Ok(())))
    }

    /// A person changed what is wanted or quiet, or saw the list.
    pub(super) async fn alerts_changed(&mut self) {
        let now = self.now().wall;
        let read = self
            .history
            .call(move |history| {
                Ok::<_, history::Problem>((
                    history.quiets(now)?,
                    history.alert_count()?,
                    history.setting(OUTSIDE)?,
                ))
            })
            .await;
        if let Ok(Ok((quiets, count, outside))) = read {
            let before = std::mem::replace(&mut self.desk.quiets, quiets);
            let after = self.desk.quiets.clone();
            for quiet in before.iter().filter(|quiet| !after.contains(quiet)) {
                self.mark_quiet(quiet);
            }
            for quiet in after.iter().filter(|quiet| !before.contains(quiet)) {
                self.mark_quiet(quiet);
            }
            self.desk.count = count;
            self.desk.not_outside = outside.as_deref() == Some(OFF);
            self.untold.alerts = Some(self.alert_summary());
        }
    }

    fn mark_quiet(&mut self, quiet: &Quiet) {
        let concerned = self
            .board
            .iter()
            .filter(|(key, row)| concerns(quiet, key, row.group.as_deref()))
            .map(|(key, _)| key.clone());
        self.untold.bots.extend(concerned);
    }

    pub(super) fn alert_summary(&self) -> AlertSummary {
        AlertSummary {
            to_look_at: self.desk.count.to_look_at,
            newest: self.desk.count.newest,
        }
    }

    /// Says in a bot's line what is quiet.
    pub(super) fn note_quiet(&self, key: &BotKey, row: &mut BotRow) {
        let now = self.now().wall;
        for quiet in &self.desk.quiets {
            if quiet.at(now) && concerns(quiet, key, row.group.as_deref()) {
                let view = Some(quiet_view(quiet));
                match quiet.why {
                    Why::OnIt => row.on_it = view,
                    Why::Muted if row.muted.is_none() => row.muted = view,
                    Why::Muted => {}
                }
            }
        }
    }

    /// An account answered.
    pub(super) async fn checks_work(&mut self, account: &AccountId) {
        let now = self.now();
        self.desk.checks.worked(account, now.up);
        for (kind, whose) in [
            (AlertKind::CannotCheck, Some(account.clone())),
            (AlertKind::Unreachable, None),
        ] {
            if !self.desk.open.contains(&(kind, whose.clone())) {
                continue;
            }
            let of = whose.clone();
            let ended = self
                .history
                .call(move |history| history.end_trouble(kind, of.as_ref(), now.wall))
                .await;
            if matches!(ended, Ok(Ok(_))) {
                self.desk.open.remove(&(kind, whose));
                self.untold.alerts = Some(self.alert_summary());
            }
        }
    }

    /// An account did not answer.
    pub(super) async fn checks_missed(&mut self, account: &AccountId, failure: FailureKind) {
        let up = self.now().up;
        if let Some(kind) = self.desk.checks.missed(account, up, failure) {
            let whose = (kind == AlertKind::CannotCheck).then(|| account.clone());
            self.begin_trouble(kind, whose, Some(failure)).await;
        }
    }

    /// Nothing of an account can be checked where its secret is not there.
    pub(super) async fn alert_without_secret(&mut self, account: &AccountId) {
        let missing = self.accounts.iter().any(|known| {
            known.record.id == *account
                && !known.record.signed_out
                && known.bots > 0
                && matches!(
                    known.secret,
                    SecretPlace::Missing | SecretPlace::Unavailable
                )
        });
        if missing {
            self.begin_trouble(AlertKind::CannotCheck, Some(account.clone()), None)
                .await;
        }
    }

    async fn begin_trouble(
        &mut self,
        kind: AlertKind,
        account: Option<AccountId>,
        failure: Option<FailureKind>,
    ) {
        let open = (kind, account.clone());
        if self.desk.open.contains(&open) {
            return;
        }
        let now = self.now().wall;
        let trouble = Trouble {
            kind,
            account,
            failure,
            told: Told::Due,
        };
        let written = self
            .history
            .call(move |history| {
                if !wanted(&history.rule_choices()?, kind.rule()) {
                    return Ok((false, None));
                }
                Ok::<_, history::Problem>((true, history.begin_trouble(&trouble, now)?))
            })
            .await;
        if let Ok(Ok((is_wanted, alert))) = written {
            if is_wanted {
                self.desk.open.insert(open);
            }
            self.alerts_written(alert.into_iter().collect());
        }
    }
}

fn concerns(quiet: &Quiet, key: &BotKey, group: Option<&str>) -> bool {
    match &quiet.whom {
        Whom::Bot(account, bot) => *account == key.account && *bot == key.bot,
        Whom::Group(name) => group == Some(name),
        Whom::All => true,
    }
}
