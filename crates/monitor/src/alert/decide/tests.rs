use domain::{AccountId, BotId, PLAIN_STUCK_AFTER};
use history::{JobRow, Quiet};

use super::*;

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + 60 * minute).unwrap()
}

fn job(state: PublishState) -> JobRow {
    JobRow {
        row: 7,
        account: AccountId::new("a"),
        bot: BotId::new("st-1"),
        bot_name: None,
        state,
        server_status: None,
        awaiting_approval: false,
        percent: None,
        requested_at: at(0),
        started_at: None,
        ended_at: None,
        duration: None,
        started_by: None,
        parts: 4,
        parts_published: 0,
        parts_failed: 0,
        before_watching: false,
    }
}

fn seen(change: Change, state: PublishState, before: Option<PublishState>) -> Seen {
    Seen {
        change,
        job: job(state),
        before: before.map(|state| JobBefore {
            state,
            awaiting_approval: false,
            parts_failed: 0,
        }),
        last_ended: None,
        still_since: at(0),
        told: Vec::new(),
        choices: Vec::new(),
        quiets: Vec::new(),
        group_fails: false,
    }
}

fn ended(state: PublishState) -> LastEnded {
    LastEnded {
        state,
        parts_failed: 0,
        requested_at: at(-60),
    }
}

fn kinds(seen: &Seen) -> Vec<AlertKind> {
    told(seen).into_iter().map(|(kind, _)| kind).collect()
}

fn told(seen: &Seen) -> Vec<(AlertKind, Told)> {
    decide(seen, at(1), false, PLAIN_STUCK_AFTER)
        .alerts
        .into_iter()
        .map(|alert| (alert.kind, alert.told))
        .collect()
}

fn bot() -> Whom {
    Whom::Bot(AccountId::new("a"), BotId::new("st-1"))
}

fn quiet(whom: Whom, why: Why, until: Option<Timestamp>) -> Quiet {
    Quiet {
        nr: 3,
        whom,
        why,
        since: at(0),
        until,
    }
}

use PublishState::{Failed, Published, Publishing, Waiting};

#[test]
fn the_first_sight_of_a_bot_is_no_news() {
    for state in [Failed, Published, Publishing, Waiting] {
        let mut first = seen(Change::FirstSight, state, None);
        first.still_since = at(-500);
        assert_eq!(
            decide(&first, at(1), true, PLAIN_STUCK_AFTER),
            Decision::default()
        );
    }
}

#[test]
fn a_publish_that_ended_between_two_checks_is_told() {
    assert_eq!(
        kinds(&seen(Change::NewJob, Failed, None)),
        [AlertKind::Failed]
    );
}

#[test]
fn an_older_publish_that_the_server_tells_of_is_no_news() {
    let mut old = seen(Change::NewJob, Failed, None);
    old.last_ended = Some(LastEnded {
        requested_at: at(5),
        ..ended(Published)
    });
    assert_eq!(kinds(&old), []);
    let again = seen(Change::Moved, Failed, Some(Failed));
    assert_eq!(kinds(&again), []);
}

#[test]
fn parts_that_failed_make_a_publish_that_did_not_work() {
    let mut parts = seen(Change::Ended, Published, Some(Publishing));
    parts.job.parts_failed = 2;
    parts.last_ended = Some(ended(Failed));
    assert_eq!(kinds(&parts), [AlertKind::PartsFailed]);
    // A part that fails while the publish runs is told at its end.
    let mut running = seen(Change::Moved, Publishing, Some(Publishing));
    running.job.parts_failed = 1;
    assert_eq!(kinds(&running), []);
    // The next whole success works again.
    let mut next = seen(Change::NewJob, Published, None);
    next.last_ended = Some(LastEnded {
        parts_failed: 2,
        ..ended(Published)
    });
    assert_eq!(kinds(&next), [AlertKind::WorksAgain]);
}

#[test]
fn a_success_is_told_after_a_failure_only() {
    let mut success = seen(Change::Ended, Published, Some(Publishing));
    success.last_ended = Some(ended(Published));
    assert_eq!(kinds(&success), []);
    success.last_ended = Some(ended(Failed));
    assert_eq!(kinds(&success), [AlertKind::WorksAgain]);
    // The same publish, told as failed before.
    success.last_ended = None;
    success.before = Some(JobBefore {
        state: Failed,
        awaiting_approval: false,
        parts_failed: 0,
    });
    success.told = vec![AlertKind::Failed];
    assert_eq!(kinds(&success), [AlertKind::WorksAgain]);
}

