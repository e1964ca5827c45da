//! Every order and filter against a plain one over all lines, while jobs arrive.

use domain::{AccountId, BotId, ClientId, JobId, PublishJob, PublishState, Resource};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;
use crate::list_filter::Parts;
use crate::migrations::{STEPS, migrate};
use crate::{AccountRecord, BotChange, History, NewBot, StoredJob, Success};

const KINDS: [&str; 3] = ["dialog", "SETTINGS", "NL"];
const SORTS: [JobSort; 6] = [
    JobSort::Requested,
    JobSort::Duration,
    JobSort::Bot,
    JobSort::Account,
    JobSort::State,
    JobSort::Who,
];

/// A job to come: bot 0 to 3, second asked for, state, person, seconds it took, failed part.
type Arrival = (usize, i64, usize, usize, i64, usize);

struct World {
    _folder: tempfile::TempDir,
    history: History,
    places: Vec<(AccountId, BotId)>,
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.sqlite3");
    let mut history = History::open(&path, at(0)).unwrap().history;
    let mut places = Vec::new();
    // The same bot in both accounts, and one of its own; two bots of one name.
    for (account, name) in [("b", "One"), ("a", "two")] {
        let id = AccountId::new(account);
        history
            .add_account(&AccountRecord {
                name: name.into(),
                secret_in_keychain: true,
                ..AccountRecord::new(
                    id.clone(),
                    "https://platform.kore.ai",
                    ClientId::new("cs-1"),
                    at(0),
                )
            })
            .unwrap();
        for (bot, name) in [("st-1111", Some("Travel")), ("st-2222", None)] {
            let bot = BotId::new(bot);
            let new = NewBot {
                id: &bot,
                name,
                group: name.map(|_| "Trips"),
            };
            history.add_named_bots(&id, &[new], at(0)).unwrap();
            places.push((id.clone(), bot));
        }
    }
    World {
        _folder: folder,
        history,
        places,
    }
}

impl World {
    fn arrive(&mut self, number: usize, arrival: Arrival) {
        let (bot, second, state, who, took, failed) = arrival;
        let (account, bot) = self.places[bot].clone();
        let state = STATES[state];
        // Not every bot has parts of every kind.
        let kinds = &KINDS[..=number % KINDS.len()];
        let part = |(position, kind): (usize, &&str)| Resource {
            id: Some((*kind).into()),
            kind: Some((*kind).into()),
            name: None,
            state: if position == failed {
                PublishState::Failed
            } else {
                PublishState::Published
            },
            server_status: None,
            modules: vec![],
            awaiting_approval: false,
            published_at: None,
        };
        let job = PublishJob {
            id: Some(JobId::new(format!("ds-{number}"))),
            bot_id: None,
            state,
            server_status: None,
            percent: None,
            requested_at: Some(at(second)),
            started_at: Some(at(second)),
            modified_at: state.is_over().then(|| at(second + took)),
            started_by: (who > 0).then(|| format!("u-{who}")),
            version_comment: None,
            resources: kinds.iter().enumerate().map(part).collect(),
        };
        let success = Success {
            account: &account,
            bot: &bot,
            at: at(10_000),
            every: SignedDuration::from_secs(60),
            job: Some(&job),
        };
        self.history.record_success(&success).unwrap();
    }

    /// Everything there is, as it was stored, newest first.
    fn all(&self) -> Vec<StoredJob> {
        let count = i64::try_from(self.history.job_count().unwrap()).unwrap();
        let mut all: Vec<StoredJob> = (1..=count)
            .map(|row| self.history.job(row).unwrap().unwrap())
            .collect();
        all.sort_by_key(|job| std::cmp::Reverse((job.row.requested_at, job.row.row)));
        all
    }

    fn page(
        &self,
        filter: &JobFilter,
        (sort, descending): (JobSort, bool),
        most: u32,
        after: Option<&ListPlace>,
        limit: usize,
    ) -> JobPage {
        self.history
            .read_as_one(|conn| {
                let Some(wanted) = Wanted::resolve(conn, filter)? else {
                    return Ok(JobPage::default());
                };
                let blocks = Blocks::read(conn, sort, descending)?;
                let list = List {
                    conn,
                    short: most,
                    wanted,
                    sort,
                    blocks,
                    descending,
                };
                list.page(after, limit)
            })
            .unwrap()
    }
}

