//! What Publish Monitor has seen, kept in one SQLite file: accounts, bots, publish jobs with
//! their parts, how each job moved, and which stretches of time were watched.
//!
//! The platform answers with the running or the last publish only (page *Bot Publish Status*),
//! so what this crate keeps *is* the history. It is synchronous; whoever calls it does so on a
//! thread of its own. It knows no network, no window and no clock: every call says what time it
//! is. No secret, no reply body and none of the platform's `result` fields ever come here.
//!
//! [`History`] is the one writer; a [`Reader`] looks into the same file without holding it up.
//!
//! # Table of contents
//! One file per table, with its SQL, its mapping and its tests: `account`, `bot`, `last_check`,
//! `watched`, `job`, `person`, `kinds`, `part`, `resource`, `progress`, `setting`, `mark`, `alert`,
//! `alert_rule`, `alert_quiet`, `absence`, `spent`, `logged`. Around them: `open` and
//! `damage` (what happens before the first query), `newer` (a file of a newer version), `copies` (what is kept beside it), `keep` (what is kept at all), `connection` (how SQLite is set up),
//! `migrations` (the versions of the file), `record` (what one reply changes), `coverage` (why a bot was not
//! watched), `list` and its neighbours (lists of jobs).

mod absence;
mod account;
mod alert;
mod alert_list;
mod alert_quiet;
mod alert_rule;
mod alert_seen;
mod away;
mod board;
mod bot;
mod compared;
mod connection;
mod copies;
mod coverage;
mod damage;
mod export;
mod good_run;
mod history;
mod job;
mod keep;
mod kinds;
mod last_check;
mod list;
mod list_filter;

mod list_sort;
mod list_way;
mod log_in_part;
mod logged;
mod mark;
mod migrations;
mod neighbours;
mod newer;
mod open;
mod overview;
mod part;
mod person;
mod problem;
mod progress;
mod recent;
mod record;
mod resource;
mod restore;
mod setting;
mod spent;
mod take_in;
mod values;
mod watched;

pub use absence::Absence;
pub use account::AccountRecord;
pub use alert::{AlertRow, NewAlert, Told, Trouble};
pub use alert_list::AlertCount;
pub use alert_quiet::{Quiet, Why};
pub use alert_rule::{RuleChoice, Whom};
pub use alert_seen::{Decision, JobBefore, LastEnded, Seen};
pub use board::{BoardRow, LastFailure};
pub use bot::{BotChange, NewBot};
pub use compared::{Before, Beside};
pub use copies::{Copier, HistoryCopy, StopCopying, copies, copy_due};
pub use coverage::Stretch;
pub use export::{ExportedBot, ExportedJob};
pub use good_run::{GoodRun, JobPlace};
pub use history::{History, Reader};
pub use job::{JobRow, StoredJob};
pub use keep::Freeable;
pub use list::JobPage;
pub use list_filter::{About, JobFilter, Parts};
pub use list_sort::{JobSort, ListPlace};
pub use logged::{LogKept, LogLine, LogRead, LogReading};
pub use neighbours::Neighbours;
pub use open::{Examined, Opened};
pub use overview::JobPoint;
pub use person::Person;
pub use problem::{OpenProblem, Problem};
pub use progress::Progress;
pub use recent::RecentJob;
pub use record::{Change, Recorded, Success};
pub use resource::PartTimes;
pub use restore::restore;
pub use spent::Spent;
pub use take_in::TakenIn;
pub use watched::{Gap, Watching};