#[test]
fn what_waits_for_an_approval_works_when_it_is_approved() {
    let mut filed = seen(Change::Ended, Published, Some(Publishing));
    filed.last_ended = Some(ended(Failed));
    filed.job.awaiting_approval = true;
    assert_eq!(kinds(&filed), []);
    let mut approved = seen(Change::Moved, Published, Some(Published));
    approved.last_ended = Some(ended(Failed));
    approved.before.as_mut().unwrap().awaiting_approval = true;
    assert_eq!(kinds(&approved), [AlertKind::WorksAgain]);
}

#[test]
fn a_followed_publish_is_told_from_begin_to_end() {
    let of = |seen: &Seen| {
        decide(seen, at(1), true, PLAIN_STUCK_AFTER)
            .alerts
            .iter()
            .map(|alert| alert.kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of(&seen(Change::NewJob, Publishing, None)),
        [AlertKind::Started]
    );
    assert_eq!(
        of(&seen(Change::Moved, Publishing, Some(Waiting))),
        [AlertKind::Started]
    );
    assert_eq!(of(&seen(Change::Moved, Publishing, Some(Publishing))), []);
    assert_eq!(
        of(&seen(Change::Ended, Published, Some(Publishing))),
        [AlertKind::Published]
    );
}

#[test]
fn standing_still_is_told_after_half_an_hour_once() {
    let mut still = seen(Change::Same, Publishing, Some(Publishing));
    still.still_since = at(-28);
    assert_eq!(kinds(&still), []);
    still.still_since = at(-29);
    assert_eq!(kinds(&still), [AlertKind::Stuck]);
    still.told = vec![AlertKind::Stuck];
    assert_eq!(kinds(&still), []);
}

#[test]
fn the_bots_own_choice_goes_before_its_groups_and_that_before_the_one_for_all() {
    let choice = |whom, on| RuleChoice {
        whom,
        rule: AlertRule::Failed,
        on,
    };
    let mut failed = seen(Change::NewJob, Failed, None);
    failed.choices = vec![choice(Whom::All, false)];
    assert_eq!(kinds(&failed), []);
    failed
        .choices
        .push(choice(Whom::Group("Shops".into()), true));
    assert_eq!(kinds(&failed), [AlertKind::Failed]);
    failed.choices.push(choice(bot(), false));
    assert_eq!(kinds(&failed), []);
}

#[test]
fn muted_for_a_while_all_stays_in_the_list_until_it_works_only_what_is_bad() {
    let mut failed = seen(Change::NewJob, Failed, None);
    let mut works = seen(Change::NewJob, Published, None);
    works.last_ended = Some(ended(Failed));
    for one in [&mut failed, &mut works] {
        one.quiets = vec![quiet(bot(), Why::Muted, Some(at(60)))];
        assert_eq!(told(one)[0].1, Told::Muted);
        one.quiets = vec![quiet(bot(), Why::Muted, Some(at(1)))];
        assert_eq!(told(one)[0].1, Told::Due, "it is over");
        one.quiets = vec![quiet(bot(), Why::Muted, None)];
    }
    assert_eq!(told(&failed), [(AlertKind::Failed, Told::Muted)]);
    assert_eq!(told(&works), [(AlertKind::WorksAgain, Told::Due)]);
    assert_eq!(
        decide(&works, at(1), false, PLAIN_STUCK_AFTER).end_quiets,
        [3]
    );
    assert_eq!(
        decide(&failed, at(1), false, PLAIN_STUCK_AFTER).end_quiets,
        [0; 0]
    );
}

#[test]
fn while_somebody_is_on_it_failures_stay_in_the_list_and_working_again_is_told() {
    let mut failed = seen(Change::NewJob, Failed, None);
    failed.quiets = vec![quiet(bot(), Why::OnIt, Some(at(24 * 60)))];
    assert_eq!(told(&failed), [(AlertKind::Failed, Told::OnIt)]);
    let mut works = seen(Change::NewJob, Published, None);
    works.last_ended = Some(ended(Failed));
    works.quiets.clone_from(&failed.quiets);
    assert_eq!(told(&works), [(AlertKind::WorksAgain, Told::Due)]);
    assert_eq!(
        decide(&works, at(1), false, PLAIN_STUCK_AFTER).end_quiets,
        [3]
    );
}

#[test]
fn a_group_is_muted_until_all_of_it_works() {
    let mut works = seen(Change::NewJob, Published, None);
    works.quiets = vec![quiet(Whom::Group("Shops".into()), Why::Muted, None)];
    works.group_fails = true;
    assert_eq!(
        decide(&works, at(1), false, PLAIN_STUCK_AFTER).end_quiets,
        [0; 0]
    );
    works.group_fails = false;
    assert_eq!(
        decide(&works, at(1), false, PLAIN_STUCK_AFTER).end_quiets,
        [3]
    );
}
