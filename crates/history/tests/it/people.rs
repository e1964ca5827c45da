//! What a person says about bots and accounts.

use domain::{BotId, PublishState};
use history::{BotChange, JobFilter, JobSort, NewBot, Person, Problem};

use crate::world::{World, at, job};

fn new<'a>(id: &'a BotId, name: &'a str, group: &'a str) -> NewBot<'a> {
    NewBot {
        id,
        name: Some(name),
        group: Some(group),
    }
}

#[test]
fn what_is_said_of_a_bot_comes_back_after_a_restart_as_it_was_applied() {
    let mut world = World::new();
    world.success(0, Some(&job("ds-1", -9, PublishState::Published)));
    let change = BotChange {
        name: Some(Some("Greeter".into())),
        group: Some(Some("Retail".into())),
        favourite: Some(true),
        note: Some(Some("Ask Ann\nbefore publishing".into())),
        archived_at: Some(Some(at(70))),
    };
    let mut expected = world.history.board().unwrap().remove(0);
    world
        .history
        .change_bot(&world.account, &world.bot, &change)
        .unwrap();
    change.apply(&mut expected);
    let mut world = world.again();
    assert_eq!(world.history.board().unwrap(), [expected.clone()]);
    assert_eq!(expected.archived_at, Some(at(70)));
    assert!(expected.job.is_some(), "the history stays");

    let less = BotChange {
        group: Some(None),
        archived_at: Some(None),
        ..BotChange::default()
    };
    world
        .history
        .change_bot(&world.account, &world.bot, &less)
        .unwrap();
    less.apply(&mut expected);
    assert_eq!(world.history.board().unwrap(), [expected.clone()]);
    assert_eq!(expected.name.as_deref(), Some("Greeter"), "not spoken of");
}

#[test]
fn bots_come_with_names_and_groups_and_those_there_already_stay_as_they_are() {
    let mut world = World::new();
    let (known, fresh) = (world.bot.clone(), BotId::new("st-2222"));
    let list = [
        new(&known, "Other", "Other"),
        new(&fresh, "Fresh", "Retail"),
    ];
    let added = world.history.add_named_bots(&world.account, &list, at(5));
    assert_eq!(added, Ok(1));
    let board = world.history.board().unwrap();
    assert_eq!(
        (board[0].name.as_deref(), board[0].group.as_deref()),
        (None, None)
    );
    assert_eq!(board[1].name.as_deref(), Some("Fresh"));
    assert_eq!(board[1].group.as_deref(), Some("Retail"));
}

#[test]
fn adding_an_archived_bot_takes_it_back_with_its_history_and_its_name() {
    let mut world = World::new();
    world.success(0, Some(&job("ds-1", -9, PublishState::Failed)));
    let away = BotChange {
        name: Some(Some("Greeter".into())),
        archived_at: Some(Some(at(9))),
        ..BotChange::default()
    };
    world
        .history
        .change_bot(&world.account, &world.bot, &away)
        .unwrap();
    let bot = world.bot.clone();
    let added = world
        .history
        .add_named_bots(&world.account, &[new(&bot, "Other", "G")], at(10));
    assert_eq!(added, Ok(1));
    let row = world.history.board().unwrap().remove(0);
    assert_eq!(
        (row.archived_at, row.name.as_deref()),
        (None, Some("Greeter"))
    );
    assert!(row.job.is_some());
}

#[test]
fn another_host_forgets_what_was_learned_of_the_old_one() {
    let mut world = World::new();
    let id = world.account.clone();
    world
        .history
        .set_account_host(&id, "https://de-platform.kore.ai")
        .unwrap();
    let kept = world.history.accounts().unwrap().remove(0);
    assert_eq!(kept.host, "https://de-platform.kore.ai");
    assert_eq!(
        (kept.path_form.as_str(), kept.claims_form.as_str()),
        ("", "")
    );
}

#[test]
fn signing_out_lasts_over_a_restart_until_a_secret_is_given() {
    let mut world = World::new();
    let id = world.account.clone();
    world.history.sign_out_account(&id).unwrap();
    let mut world = world.again();
    let kept = world.history.accounts().unwrap().remove(0);
    assert!(kept.signed_out && !kept.secret_in_keychain);
    assert_eq!(world.history.board().unwrap().len(), 1, "its bots stay");
    world.history.set_account_secret_place(&id, true).unwrap();
    assert!(!world.history.accounts().unwrap()[0].signed_out);
    let nobody = domain::AccountId::new("nobody");
    assert_eq!(world.history.sign_out_account(&nobody), Err(Problem::Gone));
}

#[test]
fn a_person_is_called_by_name_after_a_restart_and_stands_where_the_name_belongs() {
    let mut world = World::new();
    for (nr, who) in [(1, "u-3"), (2, "u-1"), (3, "u-2")] {
        let mut job = job(&format!("ds-{nr}"), nr * 10, PublishState::Published);
        job.started_by = Some(who.into());
        world.success(nr * 10 + 5, Some(&job));
    }
    world.history.name_person("u-3", Some("Ann")).unwrap();
    world.history.name_person("u-2", Some("Zoe")).unwrap();
    let nobody = world.history.name_person("u-9", Some("Bob"));
    assert_eq!(nobody, Err(Problem::Gone));

    let mut world = world.again();
    let named = |id: &str, name: Option<&str>| Person {
        id: id.into(),
        name: name.map(Into::into),
    };
    let (ann, zoe) = (named("u-3", Some("Ann")), named("u-2", Some("Zoe")));
    let people = world.history.people(9).unwrap();
    assert_eq!(people, [ann.clone(), zoe.clone(), named("u-1", None)]);
    assert_eq!(world.history.named_people().unwrap(), [zoe, ann.clone()]);
    let page = world
        .history
        .jobs_by(&JobFilter::default(), JobSort::Who, false, None, 9)
        .unwrap();
    let order: Vec<_> = page
        .jobs
        .iter()
        .map(|job| job.started_by.as_deref())
        .collect();
    assert_eq!(order, [Some("u-3"), Some("u-1"), Some("u-2")]);

    world.history.name_person("u-2", None).unwrap();
    assert_eq!(world.history.named_people().unwrap(), [ann]);
}
