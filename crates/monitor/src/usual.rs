//! What is usual for the bot of a publish, as it was known before that publish. Pure, but for the
//! one question to the history.

use domain::{FEWEST_RUNS, PLAIN_STUCK_AFTER, PublishState, UsualDuration, estimate, stuck_after};
use history::{GoodRun, JobRow, Problem, Reader};
use jiff::{SignedDuration, Timestamp};

use crate::show::millis;
use crate::view::{Millis, ProbableEnd, Usual, UsualTime};

/// Good runs that are looked at: what is usual is learned from fewer, and the surprises of the
/// others say how sure it is.
const RUNS: u32 = 100;

/// Reads what is usual for a publish.
///
/// # Errors
/// See [`Problem`].
pub fn read(reader: &Reader, job: &JobRow, now: Timestamp) -> Result<Usual, Problem> {
    let place = Some((job.requested_at, job.row));
    let runs = reader.good_runs(&job.account, &job.bot, place, RUNS)?;
    Ok(usual(&runs, job, now))
}

/// How long this bot's publish may show nothing new before it seems stuck.
///
/// # Errors
/// See [`Problem`].
pub fn stuck_time(
    reader: &Reader,
    account: &domain::AccountId,
    bot: &domain::BotId,
) -> Result<SignedDuration, Problem> {
    let runs = reader.good_runs(account, bot, None, RUNS)?;
    Ok(stuck_after(&pauses(&runs)).unwrap_or(PLAIN_STUCK_AFTER))
}

fn usual(runs: &[GoodRun], job: &JobRow, now: Timestamp) -> Usual {
    let durations: Vec<_> = runs.iter().filter_map(|run| run.lasted).collect();
    let began = job.started_at.unwrap_or(job.requested_at);
    let ends = || {
        let (from, by) = estimate(&durations, now.duration_since(began))?;
        Some(ProbableEnd {
            from: millis(began.checked_add(from).ok()?),
            by: millis(began.checked_add(by).ok()?),
        })
    };
    let learned = stuck_after(&pauses(runs));
    Usual {
        runs: count(durations.len()),
        needed: count(FEWEST_RUNS),
        took: UsualDuration::of(&durations).map(|usual| UsualTime {
            low: whole(usual.low),
            middle: whole(usual.middle),
            high: whole(usual.high),
        }),
        ends: (job.state == PublishState::Publishing).then(ends).flatten(),
        stuck_after: whole(learned.unwrap_or(PLAIN_STUCK_AFTER)),
        stuck_after_learned: learned.is_some(),
    }
}

fn count(runs: usize) -> u32 {
    u32::try_from(runs).unwrap_or(u32::MAX)
}

fn pauses(runs: &[GoodRun]) -> Vec<SignedDuration> {
    runs.iter().filter_map(|run| run.longest_pause).collect()
}

fn whole(duration: SignedDuration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX)
}
