use std::time::Duration;

use domain::{AlertKind, PublishState, ResourceGroup};
use kore_simulator::{Life, Nothing, Setup};
use monitor::view::{AlertQuery, BotRef, HistoryFilter, HistoryQuery, HistorySort, Pace};

use crate::world::{World, row};

const ALL: AlertQuery = AlertQuery {
    after: None,
    limit: 100,
};

#[tokio::test]
async fn a_board_fills_with_what_the_platform_says() {
    let setup = Setup::new()
        .bot("st-good", "Good", Life::published(Duration::from_hours(1)))
        .bot("st-failed", "Bad", Life::failed(Duration::from_mins(10)))
        .bot("st-none", "None", Life::never(Nothing::EmptyObject))
        .bot("st-wait", "Wait", Life::waiting());
    let world = World::with(setup).await;
    world.add_account().await;
    let board = world.until_all_checked().await;

    let good = row(&board, "st-good").job.as_ref().unwrap();
    assert_eq!(good.state, PublishState::Published);
    assert!(good.before_watching);
    assert_eq!(
        row(&board, "st-failed").job.as_ref().unwrap().parts_failed,
        2
    );
    assert_eq!(row(&board, "st-none").job, None);
    assert_eq!(row(&board, "st-wait").pace, Pace::Moving);
    assert!(board.bots.iter().all(|bot| bot.failure.is_none()));
    assert!(
        world
            .monitor
            .alert_page(ALL)
            .await
            .unwrap()
            .alerts
            .is_empty(),
        "the first sight is a baseline"
    );
}

#[tokio::test]
async fn a_publish_fills_in_part_by_part_and_its_end_is_told_once() {
    let world = World::with(
        Setup::new()
            .bot("st-1111", "One", Life::published(Duration::from_hours(24)))
            .no_limits(),
    )
    .await;
    let account_id = world.add_account().await;
    world.until_all_checked().await;
    let bot = BotRef {
        account_id,
        bot_id: "st-1111".into(),
    };

    world
        .simulator
        .publish("st-1111", Life::fails().lasting(Duration::from_secs(12)));
    world.monitor.check_bot(bot.clone()).await.unwrap();
    world
        .until("publishing", |board| {
            row(board, "st-1111")
                .job
                .as_ref()
                .is_some_and(|job| job.state.is_moving())
        })
        .await;
    world
        .until("failed", |board| {
            row(board, "st-1111")
                .job
                .as_ref()
                .is_some_and(|job| job.state == PublishState::Failed)
        })
        .await;

    let detail = world.monitor.bot(bot.clone()).await.unwrap();
    let job = detail.job.unwrap();
    assert!(job.progress.len() >= 2, "{:?}", job.progress);
    assert!(
        job.resources
            .iter()
            .any(|part| part.state == PublishState::Failed)
    );
    assert_eq!(detail.history.len(), 2);
    assert_eq!(world.until_told(1).await, [AlertKind::Failed]);

    // A restart repeats nothing.
    let world = world.restart().await;
    world.monitor.check_bot(bot).await.unwrap();
    world
        .until("checked again", |board| {
            row(board, "st-1111").next_check_at.is_some()
        })
        .await;
    let page = world
        .monitor
        .history_page(HistoryQuery {
            limit: 10,
            ..HistoryQuery::default()
        })
        .await
        .unwrap();
    assert_eq!(page.jobs.len(), 2);
    assert!(page.next.is_none());
    assert_eq!(world.monitor.alert_page(ALL).await.unwrap().alerts.len(), 1);
    assert_eq!(world.told.kinds(), []);
}

#[tokio::test]
async fn a_publish_that_began_and_ended_between_two_checks_enters_the_history() {
    let setup = Setup::new().bot("st-1111", "One", Life::failed(Duration::from_hours(2)));
    let world = World::with(setup).await;
    let account_id = world.add_account().await;
    world.until_all_checked().await;

    world
        .simulator
        .set_life("st-1111", Life::published(Duration::from_secs(30)));
    let bot = BotRef {
        account_id,
        bot_id: "st-1111".into(),
    };
    world.monitor.check_bot(bot.clone()).await.unwrap();
    world
        .until("published", |board| {
            row(board, "st-1111")
                .job
                .as_ref()
                .is_some_and(|job| job.state == PublishState::Published)
        })
        .await;
    assert_eq!(world.monitor.bot(bot).await.unwrap().history.len(), 2);
    assert_eq!(world.until_told(1).await, [AlertKind::WorksAgain]);
}

