use domain::{AlertKind, AlertRule, BotId, FailureKind, PublishState};
use history::{Change, Decision, NewAlert, Seen, Success, Told, Trouble, Whom, Why};
use jiff::SignedDuration;

use crate::world::{EVERY, World, at, job};

fn due(kind: AlertKind) -> Decision {
    Decision {
        alerts: vec![NewAlert {
            kind,
            told: Told::Due,
            still_for: None,
        }],
        end_quiets: Vec::new(),
    }
}

/// Records a reply; answers what the decision was made from, and how many alerts are new.
fn reply(
    world: &mut World,
    second: i64,
    state: PublishState,
    kind: AlertKind,
) -> (Option<Seen>, usize) {
    let told = job("ds-1", 10, state);
    let mut seen = None;
    let success = Success {
        account: &world.account,
        bot: &world.bot,
        at: at(second),
        every: EVERY,
        job: Some(&told),
    };
    let (_, added) = world
        .history
        .record_success_and_alert(&success, |facts| {
            seen = Some(facts.clone());
            due(kind)
        })
        .unwrap();
    (seen, added.len())
}

#[test]
fn a_publish_is_spoken_of_once_per_state_also_after_opening_again() {
    let mut world = World::new();
    assert_eq!(
        reply(&mut world, 20, PublishState::Failed, AlertKind::Failed).1,
        1
    );
    assert_eq!(
        reply(&mut world, 80, PublishState::Publishing, AlertKind::Failed).1,
        0
    );
    let mut world = world.again();
    assert_eq!(
        reply(&mut world, 140, PublishState::Failed, AlertKind::Failed).1,
        0
    );
    // Works again and published are one state of a publish.
    assert_eq!(
        reply(
            &mut world,
            200,
            PublishState::Published,
            AlertKind::WorksAgain
        )
        .1,
        1
    );
    assert_eq!(
        reply(
            &mut world,
            260,
            PublishState::Publishing,
            AlertKind::Published
        )
        .1,
        0
    );
    let kinds: Vec<_> = world
        .history
        .alerts(None, 9)
        .unwrap()
        .iter()
        .map(|row| row.kind)
        .collect();
    assert_eq!(kinds, [AlertKind::WorksAgain, AlertKind::Failed]);
}

#[test]
fn a_decision_sees_the_publish_before_and_after_the_reply() {
    let mut world = World::new();
    let (first, _) = reply(&mut world, 20, PublishState::Publishing, AlertKind::Started);
    let first = first.unwrap();
    assert_eq!((first.change, first.before), (Change::FirstSight, None));
    let (second, _) = reply(&mut world, 80, PublishState::Failed, AlertKind::Failed);
    let second = second.unwrap();
    assert_eq!(second.change, Change::Ended);
    assert_eq!(second.before.unwrap().state, PublishState::Publishing);
    assert_eq!(second.job.parts_failed, 1);
    assert_eq!(second.told, [AlertKind::Started]);
    // Nothing new and nothing running: nobody is asked.
    let (third, _) = reply(&mut world, 140, PublishState::Failed, AlertKind::Failed);
    assert!(third.is_none());
}

#[test]
fn standing_still_is_reckoned_within_one_stretch_of_watching_only() {
    let mut world = World::new();
    for second in [20, 80, 140] {
        let (seen, _) = reply(
            &mut world,
            second,
            PublishState::Publishing,
            AlertKind::Started,
        );
        assert_eq!(seen.unwrap().still_since, at(20), "{second}");
    }
    // The computer slept for an hour.
    let (seen, _) = reply(
        &mut world,
        3_800,
        PublishState::Publishing,
        AlertKind::Started,
    );
    assert_eq!(seen.unwrap().still_since, at(3_800));
}

#[test]
fn what_was_being_told_when_the_app_was_killed_is_not_told_again() {
    let mut world = World::new();
    reply(&mut world, 20, PublishState::Failed, AlertKind::Failed);
    let nr = world.history.alerts(None, 1).unwrap()[0].nr;
    assert_eq!(
        world.history.take_up_alerts(at(0)).unwrap().len(),
        1,
        "it is due"
    );
    world.history.mark_alerts(&[nr], Told::Telling).unwrap();
    let mut world = world.again();
    assert_eq!(world.history.take_up_alerts(at(0)).unwrap(), []);
    assert_eq!(world.history.alert(nr).unwrap().unwrap().told, Told::App);
    // What was told stays told.
    world.history.mark_alerts(&[nr], Told::Native).unwrap();
    assert_eq!(world.history.alert(nr).unwrap().unwrap().told, Told::App);
}

#[test]
fn what_became_due_long_ago_stays_in_the_list() {
    let mut world = World::new();
    reply(&mut world, 20, PublishState::Failed, AlertKind::Failed);
    assert_eq!(world.history.take_up_alerts(at(21)).unwrap(), []);
    assert_eq!(world.history.alerts(None, 1).unwrap()[0].told, Told::App);
}

