//! Change logs that are read by themselves, and what they leave to the checks. In virtual time.

use std::collections::HashSet;
use std::time::Duration;

use domain::FailureKind;
use jiff::{SignedDuration, Timestamp};
use monitor::view::{ChangeLogChoice, ChangeLogRead, ChangeLogStop, PauseFor, Refusal};

use crate::pretend::{Pretend, Weather, bot_id, bot_ref};
use crate::pretend_logs::{LogAsked, LogWeather};

const HOST: &str = "platform.kore.ai";
const HOUR: Duration = Duration::from_hours(1);
const MINUTE: Duration = Duration::from_mins(1);

/// Whose clock knows more than the milliseconds that the history keeps.
fn world() -> Pretend {
    let world = Pretend::new();
    world
        .clocks
        .move_calendar(SignedDuration::from_nanos(300_700));
    world
}

async fn chosen(bots: usize) -> (Pretend, String) {
    let world = world();
    let account = world.add_account(HOST, bots).await;
    choose(&world, &account, true).await;
    (world, account)
}

async fn choose(world: &Pretend, account: &str, on: bool) {
    let account_id = account.to_owned();
    let choice = ChangeLogChoice { account_id, on };
    world.monitor.choose_change_log(choice).await.unwrap();
}

async fn look(world: &Pretend, account: &str, bot: usize) -> Result<ChangeLogRead, Refusal> {
    let bot = bot_ref(account, &bot_id(HOST, bot));
    world.monitor.read_change_log(bot).await
}

fn ago(world: &Pretend, days: i64) -> Timestamp {
    world.clocks.wall() - SignedDuration::from_hours(24 * days)
}

/// 600 changes on each of the last days, so many in all.
fn is_busy(world: &Pretend, bot: usize, days: i64, changes: usize) {
    let every = Duration::from_secs(24 * 60 * 60 / 600);
    let logs = &world.sky.logs;
    logs.add_changes(&bot_id(HOST, bot), ago(world, days), every, changes);
}

/// How many bots are among them.
fn bots(asked: &[LogAsked]) -> usize {
    let different: HashSet<_> = asked.iter().map(|one| &one.bot).collect();
    different.len()
}

fn about(asked: &[LogAsked], bot: usize) -> Vec<LogAsked> {
    let name = bot_id(HOST, bot);
    let own = asked.iter().filter(|one| one.bot.as_str() == name);
    own.cloned().collect()
}

/// The most that was sent within any minute, checks and logs together.
fn busiest_minute(sent: &[Duration]) -> usize {
    let within = |(index, first): (usize, &Duration)| {
        let later = sent[index..].iter();
        later.take_while(|at| **at < *first + MINUTE).count()
    };
    sent.iter().enumerate().map(within).max().unwrap()
}

#[tokio::test(start_paused = true)]
async fn where_it_is_chosen_each_log_is_read_once_and_again_after_each_gap() {
    let mut world = world();
    let account = world.add_account(HOST, 20).await;
    world.pass(HOUR).await;
    assert_eq!(world.sky.logs.asked().len(), 0, "nobody chose it");
    choose(&world, &account, true).await;
    world.pass(HOUR).await;
    let asked = world.sky.logs.asked();
    assert_eq!(
        (bots(&asked), asked.len()),
        (20, 100),
        "half a year, in five pieces"
    );
    world.pass(3 * HOUR).await;
    assert_eq!(world.sky.logs.asked().len(), 0, "all were watched");

    world = world.reopen_after(9 * HOUR).await;
    world.pass(2 * HOUR).await;
    let asked = world.sky.logs.asked();
    assert_eq!((bots(&asked), asked.len()), (20, 20), "in one piece each");

    world.sky.set(Weather::Refuses);
    world = world.reopen_after(9 * HOUR).await;
    world.pass(2 * HOUR).await;
    let tries = world.sky.logs.asked().len();
    assert!(tries <= 3, "{tries} in vain");
}