fn fits(filter: &JobFilter, job: &StoredJob) -> bool {
    let row = &job.row;
    let parts = job.resources.iter();
    let failed = |part: &&Resource| part.state == PublishState::Failed;
    let of = |kinds: &[String], part: &Resource| {
        part.kind.as_ref().is_some_and(|kind| kinds.contains(kind))
    };
    let has_parts = match &filter.parts {
        None => true,
        Some(Parts::Failed) => parts.clone().any(|part| failed(&part)),
        Some(Parts::OfKinds(kinds)) => parts.clone().any(|part| of(kinds, part)),
        Some(Parts::FailedOfKinds(kinds)) => {
            parts.clone().any(|part| failed(&part) && of(kinds, part))
        }
    };
    let group = row.bot_name.as_ref().map_or("", |_| "Trips");
    filter.account.as_ref().is_none_or(|id| *id == row.account)
        && filter.bot.as_ref().is_none_or(|id| *id == row.bot)
        && filter.group.as_ref().is_none_or(|wanted| wanted == group)
        && (filter.states.is_empty() || filter.states.contains(&row.state))
        && filter.who.is_none_or_same(row.started_by.as_ref())
        && filter.from.is_none_or(|from| row.requested_at >= from)
        && filter.to.is_none_or(|to| row.requested_at < to)
        && has_parts
}

trait NoneOrSame {
    fn is_none_or_same(&self, other: Option<&String>) -> bool;
}

impl NoneOrSame for Option<String> {
    fn is_none_or_same(&self, other: Option<&String>) -> bool {
        self.as_ref().is_none_or(|own| Some(own) == other)
    }
}

/// Each half of a filter alone, and some together.
fn filters() -> Vec<JobFilter> {
    let none = JobFilter::default();
    let kinds = |kinds: &[&str]| kinds.iter().map(|kind| (*kind).to_owned()).collect();
    let mut all = vec![
        none.clone(),
        JobFilter {
            account: Some(AccountId::new("a")),
            ..none.clone()
        },
        JobFilter {
            bot: Some(BotId::new("st-2222")),
            ..none.clone()
        },
        JobFilter {
            account: Some(AccountId::new("b")),
            bot: Some(BotId::new("st-1111")),
            ..none.clone()
        },
        JobFilter {
            group: Some("Trips".into()),
            ..none.clone()
        },
        JobFilter {
            group: Some(String::new()),
            ..none.clone()
        },
        JobFilter {
            states: vec![PublishState::Failed],
            ..none.clone()
        },
        JobFilter {
            states: vec![PublishState::Publishing, PublishState::Waiting],
            ..none.clone()
        },
        JobFilter {
            parts: Some(Parts::Failed),
            ..none.clone()
        },
        JobFilter {
            parts: Some(Parts::OfKinds(kinds(&["NL", "SETTINGS"]))),
            ..none.clone()
        },
        JobFilter {
            parts: Some(Parts::FailedOfKinds(kinds(&["SETTINGS"]))),
            ..none.clone()
        },
        JobFilter {
            who: Some("u-1".into()),
            ..none.clone()
        },
        JobFilter {
            from: Some(at(3)),
            to: Some(at(9)),
            ..none.clone()
        },
    ];
    for (one, other) in [(1, 6), (4, 11), (8, 11), (6, 12), (2, 12)] {
        let (one, other): (JobFilter, JobFilter) = (all[one].clone(), all[other].clone());
        all.push(JobFilter {
            account: one.account.or(other.account),
            bot: one.bot.or(other.bot),
            group: one.group.or(other.group),
            states: [one.states, other.states].concat(),
            parts: one.parts.or(other.parts),
            who: one.who.or(other.who),
            from: one.from.or(other.from),
            to: one.to.or(other.to),
        });
    }
    all
}

