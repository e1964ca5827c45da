//! What one reply is worth telling.

use domain::{AlertKind, AlertRule, PublishState};
use history::{
    Change, Decision, JobBefore, LastEnded, NewAlert, RuleChoice, Seen, Told, Whom, Why,
};
use jiff::{SignedDuration, Timestamp};

/// Decides at `now`. `watched`: a person chose to follow this publish. A running one that showed
/// nothing new for `stuck_after` seems stuck.
///
/// The first sight of a bot is a baseline: nothing that happened before is news. That holds for a
/// publish that is older than one that was known, too.
pub fn decide(seen: &Seen, now: Timestamp, watched: bool, stuck_after: SignedDuration) -> Decision {
    let older = |last: LastEnded| seen.job.requested_at < last.requested_at;
    if seen.change == Change::FirstSight
        || (seen.change == Change::NewJob && seen.last_ended.is_some_and(older))
    {
        return Decision::default();
    }
    let quiet = Quietness::of(seen, now);
    let wants =
        |kind: AlertKind| wanted(&seen.choices, kind.rule()) || (watched && is_followed(kind));
    let mut alerts: Vec<_> = happened(seen)
        .into_iter()
        .find(|kind| wants(*kind))
        .map(|kind| NewAlert {
            kind,
            told: quiet.told(kind),
            still_for: None,
        })
        .into_iter()
        .collect();
    let still_for = now.duration_since(seen.still_since);
    if seen.job.state.is_moving()
        && still_for >= stuck_after
        && !seen.told.contains(&AlertKind::Stuck)
        && wants(AlertKind::Stuck)
    {
        alerts.push(NewAlert {
            kind: AlertKind::Stuck,
            told: quiet.told(AlertKind::Stuck),
            still_for: Some(still_for),
        });
    }
    Decision {
        alerts,
        end_quiets: if begins_to_work(seen) {
            ended_by_working(seen)
        } else {
            Vec::new()
        },
    }
}

/// Whether a person wants this told: the bot's own choice, else its group's, else the one for
/// all, else the usual.
pub fn wanted(choices: &[RuleChoice], rule: AlertRule) -> bool {
    let of = |is: fn(&Whom) -> bool| {
        choices
            .iter()
            .find(|choice| choice.rule == rule && is(&choice.whom))
            .map(|choice| choice.on)
    };
    of(|whom| matches!(whom, Whom::Bot(..)))
        .or_else(|| of(|whom| matches!(whom, Whom::Group(_))))
        .or_else(|| of(|whom| matches!(whom, Whom::All)))
        .unwrap_or_else(|| rule.on_by_default())
}

/// Told also where it is off, of a publish that a person follows.
fn is_followed(kind: AlertKind) -> bool {
    matches!(
        kind,
        AlertKind::Started | AlertKind::Published | AlertKind::WorksAgain
    )
}

/// What happened to the publish, the most telling first.
fn happened(seen: &Seen) -> Vec<AlertKind> {
    let job = &seen.job;
    let state_is_new = seen.before.is_none_or(|before| before.state != job.state);
    let parts_newly_failed =
        job.parts_failed > 0 && seen.before.is_none_or(|before| before.parts_failed == 0);
    match job.state {
        PublishState::Failed if state_is_new => vec![AlertKind::Failed],
        PublishState::Published if job.parts_failed > 0 && (state_is_new || parts_newly_failed) => {
            vec![AlertKind::PartsFailed]
        }
        PublishState::Published if begins_to_work(seen) => {
            if failed_before(seen) {
                vec![AlertKind::WorksAgain, AlertKind::Published]
            } else {
                vec![AlertKind::Published]
            }
        }
        PublishState::Publishing if state_is_new => vec![AlertKind::Started],
        _ => Vec::new(),
    }
}

/// It works now, wholly, and did not before this reply. What waits for an approval is not live.
fn begins_to_work(seen: &Seen) -> bool {
    let works = |state, parts_failed, awaiting_approval: bool| {
        state == PublishState::Published && parts_failed == 0 && !awaiting_approval
    };
    let before =
        |before: JobBefore| works(before.state, before.parts_failed, before.awaiting_approval);
    let job = &seen.job;
    works(job.state, job.parts_failed, job.awaiting_approval) && !seen.before.is_some_and(before)
}

fn failed_before(seen: &Seen) -> bool {
    let failed = |last: LastEnded| last.state == PublishState::Failed || last.parts_failed > 0;
    seen.last_ended.is_some_and(failed)
        || seen
            .told
            .iter()
            .any(|kind| matches!(kind, AlertKind::Failed | AlertKind::PartsFailed))
}

/// A mute "until it works" and "I'm on it" end when it works; a group's, when all of it does.
fn ended_by_working(seen: &Seen) -> Vec<i64> {
    seen.quiets
        .iter()
        .filter(|quiet| match (&quiet.whom, quiet.why) {
            (Whom::Bot(..), Why::OnIt) => true,
            (Whom::Bot(..), Why::Muted) => quiet.until.is_none(),
            (Whom::Group(_), _) => quiet.until.is_none() && !seen.group_fails,
            (Whom::All, _) => false,
        })
        .map(|quiet| quiet.nr)
        .collect()
}

/// What keeps a bot's alerts in the list.
#[derive(Clone, Copy)]
struct Quietness {
    on_it: bool,
    muted: bool,
    muted_until_it_works: bool,
}

impl Quietness {
    fn of(seen: &Seen, now: Timestamp) -> Self {
        let any = |is: fn(&history::Quiet) -> bool| {
            seen.quiets.iter().any(|quiet| quiet.at(now) && is(quiet))
        };
        Self {
            on_it: any(|quiet| quiet.why == Why::OnIt),
            muted: any(|quiet| quiet.why == Why::Muted && quiet.until.is_some()),
            muted_until_it_works: any(|quiet| quiet.why == Why::Muted && quiet.until.is_none()),
        }
    }

    fn told(self, kind: AlertKind) -> Told {
        let good = matches!(kind, AlertKind::WorksAgain | AlertKind::Published);
        if self.muted || (self.muted_until_it_works && !good) {
            Told::Muted
        } else if self.on_it && kind.needs_look() {
            Told::OnIt
        } else {
            Told::Due
        }
    }
}

#[cfg(test)]
mod tests;
