//! Random sequences of replies, and each of them again.

use domain::{PublishJob, PublishState};
use history::{BoardRow, Change, JobFilter, StoredJob};
use proptest::prelude::*;

use crate::world::{World, at, job, part};

const STATES: [PublishState; 5] = [
    PublishState::Published,
    PublishState::Failed,
    PublishState::Publishing,
    PublishState::Waiting,
    PublishState::Unknown,
];

fn reply() -> impl Strategy<Value = Option<PublishJob>> {
    let told = (
        (0_u8..3, prop::option::of(0_i64..3), 0_usize..5),
        (
            prop::option::of(0_u8..=100),
            prop::collection::vec((0_u8..4, 0_usize..5), 0..4),
        ),
        (
            any::<bool>(),
            prop::option::of(0_i64..5),
            prop::option::of(0_i64..2_000_000),
        ),
    )
        .prop_map(
            |((id, asked, state), (percent, parts), (named, ended, nanos))| {
                let mut told = job(&format!("ds-{id}"), 0, STATES[state]);
                if !named {
                    told.id = None;
                }
                // Finer than what is kept: must not look like a change each time.
                let finer = jiff::SignedDuration::from_nanos(nanos.unwrap_or_default());
                told.requested_at = asked.map(|second| at(second) + finer);
                told.started_at = told.requested_at;
                told.percent = percent;
                told.modified_at = ended.map(|second| at(second) + finer);
                told.resources = parts
                    .into_iter()
                    .map(|(kind, state)| part(&format!("KIND{kind}"), STATES[state]))
                    .collect();
                told
            },
        );
    prop::option::weighted(0.9, told)
}

fn everything(world: &World) -> (Vec<BoardRow>, Vec<StoredJob>) {
    let jobs = world
        .history
        .jobs(&JobFilter::default(), None, 1_000)
        .unwrap();
    let jobs = jobs
        .jobs
        .into_iter()
        .map(|row| world.history.job(row.row).unwrap().unwrap())
        .collect();
    let mut board = world.history.board().unwrap();
    for row in &mut board {
        row.last_success = None;
        row.last_attempt = None;
    }
    (board, jobs)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_same_reply_again_changes_nothing_but_the_last_success(
        replies in prop::collection::vec(reply(), 1..25),
    ) {
        let mut world = World::new();
        let mut keys = std::collections::HashSet::new();
        for (second, reply) in (0..).zip(&replies) {
            let first = world.success(second * 20, reply.as_ref());
            let before = everything(&world);
            let again = world.success(second * 20 + 10, reply.as_ref());
            prop_assert_eq!(again.change, Change::Same);
            prop_assert_eq!(again.job, first.job);
            prop_assert_eq!(&everything(&world), &before);
            prop_assert_eq!(
                world.history.board().unwrap()[0].last_success,
                Some(at(second * 20 + 10))
            );

            if let Some(told) = reply {
                keys.insert((
                    told.key().id,
                    told.requested_at.map(jiff::Timestamp::as_millisecond),
                ));
                let stored = world.history.job(first.job.unwrap()).unwrap().unwrap();
                prop_assert_eq!(stored.resources, told.resources.clone());
                prop_assert_eq!(stored.row.state, told.state);
                prop_assert_eq!(stored.row.percent, told.percent);
                let last = stored.progress.last().unwrap();
                prop_assert_eq!(last.percent, told.percent);
                prop_assert_eq!(last.parts_published, told.part_counts().published);
            }
        }
        prop_assert_eq!(world.history.job_count().unwrap(), keys.len() as u64);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The server's clock alone tells how long a publish took: this computer's may be wrong, and
    /// be set while it runs.
    #[test]
    fn how_long_a_publish_took_is_the_same_whatever_this_computers_clock_does(
        lasts in 1_i64..40_000,
        looks in prop::collection::vec(-400_000_i64..400_000, 1..6),
    ) {
        let mut world = World::new();
        let mut told = job("ds-1", 500_000, PublishState::Publishing);
        told.started_at = Some(at(500_000));
        for second in &looks {
            told.modified_at = Some(at(500_001));
            world.success(500_000 + second, Some(&told));
        }
        told.state = PublishState::Published;
        told.modified_at = Some(at(500_000 + lasts));
        let last = looks.iter().rev().copied().next().unwrap_or_default();
        world.success(500_000 + last - 77, Some(&told));
        let jobs = world.history.jobs(&JobFilter::default(), None, 10).unwrap().jobs;
        prop_assert_eq!(jobs.len(), 1);
        prop_assert_eq!(jobs[0].duration, Some(jiff::SignedDuration::from_secs(lasts)));
    }
}
