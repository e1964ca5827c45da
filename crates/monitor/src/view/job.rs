//! Publish jobs and their parts.

use domain::{PublishState, ResourceGroup, Unwatched};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Beside, BotRow, LoggedPublish, Millis, Usual};

view! {
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
        /// What was usual for its bot before it.
        pub usual: Usual,
        /// Of a failed one: what other bots of its host did at that time.
        pub beside: Option<Beside>,
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
        /// The check that first found it publishing; absent where none did.
        #[ts(type = "number | null")]
        pub began_at: Option<Millis>,
        /// The check that found it over, after one that had not.
        #[ts(type = "number | null")]
        pub ended_at: Option<Millis>,
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
        /// There are older ones than these.
        pub history_goes_on: bool,
        /// Stretches in which nobody watched, newest first, at most 50.
        pub gaps: Vec<Gap>,
        /// Publishes that nobody watched, from the change log, newest first, at most 50.
        pub logged: Vec<LoggedPublish>,
        /// Days of which the platform does not give out all of the change log: a moment of each,
        /// newest first, at most 50.
        #[ts(type = "Array<number>")]
        pub log_in_part: Vec<Millis>,
    }

    /// A stretch in which a bot was not watched: closed, asleep, offline, refused.
    pub struct Gap {
        /// From the last success before it.
        #[ts(type = "number")]
        pub from: Millis,
        /// To the first success after it.
        #[ts(type = "number")]
        pub to: Millis,
        /// Why, in the order in which it came; each reason once.
        pub why: Vec<Unwatched>,
    }
}
