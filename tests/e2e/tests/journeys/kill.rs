use std::collections::HashMap;
use std::time::Duration;

use domain::PublishState;
use e2e::World;
use history::{History, JobFilter};
use jiff::Timestamp;
use kore_simulator::{Life, Setup, Simulator};

use crate::steps::{connect, connect_another};

/// Each has an allowance of requests of its own: with one the app would soon have to wait for it.
const ACCOUNTS: u64 = 6;
/// Of each account.
const BOTS: u64 = 10;
const KILLS: usize = 50;
/// So many lines the app may say before it is killed.
const LINES: usize = 5;

/// Every bot publishes again and again: almost each reply brings something new to keep.
fn busy_bots(account: u64) -> Setup {
    let numbers = account * BOTS..(account + 1) * BOTS;
    numbers.fold(Setup::new().no_limits(), |setup, number| {
        let id = format!("st-{number:08}-1111-5222-8333-444444444444");
        let life = if number % 5 == 0 {
            Life::fails()
        } else {
            Life::long()
        };
        let life = life
            .lasting(Duration::from_secs(2 + number % 7))
            .repeating(Duration::from_millis(700))
            .ago(Duration::from_millis(311 * number));
        setup.bot(&id, &format!("Bot {number}"), life)
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn killed_fifty_times_in_the_middle_of_writing_the_app_has_lost_nothing_that_it_said_it_kept()
{
    let mut sims = Vec::new();
    for account in 0..ACCOUNTS {
        sims.push(Simulator::start(busy_bots(account)).await.unwrap());
    }
    let mut world = World::new().await;
    let window = world.open().await;
    connect(&window, &sims[0]).await;
    for sim in &sims[1..] {
        connect_another(&window, sim).await;
    }
    window.closes().await;
    world.wait_for_the_end().await;

    let mut said: HashMap<i64, PublishState> = HashMap::new();
    let mut lines = 0;
    for kill in 1..=KILLS {
        let mut app = world.start();
        for _ in 0..fastrand::usize(1..=LINES) {
            let kept = app.next_kept().expect("the app runs until it is killed");
            said.insert(kept.job, kept.state);
            lines += 1;
        }
        // Said before it was killed, so kept as well.
        for kept in app.kill() {
            said.insert(kept.job, kept.state);
            lines += 1;
        }
        let mut history = all_is_there(&world, &said, kill);
        // Each start would find the allowance of the hour a little more spent.
        an_hour_goes_by(&mut history);
        // Not closed in order: the next start finds the file much as the kill left it.
        drop(history);
    }
    assert!(said.len() > KILLS, "only {} jobs were kept", said.len());
    eprintln!(
        "{KILLS} kills, {lines} times told “kept”, {} jobs",
        said.len()
    );
}

fn an_hour_goes_by(history: &mut History) {
    let accounts = history.accounts().expect("the accounts");
    let nothing: Vec<_> = accounts
        .into_iter()
        .map(|account| (account.id, Vec::new()))
        .collect();
    history.keep_spent(&nothing).expect("room for nothing");
}

fn all_is_there(world: &World, said: &HashMap<i64, PublishState>, kill: usize) -> History {
    let opened = History::open(&world.history(), Timestamp::now()).expect("the history opens");
    assert_eq!(opened.damaged, None, "damaged after kill {kill}");
    opened.history.examine().expect("no damage");
    for (job, said) in said {
        let stored = opened.history.job(*job).expect("the history is read");
        let stored = stored.unwrap_or_else(|| panic!("job {job} is lost after kill {kill}"));
        let state = stored.row.state;
        let later = state == *said || said.is_moving() && rank(state) >= rank(*said);
        assert!(
            later,
            "job {job} was {said:?} and is {state:?} after kill {kill}"
        );
    }
    let all = opened.history.jobs(&JobFilter::default(), None, 5_000);
    assert!(all.expect("a list").jobs.len() >= said.len());
    opened.history
}

fn rank(state: PublishState) -> u8 {
    match state {
        PublishState::Unknown => 0,
        PublishState::Waiting => 1,
        PublishState::Publishing => 2,
        PublishState::Published | PublishState::Failed => 3,
    }
}
