//! Alerts: the list, the switches, what is quiet, and what the system allows.

use domain::{AlertKind, AlertRule, FailureKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Millis;

view! {
    /// How many alerts wait for a look.
    #[derive(Copy, Default)]
    pub struct AlertSummary {
        /// Alerts that somebody should look at and that nobody saw in the list.
        pub to_look_at: u32,
        /// Number of the newest alert; 0 for none.
        #[ts(type = "number")]
        pub newest: i64,
    }

    /// How an alert was told.
    #[derive(Copy)]
    pub enum AlertTold {
        /// About to be.
        Soon,
        /// By a notification of its own.
        Native,
        /// By a notification that spoke of several.
        Grouped,
        /// Only here: the system showed none.
        App,
        /// Only here: its bot or group was muted.
        Muted,
        /// Only here: somebody was on it.
        OnIt,
    }

    /// One line of the list.
    pub struct AlertView {
        /// Its number.
        #[ts(type = "number")]
        pub alert: i64,
        /// What happened.
        pub kind: AlertKind,
        /// The account; absent where this computer reached nothing at all.
        pub account_id: Option<String>,
        /// What the person calls the account.
        pub account_name: Option<String>,
        /// The bot; absent where it is about checking itself.
        pub bot_id: Option<String>,
        /// What the person calls the bot.
        pub bot_name: Option<String>,
        /// The publish.
        #[ts(type = "number | null")]
        pub job: Option<i64>,
        /// Parts that had failed.
        pub parts_failed: u32,
        /// For how long nothing had moved, where it seemed stuck.
        #[ts(type = "number | null")]
        pub still_for: Option<Millis>,
        /// Why checks did not succeed; absent with `cannotCheck`: the secret was not there.
        pub failure: Option<FailureKind>,
        /// When the app noticed.
        #[ts(type = "number")]
        pub at: Millis,
        /// How it was told.
        pub told: AlertTold,
        /// When checks succeeded again.
        #[ts(type = "number | null")]
        pub ended_at: Option<Millis>,
    }

    /// Which alerts to list.
    #[derive(Copy)]
    pub struct AlertQuery {
        /// Go on after this alert.
        #[ts(type = "number | null")]
        pub after: Option<i64>,
        /// Rows wanted, 1 to 500.
        pub limit: u32,
    }

    /// A page of alerts, newest first.
    pub struct AlertPage {
        /// The rows.
        pub alerts: Vec<AlertView>,
        /// Where to go on; absent on the last page.
        #[ts(type = "number | null")]
        pub next: Option<i64>,
        /// Number of the newest alert that was seen before.
        #[ts(type = "number")]
        pub seen: i64,
    }

    /// The list was looked at.
    #[derive(Copy)]
    pub struct AlertsSeen {
        /// Down from this alert.
        #[ts(type = "number")]
        pub through: i64,
    }

    /// Whom a choice is for: a bot, a group, or with neither everyone.
    pub struct AlertWhom {
        /// The bot's account.
        pub account_id: Option<String>,
        /// The bot.
        pub bot_id: Option<String>,
        /// The group.
        pub group: Option<String>,
    }

    /// A choice that differs from the usual.
    pub struct AlertChoice {
        /// Whom it is for.
        pub whom: AlertWhom,
        /// What it is about.
        pub rule: AlertRule,
        /// Wanted or not; to take a choice back, absent.
        pub on: Option<bool>,
    }

    /// Why alerts stay in the list.
    #[derive(Copy)]
    pub enum QuietWhy {
        /// Muted.
        Muted,
        /// Somebody is on it.
        OnIt,
    }

    /// A while in which alerts stay in the list.
    pub struct QuietView {
        /// Its number.
        #[ts(type = "number")]
        pub quiet: i64,
        /// Whose.
        pub whom: AlertWhom,
        /// Why.
        pub why: QuietWhy,
        /// Since when.
        #[ts(type = "number")]
        pub since: Millis,
        /// Until when; absent: until it works.
        #[ts(type = "number | null")]
        pub until: Option<Millis>,
    }

    /// For how long.
    #[derive(Copy)]
    pub enum MuteFor {
        /// An hour.
        Hour,
        /// Until tomorrow morning.
        Tomorrow,
        /// Until it works.
        UntilItWorks,
    }

    /// A wish for quiet.
    pub struct MuteDraft {
        /// Whose alerts: a bot's or a group's.
        pub whom: AlertWhom,
        /// For how long.
        pub length: MuteFor,
    }

    /// Names a while of quiet.
    #[derive(Copy)]
    pub struct QuietRef {
        /// Its number.
        #[ts(type = "number")]
        pub quiet: i64,
    }

    /// Whether the system shows notifications of this app, as far as it says.
    #[derive(Copy)]
    pub enum SystemAlerts {
        /// Yes.
        Shown,
        /// Not just now: "do not disturb" is on. They wait in the system's own list.
        DoNotDisturb,
        /// No: they are switched off for this app.
        Blocked,
        /// The person was not asked yet.
        NotAsked,
        /// Nothing on this computer shows notifications.
        Nobody,
        /// The system does not say.
        Unknown,
    }

    /// Everything about alerts that is set.
    pub struct AlertSettings {
        /// Notifications outside the window are wanted.
        pub outside: bool,
        /// What the system says to that.
        pub system: SystemAlerts,
        /// Choices that differ from the usual: for all, for groups, for bots.
        pub choices: Vec<AlertChoice>,
        /// What is on where nothing was chosen.
        pub usual: Vec<AlertRule>,
        /// Groups that there are.
        pub groups: Vec<String>,
        /// What is quiet.
        pub quiets: Vec<QuietView>,
    }

    /// Whether notifications outside the window are wanted.
    #[derive(Copy)]
    pub struct AlertsOutside {
        /// Wanted.
        pub on: bool,
    }

    /// What came of a test.
    #[derive(Copy)]
    pub struct TestAlert {
        /// The system took it.
        pub taken: bool,
        /// What it says about showing it.
        pub system: SystemAlerts,
    }
}
