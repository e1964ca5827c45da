use domain::FailureKind;
use kore_simulator::{Life, Mood, RateText, Refusal, RetryAfter};
use monitor::view::{BotRef, FormOutcome, KeychainProblem, Pace, SecretDraft, SecretPlace};

use crate::world::{World, row, two_bots};

#[tokio::test]
async fn when_the_server_goes_away_everything_known_stays() {
    let world = World::with(two_bots()).await;
    let account_id = world.add_account().await;
    let before = world.until_all_checked().await;

    world.simulator.stop().await;
    let bot = BotRef {
        account_id,
        bot_id: "st-1111".into(),
    };
    world.monitor.check_bot(bot).await.unwrap();
    let board = world
        .until("failing", |board| board.accounts[0].failure.is_some())
        .await;
    assert_eq!(
        board.accounts[0].failure.as_ref().unwrap().kind,
        FailureKind::Unreachable
    );
    for bot in ["st-1111", "st-2222"] {
        assert_eq!(row(&board, bot).job, row(&before, bot).job);
        assert_eq!(
            row(&board, bot).last_check_at,
            row(&before, bot).last_check_at
        );
        assert_eq!(
            row(&board, bot).failure.as_ref().unwrap().kind,
            FailureKind::Unreachable
        );
    }
}

#[tokio::test]
async fn a_wrong_secret_stops_the_account_after_two_requests_until_another_is_given() {
    let world = World::with(two_bots()).await;
    let mut draft = world.draft();
    draft.secret = "not-the-secret-not-the-secret-not-the-secret".into();
    let account_id = world.add(draft).await.account_id.unwrap();
    let board = world
        .until("refused", |board| board.accounts[0].failure.is_some())
        .await;
    assert_eq!(
        board.accounts[0].failure.as_ref().unwrap().kind,
        FailureKind::BadCredentials
    );
    assert!(
        board
            .bots
            .iter()
            .all(|bot| bot.pace == Pace::Stopped && bot.next_check_at.is_none())
    );
    assert_eq!(
        world.simulator.request_count(),
        2,
        "with and without times in the token"
    );

    let draft = SecretDraft {
        account_id,
        secret: world.simulator.client_secret().into(),
        keep_in_memory: false,
    };
    assert_eq!(
        world.monitor.give_secret(draft).await.unwrap().outcome,
        FormOutcome::Saved
    );
    let board = world.until_all_checked().await;
    assert_eq!(board.accounts[0].failure, None);
}

#[tokio::test]
async fn a_rate_limit_holds_the_whole_account_and_says_until_when() {
    let world = World::with(two_bots()).await;
    world.simulator.set_mood(Mood::RateLimited {
        window: RateText::Minute,
        retry_after: RetryAfter::Seconds(120),
    });
    world.add_account().await;
    let board = world
        .until("limited", |board| board.accounts[0].failure.is_some())
        .await;
    let failure = board.accounts[0].failure.as_ref().unwrap();
    assert_eq!(failure.kind, FailureKind::RateLimited);
    let wait = failure.retry_at.unwrap() - jiff::Timestamp::now().as_millisecond();
    assert!((60_000..=121_000).contains(&wait), "{wait}");
    assert!(board.bots.iter().all(|bot| bot.pace == Pace::BackingOff));
    assert_eq!(world.simulator.request_count(), 1);
}

/// The three texts of the documentation, each with another way to say how long.
#[tokio::test]
async fn however_a_rate_limit_is_told_the_account_waits_as_long_as_was_asked_or_a_minute() {
    let garbage = |text: &str| RetryAfter::Text(text.to_owned());
    let (asked, own) = (85..=91, 50..=70);
    let table = [
        (RateText::Minute, RetryAfter::Seconds(90), asked.clone()),
        (RateText::Hour, RetryAfter::DateIn(90), asked.clone()),
        (RateText::General, RetryAfter::Seconds(90), asked),
        (RateText::General, garbage("soon"), own.clone()),
        (RateText::Hour, garbage("-90"), own.clone()),
        (RateText::Minute, RetryAfter::Off, own),
        // A year is a mistake or a joke.
        (RateText::Hour, RetryAfter::Seconds(31_536_000), 890..=900),
    ];
    for (window, retry_after, seconds) in table {
        let case = format!("{window:?} {retry_after:?}");
        let world = World::with(two_bots()).await;
        let mood = Mood::RateLimited {
            window,
            retry_after,
        };
        world.simulator.set_mood(mood);
        world.add_account().await;
        let board = world
            .until("limited", |board| board.accounts[0].failure.is_some())
            .await;
        let failure = board.accounts[0].failure.as_ref().unwrap();
        assert_eq!(failure.kind, FailureKind::RateLimited, "{case}");
        let wait = failure.retry_at.unwrap() - jiff::Timestamp::now().as_millisecond();
        assert!(seconds.contains(&(wait / 1_000)), "{case}: {wait} ms");
        assert_eq!(world.simulator.request_count(), 1, "{case}");
        world.monitor.stop().await;
    }
}

