use domain::PublishState;
use jiff::SignedDuration;

use crate::world::{World, at, job, part};

const HALF_A_MINUTE: Option<SignedDuration> = Some(SignedDuration::from_secs(30));
const LONGEST: Option<SignedDuration> = Some(SignedDuration::from_secs(40));

#[test]
fn only_what_worked_as_a_whole_is_a_good_run_and_its_longest_pause_is_known_where_it_was_seen() {
    let mut world = World::new();
    // Seen running: at 110 begun, at 150 a little further, at 160 done.
    let mut run = job("seen", 100, PublishState::Publishing);
    world.success(110, Some(&run));
    world.success(130, Some(&run));
    run.percent = Some(60);
    world.success(150, Some(&run));
    world.success(160, Some(&job("seen", 100, PublishState::Published)));
    // Not seen running, failed, failed in part, waiting for an approval.
    world.success(250, Some(&job("found", 200, PublishState::Published)));
    world.success(350, Some(&job("failed", 300, PublishState::Failed)));
    let mut half = job("half", 400, PublishState::Published);
    half.resources = vec![part("CHANNELS", PublishState::Failed)];
    world.success(450, Some(&half));
    let mut filed = job("filed", 500, PublishState::Published);
    filed.resources[0].awaiting_approval = true;
    world.success(550, Some(&filed));
    world.success(650, Some(&job("last", 600, PublishState::Published)));

    let (account, bot) = (world.account.clone(), world.bot.clone());
    let runs = world.history.good_runs(&account, &bot, None, 50).unwrap();
    let seen: Vec<_> = runs
        .iter()
        .map(|run| (run.requested_at, run.lasted, run.longest_pause))
        .collect();
    assert_eq!(
        seen,
        [
            (at(100), HALF_A_MINUTE, LONGEST),
            (at(200), HALF_A_MINUTE, None),
            (at(600), HALF_A_MINUTE, None),
        ]
    );
    let last = &runs[2];
    let place = Some((last.requested_at, last.row));
    let before = world.history.good_runs(&account, &bot, place, 1).unwrap();
    assert_eq!(before, runs[1..2], "the newest of those before");
}

#[test]
fn it_is_known_when_each_part_was_seen_to_move_and_not_where_it_was_not() {
    use PublishState::{Failed, Published, Publishing, Waiting};
    let mut world = World::new();
    let parts = |nl, channels, settings| {
        let mut run = job("run", 100, Publishing);
        run.resources = vec![
            part("SETTINGS", settings),
            part("NL", nl),
            part("CHANNELS", channels),
        ];
        run
    };
    world.success(110, Some(&parts(Waiting, Waiting, Published)));
    world.success(120, Some(&parts(Publishing, Waiting, Published)));
    world.success(130, Some(&parts(Publishing, Publishing, Published)));
    // In another order.
    let mut turned = parts(Published, Publishing, Published);
    turned.resources.rotate_left(1);
    world.success(140, Some(&turned));
    world.success(150, Some(&parts(Published, Failed, Published)));
    world.success(160, Some(&parts(Published, Failed, Published)));

    let rows = world.history.jobs(&history::JobFilter::default(), None, 1);
    let stored = world
        .history
        .job(rows.unwrap().jobs[0].row)
        .unwrap()
        .unwrap();
    let times: Vec<_> = stored
        .times
        .iter()
        .map(|times| (times.began_at, times.ended_at))
        .collect();
    assert_eq!(
        times,
        [
            (None, None),
            (Some(at(120)), Some(at(140))),
            (Some(at(130)), Some(at(150))),
        ]
    );
}
