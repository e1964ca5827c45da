//! What is usual for the bot of a publish, as it was known before that publish. Pure, but for the
//! one question to the history.

use domain::{
    FEWEST_RUNS, FailedWith, PLAIN_STUCK_AFTER, PublishState, UsualDuration, estimate, stuck_after,
};
use history::{GoodRun, JobRow, Problem, Reader};
use jiff::{SignedDuration, Timestamp};

use crate::show::millis;
use crate::view::{Beside, Millis, ProbableEnd, Usual, UsualTime};

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

/// Other bots count whose publish was asked for so long before or after.
const NEAR: SignedDuration = SignedDuration::from_mins(15);

/// What other bots of the host did while this publish failed; `None` for one that did not.
///
/// # Errors
/// See [`Problem`].
pub fn beside(reader: &Reader, job: &JobRow) -> Result<Option<Beside>, Problem> {
    if job.state != PublishState::Failed && job.parts_failed == 0 {
        return Ok(None);
    }
    let found = reader.neighbours(job.row, NEAR)?;
    Ok(found.map(|others| Beside {
        verdict: FailedWith::of(others.failed, others.fine),
        failed: others.failed,
        fine: others.fine,
        near: whole(NEAR),
    }))
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
    let took = UsualDuration::of(&durations);
    Usual {
        runs: took.map_or(count(durations.len()), |usual| usual.runs),
        needed: count(FEWEST_RUNS),
        took: took.map(|usual| UsualTime {
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

#[cfg(test)]
mod tests {
    use domain::{AccountId, BotId, ClientId, JobId, PublishJob};
    use history::{AccountRecord, History, Success};

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    struct World {
        _folder: tempfile::TempDir,
        history: History,
        account: AccountId,
        bot: BotId,
    }

    impl World {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("history.sqlite3");
            let mut history = History::open(&file, at(0)).unwrap().history;
            let account = AccountId::new("a");
            let record = AccountRecord {
                secret_in_keychain: true,
                ..AccountRecord::new(
                    account.clone(),
                    "https://platform.kore.ai",
                    ClientId::new("cs-1"),
                    at(0),
                )
            };
            history.add_account(&record).unwrap();
            let bot = BotId::new("st-1");
            let bots = std::slice::from_ref(&bot);
            history.add_bots(&account, bots, at(0)).unwrap();
            Self {
                _folder: folder,
                history,
                account,
                bot,
            }
        }

        /// A reply about a publish that was asked for at `requested` and has come so far.
        fn sees(&mut self, requested: i64, second: i64, percent: u8) -> i64 {
            let job = PublishJob {
                id: Some(JobId::new(format!("ds-{requested}"))),
                bot_id: None,
                state: if percent == 100 {
                    PublishState::Published
                } else {
                    PublishState::Publishing
                },
                server_status: None,
                percent: Some(percent),
                requested_at: Some(at(requested)),
                started_at: Some(at(requested)),
                modified_at: Some(at(second)),
                started_by: None,
                version_comment: None,
                resources: Vec::new(),
            };
            let success = Success {
                account: &self.account,
                bot: &self.bot,
                at: at(second),
                every: SignedDuration::from_secs(60),
                job: Some(&job),
            };
            self.history.record_success(&success).unwrap().job.unwrap()
        }

        /// A good publish of four minutes that never paused for more than two.
        fn works(&mut self, requested: i64) {
            self.sees(requested, requested + 60, 20);
            self.sees(requested, requested + 180, 70);
            self.sees(requested, requested + 240, 100);
        }

        fn of(&self, job: i64, second: i64) -> Usual {
            let stored = self.history.job(job).unwrap().unwrap();
            read(&self.history, &stored.row, at(second)).unwrap()
        }
    }

    #[test]
    fn a_publish_is_judged_by_the_good_ones_before_it_and_by_none_after() {
        let mut world = World::new();
        for run in 0..4 {
            world.works(10_000 * run);
        }
        let fifth = world.sees(40_000, 40_060, 20);
        assert_eq!(world.of(fifth, 40_060).took, None);
        assert_eq!(world.of(fifth, 40_060).runs, 4);
        world.sees(40_000, 40_240, 100);
        let sixth = world.sees(50_000, 50_060, 20);

        let usual = world.of(sixth, 50_060);
        let took = usual.took.unwrap();
        assert_eq!(usual.runs, 5);
        assert!(took.low < 240_000 && took.middle == 240_000 && took.high > 240_000);
        let end = usual.ends.unwrap();
        assert!(end.from > millis(at(50_060)) && end.by >= millis(at(50_240)));
        assert_eq!(world.of(sixth, 50_900).ends, None, "longer than any");
        assert_eq!(world.of(fifth, 50_060).took, None, "as it was known then");
    }

    #[test]
    fn a_bot_whose_pauses_are_known_seems_stuck_sooner_than_one_whose_are_not() {
        let mut world = World::new();
        let minutes = |world: &World| {
            let time = stuck_time(&world.history, &world.account, &world.bot);
            time.unwrap().as_mins()
        };
        assert_eq!(minutes(&world), 30);
        for run in 0..20 {
            world.works(10_000 * run);
        }
        assert_eq!(minutes(&world), 10);
    }
}
