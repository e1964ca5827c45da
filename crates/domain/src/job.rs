//! A publish job and its resources.

use jiff::{SignedDuration, Timestamp};

use crate::{BotId, JobId, PublishState};

/// The running or last publish of one bot, as one reply told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishJob {
    /// The reply's `_id`.
    pub id: Option<JobId>,
    /// The reply's `streamId`.
    pub bot_id: Option<BotId>,
    /// What it is doing.
    pub state: PublishState,
    /// The server's own word for the state.
    pub server_status: Option<String>,
    /// 0 to 100.
    pub percent: Option<u8>,
    /// When the publish was asked for (`requestedTime`).
    pub requested_at: Option<Timestamp>,
    /// When it began (`initiatedOn`).
    pub started_at: Option<Timestamp>,
    /// When the record last changed (`lastModifiedOn`); for a job that is over, its end.
    pub modified_at: Option<Timestamp>,
    /// The platform's id of the person who started it (`createdBy`, `u-…`).
    pub started_by: Option<String>,
    /// The comment given with the publish, found in a dialog's `result.versionComment`.
    pub version_comment: Option<String>,
    /// The parts of the publish (`statusSummary`), in the reply's order.
    pub resources: Vec<Resource>,
}

/// One part of a publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// `resourceId`: a Mongo id, a `dg-…` id or the name of the type.
    pub id: Option<String>,
    /// `resourceType`, such as `SETTINGS` or `dialog`.
    pub kind: Option<String>,
    /// What the platform calls it.
    pub name: Option<String>,
    /// What it is doing.
    pub state: PublishState,
    /// The server's own word for the state.
    pub server_status: Option<String>,
    /// The pieces of this part, such as `nl_model`.
    pub modules: Vec<String>,
    /// `result.state` is `awaitingApproval`: the publish was filed, an admin has yet to agree.
    pub awaiting_approval: bool,
    /// `result.publishedOn`.
    pub published_at: Option<Timestamp>,
}

/// What makes two replies speak of the same publish: `_id` and `requestedTime` together, since
/// nothing in the documentation says that an `_id` is never used again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JobKey {
    /// `_id`, empty where the reply had none.
    pub id: String,
    /// `requestedTime`.
    pub requested_at: Option<Timestamp>,
}

/// How many parts are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartCounts {
    /// All parts.
    pub total: u32,
    /// Parts that are published.
    pub published: u32,
    /// Parts that failed.
    pub failed: u32,
}

impl PublishJob {
    /// What tells this publish from another one of the same bot.
    pub fn key(&self) -> JobKey {
        JobKey {
            id: self
                .id
                .as_ref()
                .map(|id| id.as_str().to_owned())
                .unwrap_or_default(),
            requested_at: self.requested_at,
        }
    }

    /// The publish waits for an admin's approval, although the server may call it successful.
    pub fn awaiting_approval(&self) -> bool {
        self.resources
            .iter()
            .any(|resource| resource.awaiting_approval)
    }

    /// From its begin (or request, where the begin is not told) to its end. `None` while it is
    /// not over, where a time is missing, or where the times contradict each other.
    pub fn duration(&self) -> Option<SignedDuration> {
        if !self.state.is_over() {
            return None;
        }
        let from = self.started_at.or(self.requested_at)?;
        let elapsed = self.modified_at?.duration_since(from);
        (!elapsed.is_negative()).then_some(elapsed)
    }

    /// Counts the parts.
    pub fn part_counts(&self) -> PartCounts {
        let mut counts = PartCounts::default();
        for resource in &self.resources {
            counts.total += 1;
            match resource.state {
                PublishState::Published => counts.published += 1,
                PublishState::Failed => counts.failed += 1,
                _ => {}
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(state: PublishState) -> PublishJob {
        PublishJob {
            id: Some(JobId::new("ds-1")),
            bot_id: None,
            state,
            server_status: None,
            percent: None,
            requested_at: Some("2022-07-29T08:04:48.731Z".parse().unwrap()),
            started_at: Some("2022-07-29T08:04:48.828Z".parse().unwrap()),
            modified_at: Some("2022-07-29T08:04:50.083Z".parse().unwrap()),
            started_by: None,
            version_comment: None,
            resources: Vec::new(),
        }
    }

    #[test]
    fn the_documented_sample_took_1255_ms() {
        assert_eq!(
            job(PublishState::Published).duration().unwrap().as_millis(),
            1255
        );
    }

    #[test]
    fn a_running_job_has_no_duration_yet() {
        assert_eq!(job(PublishState::Publishing).duration(), None);
    }

    #[test]
    fn times_that_contradict_each_other_give_no_duration() {
        let mut odd = job(PublishState::Failed);
        odd.modified_at = Some("2022-07-29T08:04:00Z".parse().unwrap());
        assert_eq!(odd.duration(), None);
    }

    #[test]
    fn the_same_id_asked_for_again_is_another_publish() {
        let first = job(PublishState::Published);
        let mut second = first.clone();
        second.requested_at = Some("2022-07-30T08:00:00Z".parse().unwrap());
        assert_ne!(first.key(), second.key());
    }
}
