//! Alerts: the list, the switches, what is quiet.

use domain::AlertRule;
use history::Why;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Monitor, key};
use crate::alert::tomorrow_morning;
use crate::show::{alert_view, choice_view, quiet_view, whom};
use crate::view::{
    AlertChoice, AlertPage, AlertQuery, AlertSettings, AlertsOutside, AlertsSeen, BotRef,
    MuteDraft, MuteFor, QuietRef, Refusal, SystemAlerts,
};
use crate::wake::Wake;

/// Under which the wish for notifications outside the window is kept; absent: they are wanted.
pub(crate) const OUTSIDE: &str = "alerts_outside";
/// What is kept there.
pub(crate) const OFF: &str = "off";

/// "I'm on it" holds this long, or until it works.
const ON_IT: SignedDuration = SignedDuration::from_hours(24);

const MOST_ROWS: u32 = 500;

impl Monitor {
    /// A page of the list of alerts.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn alert_page(&self, query: AlertQuery) -> Result<AlertPage, Refusal> {
        let limit = query.limit.clamp(1, MOST_ROWS);
        let (rows, count) = self
            .read(move |reader| Ok((reader.alerts(query.after, limit)?, reader.alert_count()?)))
            .await?;
        let full = u32::try_from(rows.len()).is_ok_and(|rows| rows >= limit);
        Ok(AlertPage {
            next: rows.last().filter(|_| full).map(|row| row.nr),
            alerts: rows.iter().map(alert_view).collect(),
            seen: count.seen,
        })
    }

    /// The list was looked at.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn see_alerts(&self, seen: AlertsSeen) -> Result<(), Refusal> {
        self.write(move |history| history.see_alerts(seen.through))
            .await?;
        self.alerts_changed().await
    }

    /// Everything that is set. What the system says is for the shell to fill in.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn alert_settings(&self) -> Result<AlertSettings, Refusal> {
        let now = self.ports.clock.now().wall;
        self.read(move |reader| {
            Ok(AlertSettings {
                outside: reader.setting(OUTSIDE)?.as_deref() != Some(OFF),
                system: SystemAlerts::Unknown,
                choices: reader.rule_choices()?.iter().map(choice_view).collect(),
                usual: AlertRule::ALL
                    .into_iter()
                    .filter(|rule| rule.on_by_default())
                    .collect(),
                groups: reader.bot_groups()?,
                quiets: reader.quiets(now)?.iter().map(quiet_view).collect(),
            })
        })
        .await
    }

    /// Keeps a choice, or takes it back.
    ///
    /// # Errors
    /// When there is no such bot, or the history cannot be written.
    pub async fn choose_alert(&self, choice: AlertChoice) -> Result<(), Refusal> {
        let whom = whom(&choice.whom);
        self.write(move |history| history.choose_rule(&whom, choice.rule, choice.on))
            .await?;
        self.alerts_changed().await
    }

    /// Mutes a bot or a group.
    ///
    /// # Errors
    /// When there is no such bot, or the history cannot be written.
    pub async fn mute(&self, draft: MuteDraft) -> Result<(), Refusal> {
        let now = self.ports.clock.now().wall;
        let until = match draft.length {
            MuteFor::Hour => now.checked_add(SignedDuration::from_hours(1)).ok(),
            MuteFor::Tomorrow => Some(tomorrow_morning(now, &TimeZone::system())),
            MuteFor::UntilItWorks => None,
        };
        self.quieten(whom(&draft.whom), Why::Muted, now, until)
            .await
    }

    /// Somebody is on it: failures of this bot stay in the list for a day, or until it works.
    ///
    /// # Errors
    /// When there is no such bot, or the history cannot be written.
    pub async fn on_it(&self, bot: BotRef) -> Result<(), Refusal> {
        let now = self.ports.clock.now().wall;
        let key = key(&bot);
        let whom = history::Whom::Bot(key.account, key.bot);
        self.quieten(whom, Why::OnIt, now, now.checked_add(ON_IT).ok())
            .await
    }

    /// Ends a while of quiet.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn end_quiet(&self, quiet: QuietRef) -> Result<(), Refusal> {
        self.write(move |history| history.end_quiet(quiet.quiet))
            .await?;
        self.alerts_changed().await
    }

    /// Whether notifications outside the window are wanted.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn set_alerts_outside(&self, outside: AlertsOutside) -> Result<(), Refusal> {
        let value = if outside.on { "on" } else { OFF };
        self.write(move |history| history.set_setting(OUTSIDE, value))
            .await?;
        self.alerts_changed().await
    }

    async fn quieten(
        &self,
        whom: history::Whom,
        why: Why,
        now: Timestamp,
        until: Option<Timestamp>,
    ) -> Result<(), Refusal> {
        self.write(move |history| history.quieten(&whom, why, now, until))
            .await?;
        self.alerts_changed().await
    }

    pub(super) async fn alerts_changed(&self) -> Result<(), Refusal> {
        self.keeps()?;
        self.wakes
            .send(Wake::AlertsChanged)
            .await
            .map_err(|_| Refusal::Closing)
    }
}