/// The order said plainly: what comes first is less.
fn plain(sort: JobSort, descending: bool, a: &JobRow, b: &JobRow) -> std::cmp::Ordering {
    let flip = |order: std::cmp::Ordering| if descending { order.reverse() } else { order };
    let newest = || (b.requested_at, b.row).cmp(&(a.requested_at, a.row));
    let name = |row: &JobRow| {
        let shown = row.bot_name.clone().unwrap_or(row.bot.as_str().to_owned());
        (shown.to_lowercase(), row.bot.as_str().to_owned())
    };
    let account = |row: &JobRow| match row.account.as_str() {
        "b" => ("one", "b"),
        _ => ("two", "a"),
    };
    let state = |row: &JobRow| STATES.iter().position(|state| *state == row.state);
    match sort {
        JobSort::Requested => flip((a.requested_at, a.row).cmp(&(b.requested_at, b.row))),
        JobSort::Duration => match (a.duration, b.duration) {
            (Some(x), Some(y)) => flip((x, a.row).cmp(&(y, b.row))),
            (None, None) => b.row.cmp(&a.row),
            (x, y) => y.is_some().cmp(&x.is_some()),
        },
        JobSort::Bot => {
            let key = |row: &JobRow| (name(row), row.account.as_str().to_owned());
            flip(key(a).cmp(&key(b))).then_with(newest)
        }
        JobSort::Account => {
            let key = |row: &JobRow| (account(row), name(row));
            flip(key(a).cmp(&key(b))).then_with(newest)
        }
        JobSort::State => flip(state(a).cmp(&state(b))).then_with(newest),
        JobSort::Who => match (&a.started_by, &b.started_by) {
            (Some(x), Some(y)) => flip(x.cmp(y)).then_with(newest),
            (None, None) => newest(),
            (x, y) => y.is_some().cmp(&x.is_some()),
        },
    }
}

