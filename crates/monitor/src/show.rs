//! What is stored, as the window sees it. Pure.

mod alerts;

pub use alerts::{alert_view, choice_view, quiet_view, whom, whom_view};

use std::time::Duration;

use domain::{ResourceGroup, outdated_at};
use jiff::{SignedDuration, Timestamp};

use crate::planner::Outlook;
use crate::ports::Now;
use crate::view::{
    Beside, BotRow, FailureView, Gap, HistoryCount, HistoryCursor, HistoryPage, JobDetail, JobRow,
    LoggedPublish, Millis, Pace, ProgressView, ResourceView, Usual,
};

/// Milliseconds since 1970 UTC.
pub fn millis(at: Timestamp) -> Millis {
    at.as_millisecond()
}

/// Milliseconds of a duration.
pub fn duration_millis(duration: Duration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX)
}

/// Milliseconds of a length of time.
fn span(duration: SignedDuration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX)
}

/// A moment of the loop's clock as calendar time.
pub fn wall(now: Now, up: Duration) -> Timestamp {
    let ahead = SignedDuration::try_from(up).unwrap_or(SignedDuration::MAX)
        - SignedDuration::try_from(now.up).unwrap_or(SignedDuration::MAX);
    now.wall.checked_add(ahead).unwrap_or(Timestamp::MAX)
}

/// A publish that only the change log tells of.
pub fn logged(publish: domain::LoggedPublish) -> LoggedPublish {
    LoggedPublish {
        from: millis(publish.from),
        person: publish.person,
        parts: publish.parts,
    }
}

/// A line of a list of jobs.
pub fn job_row(row: &history::JobRow) -> JobRow {
    JobRow {
        job: row.row,
        account_id: row.account.as_str().to_owned(),
        bot_id: row.bot.as_str().to_owned(),
        bot_name: row.bot_name.clone(),
        state: row.state,
        server_status: row.server_status.clone(),
        awaiting_approval: row.awaiting_approval,
        percent: row.percent,
        requested_at: millis(row.requested_at),
        ended_at: row.ended_at.map(millis),
        duration: row.duration.map(span),
        started_by: row.started_by.clone(),
        parts: row.parts,
        parts_published: row.parts_published,
        parts_failed: row.parts_failed,
        before_watching: row.before_watching,
    }
}

/// One job with its resources.
pub fn job_detail(job: &history::StoredJob, usual: Usual, beside: Option<Beside>) -> JobDetail {
    JobDetail {
        row: job_row(&job.row),
        job_id: job.job_id.as_ref().map(|id| id.as_str().to_owned()),
        started_at: job.row.started_at.map(millis),
        version_comment: job.version_comment.clone(),
        resources: job.resources.iter().zip(&job.times).map(resource).collect(),
        progress: job
            .progress
            .iter()
            .map(|sample| ProgressView {
                at: millis(sample.at),
                percent: sample.percent,
                parts_published: sample.parts_published,
                parts_failed: sample.parts_failed,
            })
            .collect(),
        usual,
        beside,
    }
}

fn resource((resource, times): (&domain::Resource, &history::PartTimes)) -> ResourceView {
    ResourceView {
        group: ResourceGroup::of_kind(resource.kind.as_deref()),
        id: resource.id.clone(),
        kind: resource.kind.clone(),
        name: resource.name.clone(),
        state: resource.state,
        server_status: resource.server_status.clone(),
        awaiting_approval: resource.awaiting_approval,
        modules: resource.modules.clone(),
        began_at: times.began_at.map(millis),
        ended_at: times.ended_at.map(millis),
    }
}

/// A page of the history.
pub fn history_page(
    page: &history::JobPage,
    about: Option<history::About>,
    gaps: &[history::Gap],
) -> HistoryPage {
    HistoryPage {
        next: page.next.as_ref().map(|place| HistoryCursor {
            requested_at: millis(place.requested_at),
            job: place.row,
            duration: place.duration.map(span),
            words: place.words.clone(),
        }),
        jobs: page.jobs.iter().map(job_row).collect(),
        about: about.map(|about| HistoryCount {
            jobs: about.jobs,
            more: about.more,
        }),
        gaps: gaps.iter().map(gap).collect(),
    }
}

/// A time in which nobody watched.
pub fn gap(gap: &history::Gap) -> Gap {
    Gap {
        from: millis(gap.from),
        to: millis(gap.to),
        why: gap.why.clone(),
    }
}

/// A line of the board.
pub fn bot_row(
    row: &history::BoardRow,
    account_failure: Option<&FailureView>,
    outlook: Option<Outlook>,
    watched: bool,
    now: Now,
) -> BotRow {
    // An answer that is still on its way to a stopped account will not count.
    let going_on = outlook.filter(|outlook| outlook.pace != Pace::Stopped);
    let due = going_on.and_then(|outlook| {
        if outlook.under_way {
            Some(now.wall)
        } else {
            outlook.due.map(|due| wall(now, due))
        }
    });
    let every = outlook.map_or(SignedDuration::ZERO, |outlook| {
        SignedDuration::try_from(outlook.every).unwrap_or(SignedDuration::MAX)
    });
    let own_failure = row.failure.as_ref().map(|failure| FailureView {
        kind: failure.kind,
        since: millis(failure.since),
        retry_at: due.map(millis),
        detail: failure.detail.clone(),
    });
    BotRow {
        account_id: row.account.as_str().to_owned(),
        bot_id: row.bot.as_str().to_owned(),
        name: row.name.clone(),
        group: row.group.clone(),
        favourite: row.favourite,
        note: row.note.clone(),
        archived: row.archived_at.is_some(),
        job: row.job.as_ref().map(job_row),
        last_check_at: row.last_success.map(millis),
        outdated_at: row
            .last_success
            .filter(|_| row.archived_at.is_none())
            .map(|at| millis(outdated_at(at, every))),
        next_check_at: due.map(|due| millis(due.max(now.wall))),
        pace: outlook.map_or(Pace::Stopped, |outlook| outlook.pace),
        // Nothing keeps an archived bot from being checked: it is not meant to be.
        failure: account_failure
            .cloned()
            .or(own_failure)
            .filter(|_| row.archived_at.is_none()),
        watched,
        muted: None,
        on_it: None,
    }
}
