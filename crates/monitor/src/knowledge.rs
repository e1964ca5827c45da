//! What a line of the board tells the schedule. Pure.

use std::time::Duration;

use history::BoardRow;
use jiff::Timestamp;

use crate::pace::{Knowledge, Publish};

/// Reads a line at `now`.
///
/// A running job counts from the last change that the app saw: a stuck one is followed less and
/// less. Any other counts from its end by the server's clock, since on the first day everything
/// would look as if it had just changed.
pub fn of_row(row: &BoardRow, now: Timestamp) -> Knowledge {
    let Some(job) = &row.job else {
        return Knowledge::NONE;
    };
    let moving = job.state.is_moving();
    let changed = if moving {
        row.changed_at.unwrap_or(job.requested_at)
    } else {
        job.ended_at.unwrap_or(job.requested_at)
    };
    let ago = Duration::try_from(now.duration_since(changed)).unwrap_or(Duration::ZERO);
    Knowledge {
        moving,
        changed_ago: Some(ago),
        publish: Some(Publish {
            number: job.row,
            requested_ago: Duration::try_from(now.duration_since(job.requested_at))
                .unwrap_or(Duration::ZERO),
            lasted: job
                .duration
                .filter(|_| !moving)
                .and_then(|lasted| Duration::try_from(lasted).ok()),
        }),
    }
}
