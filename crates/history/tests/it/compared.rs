use domain::{BotId, PublishState};

use crate::world::{World, at, job, part};

fn row_of(world: &World, id: &str) -> i64 {
    let rows = world
        .history
        .jobs(&history::JobFilter::default(), None, 500);
    let rows = rows.unwrap().jobs;
    let of = |row: &&history::JobRow| {
        let job = world.history.job(row.row).unwrap().unwrap();
        job.job_id.unwrap().as_str() == id
    };
    rows.iter().find(of).unwrap().row
}

fn before_of(world: &World, id: &str) -> Option<(String, bool)> {
    let beside = world.history.beside(row_of(world, id)).unwrap().unwrap();
    beside.before.map(|before| {
        let job = world.history.job(before.row.row).unwrap().unwrap();
        assert_eq!(job.resources, before.resources);
        (job.job_id.unwrap().as_str().to_owned(), before.worked)
    })
}

#[test]
fn a_publish_stands_beside_the_newest_before_it_that_worked_as_a_whole() {
    let mut world = World::new();
    let mut half = job("half", 200, PublishState::Published);
    half.resources = vec![part("CHANNELS", PublishState::Failed)];
    let mut filed = job("filed", 250, PublishState::Published);
    filed.resources[0].awaiting_approval = true;
    for (second, job) in [
        (110, job("first", 0, PublishState::Failed)),
        (120, job("worked", 100, PublishState::Published)),
        (220, half),
        (260, filed),
        (320, job("failed", 300, PublishState::Failed)),
        (420, job("later", 400, PublishState::Published)),
    ] {
        world.success(second, Some(&job));
    }
    let worked = |id: &str| Some((id.to_owned(), true));
    assert_eq!(before_of(&world, "failed"), worked("worked"));
    assert_eq!(before_of(&world, "later"), worked("worked"));
    assert_eq!(before_of(&world, "worked"), Some(("first".into(), false)));
    assert_eq!(before_of(&world, "first"), None);
    assert_eq!(world.history.beside(9_999).unwrap(), None);
}

#[test]
fn another_bots_publish_is_nothing_to_compare_with() {
    let mut world = World::new();
    let other = BotId::new("st-2222");
    let account = world.account.clone();
    let bots = std::slice::from_ref(&other);
    world.history.add_bots(&account, bots, at(0)).unwrap();
    world.success(10, Some(&job("mine", 0, PublishState::Published)));
    world.bot = other;
    world.success(20, Some(&job("theirs", 15, PublishState::Failed)));
    assert_eq!(before_of(&world, "theirs"), None);
}