#[tokio::test]
async fn a_missing_permission_is_told_from_a_wrong_secret() {
    let world = World::with(two_bots()).await;
    world
        .simulator
        .set_mood(Mood::Refuse(Refusal::MissingScope));
    world.add_account().await;
    let board = world
        .until("refused", |board| board.accounts[0].failure.is_some())
        .await;
    assert_eq!(
        board.accounts[0].failure.as_ref().unwrap().kind,
        FailureKind::MissingScope
    );
}

#[tokio::test]
async fn a_bot_that_the_server_does_not_know_fails_alone() {
    let world = World::with(two_bots()).await;
    let mut draft = world.draft();
    draft.bot_ids.push_str("\nst-9999");
    world.add(draft).await;
    let board = world
        .until("all tried", |board| {
            row(board, "st-9999").failure.is_some()
                && board
                    .bots
                    .iter()
                    .filter(|bot| bot.last_check_at.is_some())
                    .count()
                    == 2
        })
        .await;
    assert_eq!(
        row(&board, "st-9999").failure.as_ref().unwrap().kind,
        FailureKind::UnknownBot
    );
    assert_eq!(board.accounts[0].failure, None);
}

#[tokio::test]
async fn without_a_password_store_the_person_is_asked_and_nothing_is_changed_before() {
    let world = World::with(two_bots()).await;
    *world.pocket.problem.lock().unwrap() = Some(KeychainProblem::Absent);
    let reply = world.add(world.draft()).await;
    assert_eq!(reply.outcome, FormOutcome::KeychainRefused);
    assert_eq!(reply.keychain, Some(KeychainProblem::Absent));
    assert!(world.monitor.snapshot().await.unwrap().accounts.is_empty());

    let mut draft = world.draft();
    draft.keep_in_memory = true;
    assert_eq!(world.add(draft).await.outcome, FormOutcome::Saved);
    let board = world.until_all_checked().await;
    assert_eq!(board.accounts[0].secret, SecretPlace::Memory);

    // It was never kept anywhere: after a restart the app asks.
    let world = world.restart().await;
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(board.accounts[0].secret, SecretPlace::Missing);
    assert!(board.bots.iter().all(|bot| bot.job.is_some()));
}

#[tokio::test]
async fn a_password_store_that_opens_later_is_read_again_without_a_restart() {
    let world = World::with(two_bots()).await;
    let account = world.add_account().await;
    world.until_all_checked().await;
    *world.pocket.problem.lock().unwrap() = Some(KeychainProblem::Locked);
    let world = world.restart().await;
    let board = world
        .until("locked", |board| {
            board.accounts[0].secret == SecretPlace::Unavailable
        })
        .await;
    assert_eq!(board.accounts[0].keychain, Some(KeychainProblem::Locked));

    *world.pocket.problem.lock().unwrap() = None;
    world.monitor.retry_keychain(account).await.unwrap();
    let before = world.simulator.request_count();
    world
        .until("open", |board| {
            board.accounts[0].secret == SecretPlace::Keychain
        })
        .await;
    world.simulator.requests_reach(before + 1).await;
}

#[tokio::test]
async fn when_the_server_is_back_everything_is_checked_as_soon_as_a_person_asks() {
    let world = World::with(two_bots().bot("st-3333", "Three", Life::waiting())).await;
    world.add_account().await;
    world.until_all_checked().await;
    world.simulator.set_mood(Mood::Html);
    world.monitor.check_all().await.unwrap();
    world
        .until("failing", |board| board.accounts[0].failure.is_some())
        .await;

    world.simulator.set_mood(Mood::Normal);
    let reply = world.monitor.check_all().await.unwrap();
    assert_eq!((reply.planned, reply.left_out), (3, 0));
    let asked_at = jiff::Timestamp::now().as_millisecond();
    world
        .until("all well", |board| {
            board
                .bots
                .iter()
                .all(|bot| bot.failure.is_none() && bot.last_check_at > Some(asked_at))
        })
        .await;
}
