//! What the planner keeps for the next start.

use domain::{AccountId, PublishState};

use crate::world::{World, at, job};

#[test]
fn what_was_spent_comes_back_and_the_newest_word_counts() {
    let mut world = World::new();
    let account = world.account.clone();
    let first = vec![(at(10), 3), (at(20), 2), (at(60), 12)];
    world
        .history
        .keep_spent(&[(account.clone(), first)])
        .unwrap();
    let second = vec![(at(20), 2), (at(30), 1), (at(40), 0)];
    let gone = (AccountId::new("gone"), vec![(at(1), 9)]);
    world
        .history
        .keep_spent(&[(account.clone(), second), gone])
        .unwrap();
    let kept = world.history.spent().unwrap();
    assert_eq!(kept, [(account, vec![(at(20), 2), (at(30), 1)])]);
}

#[test]
fn the_newest_publishes_of_each_bot_come_oldest_first() {
    let mut world = World::new();
    for (second, id) in [(100, "ds-1"), (200, "ds-2"), (300, "ds-3")] {
        world.success(second + 40, Some(&job(id, second, PublishState::Published)));
    }
    let key = (world.account.clone(), world.bot.clone());
    let asked = world.history.recent_jobs(at(0), 2).unwrap();
    let times: Vec<_> = asked[&key].iter().map(|job| job.requested_at).collect();
    assert_eq!(times, [at(200), at(300)]);
    let since = world.history.recent_jobs(at(250), 9).unwrap();
    assert_eq!(since[&key].len(), 1);
    assert!(since[&key][0].lasted.is_some());
}