#[test]
fn trouble_is_written_once_until_it_has_ended() {
    let mut world = World::new();
    let trouble = Trouble {
        kind: AlertKind::CannotCheck,
        account: Some(world.account.clone()),
        failure: Some(FailureKind::Server),
        told: Told::Due,
    };
    let away = Trouble {
        kind: AlertKind::Unreachable,
        account: None,
        ..trouble.clone()
    };
    let history = &mut world.history;
    assert!(history.begin_trouble(&trouble, at(5)).unwrap().is_some());
    assert!(history.begin_trouble(&away, at(5)).unwrap().is_some());
    assert!(history.begin_trouble(&trouble, at(6)).unwrap().is_none());
    assert!(history.begin_trouble(&away, at(6)).unwrap().is_none());
    assert_eq!(history.open_troubles().unwrap().len(), 2);
    let account = world.account.clone();
    assert!(
        history
            .end_trouble(AlertKind::CannotCheck, Some(&account), at(7))
            .unwrap()
    );
    assert!(
        !history
            .end_trouble(AlertKind::CannotCheck, Some(&account), at(8))
            .unwrap()
    );
    assert_eq!(
        history.open_troubles().unwrap(),
        [(AlertKind::Unreachable, None)]
    );
    assert!(history.begin_trouble(&trouble, at(9)).unwrap().is_some());
    assert!(
        history
            .end_trouble(AlertKind::Unreachable, None, at(9))
            .unwrap()
    );
}

#[test]
fn seeing_the_list_counts_down_and_never_ahead() {
    let mut world = World::new();
    reply(&mut world, 20, PublishState::Failed, AlertKind::Failed);
    let count = world.history.alert_count().unwrap();
    assert_eq!((count.to_look_at, count.newest), (1, 1));
    world.history.see_alerts(99).unwrap();
    let count = world.history.alert_count().unwrap();
    assert_eq!((count.to_look_at, count.seen), (0, 1));
    reply(&mut world, 80, PublishState::Publishing, AlertKind::Stuck);
    assert_eq!(world.history.alert_count().unwrap().to_look_at, 1);
    world.history.see_alerts(1).unwrap();
    assert_eq!(world.history.alert_count().unwrap().to_look_at, 1);
}

#[test]
fn the_list_goes_on_after_the_last_line_of_a_page() {
    let mut world = World::new();
    reply(&mut world, 20, PublishState::Failed, AlertKind::Failed);
    reply(
        &mut world,
        80,
        PublishState::Published,
        AlertKind::WorksAgain,
    );
    let first = world.history.alerts(None, 1).unwrap();
    let second = world.history.alerts(Some(first[0].nr), 1).unwrap();
    assert_eq!((first[0].nr, second[0].nr), (2, 1));
    assert_eq!(world.history.alerts(Some(1), 1).unwrap(), []);
}

#[test]
fn choices_are_kept_changed_and_taken_back() {
    let mut world = World::new();
    let bot = Whom::Bot(world.account.clone(), world.bot.clone());
    let group = Whom::Group("Shops".into());
    let history = &mut world.history;
    for whom in [&bot, &group, &Whom::All] {
        history
            .choose_rule(whom, AlertRule::Failed, Some(false))
            .unwrap();
        history
            .choose_rule(whom, AlertRule::Failed, Some(true))
            .unwrap();
    }
    let choices = history.rule_choices().unwrap();
    assert_eq!(choices.len(), 3);
    assert!(choices.iter().all(|choice| choice.on));
    assert_eq!(choices[0].whom, Whom::All);
    history
        .choose_rule(&group, AlertRule::Failed, None)
        .unwrap();
    assert_eq!(history.rule_choices().unwrap().len(), 2);
}

#[test]
fn a_quiet_is_replaced_ends_with_time_and_goes_with_its_bot() {
    let mut world = World::new();
    let bot = Whom::Bot(world.account.clone(), world.bot.clone());
    let history = &mut world.history;
    history
        .quieten(&bot, Why::Muted, at(0), Some(at(60)))
        .unwrap();
    history
        .quieten(&bot, Why::Muted, at(0), Some(at(120)))
        .unwrap();
    history.quieten(&bot, Why::OnIt, at(0), None).unwrap();
    assert_eq!(history.quiets(at(100)).unwrap().len(), 2);
    assert_eq!(history.quiets(at(120)).unwrap().len(), 1);
    // Set back by an hour: nobody knows how long an hour would then be.
    assert_eq!(history.quiets(at(-3_600)).unwrap().len(), 1);
    assert!(
        history
            .quieten(&Whom::All, Why::Muted, at(0), None)
            .is_err()
    );
    let (account, id) = (world.account.clone(), world.bot.clone());
    history.remove_bot(&account, &id).unwrap();
    assert_eq!(history.quiets(at(100)).unwrap(), []);
    let nobody = Whom::Bot(account, BotId::new("st-0"));
    assert!(history.quieten(&nobody, Why::OnIt, at(0), None).is_err());
}

#[test]
fn still_for_comes_back() {
    let mut world = World::new();
    let told = job("ds-1", 10, PublishState::Publishing);
    let success = Success {
        account: &world.account,
        bot: &world.bot,
        at: at(20),
        every: EVERY,
        job: Some(&told),
    };
    let decision = Decision {
        alerts: vec![NewAlert {
            kind: AlertKind::Stuck,
            told: Told::Muted,
            still_for: Some(SignedDuration::from_mins(31)),
        }],
        end_quiets: Vec::new(),
    };
    let (_, added) = world
        .history
        .record_success_and_alert(&success, |_| decision)
        .unwrap();
    assert_eq!(added[0].still_for, Some(SignedDuration::from_mins(31)));
    assert_eq!(added[0].told, Told::Muted);
    assert_eq!(
        world.history.alert_count().unwrap().to_look_at,
        0,
        "it was muted"
    );
}
