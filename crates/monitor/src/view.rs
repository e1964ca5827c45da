//! What travels to the window, and what comes back from it.
//!
//! These types are the seam: the window's TypeScript is generated from them. None of them can
//! hold a secret on the way out; [`AccountDraft`] and [`SecretDraft`] carry one inwards, once.
//!
//! Times are milliseconds since 1970 UTC, durations are milliseconds.

use domain::{FailureKind, PublishState, ResourceGroup};
use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use ts_rs::TS;

/// Milliseconds since 1970 UTC, or a duration in milliseconds.
pub type Millis = i64;

macro_rules! view {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident $body:tt)*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
            #[serde(rename_all = "camelCase")]
            pub $kind $name $body
        )*

        /// The TypeScript of every type here and of the domain's words that they use.
        pub fn typescript() -> String {
            let config = ts_rs::Config::new();
            let mut text = String::new();
            let mut declare = |docs: Option<String>, declaration: String| {
                text.push_str(&docs.unwrap_or_default());
                text.push_str("export ");
                text.push_str(&declaration);
                text.push_str("\n\n");
            };
            declare(PublishState::docs(), PublishState::decl(&config));
            declare(FailureKind::docs(), FailureKind::decl(&config));
            declare(ResourceGroup::docs(), ResourceGroup::decl(&config));
            $(declare(<$name as TS>::docs(), <$name as TS>::decl(&config));)*
            text
        }
    };
}

/// A secret as a person typed it: it comes in, and neither prints nor goes out again.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct TypedSecret(String);

impl TypedSecret {
    /// What was typed.
    pub fn typed(&self) -> &str {
        &self.0
    }
}

impl From<&str> for TypedSecret {
    fn from(typed: &str) -> Self {
        Self(typed.to_owned())
    }
}

impl fmt::Debug for TypedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[not shown]")
    }
}

impl Serialize for TypedSecret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("")
    }
}