#[tokio::test(start_paused = true)]
async fn a_log_without_end_keeps_no_other_from_being_read_and_is_read_on_each_time() {
    let (world, account) = chosen(4).await;
    let busy = bot_id(HOST, 0);
    // And one publish before that.
    is_busy(&world, 0, 60, 36_000);
    world
        .sky
        .logs
        .add(&busy, ago(&world, 100), "Published task Leave");
    world.pass(3 * HOUR).await;
    let asked = world.sky.logs.asked();
    assert_eq!(bots(&asked), 4);
    let begun: Vec<_> = about(&asked, 0).iter().map(|one| one.from).collect();
    assert!(begun.len() > 50, "more than one look: {}", begun.len());
    world.pass(12 * HOUR).await;
    let further = about(&world.sky.logs.asked(), 0);
    assert!(
        further.last().unwrap().from < *begun.last().unwrap(),
        "it goes on where it was"
    );
    let read = look(&world, &account, 0).await.unwrap();
    assert_eq!((read.kind, read.stop), (None, None));
    let detail = world.monitor.bot(bot_ref(&account, &busy)).await.unwrap();
    assert_eq!(detail.logged.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_look_of_a_person_goes_on_where_the_last_one_ended() {
    let world = world();
    let account = world.add_account(HOST, 1).await;
    let busy = bot_id(HOST, 0);
    is_busy(&world, 0, 10, 6_000);
    world
        .sky
        .logs
        .add(&busy, ago(&world, 30), "Published task Leave");
    world.pass(MINUTE).await;
    let first = look(&world, &account, 0).await.unwrap();
    assert_eq!((first.found, first.stop), (0, Some(ChangeLogStop::More)));
    let back_to = first.back_to.unwrap();
    assert!(back_to < ago(&world, 1).as_millisecond());
    assert!(world.sky.logs.asked().len() <= 50);
    let mut last = first;
    let mut looks = 0;
    while last.stop == Some(ChangeLogStop::More) {
        let next = look(&world, &account, 0).await.unwrap();
        assert!(next.back_to < last.back_to, "{next:?} after {last:?}");
        last = next;
        looks += 1;
        assert!(looks < 9);
    }
    assert_eq!((last.found, last.kind, last.stop), (1, None, None));
    let asked = world.sky.logs.asked();
    assert!(asked.len() < 250, "{}", asked.len());
}

#[tokio::test(start_paused = true)]
async fn a_day_of_which_the_platform_does_not_give_out_all_is_told_and_passed() {
    let world = world();
    let account = world.add_account(HOST, 1).await;
    let busy = bot_id(HOST, 0);
    world
        .sky
        .logs
        .add_changes(&busy, ago(&world, 3), Duration::from_secs(1), 2_000);
    world
        .sky
        .logs
        .add(&busy, ago(&world, 20), "Published task Leave");
    world.pass(MINUTE).await;
    let mut in_part = None;
    for _ in 0..3 {
        let read = look(&world, &account, 0).await.unwrap();
        in_part = in_part.or(read.in_part);
        if read.stop.is_none() {
            let detail = world.monitor.bot(bot_ref(&account, &busy)).await.unwrap();
            assert_eq!(detail.logged.len(), 1);
            let in_part = in_part.unwrap();
            let day = SignedDuration::from_millis(in_part - ago(&world, 3).as_millisecond());
            assert!(day.as_hours().abs() < 24, "{day:?}");
            assert_eq!(detail.log_in_part, [in_part], "and stays known");
            return;
        }
    }
    panic!("it does not come to an end");
}

#[tokio::test(start_paused = true)]
async fn checks_and_logs_together_stay_within_the_allowance_and_logs_leave_most_to_checks() {
    let (world, account) = chosen(2_000).await;
    for bot in 0..20 {
        is_busy(&world, bot, 9, 5_000);
    }
    world.pass(HOUR).await;
    let alone = world.sky.logs.asked().len();
    assert!((100..=180).contains(&alone), "every 20 seconds: {alone}");
    for bot in 0..3 {
        look(&world, &account, bot).await.unwrap();
    }
    let logs = alone + world.sky.logs.asked().len();
    let asked = world.sky.asked_since(Duration::ZERO);
    let sent: Vec<Duration> = asked.iter().map(|one| one.up).collect();
    let busiest = busiest_minute(&sent);
    assert!(busiest <= 48, "{busiest} within a minute");
    let checks = sent.len() - logs;
    assert!(checks > 1_000, "{checks} checks");
}

#[tokio::test(start_paused = true)]
async fn a_bot_that_is_gone_on_the_platform_keeps_no_other_from_being_read() {
    let (world, account) = chosen(5).await;
    world.sky.logs.set(&bot_id(HOST, 0), LogWeather::Gone);
    world.pass(5 * HOUR).await;
    let asked = world.sky.logs.asked();
    assert_eq!((bots(&asked), about(&asked, 0).len()), (5, 1));
    world.pass(6 * HOUR).await;
    assert_eq!(world.sky.logs.asked().len(), 1, "tried again, seldom");
    world.pass(18 * HOUR).await;
    assert_eq!(world.sky.logs.asked().len(), 0, "and less and less often");
    let read = look(&world, &account, 0).await.unwrap();
    assert_eq!(read.kind, Some(FailureKind::UnknownBot));
}

#[tokio::test(start_paused = true)]
async fn nothing_is_read_during_a_pause_and_while_the_account_is_held() {
    let (world, account) = chosen(5).await;
    world.pass(MINUTE).await;
    world.monitor.pause(PauseFor::Hour).await.unwrap();
    let read = look(&world, &account, 0).await.unwrap();
    assert_eq!(
        (read.stop, read.back_to),
        (Some(ChangeLogStop::Paused), None)
    );
    world.pass(59 * MINUTE).await;
    assert_eq!(world.sky.logs.asked().len(), 0);
    world.monitor.unpause().await.unwrap();

    world.sky.set(Weather::Limits(Some(1_200)));
    world.pass(MINUTE).await;
    world.sky.logs.asked();
    let read = look(&world, &account, 0).await.unwrap();
    assert_eq!(read.stop, Some(ChangeLogStop::Held));
    world.pass(10 * MINUTE).await;
    assert_eq!(world.sky.logs.asked().len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_choice_that_is_taken_back_ends_the_reading() {
    let (world, account) = chosen(3).await;
    is_busy(&world, 0, 9, 5_000);
    world.pass(5 * MINUTE).await;
    assert!(!world.sky.logs.asked().is_empty());
    choose(&world, &account, false).await;
    world.pass(MINUTE).await;
    world.sky.logs.asked();
    world.pass(HOUR).await;
    assert_eq!(world.sky.logs.asked().len(), 0);
}

#[tokio::test(start_paused = true)]
async fn the_app_closes_while_a_log_is_read() {
    let (world, account) = chosen(2).await;
    for bot in 0..2 {
        world.sky.logs.set(&bot_id(HOST, bot), LogWeather::Silent);
    }
    world.pass(5 * MINUTE).await;
    assert_eq!(world.sky.logs.asked().len(), 1, "one at a time");
    let (looked, ()) = tokio::join!(look(&world, &account, 1), async {
        world.pass(MINUTE).await;
        let stopped = tokio::time::timeout(10 * MINUTE, world.monitor.stop());
        stopped.await.expect("it ends");
    });
    assert_eq!(looked, Err(Refusal::Closing));
}

#[tokio::test(start_paused = true)]
async fn a_publish_that_runs_is_followed_while_a_person_looks_into_long_logs() {
    let world = world();
    let account = world.add_account(HOST, 60).await;
    is_busy(&world, 0, 30, 15_000);
    world.pass(10 * MINUTE).await;
    let publishing = bot_id(HOST, 1);
    world
        .sky
        .publish(&publishing, Duration::from_mins(30), false);
    world
        .monitor
        .watch_bot(bot_ref(&account, &publishing))
        .await
        .unwrap();
    world.pass(MINUTE).await;
    let begun = world.clocks.wall();
    let from = world.sky.asked_since(Duration::ZERO).last().unwrap().up;
    for _ in 0..4 {
        look(&world, &account, 0).await.unwrap();
    }
    let took = world.clocks.wall().duration_since(begun);
    assert!(took.as_secs() > 60, "{took:?}");
    let asked = world.sky.asked_since(from);
    let followed: Vec<Duration> = asked
        .iter()
        .filter(|one| one.bot.as_str() == publishing)
        .map(|one| one.up)
        .collect();
    let longest = followed
        .windows(2)
        .map(|two| two[1].saturating_sub(two[0]))
        .max();
    assert!(
        longest.is_some_and(|longest| longest < Duration::from_secs(20)),
        "{longest:?}"
    );
}
