//! Pure rules of publish monitoring: what a publish job is, which words the platform uses for
//! its state, what a person may type, and when knowledge is old.
//!
//! This crate does no I/O, knows no async runtime and never reads a clock: whoever calls it says
//! what time it is.

mod alert;
mod algorithm;
mod bot_list;
mod colour;
mod compare;
mod failure;
mod freshness;
mod group;
mod host;
mod ids;
mod job;
mod logged;
mod neighbours;
mod plain_word;
mod secret;
mod state;
mod unwatched;
mod usual;

pub use alert::{AlertKind, AlertRule};
pub use algorithm::Algorithm;
pub use bot_list::{
    BotListProblem, BotListRead, LONGEST_GROUP, LONGEST_NAME, LONGEST_NOTE, ListedBot,
    MOST_BOT_LINES, NotABot, NotABotId, RepeatedBot, plain_note, plain_text, read_bot_list,
};
pub use colour::Colour;
pub use compare::{ComparedPart, PartChange, compare};
pub use failure::{Class, FailureKind, Reach};
pub use freshness::{Freshness, outdated_at};
pub use group::ResourceGroup;
pub use host::{Host, HostProblem, HostRead};
pub use ids::{AccountId, BotId, ClientId, ClientIdProblem, JobId};
pub use job::{JobKey, PartCounts, PublishJob, Resource};
pub use logged::{LoggedPart, LoggedPublish, WatchedPublish, logged_publishes, published_part};
pub use neighbours::FailedWith;
pub use secret::{ClientSecret, SecretProblem, SecretRead};
pub use state::PublishState;
pub use unwatched::Unwatched;
pub use usual::{
    Compared, FEWEST_RUNS, MOST_RUNS, PLAIN_STUCK_AFTER, UsualDuration, estimate, stuck_after,
};
