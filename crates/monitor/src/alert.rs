//! What is worth interrupting a person for.

use domain::PublishState;
use history::{Change, JobRow};

use crate::planner::BotKey;

/// Something to tell a person, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The bot.
    pub bot: BotKey,
    /// What the person calls it, or its id.
    pub name: String,
    /// What happened.
    pub news: News,
}

/// What happened to a bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A publish failed.
    Failed {
        /// Parts that failed.
        parts_failed: u32,
    },
    /// A publish worked after one that failed.
    WorksAgain,
}

/// The news in a reply, if any. `ended_before` is how the bot's publish before this one ended.
///
/// The first sight of a bot is a baseline and never news. The history tells a job that it has
/// seen from one that it has not, also across restarts, so nothing is told twice; and a server
/// that tells of an earlier publish again tells no news.
pub fn news(job: &JobRow, change: Change, ended_before: Option<PublishState>) -> Option<News> {
    if !matches!(change, Change::NewJob | Change::Ended) {
        return None;
    }
    match job.state {
        PublishState::Failed => Some(News::Failed {
            parts_failed: job.parts_failed,
        }),
        PublishState::Published if ended_before == Some(PublishState::Failed) => {
            Some(News::WorksAgain)
        }
        _ => None,
    }
}
