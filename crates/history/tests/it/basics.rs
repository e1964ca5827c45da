//! What is recorded comes back.

use domain::{AccountId, BotId, Colour, FailureKind, PublishState, Unwatched};
use history::{Absence, BotChange, Change, Gap, JobFilter, Problem, Progress};
use jiff::SignedDuration;

use crate::world::{World, account, at, job, part};

fn named(name: &str) -> BotChange {
    BotChange {
        name: Some(Some(name.into())),
        ..BotChange::default()
    }
}

#[test]
fn the_first_sight_is_a_baseline_and_comes_back_whole_after_a_restart() {
    let mut world = World::new();
    let told = job("ds-1", -500, PublishState::Failed);
    let recorded = world.success(10, Some(&told));
    assert_eq!(recorded.change, Change::FirstSight);
    let world = world.again();

    let stored = world.history.job(recorded.job.unwrap()).unwrap().unwrap();
    assert_eq!(stored.job_id, told.id);
    assert_eq!(stored.resources, told.resources);
    assert_eq!(stored.version_comment, told.version_comment);
    assert!(stored.row.before_watching);
    assert_eq!(stored.row.duration, told.duration());
    assert_eq!(stored.row.ended_at, told.modified_at);
    assert_eq!((stored.row.parts, stored.row.parts_failed), (2, 1));
    assert_eq!(
        stored.progress,
        [Progress {
            at: at(10),
            percent: Some(100),
            parts_published: 1,
            parts_failed: 1
        }]
    );
    let board = world.history.board().unwrap();
    assert_eq!(board.len(), 1);
    assert_eq!(board[0].last_success, Some(at(10)));
    assert_eq!(board[0].job.as_ref(), Some(&stored.row));
    let one = world.history.board_row(&world.account, &world.bot);
    assert_eq!(one.unwrap().unwrap(), board[0]);
}

#[test]
fn a_publish_is_followed_from_its_start_to_its_end() {
    let mut world = World::new();
    world.success(0, None);
    let mut told = job("ds-1", 5, PublishState::Publishing);
    let first = world.success(10, Some(&told));
    assert_eq!(first.change, Change::NewJob);
    told.percent = Some(60);
    assert_eq!(world.success(20, Some(&told)).change, Change::Moved);
    told.resources[1] = part("CHANNELS", PublishState::Published);
    assert_eq!(world.success(30, Some(&told)).change, Change::Moved);
    told.modified_at = Some(at(35));
    assert_eq!(world.success(35, Some(&told)).change, Change::Same);
    told.state = PublishState::Published;
    told.percent = Some(100);
    assert_eq!(world.success(40, Some(&told)).change, Change::Ended);
    assert_eq!(world.success(50, Some(&told)).change, Change::Same);

    let stored = world.history.job(first.job.unwrap()).unwrap().unwrap();
    let seen: Vec<_> = stored
        .progress
        .iter()
        .map(|sample| (sample.at, sample.percent, sample.parts_published))
        .collect();
    assert_eq!(
        seen,
        [
            (at(10), Some(40), 1),
            (at(20), Some(60), 1),
            (at(30), Some(60), 2),
            (at(40), Some(100), 2)
        ]
    );
    assert!(!stored.row.before_watching);
    let row = &world.history.board().unwrap()[0];
    assert_eq!(row.changed_at, Some(at(40)));
    assert_eq!(row.last_success, Some(at(50)));
}

#[test]
fn a_publish_between_two_checks_is_found_by_its_id_or_its_time() {
    let mut world = World::new();
    world.success(0, Some(&job("ds-1", -9, PublishState::Published)));
    let by_id = world.success(60, Some(&job("ds-2", -9, PublishState::Published)));
    let by_time = world.success(120, Some(&job("ds-2", 70, PublishState::Failed)));
    assert_eq!(
        (by_id.change, by_time.change),
        (Change::NewJob, Change::NewJob)
    );
    assert_eq!(world.history.job_count().unwrap(), 3);
}

#[test]
fn two_absent_times_are_the_same_job() {
    let mut world = World::new();
    let mut told = job("ds-1", 0, PublishState::Publishing);
    told.requested_at = None;
    let first = world.success(10, Some(&told));
    told.state = PublishState::Failed;
    let second = world.success(20, Some(&told));
    assert_eq!(first.job, second.job);
    let stored = world.history.job(first.job.unwrap()).unwrap().unwrap();
    assert_eq!(stored.row.requested_at, at(10), "the first sight stands in");
}

#[test]
fn a_job_that_vanishes_stays_known() {
    let mut world = World::new();
    let first = world.success(0, Some(&job("ds-1", -9, PublishState::Published)));
    let none = world.success(60, None);
    assert_eq!((none.job, none.change), (first.job, Change::Same));
    assert!(world.history.board().unwrap()[0].job.is_some());
}

