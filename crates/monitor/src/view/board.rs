//! The board: every bot with its last publish.

use domain::FailureKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AccountView, AlertSummary, Destination, JobRow, Millis, Pause, PersonView, Presence, QuietView,
};

view! {
    /// Whose data is shown.
    #[derive(Copy)]
    pub enum Mode {
        /// The person's own accounts.
        Own,
        /// The sample bots, served by a pretend platform on this computer.
        Samples,
    }

    /// Everything the window needs to draw the board.
    pub struct Snapshot {
        /// Whose data this is.
        pub mode: Mode,
        /// Grows with every change; a change with a lower number is old news.
        #[ts(type = "number")]
        pub seq: u64,
        /// The accounts, oldest first.
        pub accounts: Vec<AccountView>,
        /// The bots of all accounts.
        pub bots: Vec<BotRow>,
        /// What the person has to know about the app itself.
        pub notices: Vec<Notice>,
        /// Whether checking is paused.
        pub pause: Pause,
        /// Alerts that wait for a look.
        pub alerts: AlertSummary,
        /// The people who were given a name.
        pub people: Vec<PersonView>,
    }

    /// What changed since the last message. At most four of these travel each second.
    #[derive(Default)]
    pub struct Changes {
        /// See [`Snapshot::seq`]. 0 in a message of the shell that tells nothing about bots.
        #[ts(type = "number")]
        pub seq: u64,
        /// Rows that are new or different.
        pub bots: Vec<BotRow>,
        /// All accounts, where one of them changed.
        pub accounts: Option<Vec<AccountView>>,
        /// All notices, where one of them changed.
        pub notices: Option<Vec<Notice>>,
        /// Alerts that wait for a look, where something about alerts changed.
        pub alerts: Option<AlertSummary>,
        /// More changed than these rows tell (bots were added or removed, the mode changed): ask
        /// for a new snapshot.
        pub resync: bool,
        /// A pause that began or ended.
        pub pause: Option<Pause>,
        /// The shell leads the person to a place in the window.
        pub go: Option<Destination>,
        /// The tray came or went, or a choice about it was made.
        pub presence: Option<Presence>,
        /// An export under way has written so many publishes.
        pub exported: Option<u32>,
    }

    /// Something about the app itself that a person has to know. Shown once each, above the board.
    #[derive(Copy)]
    pub enum Notice {
        /// The history file was damaged. It was set aside, a new one was begun.
        HistoryDamaged,
        /// The history could not be written (full disk?): checking goes on, nothing new is kept.
        HistoryNotWritten,
        /// A newer version of this app wrote the history: it is shown, and nothing is checked or
        /// kept.
        HistoryNewer,
        /// The same, and this version cannot read it. Nothing is shown.
        HistoryNewerUnread,
        /// The history could not be opened: another copy of the app uses it, the folder cannot be
        /// written, the disk is full. Nothing is shown and nothing is checked.
        HistoryNotOpened,
        /// The loop that checks bots stopped. It is being started again.
        CheckingStopped,
    }

    /// Why checks do not succeed.
    pub struct FailureView {
        /// The kind, which has its words in the catalogue.
        pub kind: FailureKind,
        /// Since when.
        #[ts(type = "number")]
        pub since: Millis,
        /// When the app tries again by itself; absent where it waits for the person.
        #[ts(type = "number | null")]
        pub retry_at: Option<Millis>,
        /// Details for a technician: one line, without secrets.
        pub detail: String,
    }

    /// One line of the board.
    pub struct BotRow {
        /// The account's id in this app.
        pub account_id: String,
        /// `st-…`
        pub bot_id: String,
        /// What the person calls it.
        pub name: Option<String>,
        /// The group that the person put it in.
        pub group: Option<String>,
        /// The person wants it on top.
        pub favourite: bool,
        /// What the person notes about it.
        pub note: Option<String>,
        /// Put away: not checked, its history kept.
        pub archived: bool,
        /// What is known of its last or running publish; `None` with a `last_check_at`: the bot
        /// was never published. `None` without: not checked yet.
        pub job: Option<JobRow>,
        /// When a check last succeeded.
        #[ts(type = "number | null")]
        pub last_check_at: Option<Millis>,
        /// From this moment on what is known is outdated, unless a newer row comes.
        #[ts(type = "number | null")]
        pub outdated_at: Option<Millis>,
        /// When the next check is planned. Absent while the account is stopped.
        #[ts(type = "number | null")]
        pub next_check_at: Option<Millis>,
        /// Why the next check is then.
        pub pace: Pace,
        /// Why checks do not succeed: this bot's own trouble or its account's.
        pub failure: Option<FailureView>,
        /// It is followed until its publish is done, because a person wished so or it is new.
        pub watched: bool,
        /// Its alerts stay in the list: it or its group is muted.
        pub muted: Option<QuietView>,
        /// Somebody is on it: its failures stay in the list.
        pub on_it: Option<QuietView>,
    }

    /// Why a bot is checked as often as it is.
    #[derive(Copy)]
    pub enum Pace {
        /// It is publishing: often.
        Moving,
        /// It changed lately.
        Lively,
        /// It has been quiet: seldom.
        Quiet,
        /// A person wants to see how its publish ends: often.
        Watched,
        /// A person wants no checks just now.
        Paused,
        /// Checks fail: less and less often.
        BackingOff,
        /// Not checked until the person does something.
        Stopped,
    }

    /// Names one bot.
    pub struct BotRef {
        /// The account's id in this app.
        pub account_id: String,
        /// `st-…`
        pub bot_id: String,
    }

    /// Names several bots.
    pub struct BotRefs {
        /// The bots.
        pub bots: Vec<BotRef>,
    }

    /// What came of "check now".
    #[derive(Copy)]
    pub struct CheckReply {
        /// Checks that will be made now; each costs one request.
        pub planned: u32,
        /// Bots left out: their account is stopped or its allowance is used up.
        pub left_out: u32,
        /// Requests that the accounts asked may still send within this hour, before these checks.
        pub left_hour: u32,
    }
}