#[tokio::test]
async fn a_publish_that_works_after_one_that_failed_is_told_also_when_it_was_seen_running() {
    let setup = Setup::new().bot("st-1111", "One", Life::failed(Duration::from_hours(2)));
    let world = World::with(setup).await;
    let account_id = world.add_account().await;
    world.until_all_checked().await;

    world
        .simulator
        .publish("st-1111", Life::long().lasting(Duration::from_secs(8)));
    let bot = BotRef {
        account_id,
        bot_id: "st-1111".into(),
    };
    world.monitor.check_bot(bot).await.unwrap();
    for state in [PublishState::Publishing, PublishState::Published] {
        world
            .until("there", |board| {
                row(board, "st-1111")
                    .job
                    .as_ref()
                    .is_some_and(|job| job.state == state)
            })
            .await;
    }
    assert_eq!(world.until_told(1).await, [AlertKind::WorksAgain]);
}

#[tokio::test]
async fn changes_reach_the_window_at_most_four_times_a_second() {
    let world = World::with(Setup::many(30).no_limits()).await;
    let began = std::time::Instant::now();
    world.add_account().await;
    world.until_all_checked().await;
    let told = world.told.changes.lock().unwrap();
    let most = began.elapsed().as_millis() / 250 + 2;
    assert!(
        told.len() as u128 <= most,
        "{} messages, at most {most}",
        told.len()
    );
    assert!(told.windows(2).all(|pair| pair[0].seq < pair[1].seq));
}

#[tokio::test]
async fn everything_known_is_there_before_the_first_check() {
    let setup = Setup::new().bot("st-1111", "One", Life::published(Duration::from_mins(1)));
    let world = World::with(setup).await;
    world.add_account().await;
    let before = world.until_all_checked().await;
    world.simulator.stop().await;

    let world = world.restart().await;
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(row(&board, "st-1111").job, row(&before, "st-1111").job);
    assert_eq!(
        row(&board, "st-1111").last_check_at,
        row(&before, "st-1111").last_check_at
    );
}

#[tokio::test]
async fn the_history_is_filtered_ordered_and_paged_without_a_line_twice() {
    let hour = Duration::from_hours(1);
    let setup = Setup::new()
        .bot(
            "st-1111",
            "Quick",
            Life::published(hour).lasting(Duration::from_secs(20)),
        )
        .bot(
            "st-2222",
            "Slow",
            Life::published(hour).lasting(Duration::from_mins(9)),
        )
        .bot("st-3333", "Bad", Life::failed(hour))
        .bot("st-4444", "Wait", Life::waiting());
    let world = World::with(setup).await;
    world.add_account().await;
    world.until_all_checked().await;

    let choices = world.monitor.history_choices().await.unwrap();
    assert!(
        choices.part_groups.contains(&ResourceGroup::Channels),
        "{choices:?}"
    );
    assert!(!choices.people.is_empty());
    let failed = HistoryQuery {
        filter: HistoryFilter {
            parts_failed: true,
            started_by: world.monitor.snapshot().await.unwrap().bots[2]
                .job
                .as_ref()
                .and_then(|job| job.started_by.clone()),
            ..HistoryFilter::default()
        },
        limit: 10,
        ..HistoryQuery::default()
    };
    let page = world.monitor.history_page(failed).await.unwrap();
    let about = page.about.unwrap();
    assert_eq!((about.jobs, about.more), (1, false));
    assert_eq!(page.jobs[0].bot_id, "st-3333");

    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let query = HistoryQuery {
            sort: HistorySort::Duration,
            descending: true,
            after,
            limit: 1,
            ..HistoryQuery::default()
        };
        let page = world.monitor.history_page(query).await.unwrap();
        assert_eq!(page.about.is_some(), seen.is_empty(), "counted once");
        seen.extend(page.jobs.into_iter().map(|job| job.bot_id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(
        (seen.len(), seen[0].as_str()),
        (4, "st-2222"),
        "the longest first"
    );
    assert_eq!(seen[3], "st-4444", "what is not over has no length yet");
}