fn arrivals(most: usize) -> impl Strategy<Value = Vec<Arrival>> {
    // Few seconds and lengths, so that many are the same.
    let one = (
        0..4_usize,
        0..12_i64,
        0..5_usize,
        0..3_usize,
        0..4_i64,
        0..4_usize,
    );
    prop::collection::vec(one, 1..most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn no_row_twice_and_none_missed_in_any_order_while_rows_arrive(
        first in arrivals(60),
        later in arrivals(30),
        limit in 1_usize..9,
    ) {
        let mut world = world();
        for (number, arrival) in first.iter().enumerate() {
            world.arrive(number, *arrival);
        }
        let mut coming = later.iter().enumerate();
        let mut turn = 0_usize;
        for filter in filters() {
            for sort in SORTS.iter().flat_map(|sort| [(*sort, true), (*sort, false)]) {
                let there: Vec<StoredJob> =
                    world.all().into_iter().filter(|job| fits(&filter, job)).collect();
                let about = world.history.about_jobs(&filter).unwrap();
                prop_assert_eq!((about.jobs as usize, about.more), (there.len(), false));
                // In turn, few lines are gathered or none are.
                turn += 1;
                let short = if turn.is_multiple_of(2) { SHORT } else { 0 };
                let mut seen: Vec<JobRow> = Vec::new();
                let mut after = None;
                loop {
                    let page = world.page(&filter, sort, short, after.as_ref(), limit);
                    prop_assert!(page.jobs.len() <= limit);
                    seen.extend(page.jobs);
                    after = page.next;
                    if after.is_none() {
                        break;
                    }
                    if turn.is_multiple_of(5) && let Some((number, arrival)) = coming.next() {
                        world.arrive(1_000 + number, *arrival);
                    }
                }
                let ordered = seen.windows(2).all(|pair| {
                    plain(sort.0, sort.1, &pair[0], &pair[1]) == std::cmp::Ordering::Less
                });
                prop_assert!(ordered, "{:?} {:?} {}: {:#?}", filter, sort, short, seen);
                for job in &there {
                    let found = seen.iter().any(|row| row.row == job.row.row);
                    prop_assert!(found, "{:?} {:?} {} missed {:?}", filter, sort, short, job.row);
                }
                for row in &seen {
                    let job = world.history.job(row.row).unwrap().unwrap();
                    prop_assert!(fits(&filter, &job), "{:?} {:?}: {:?}", filter, sort, job);
                }
            }
        }
    }
}

#[test]
fn a_bot_that_was_renamed_or_removed_between_two_pages_hides_no_other() {
    let mut world = world();
    for number in 0..12 {
        world.arrive(number, (number % 4, 5, 4, 1, 1, 9));
    }
    let sort = (JobSort::Bot, false);
    let none = JobFilter::default();
    for short in [0, SHORT] {
        let first = world.page(&none, sort, short, None, 2);
        let (account, bot) = (first.jobs[1].account.clone(), first.jobs[1].bot.clone());
        if short == 0 {
            let name = Some(Some("Aardvark".to_owned()));
            let change = BotChange {
                name,
                ..BotChange::default()
            };
            world.history.change_bot(&account, &bot, &change).unwrap();
        } else {
            world.history.remove_bot(&account, &bot).unwrap();
        }
        let rest = world.page(&none, sort, short, first.next.as_ref(), 100);
        let others = |row: &&JobRow| (&row.account, &row.bot) != (&account, &bot);
        assert_eq!(rest.jobs.iter().filter(others).count(), 9, "{short}");
    }
}

#[test]
fn every_filter_and_order_is_served_by_an_index_alone() {
    let mut conn = Connection::open_in_memory().unwrap();
    migrate(&mut conn, STEPS).unwrap();
    let wanted = Wanted {
        bots: Some(vec![1, 2]),
        states: vec![PublishState::Failed, PublishState::Unknown],
        who: Some(Who::Known(3)),
        from: Some(4),
        to: Some(5),
        kinds: Some(vec![6]),
        failed: true,
    };
    for way in [Way::Bots, Way::Who, Way::FailedParts, Way::States] {
        let mut sql = Sql::default();
        let (at, nr) = (sql.value(4), sql.value(7));
        let go_on = format!(" AND (listed_at, nr) < ({at}, {nr})");
        let arms = sql.arms(&wanted, way, Entry::COLUMNS, &go_on);
        let plan = plan(
            &conn,
            &format!("{arms} ORDER BY listed_at DESC, nr DESC LIMIT 9"),
            &sql,
        );
        let served = plan
            .iter()
            .filter(|step| step.contains("USING COVERING INDEX"));
        let ranges = if matches!(way, Way::Bots | Way::States) {
            2
        } else {
            1
        };
        assert_eq!(served.count(), ranges, "{plan:#?}");
        assert!(
            !plan.iter().any(|step| step.contains("TEMP B-TREE")),
            "{plan:#?}"
        );
        let seeks = plan.iter().filter(|step| step.contains("listed_at"));
        assert_eq!(seeks.count(), ranges, "goes on where it was: {plan:#?}");
    }
    let mut sql = Sql::default();
    let checks = sql.checks(&wanted, None);
    let by_duration = format!(
        "SELECT {} FROM job INDEXED BY job_of_duration WHERE duration_ms IS NOT NULL{checks}
         AND (duration_ms, nr) < (1, 2) ORDER BY duration_ms DESC, nr DESC LIMIT 9",
        Entry::COLUMNS
    );
    let plan = plan(&conn, &by_duration, &sql);
    let served = plan[0].contains("COVERING INDEX job_of_duration");
    assert!(served && plan[0].contains("duration_ms<"), "{plan:#?}");
    assert!(
        !plan.iter().any(|step| step.contains("TEMP B-TREE")),
        "{plan:#?}"
    );
}

fn plan(conn: &Connection, text: &str, sql: &Sql) -> Vec<String> {
    let mut explain = conn.prepare(&format!("EXPLAIN QUERY PLAN {text}")).unwrap();
    let steps = explain.query_map(params_from_iter(sql.values.clone()), |row| {
        row.get("detail")
    });
    steps.unwrap().collect::<Result<_, _>>().unwrap()
}
