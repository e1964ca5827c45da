//! Times in which nobody watched, between the publishes of the history. In virtual time.

use std::time::Duration;

use domain::Unwatched;
use monitor::view::{Gap, HistoryFilter, HistoryQuery, HistorySort};

use crate::pretend::{Pretend, bot_id, bot_ref};

const HOST: &str = "platform.kore.ai";
const HOUR: Duration = Duration::from_hours(1);

/// All gaps that pages of one publish each tell of, as they come.
async fn paged(world: &Pretend, filter: &HistoryFilter, descending: bool) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut after = None;
    loop {
        let query = HistoryQuery {
            filter: filter.clone(),
            sort: HistorySort::Requested,
            descending,
            after,
            limit: 1,
        };
        let page = world.monitor.history_page(query).await.unwrap();
        if let Some(next) = &page.next {
            let here = |gap: &Gap| (gap.to > next.requested_at) == descending;
            assert!(page.gaps.iter().all(here), "{page:?}");
        }
        gaps.extend(page.gaps);
        after = page.next;
        if after.is_none() {
            return gaps;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn each_is_on_one_page_of_the_history_in_either_direction() {
    let mut world = Pretend::new();
    let account = world.add_account(HOST, 2).await;
    let bot = bot_id(HOST, 0);
    for _ in 0..3 {
        world.sky.publish(&bot, Duration::from_mins(1), false);
        world.pass(HOUR).await;
        world = world.reopen_after(2 * HOUR).await;
        world.pass(HOUR).await;
        world = world.reopen_after(Duration::from_mins(4)).await;
    }
    world.pass(HOUR).await;
    let one = HistoryFilter {
        account_id: Some(account.clone()),
        bot_id: Some(bot.clone()),
        ..HistoryFilter::default()
    };
    let own = world.monitor.bot(bot_ref(&account, &bot)).await.unwrap();
    let long = |gaps: &[Gap], shortest: Duration| -> Vec<Gap> {
        let shortest = i64::try_from(shortest.as_millis()).unwrap();
        let long = gaps.iter().filter(|gap| gap.to - gap.from >= shortest);
        long.cloned().collect()
    };
    let of_bot = long(&own.gaps, Duration::from_mins(1));
    assert!(of_bot.len() >= 6, "{of_bot:?}");
    for descending in [true, false] {
        let mut gaps = paged(&world, &one, descending).await;
        gaps.sort_by_key(|gap| std::cmp::Reverse(gap.from));
        assert_eq!(gaps, of_bot);

        let all = paged(&world, &HistoryFilter::default(), descending).await;
        assert_eq!(all.len(), 3, "nobody minds a restart: {all:?}");
        for gap in &all {
            assert_eq!(gap.why, [Unwatched::Closed]);
            let length = Duration::from_millis(u64::try_from(gap.to - gap.from).unwrap());
            assert!(length.abs_diff(2 * HOUR) < Duration::from_mins(2));
        }
    }

    // Within the time that is asked for.
    let within = HistoryFilter {
        to: Some(of_bot[1].from + 1),
        ..one.clone()
    };
    let until = paged(&world, &within, true).await;
    assert_eq!(until.len(), of_bot.len() - 1, "also one that ended later");
    let middle = of_bot[2].to;
    for (from, to, found) in [
        (Some(middle), None, 2),
        (None, Some(middle), of_bot.len() - 2),
    ] {
        let filter = HistoryFilter {
            from,
            to,
            ..one.clone()
        };
        assert_eq!(paged(&world, &filter, true).await.len(), found);
    }
    // Where no time is asked for, nothing is told of the time before the oldest publish.
    let late = bot_id(HOST, 1);
    world.sky.publish(&late, Duration::from_mins(1), false);
    world.pass(HOUR).await;
    let other = HistoryFilter {
        bot_id: Some(late),
        ..one.clone()
    };
    for descending in [true, false] {
        assert_eq!(paged(&world, &other, descending).await, []);
    }
    let by_length = HistoryQuery {
        sort: HistorySort::Duration,
        limit: 9,
        ..HistoryQuery::default()
    };
    let page = world.monitor.history_page(by_length).await.unwrap();
    assert_eq!(page.gaps, []);
}