#[test]
fn a_failed_check_keeps_the_last_known_state_and_the_time_of_the_first_failure() {
    let mut world = World::new();
    world.success(0, Some(&job("ds-1", -9, PublishState::Published)));
    let before = world.history.board().unwrap().remove(0);
    for (second, kind) in [(60, FailureKind::Unreachable), (90, FailureKind::Server)] {
        world
            .history
            .record_failure(&world.account, &world.bot, at(second), kind, "no answer")
            .unwrap();
    }
    let row = world.history.board().unwrap().remove(0);
    let failure = row.failure.clone().unwrap();
    assert_eq!((failure.kind, failure.since), (FailureKind::Server, at(60)));
    assert_eq!(row.last_attempt, Some(at(90)));
    assert_eq!(
        (row.job, row.last_success),
        (before.job, before.last_success)
    );
    world.success(120, None);
    assert_eq!(world.history.board().unwrap()[0].failure, None);
}

#[test]
fn time_that_was_not_watched_is_a_gap() {
    let mut world = World::new();
    for second in [0, 60, 120, 1_000, 1_060, 5_000] {
        world.success(second, None);
    }
    let gap = |from, to| Gap {
        from: at(from),
        to: at(to),
        why: vec![Unwatched::Untold],
    };
    let gaps = |now, limit| {
        let (account, bot) = (&world.account, &world.bot);
        world.history.gaps(account, bot, now, limit).unwrap()
    };
    assert_eq!(gaps(None, 50), [gap(1_060, 5_000), gap(120, 1_000)]);
    assert_eq!(gaps(Some(at(5_134)), 1), [gap(1_060, 5_000)]);
    assert_eq!(gaps(Some(at(5_135)), 1), [gap(5_000, 5_135)]);

    let between = |from, to, shortest| {
        let (account, bot) = (&world.account, &world.bot);
        let shortest = SignedDuration::from_secs(shortest);
        let gaps =
            world
                .history
                .gaps_between(account, bot, (at(from), at(to)), shortest, at(5_135));
        gaps.unwrap()
    };
    let all = [gap(5_000, 5_135), gap(1_060, 5_000), gap(120, 1_000)];
    assert_eq!(between(-9, 9_000, 1), all);
    assert_eq!(between(-9, 5_134, 1), all[1..]);
    assert_eq!(between(1_000, 5_000, 1), all[1..2]);
    assert_eq!(between(999, 4_999, 1), all[2..]);
    assert_eq!(between(-9, 9_000, 3_940), all[1..2]);
    assert_eq!(between(-9, 9_000, 3_941), []);
}

#[test]
fn a_gap_says_why() {
    let mut world = World::new();
    let offline = Absence {
        account: None,
        why: Unwatched::Offline,
        since: at(100),
    };
    let note = |world: &mut World, since, lasting: &[Absence], now| {
        world.history.note_absences(at(since), lasting, at(now))
    };
    note(&mut world, 0, &[], 0).unwrap();
    world.success(0, None);
    note(&mut world, 0, std::slice::from_ref(&offline), 900).unwrap();
    note(&mut world, 0, &[], 1_000).unwrap();
    note(&mut world, 8_000, &[], 9_000).unwrap();
    world.success(8_010, None);
    let bot = |world: &World| (world.account.clone(), world.bot.clone());
    let (account, id) = bot(&world);
    let gaps = world.history.gaps(&account, &id, None, 9).unwrap();
    assert_eq!(gaps[0].why, [Unwatched::Offline, Unwatched::Closed]);

    let paused = Absence {
        account: None,
        why: Unwatched::Paused,
        since: at(9_000),
    };
    note(&mut world, 8_000, &[paused], 12_000).unwrap();
    world.success(12_010, None);
    let gaps = world.history.gaps(&account, &id, None, 9).unwrap();
    assert_eq!(gaps[0].why, [Unwatched::Late, Unwatched::Paused]);
    let all = (at(0), at(12_020));
    let second = SignedDuration::from_secs(1);
    let between = world
        .history
        .gaps_between(&account, &id, all, second, at(12_020));
    assert_eq!(between.unwrap(), gaps);

    let pieces = world.history.coverage(&account, &id, at(12_020)).unwrap();
    assert_eq!(pieces[0].since, at(0));
    assert_eq!(pieces.last().unwrap().until, at(12_020));
    assert!(pieces.windows(2).all(|pair| pair[0].until == pair[1].since));
}

#[test]
fn a_bot_that_failed_alone_says_so_in_its_gap() {
    let mut world = World::new();
    world.history.note_absences(at(0), &[], at(0)).unwrap();
    world.success(0, None);
    let (account, id) = (world.account.clone(), world.bot.clone());
    for second in [60, 300] {
        world
            .history
            .record_failure(&account, &id, at(second), FailureKind::Server, "HTTP 503")
            .unwrap();
    }
    world.history.note_absences(at(0), &[], at(600)).unwrap();
    world.success(600, None);
    let gaps = world.history.gaps(&account, &id, None, 9).unwrap();
    assert_eq!(gaps[0].why, [Unwatched::Failing]);
}

