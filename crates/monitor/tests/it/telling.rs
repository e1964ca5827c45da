//! What is told of a bot's publishes, over restarts and kills, in virtual time.

use std::time::Duration;

use domain::{AlertKind, PublishState};

use crate::pretend::{Pretend, bot_id, bot_ref};

const HOST: &str = "platform.kore.ai";
const MOMENT: Duration = Duration::from_secs(1);
/// By then every bot was checked at least once.
const ROUND: Duration = Duration::from_mins(40);

#[tokio::test(start_paused = true)]
async fn what_happened_before_a_bot_was_watched_is_no_news() {
    let world = Pretend::new();
    world.sky.publish(&bot_id(HOST, 0), MOMENT, true);
    world.pass(Duration::from_mins(1)).await;
    let account = world.add_account(HOST, 2).await;
    world.pass(ROUND).await;
    let row = world.bot(&account, &bot_id(HOST, 0)).await;
    assert_eq!(row.job.unwrap().state, PublishState::Failed, "it is known");
    assert_eq!(world.told.kinds(), [], "and not told");
}

#[tokio::test(start_paused = true)]
async fn each_publish_is_told_once_also_one_that_nobody_saw_running_over_restarts_and_kills() {
    let mut world = Pretend::new();
    let account = world.add_account(HOST, 2).await;
    let bot = bot_id(HOST, 1);
    world.pass(Duration::from_mins(5)).await;

    // It begins and ends between two checks.
    world.sky.publish(&bot, MOMENT, true);
    world.pass(ROUND).await;
    let mut told = vec![AlertKind::Failed];
    assert_eq!(world.told.kinds(), told);
    let first = world.bot(&account, &bot).await.job.unwrap();
    assert_eq!(first.state, PublishState::Failed);

    // The same publish is seen again by the next runs of the app.
    world = world.reopen_after(Duration::from_hours(1)).await;
    world.pass(ROUND).await;
    world = world.killed_for(Duration::from_mins(1)).await;
    world.pass(ROUND).await;
    let asked = world.sky.asked.lock().unwrap().len();
    world.monitor.check_all().await.unwrap();
    world.pass(Duration::from_mins(1)).await;
    assert!(world.sky.asked.lock().unwrap().len() > asked);
    assert_eq!(world.told.kinds(), told, "nothing is told again");
    let again = world.bot(&account, &bot).await.job.unwrap();
    assert_eq!(again.job, first.job, "it is one publish, not two");

    // It works again; that is told once, too.
    world.sky.publish(&bot, Duration::from_mins(5), false);
    world.pass(ROUND).await;
    told.push(AlertKind::WorksAgain);
    assert_eq!(world.told.kinds(), told);
    world = world.reopen_after(MOMENT).await;
    world.pass(ROUND).await;
    assert_eq!(world.told.kinds(), told);

    // One that failed while the app was closed is told when it is open again.
    world.sky.publish(&bot, Duration::from_mins(1), true);
    world = world.reopen_after(Duration::from_hours(9)).await;
    world.pass(ROUND).await;
    told.push(AlertKind::Failed);
    assert_eq!(world.told.kinds(), told);
    let detail = world.monitor.bot(bot_ref(&account, &bot)).await.unwrap();
    assert_eq!(detail.history.len(), 3);
}

#[tokio::test(start_paused = true)]
async fn what_goes_wrong_for_a_hundred_bots_is_a_handful_of_notifications() {
    let world = Pretend::new();
    world.add_account(HOST, 100).await;
    world.pass(ROUND).await;
    for bot in 0..100 {
        world.sky.publish(&bot_id(HOST, bot), MOMENT, true);
    }
    world.pass(ROUND).await;
    let tellings = world.told.tellings.lock().unwrap().clone();
    let alerts = tellings.iter().map(|telling| telling.alerts.len()).sum();
    assert_eq!((alerts, tellings.len() <= 10), (100, true), "{tellings:#?}");
}
