//! Pages of jobs, while jobs arrive.

use domain::{BotId, PublishState};
use history::{JobFilter, JobRow, Success};
use proptest::prelude::*;

use crate::world::{EVERY, World, account, at, job};

const STATES: [PublishState; 5] = [
    PublishState::Published,
    PublishState::Failed,
    PublishState::Publishing,
    PublishState::Waiting,
    PublishState::Unknown,
];

/// A job to come: bot 0 to 3 (two accounts), second asked for, state.
type Arrival = (usize, i64, usize);

struct Place(domain::AccountId, BotId);

fn places(world: &mut World) -> Vec<Place> {
    let other = account("b");
    world.history.add_account(&other).unwrap();
    let mut places = Vec::new();
    for id in [world.account.clone(), other.id] {
        // The same bot in both accounts, and one of its own.
        for bot in ["st-1111", "st-2222"] {
            let bot = BotId::new(bot);
            let bots = std::slice::from_ref(&bot);
            world.history.add_bots(&id, bots, at(0)).unwrap();
            places.push(Place(id.clone(), bot));
        }
    }
    places
}

fn arrive(
    world: &mut World,
    places: &[Place],
    number: usize,
    (bot, second, state): Arrival,
) -> i64 {
    let Place(account, bot) = &places[bot];
    let told = job(&format!("ds-{number}"), second, STATES[state]);
    let success = Success {
        account,
        bot,
        at: at(10_000),
        every: EVERY,
        job: Some(&told),
    };
    world.history.record_success(&success).unwrap().job.unwrap()
}

fn fits(filter: &JobFilter, row: &JobRow) -> bool {
    filter
        .account
        .as_ref()
        .is_none_or(|account| *account == row.account)
        && filter.bot.as_ref().is_none_or(|bot| *bot == row.bot)
        && (filter.states.is_empty() || filter.states.contains(&row.state))
}

fn filters(places: &[Place]) -> Vec<JobFilter> {
    let Place(account, bot) = &places[2];
    let mut filters = Vec::new();
    for account in [None, Some(account.clone())] {
        for bot in [None, Some(bot.clone())] {
            for states in [vec![], vec![STATES[1]], vec![STATES[0], STATES[4]]] {
                filters.push(JobFilter {
                    account: account.clone(),
                    bot: bot.clone(),
                    states,
                });
            }
        }
    }
    filters
}

fn arrivals(most: usize) -> impl Strategy<Value = Vec<Arrival>> {
    // Few seconds, so that many are asked for in the same one.
    prop::collection::vec((0_usize..4, 0_i64..12, 0_usize..5), 1..most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_row_twice_and_none_missed_while_rows_arrive(
        first in arrivals(60),
        later in arrivals(30),
        limit in 1_u32..9,
    ) {
        let mut world = World::new();
        let places = places(&mut world);
        for (number, arrival) in first.iter().enumerate() {
            arrive(&mut world, &places, number, *arrival);
        }
        let mut coming = later.iter().enumerate();
        for filter in filters(&places) {
            let all = world.history.jobs(&JobFilter::default(), None, 1_000).unwrap();
            let there: Vec<i64> =
                all.iter().filter(|row| fits(&filter, row)).map(|row| row.row).collect();
            let mut seen: Vec<JobRow> = Vec::new();
            loop {
                let after = seen.last().map(|row| (row.requested_at, row.row));
                let page = world.history.jobs(&filter, after, limit).unwrap();
                prop_assert!(page.len() <= limit as usize);
                let last = page.len() < limit as usize;
                seen.extend(page);
                if last {
                    break;
                }
                if let Some((number, arrival)) = coming.next() {
                    arrive(&mut world, &places, 1_000 + number, *arrival);
                }
            }
            prop_assert!(seen.iter().all(|row| fits(&filter, row)));
            let order: Vec<_> = seen.iter().map(|row| (row.requested_at, row.row)).collect();
            prop_assert!(order.windows(2).all(|pair| pair[0] > pair[1]), "{:?}", order);
            for row in there {
                prop_assert!(seen.iter().any(|other| other.row == row), "missed {}", row);
            }
        }
    }
}
