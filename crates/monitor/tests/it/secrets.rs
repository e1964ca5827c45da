//! What becomes of secrets: gone, locked away, changed by somebody else, kept too late.

use std::time::Duration;

use domain::{AccountId, ClientSecret, FailureKind};
use kore_simulator::{Life, Setup};
use monitor::view::{FormOutcome, KeychainProblem, SecretDraft, SecretPlace};

use crate::world::World;

fn two_bots() -> Setup {
    Setup::new()
        .bot("st-1111", "One", Life::published(Duration::from_hours(1)))
        .bot("st-2222", "Two", Life::published(Duration::from_hours(2)))
}

fn secret(text: &str) -> ClientSecret {
    ClientSecret::read(text).unwrap().secret
}

#[tokio::test]
async fn without_its_secret_an_account_says_at_once_that_its_bots_cannot_be_checked() {
    let world = World::with(two_bots()).await;
    world.add_account().await;
    let known = world.until_all_checked().await;
    let mut world = world;
    for (problem, kind, place) in [
        (
            Some(KeychainProblem::Hanging),
            FailureKind::SecretUnavailable,
            SecretPlace::Unavailable,
        ),
        (None, FailureKind::SecretMissing, SecretPlace::Gone),
    ] {
        *world.pocket.problem.lock().unwrap() = problem;
        if problem.is_none() {
            world.pocket.secrets.lock().unwrap().clear();
        }
        world = world.restart().await;
        let board = world
            .until("told", |board| board.accounts[0].secret == place)
            .await;
        let row = &board.bots[0];
        assert_eq!(row.failure.as_ref().unwrap().kind, kind);
        assert_eq!(row.job, known.bots[0].job);
        assert_eq!(row.last_check_at, known.bots[0].last_check_at);
    }
}

#[tokio::test]
async fn a_locked_store_has_lost_nothing_and_is_read_as_soon_as_it_opens() {
    let world = World::with(two_bots()).await;
    world.add_account().await;
    world.until_all_checked().await;
    *world.pocket.problem.lock().unwrap() = Some(KeychainProblem::Locked);
    let world = world.restart().await;
    let locked = |board: &monitor::view::Snapshot| {
        board.accounts[0].secret == SecretPlace::Unavailable
            && board.accounts[0].keychain == Some(KeychainProblem::Locked)
    };
    world.until("locked", locked).await;
    *world.pocket.problem.lock().unwrap() = None;
    // Nobody asks for it.
    world
        .until("open", |board| {
            board.accounts[0].secret == SecretPlace::Keychain && board.bots[0].failure.is_none()
        })
        .await;
}

#[tokio::test]
async fn a_secret_that_was_changed_in_the_store_is_taken_from_there_when_the_server_refuses() {
    let world = World::with(two_bots()).await;
    let account = AccountId::new(world.add_account().await);
    world.until_all_checked().await;
    // The person gives a wrong one, and mends it with another program.
    let wrong = SecretDraft {
        account_id: account.as_str().to_owned(),
        secret: "w".repeat(44).as_str().into(),
        keep_in_memory: false,
    };
    let reply = world.monitor.give_secret(wrong).await.unwrap();
    assert_eq!(reply.outcome, FormOutcome::Saved);
    world
        .until("refused", |board| board.accounts[0].failure.is_some())
        .await;
    let right = secret(world.simulator.client_secret());
    world.pocket.secrets.lock().unwrap().insert(account, right);
    world.monitor.check_all().await.unwrap();
    world
        .until("signed in", |board| {
            board.accounts[0].failure.is_none() && board.bots[0].failure.is_none()
        })
        .await;
}

#[tokio::test]
async fn when_the_server_refuses_and_the_store_is_locked_the_secret_is_not_called_gone() {
    let world = World::with(two_bots()).await;
    let account = world.add_account().await;
    world.until_all_checked().await;
    let wrong = SecretDraft {
        account_id: account,
        secret: "w".repeat(44).as_str().into(),
        keep_in_memory: false,
    };
    world.monitor.give_secret(wrong).await.unwrap();
    world
        .until("refused", |board| board.accounts[0].failure.is_some())
        .await;
    *world.pocket.problem.lock().unwrap() = Some(KeychainProblem::Locked);
    let before = world.pocket.reads();
    world.monitor.check_all().await.unwrap();
    world.pocket.reads_reach(before + 1).await;
    let board = world.monitor.snapshot().await.unwrap();
    assert_eq!(board.accounts[0].secret, SecretPlace::Keychain);
    assert_eq!(
        board.accounts[0].failure.as_ref().unwrap().kind,
        FailureKind::BadCredentials
    );

    // Now it is open, and somebody has removed the entry.
    world.pocket.secrets.lock().unwrap().clear();
    *world.pocket.problem.lock().unwrap() = None;
    world.monitor.check_all().await.unwrap();
    let board = world
        .until("gone", |board| {
            board.accounts[0].secret == SecretPlace::Gone
        })
        .await;
    assert_eq!(board.accounts[0].failure, None);
    assert_eq!(
        board.bots[0].failure.as_ref().unwrap().kind,
        FailureKind::SecretMissing
    );
}

#[tokio::test]
async fn what_the_store_kept_after_it_was_given_up_is_cleared_away_after_a_restart() {
    let world = World::with(two_bots()).await;
    *world.pocket.problem.lock().unwrap() = Some(KeychainProblem::Hanging);
    *world.pocket.keeps_all_the_same.lock().unwrap() = true;
    let reply = world.add(world.draft()).await;
    assert_eq!(reply.outcome, FormOutcome::KeychainRefused);
    assert_eq!(world.pocket.secrets.lock().unwrap().len(), 1);
    let world = world.restart().await;
    *world.pocket.problem.lock().unwrap() = None;
    *world.pocket.keeps_all_the_same.lock().unwrap() = false;
    let account = AccountId::new(world.add_account().await);
    world
        .until_pocket("only the account's own secret", |secrets| {
            secrets.keys().eq([&account])
        })
        .await;
}

#[tokio::test]
async fn the_secret_of_a_removed_account_goes_when_the_store_answers_again() {
    let world = World::with(two_bots()).await;
    let account = world.add_account().await;
    *world.pocket.problem.lock().unwrap() = Some(KeychainProblem::Locked);
    world.monitor.remove_account(account).await.unwrap();
    assert_eq!(world.pocket.secrets.lock().unwrap().len(), 1);
    *world.pocket.problem.lock().unwrap() = None;
    let account = AccountId::new(world.add_account().await);
    world
        .until_pocket("only the new account's secret", |secrets| {
            secrets.keys().eq([&account])
        })
        .await;
}

#[tokio::test]
async fn a_secret_that_is_now_kept_in_memory_only_leaves_the_store() {
    let world = World::with(two_bots()).await;
    let account = world.add_account().await;
    let in_memory = SecretDraft {
        account_id: account,
        secret: world.simulator.client_secret().into(),
        keep_in_memory: true,
    };
    world.monitor.give_secret(in_memory).await.unwrap();
    world
        .until_pocket("empty", std::collections::HashMap::is_empty)
        .await;
}
