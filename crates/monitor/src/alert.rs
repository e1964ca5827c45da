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

/// The news in a reply, if any. `before` is what was known of the bot's publish until then.
///
/// The first sight of a bot is a baseline and never news. The history tells a job that it has
/// seen from one that it has not, also across restarts, so nothing is told twice.
pub fn news(before: Option<&JobRow>, after: &JobRow, change: Change) -> Option<News> {
    if matches!(change, Change::FirstSight | Change::Same) {
        return None;
    }
    let told_before =
        before.is_some_and(|before| before.row == after.row && before.state == after.state);
    match after.state {
        PublishState::Failed if !told_before => Some(News::Failed {
            parts_failed: after.parts_failed,
        }),
        PublishState::Published
            if !told_before
                && before.is_some_and(|before| {
                    before.state == PublishState::Failed && before.row != after.row
                }) =>
        {
            Some(News::WorksAgain)
        }
        _ => None,
    }
}
