//! What is usual, replayed over a history that the loop itself recorded: at its own pace, with the
//! durations and pauses that it saw. In virtual time.

use std::time::Duration;

use domain::AlertKind;

use crate::pretend::{Pretend, bot_id, bot_ref};

const HOST: &str = "platform.kore.ai";
const PUBLISHES: u32 = 60;

/// How long the publishes of a bot take, in seconds, for a number between 0 and 1.
type Takes = fn(u32, f64) -> f64;

const BOTS: [Takes; 4] = [
    |_, chance| 200.0 + 80.0 * chance,
    |_, chance| 60.0 * (1.5 * chance).exp(),
    |_, chance| {
        if chance < 0.3 {
            900.0
        } else {
            60.0 + 40.0 * chance
        }
    },
    |number, chance| (90.0 + 4.0 * f64::from(number)) * (0.8 + 0.4 * chance),
];

/// The same on every machine.
fn chance(bot: usize, number: u32) -> f64 {
    let mut random = fastrand::Rng::with_seed(u64::from(number) * 31 + bot as u64);
    random.f64()
}

#[tokio::test(start_paused = true)]
async fn what_the_app_calls_usual_holds_over_what_it_recorded_and_no_good_run_seems_stuck() {
    let world = Pretend::new();
    let account = world.add_account(HOST, BOTS.len()).await;
    world.pass(Duration::from_mins(10)).await;
    let (mut inside, mut all) = ([0_u32; 4], [0_u32; 4]);
    for number in 0..PUBLISHES {
        for (bot, takes) in BOTS.iter().enumerate() {
            let lasts = Duration::from_secs_f64(takes(number, chance(bot, number)));
            // Every ninth fails early: it is no good run.
            let fails = number % 9 == 8;
            let lasts = if fails { lasts / 3 } else { lasts };
            world.sky.publish(&bot_id(HOST, bot), lasts, fails);
        }
        world.pass(Duration::from_mins(30)).await;
        for bot in 0..BOTS.len() {
            let detail = world
                .monitor
                .bot(bot_ref(&account, &bot_id(HOST, bot)))
                .await;
            let job = detail.unwrap().job.unwrap();
            let (Some(took), Some(lasted)) = (job.usual.took, job.row.duration) else {
                assert!(number < 7, "publish {number} of bot {bot} says nothing");
                continue;
            };
            if number % 9 != 8 {
                inside[bot] += u32::from((took.low..=took.high).contains(&lasted));
                all[bot] += 1;
            }
        }
    }
    for (bot, (inside, all)) in inside.iter().zip(all).enumerate() {
        eprintln!("bot {bot}: {inside} of {all} publishes within what was said");
        // Of so few four of five are too many now and then.
        assert!(
            all > 40 && inside * 10 >= all * 7,
            "bot {bot}: {inside} of {all}"
        );
    }
    let (inside, all): (u32, u32) = (inside.iter().sum(), all.iter().sum());
    assert!(inside * 10 >= all * 8, "{inside} of {all}");

    // One that really stops is found.
    world
        .sky
        .publish(&bot_id(HOST, 0), Duration::from_hours(5), false);
    world.pass(Duration::from_hours(3)).await;
    let kept = world.ends().await;
    let stuck: Vec<_> = kept
        .alerts
        .iter()
        .filter(|alert| alert.kind == AlertKind::Stuck)
        .map(|alert| alert.bot.as_ref().unwrap().as_str().to_owned())
        .collect();
    assert_eq!(stuck, [bot_id(HOST, 0)]);
}
