use domain::PublishState::{Failed, Published};
use domain::{AccountId, BotId};
use history::Neighbours;
use jiff::SignedDuration;

use crate::world::{World, account, at, job, part};

const NEAR: SignedDuration = SignedDuration::from_mins(15);

#[test]
fn others_of_the_same_host_are_counted_once_each_and_those_of_another_host_or_hour_are_not() {
    let mut world = World::new();
    let mut elsewhere = account("elsewhere");
    elsewhere.host = "https://jp-platform.kore.ai".into();
    let mut colleague = account("colleague");
    colleague.client_id = domain::ClientId::new("cs-2");
    for account in [&elsewhere, &colleague] {
        world.history.add_account(account).unwrap();
    }
    let first = world.account.clone();
    let mut publish = |account: &domain::AccountId,
                       bot: &str,
                       requested,
                       state: domain::PublishState,
                       half: bool| {
        let bot = BotId::new(bot);
        let bots = std::slice::from_ref(&bot);
        world.history.add_bots(account, bots, at(0)).unwrap();
        let mut told = job(&format!("ds-{requested}"), requested, state);
        if half {
            told.resources = vec![part("CHANNELS", Failed)];
        }
        (world.account, world.bot) = (account.clone(), bot);
        world.success(requested + 40, Some(&told)).job.unwrap()
    };
    let mine = publish(&first, "st-mine", 10_000, Failed, false);
    publish(&first, "st-fine", 10_100, Published, false);
    publish(&colleague.id, "st-failed", 9_900, Failed, false);
    publish(&colleague.id, "st-failed", 10_200, Published, false);
    publish(&colleague.id, "st-half", 10_300, Published, true);
    publish(&elsewhere.id, "st-elsewhere", 10_000, Failed, false);
    publish(&first, "st-later", 11_000, Failed, false);

    let found = world.history.neighbours(mine, NEAR).unwrap().unwrap();
    assert_eq!(found, Neighbours { failed: 2, fine: 1 });
    assert_eq!(world.history.neighbours(99_999, NEAR), Ok(None));
}

#[test]
fn each_publish_of_a_stretch_is_told_once_bot_by_bot_and_in_order() {
    let mut world = World::new();
    let account = world.account.clone();
    for (bot, requested) in [("st-b", 300), ("st-a", 200), ("st-b", 100), ("st-a", 900)] {
        world.bot = BotId::new(bot);
        let bots = std::slice::from_ref(&world.bot);
        world.history.add_bots(&account, bots, at(0)).unwrap();
        let told = job(&format!("ds-{requested}"), requested, Failed);
        world.success(1_000 + requested, Some(&told));
    }
    let all = |account: Option<&AccountId>| {
        let mut all = Vec::new();
        let each = |job: history::JobPoint| all.push((job.bot, job.at, job.part_failed));
        world
            .history
            .each_job(account, at(100), at(900), each)
            .unwrap();
        all
    };
    let told = all(None);
    let times: Vec<_> = told.iter().map(|(_, at, _)| *at).collect();
    assert_eq!(times, [at(100), at(300), at(200)]);
    assert!(told[0].0 == told[1].0 && told[1].0 != told[2].0);
    assert!(told.iter().all(|(_, _, part_failed)| *part_failed));
    assert_eq!(all(Some(&account)), told);
    assert_eq!(all(Some(&AccountId::new("another"))), []);
}
