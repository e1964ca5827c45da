//! The app beside its window: pause, tray, start at login, and the way back into the window.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AccountRef, BotRef, Millis};

view! {
    /// Whether checking is paused.
    #[derive(Copy, Default)]
    pub struct Pause {
        /// Until when; absent: it is not paused.
        #[ts(type = "number | null")]
        pub until: Option<Millis>,
    }

    /// A wish to pause checking.
    #[derive(Copy)]
    pub struct PauseDraft {
        /// For how long.
        pub pause_for: PauseFor,
    }

    /// For how long checking is paused.
    #[derive(Copy)]
    pub enum PauseFor {
        /// 30 minutes.
        HalfHour,
        /// One hour.
        Hour,
        /// Until the morning of the next day.
        Tomorrow,
    }

    /// The app beside its window.
    #[derive(Copy)]
    pub struct Presence {
        /// What was chosen for the window's close button.
        pub closing: Closing,
        /// The desktop shows a tray now. Without one, closing the window quits.
        pub tray: bool,
        /// What the tray icon shows first.
        pub tray_first: TrayFirst,
        /// Whether the app starts with the computer, read back from the system.
        pub at_login: AtLogin,
    }

    /// What a person chooses of it.
    #[derive(Copy)]
    pub struct PresenceDraft {
        /// See [`Presence::closing`].
        pub closing: Closing,
        /// See [`Presence::tray_first`].
        pub tray_first: TrayFirst,
    }

    /// What happens when the window is closed.
    #[derive(Copy, Default)]
    pub enum Closing {
        /// The app goes on watching in the tray.
        #[default]
        Tray,
        /// The app quits.
        Quit,
    }

    /// What the tray icon shows when bots differ.
    #[derive(Copy, Default)]
    pub enum TrayFirst {
        /// The worst state.
        #[default]
        Worst,
        /// A running publish, then the worst state.
        Running,
    }

    /// Whether the app starts when the person signs in to the computer.
    #[derive(Copy)]
    pub enum AtLogin {
        /// It does not.
        Off,
        /// It does, without its window.
        On,
        /// The system does not say.
        Unavailable,
    }

    /// A wish to start at login, or no longer.
    #[derive(Copy)]
    pub struct AtLoginDraft {
        /// Start at login.
        pub on: bool,
    }

    /// Where a person is led from outside the window: by the tray, by a notification.
    pub enum Destination {
        /// The list of bots.
        Board,
        /// A bot.
        Bot(BotRef),
        /// A publish: on its bot's page while it is the bot's last one, else in the history.
        Publish(PublishRef),
        /// An account.
        Account(AccountRef),
        /// The list of alerts.
        Alerts,
    }

    /// A publish of a bot.
    pub struct PublishRef {
        /// The account's id in this app.
        pub account_id: String,
        /// The bot's id.
        pub bot_id: String,
        /// The job's number in the history of this computer.
        #[ts(type = "number")]
        pub job: i64,
    }

    /// What a window that was just made finds.
    pub struct Arrival {
        /// What the window before it kept with `keep_place`, in its own words.
        pub kept: Option<String>,
        /// Where the person wants to be led. Told once.
        pub destination: Option<Destination>,
    }

    /// What the window wants to find again when it was let go and is made anew: the place of the
    /// person in it. In memory only, not looked into, at most 64 KiB.
    pub struct PlaceDraft {
        /// In the window's own words.
        pub kept: String,
    }
}