view! {
    /// Nothing to say.
    #[derive(Default)]
    pub struct Nothing {}

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
    }

    /// What changed since the last message. At most four of these travel each second.
    pub struct Changes {
        /// See [`Snapshot::seq`].
        #[ts(type = "number")]
        pub seq: u64,
        /// Rows that are new or different.
        pub bots: Vec<BotRow>,
        /// All accounts, where one of them changed.
        pub accounts: Option<Vec<AccountView>>,
        /// All notices, where one of them changed.
        pub notices: Option<Vec<Notice>>,
        /// More changed than these rows tell (bots were added or removed, the mode changed): ask
        /// for a new snapshot.
        pub resync: bool,
    }

    /// Something about the app itself that a person has to know. Shown once each, above the board.
    #[derive(Copy)]
    pub enum Notice {
        /// The history file was damaged. It was set aside, a new one was begun.
        HistoryDamaged,
        /// The history could not be written (full disk?): checking goes on, nothing new is kept.
        HistoryNotWritten,
        /// The history was made by a newer version of this app and is not opened.
        HistoryNewer,
        /// The history could not be opened: another copy of the app uses it, the folder cannot be
        /// written, the disk is full. Nothing is shown and nothing is checked.
        HistoryNotOpened,
        /// The loop that checks bots stopped and could not be started again.
        CheckingStopped,
    }

    /// Where an account's secret is.
    #[derive(Copy)]
    pub enum SecretPlace {
        /// In the password store of this computer.
        Keychain,
        /// In memory, until the app is closed: so chosen by the person.
        Memory,
        /// Being read from the password store.
        Opening,
        /// It was kept in memory only, or the password store no longer has it: ask again.
        Missing,
        /// The password store could not be read just now.
        Unavailable,
    }

    /// Why the password store did not serve.
    #[derive(Copy)]
    pub enum KeychainProblem {
        /// There is none on this computer.
        Absent,
        /// It is locked, and was not unlocked.
        Locked,
        /// It did not answer in time.
        Hanging,
        /// It refused, or did not keep what it was given.
        Refused,
    }

    /// One account.
    pub struct AccountView {
        /// The account's id in this app.
        pub id: String,
        /// What the person calls it; the host's name at first.
        pub name: String,
        /// `https://platform.kore.ai`
        pub host: String,
        /// `cs-…`
        pub client_id: String,
        /// Where the secret is.
        pub secret: SecretPlace,
        /// Why the password store did not serve, where it did not.
        pub keychain: Option<KeychainProblem>,
        /// Bots watched in it.
        pub bots: u32,
        /// What keeps every bot of this account from being checked.
        pub failure: Option<FailureView>,
        /// Requests sent within the last minute.
        pub used_minute: u32,
        /// Requests sent within the last hour.
        pub used_hour: u32,
        /// Requests an hour that the platform allows.
        pub allowed_hour: u32,
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
        /// Checks fail: less and less often.
        BackingOff,
        /// Not checked until the person does something.
        Stopped,
    }

    /// One publish, as a line of a list.
    pub struct JobRow {
        /// The job's number in the history of this computer.
        #[ts(type = "number")]
        pub job: i64,
        /// The account's id in this app.
        pub account_id: String,
        /// `st-…`
        pub bot_id: String,
        /// What the person calls the bot.
        pub bot_name: Option<String>,
        /// What it is doing.
        pub state: PublishState,
        /// The server's own word, where the state is unknown.
        pub server_status: Option<String>,
        /// It waits for an admin's approval.
        pub awaiting_approval: bool,
        /// 0 to 100.
        pub percent: Option<u8>,
        /// When it was asked for; where the server does not say, when the app first saw it.
        #[ts(type = "number")]
        pub requested_at: Millis,
        /// When it ended; absent while it runs.
        #[ts(type = "number | null")]
        pub ended_at: Option<Millis>,
        /// How long it took.
        #[ts(type = "number | null")]
        pub duration: Option<Millis>,
        /// The platform's id of the person who started it.
        pub started_by: Option<String>,
        /// Parts in all.
        pub parts: u32,
        /// Parts published.
        pub parts_published: u32,
        /// Parts failed.
        pub parts_failed: u32,
        /// It had already ended when the app first looked at this bot.
        pub before_watching: bool,
    }

    /// Names one bot.
    pub struct BotRef {
        /// The account's id in this app.
        pub account_id: String,
        /// `st-…`
        pub bot_id: String,
    }

    /// Names one job by its number in the history.
    #[derive(Copy)]
    pub struct JobRef {
        /// The number.
        #[ts(type = "number")]
        pub job: i64,
    }

    /// One publish with its resources.
    pub struct JobDetail {
        /// The line.
        pub row: JobRow,
        /// The platform's id of the job.
        pub job_id: Option<String>,
        /// When it began.
        #[ts(type = "number | null")]
        pub started_at: Option<Millis>,
        /// The comment given with the publish.
        pub version_comment: Option<String>,
        /// The parts, in the platform's order.
        pub resources: Vec<ResourceView>,
        /// How it moved, oldest first.
        pub progress: Vec<ProgressView>,
    }

    /// One part of a publish.
    pub struct ResourceView {
        /// Where it stands on the platform's publish page.
        pub group: ResourceGroup,
        /// `resourceId`
        pub id: Option<String>,
        /// `resourceType`
        pub kind: Option<String>,
        /// What the platform calls it.
        pub name: Option<String>,
        /// What it is doing.
        pub state: PublishState,
        /// The server's own word.
        pub server_status: Option<String>,
        /// It waits for an admin's approval.
        pub awaiting_approval: bool,
        /// Its pieces, such as `nl_model`.
        pub modules: Vec<String>,
    }

    /// A moment of a publish.
    #[derive(Copy)]
    pub struct ProgressView {
        /// When it was seen.
        #[ts(type = "number")]
        pub at: Millis,
        /// 0 to 100.
        pub percent: Option<u8>,
        /// Parts published by then.
        pub parts_published: u32,
        /// Parts failed by then.
        pub parts_failed: u32,
    }

    /// Everything about one bot.
    pub struct BotDetail {
        /// The line of the board.
        pub row: BotRow,
        /// Its last or running publish.
        pub job: Option<JobDetail>,
        /// Its newest publishes, newest first, at most 50.
        pub history: Vec<JobRow>,
        /// Stretches in which nobody watched, newest first, at most 50.
        pub gaps: Vec<Gap>,
    }

    /// A stretch in which a bot was not watched: closed, asleep, offline, refused.
    #[derive(Copy)]
    pub struct Gap {
        /// From the last success before it.
        #[ts(type = "number")]
        pub from: Millis,
        /// To the first success after it.
        #[ts(type = "number")]
        pub to: Millis,
    }

    /// Which jobs to list.
    #[derive(Default)]
    pub struct HistoryQuery {
        /// Only this account.
        pub account_id: Option<String>,
        /// Only this bot; with an account.
        pub bot_id: Option<String>,
        /// Only these states; empty for all.
        pub states: Vec<PublishState>,
        /// Go on after this page's last row.
        pub after: Option<HistoryCursor>,
        /// Rows wanted, 1 to 500.
        pub limit: u32,
    }

    /// Where a page of the history ended.
    #[derive(Copy)]
    pub struct HistoryCursor {
        /// `requested_at` of the last row.
        #[ts(type = "number")]
        pub requested_at: Millis,
        /// Number of the last row's job.
        #[ts(type = "number")]
        pub job: i64,
    }

    /// A page of the history, newest first.
    pub struct HistoryPage {
        /// The rows.
        pub jobs: Vec<JobRow>,
        /// Where to go on; absent on the last page.
        pub next: Option<HistoryCursor>,
    }

    /// What a person typed to add an account.
    pub struct AccountDraft {
        /// The host field.
        pub host: String,
        /// The client id field.
        pub client_id: String,
        /// The secret field. Goes in, never comes out.
        #[ts(type = "string")]
        pub secret: TypedSecret,
        /// The bot ids field.
        pub bot_ids: String,
        /// What the person calls the account; empty for the host's name.
        pub name: String,
        /// The password store did not serve, and the person chose to go on without it.
        pub keep_in_memory: bool,
    }

    /// One secret, typed again.
    pub struct SecretDraft {
        /// The account's id in this app.
        pub account_id: String,
        /// The secret field. Goes in, never comes out.
        #[ts(type = "string")]
        pub secret: TypedSecret,
        /// See [`AccountDraft::keep_in_memory`].
        pub keep_in_memory: bool,
    }

    /// Bot ids for an account.
    pub struct BotsDraft {
        /// The account's id in this app.
        pub account_id: String,
        /// The bot ids field.
        pub bot_ids: String,
    }

    /// A new name for a bot.
    pub struct NameDraft {
        /// The account's id in this app.
        pub account_id: String,
        /// `st-…`
        pub bot_id: String,
        /// The name; empty for none.
        pub name: String,
    }

    /// Names one account.
    pub struct AccountRef {
        /// The account's id in this app.
        pub account_id: String,
    }

    /// What is wrong with a field, or worth saying about it.
    pub struct FieldNote {
        /// The field.
        pub field: Field,
        /// What about it.
        pub note: Note,
        /// A piece of what was typed, or of what it became, to show in the sentence. Never from
        /// the secret field.
        pub text: String,
        /// A line number from 1, or a count; 0 where neither makes sense.
        pub number: u32,
    }

    /// A field of a form.
    #[derive(Copy)]
    pub enum Field {
        /// The host.
        Host,
        /// The client id.
        ClientId,
        /// The secret.
        Secret,
        /// The bot ids.
        BotIds,
    }

    /// What there is to say about a field.
    #[derive(Copy)]
    pub enum Note {
        /// Problem: nothing was typed.
        Empty,
        /// Problem: not an address.
        HostUnreadable,
        /// Problem: not https.
        HostNotHttps,
        /// Problem: a name before an `@`.
        HostHasUser,
        /// Problem: an id where an address belongs.
        HostIsAnId,
        /// Remark: cut to its origin; `text` is what is left.
        HostCut,
        /// Problem: white space inside.
        ClientIdSpaces,
        /// Problem: the id of a bot, user or organisation.
        ClientIdOtherKind,
        /// Remark: white space around the secret was dropped.
        SecretTrimmed,
        /// Remark: the secret is shorter than usual.
        SecretShort,
        /// Problem: over 1,024 bytes.
        SecretTooLong,
        /// Problem: the client id stands where the secret belongs.
        SecretIsClientId,
        /// Problem: a piece that is no bot id; `number` is its line, `text` the piece.
        BotIdUnreadable,
        /// Remark: `number` ids were given more than once, or are watched already.
        BotIdsRepeated,
        /// Remark: `number` bots are ready to be added.
        BotIdsCount,
        /// Problem: this host and client id are an account already; `text` is its name.
        AccountExists,
    }

    /// What came of a form.
    pub struct FormReply {
        /// What happened.
        pub outcome: FormOutcome,
        /// What there is to say about the fields, problems first.
        pub notes: Vec<FieldNote>,
        /// The account that was made or changed.
        pub account_id: Option<String>,
        /// Bots added.
        pub added: u32,
        /// Why the password store did not serve, where the outcome says so.
        pub keychain: Option<KeychainProblem>,
    }

    /// What happened to a form.
    #[derive(Copy)]
    pub enum FormOutcome {
        /// Nothing stands against it (answer to a preview).
        Ready,
        /// Done.
        Saved,
        /// A field has a problem; nothing was changed.
        Refused,
        /// The password store did not serve; nothing was changed, and the person is asked
        /// whether to keep the secret in memory.
        KeychainRefused,
        /// The history file could not be written; nothing was changed.
        NotWritten,
    }

    /// What came of "check now".
    #[derive(Copy)]
    pub struct CheckReply {
        /// Checks that will be made now.
        pub planned: u32,
        /// Bots left out: their account is stopped or its allowance is used up.
        pub left_out: u32,
    }

    /// How the window looks. Losing it costs nothing.
    #[derive(Copy, Default)]
    pub struct Appearance {
        /// Colours.
        pub theme: Theme,
        /// Height of rows.
        pub density: Density,
    }

    /// Colours.
    #[derive(Copy, Default)]
    pub enum Theme {
        /// As the system.
        #[default]
        System,
        /// Light.
        Light,
        /// Dark.
        Dark,
    }

    /// Height of rows.
    #[derive(Copy, Default)]
    pub enum Density {
        /// 44 px.
        #[default]
        Comfortable,
        /// 36 px.
        Compact,
    }

    /// The app itself.
    pub struct About {
        /// Version of the app.
        pub version: String,
        /// The folder of the app's data.
        pub data_dir: String,
        /// Size of the history on disk, bytes.
        #[ts(type = "number")]
        pub history_bytes: u64,
        /// Publishes in the history.
        #[ts(type = "number")]
        pub jobs: u64,
    }

    /// Why a command was not carried out. Ordinary refusals are values, not this.
    #[derive(Copy, thiserror::Error)]
    pub enum Refusal {
        /// There is no such account, bot or job (any more).
        #[error("there is no such account, bot or job")]
        Gone,
        /// The history could not be read or written.
        #[error("the history could not be read or written")]
        History,
        /// The app is closing, or the loop is not running.
        #[error("the app is closing")]
        Closing,
        /// The request cannot be read.
        #[error("the request cannot be read")]
        Unreadable,
    }
}