#[test]
fn accounts_and_bots_are_kept_changed_and_removed_with_their_history() {
    let mut world = World::new();
    world.history.add_account(&account("b")).unwrap();
    let b = AccountId::new("b");
    let bots = [BotId::new("st-1111"), BotId::new("st-2222")];
    assert_eq!(world.history.add_bots(&b, &bots, at(1)).unwrap(), 2);
    assert_eq!(world.history.add_bots(&b, &bots, at(2)).unwrap(), 0);
    world
        .history
        .change_account(&b, "Bee", Colour::Sky)
        .unwrap();
    world.history.set_account_secret_place(&b, false).unwrap();
    world
        .history
        .set_account_habits(&b, "versioned", "least")
        .unwrap();
    world
        .history
        .change_bot(&b, &bots[0], &named("Greeter"))
        .unwrap();
    let kept = world.history.accounts().unwrap().remove(1);
    assert_eq!(
        (kept.name.as_str(), kept.colour, kept.secret_in_keychain),
        ("Bee", Colour::Sky, false)
    );
    assert_eq!(
        (kept.path_form.as_str(), kept.claims_form.as_str()),
        ("versioned", "least")
    );

    world.success(0, Some(&job("ds-1", -9, PublishState::Published)));
    world.account = b.clone();
    world.success(0, Some(&job("ds-1", -9, PublishState::Published)));
    let rows = world
        .history
        .jobs(&JobFilter::default(), None, 9)
        .unwrap()
        .jobs;
    assert_eq!(rows[0].bot_name.as_deref(), Some("Greeter"));
    assert_eq!(rows.len(), 2);

    world.history.remove_bot(&b, &bots[1]).unwrap();
    assert_eq!(world.history.board().unwrap().len(), 2);
    world.history.remove_account(&b).unwrap();
    assert_eq!(world.history.board().unwrap().len(), 1);
    assert_eq!(world.history.job_count().unwrap(), 1);
    assert_eq!(world.history.job(rows[0].row).unwrap(), None);
}

#[test]
fn what_is_not_there_is_gone_and_nothing_is_written() {
    let mut world = World::new();
    let nobody = AccountId::new("nobody");
    let bot = world.bot.clone();
    let history = &mut world.history;
    assert_eq!(
        history.change_account(&nobody, "x", Colour::None),
        Err(Problem::Gone)
    );
    assert_eq!(
        history.add_bots(&nobody, std::slice::from_ref(&bot), at(0)),
        Err(Problem::Gone)
    );
    assert_eq!(
        history.change_bot(&nobody, &bot, &named("x")),
        Err(Problem::Gone)
    );
    let failed = history.record_failure(&nobody, &bot, at(0), FailureKind::Server, "");
    assert_eq!(failed, Err(Problem::Gone));
    assert_eq!(history.remove_account(&nobody), Ok(()));
}

#[test]
fn settings_are_kept() {
    let mut world = World::new();
    assert_eq!(world.history.setting("theme").unwrap(), None);
    world.history.set_setting("theme", "dark").unwrap();
    world.history.set_setting("theme", "light").unwrap();
    let world = world.again();
    assert_eq!(
        world.history.setting("theme").unwrap().as_deref(),
        Some("light")
    );
}

#[test]
fn a_reader_sees_what_is_committed_and_goes_with_another_thread() {
    let mut world = World::new();
    let reader = world.history.reader().unwrap();
    world.success(0, Some(&job("ds-1", -9, PublishState::Published)));
    let board = std::thread::spawn(move || reader.board().unwrap())
        .join()
        .unwrap();
    assert_eq!(board, world.history.board().unwrap());
    assert!(world.history.file_bytes() > 0);
}

#[test]
fn times_of_all_bots_are_added_up_from_the_moment_in_which_each_was_added() {
    let mut world = World::new();
    world.success(0, None);
    world.success(60, None);
    world.success(120, None);
    let late = BotId::new("st-late");
    let (account, first) = (world.account.clone(), world.bot.clone());
    world
        .history
        .add_bots(&account, std::slice::from_ref(&late), at(100))
        .unwrap();
    let (told, bots) = world.history.watching(at(-1_000), at(130), 10).unwrap();
    assert_eq!(bots, 2);
    let total: i64 = told.values().map(jiff::SignedDuration::as_secs).sum();
    assert_eq!(total, 130 + 30, "{told:?}");
    assert_eq!(told[&None].as_secs(), 120, "{told:?}");
    let alone = world.history.watching(at(-1_000), at(130), 1).unwrap();
    assert_eq!(alone.1, 1, "no more than were asked for");
    let away = BotChange {
        archived_at: Some(Some(at(125))),
        ..BotChange::default()
    };
    world.history.change_bot(&account, &first, &away).unwrap();
    let (told, bots) = world.history.watching(at(-1_000), at(130), 10).unwrap();
    let total: i64 = told.values().map(jiff::SignedDuration::as_secs).sum();
    assert_eq!((bots, total), (1, 30), "{told:?}");

    let mut archived = Vec::new();
    let bots = world
        .history
        .each_stretch(None, at(-1_000), at(130), 10, |piece, is_archived| {
            if is_archived {
                archived.push((piece.since, piece.until));
            }
        });
    assert_eq!(bots, Ok(1));
    let ends = (archived[0].0, archived.last().unwrap().1);
    assert_eq!(ends, (at(0), at(125)), "until it was archived");
}
