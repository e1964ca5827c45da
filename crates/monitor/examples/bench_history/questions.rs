//! Every filter and order: as the app asks, and as one plain statement.

use domain::PublishState;
use history::{JobFilter, JobRow, JobSort, ListPlace, Parts};
use jiff::Timestamp;

use crate::made::{START_MS, STEP_MS, account};

/// A filter and what it says in SQL.
pub type Filter = (&'static str, JobFilter, String);

pub fn filters(jobs: i64) -> Vec<Filter> {
    let end = START_MS + jobs * STEP_MS;
    let from = end - jobs * STEP_MS / 20;
    let ms = |ms| Timestamp::from_millisecond(ms).unwrap_or_default();
    let of = |change: &dyn Fn(&mut JobFilter)| {
        let mut filter = JobFilter::default();
        change(&mut filter);
        filter
    };
    let kind = || vec!["dialog".to_owned()];
    let kinds = "(SELECT kinds.nr FROM kinds, json_each(names) WHERE value = 'dialog')";
    let who = |id: &str| format!("who = (SELECT nr FROM person WHERE id = '{id}')");
    let person = "u-adb7cfc7-e9d1-55dd-acfc-000000000042";
    let bot = "st-00000007";
    let failed = "job.state = 'failed'".to_owned();
    let time = format!("listed_at >= {from}");
    vec![
        ("none", JobFilter::default(), "true".to_owned()),
        (
            "a bot",
            of(&|f| {
                f.account = Some(account(7));
                f.bot = Some(domain::BotId::new(bot));
            }),
            format!("bot.id = '{bot}'"),
        ),
        (
            "an account of 900 bots",
            of(&|f| f.account = Some(account(0))),
            "account.id = 'first'".to_owned(),
        ),
        (
            "a group of 10 bots",
            of(&|f| f.group = Some("Pilot".to_owned())),
            "bot_group = 'Pilot'".to_owned(),
        ),
        (
            "a group of 200 bots",
            of(&|f| f.group = Some("Retail".to_owned())),
            "bot_group = 'Retail'".to_owned(),
        ),
        (
            "failed",
            of(&|f| f.states = vec![PublishState::Failed]),
            failed.clone(),
        ),
        (
            "under way",
            of(&|f| f.states = vec![PublishState::Publishing, PublishState::Waiting]),
            "job.state IN ('publishing', 'waiting')".to_owned(),
        ),
        (
            "a part failed",
            of(&|f| f.parts = Some(Parts::Failed)),
            "kinds_failed IS NOT NULL".to_owned(),
        ),
        (
            "has a dialog",
            of(&|f| f.parts = Some(Parts::OfKinds(kind()))),
            format!("kinds IN {kinds}"),
        ),
        (
            "a dialog failed",
            of(&|f| f.parts = Some(Parts::FailedOfKinds(kind()))),
            format!("kinds_failed IN {kinds}"),
        ),
        (
            "a person",
            of(&|f| f.who = Some(person.to_owned())),
            who(person),
        ),
        (
            "a rare person",
            of(&|f| f.who = Some("u-rare".to_owned())),
            who("u-rare"),
        ),
        (
            "the last twentieth",
            of(&|f| f.from = Some(ms(from))),
            time.clone(),
        ),
        (
            "a group, failed, lately",
            of(&|f| {
                f.group = Some("Retail".to_owned());
                f.states = vec![PublishState::Failed];
                f.from = Some(ms(from));
            }),
            format!("bot_group = 'Retail' AND {failed} AND {time}"),
        ),
        (
            "nothing fits",
            of(&|f| {
                f.who = Some(person.to_owned());
                f.states = vec![PublishState::Publishing];
            }),
            format!("{} AND job.state = 'publishing'", who(person)),
        ),
    ]
}

pub const SORTS: [(&str, JobSort, bool); 12] = [
    ("requested, down", JobSort::Requested, true),
    ("requested, up", JobSort::Requested, false),
    ("duration, down", JobSort::Duration, true),
    ("duration, up", JobSort::Duration, false),
    ("bot, down", JobSort::Bot, true),
    ("bot, up", JobSort::Bot, false),
    ("account, down", JobSort::Account, true),
    ("account, up", JobSort::Account, false),
    ("state, down", JobSort::State, true),
    ("state, up", JobSort::State, false),
    ("who, down", JobSort::Who, true),
    ("who, up", JobSort::Who, false),
];

const STATE: &str = "CASE job.state WHEN 'failed' THEN 0 WHEN 'unknown' THEN 1
    WHEN 'publishing' THEN 2 WHEN 'waiting' THEN 3 ELSE 4 END";
const NAME: &str = "lower(ifnull(bot.name, bot.id))";

/// What follows ORDER BY.
pub fn order(sort: JobSort, descending: bool) -> String {
    let way = if descending { "DESC" } else { "ASC" };
    let newest = "listed_at DESC, job.nr DESC";
    match sort {
        JobSort::Requested => format!("listed_at {way}, job.nr {way}"),
        JobSort::Duration => format!(
            "duration_ms {way} NULLS LAST, iif(duration_ms IS NULL, -job.nr, 0), job.nr {way}"
        ),
        JobSort::Bot => format!("{NAME} {way}, bot.id {way}, account.id {way}, {newest}"),
        JobSort::Account => format!(
            "lower(account.name) {way}, account.id {way}, {NAME} {way}, bot.id {way}, {newest}"
        ),
        JobSort::State => format!("{STATE} {way}, {newest}"),
        JobSort::Who => format!("person.id {way} NULLS LAST, {newest}"),
    }
}

/// The condition under which a plain statement goes on after a row.
pub fn after(sort: JobSort, descending: bool, row: &JobRow) -> String {
    let at = row.requested_at.as_millisecond();
    let than = if descending { "<" } else { ">" };
    let nr = row.row;
    let later = format!("(listed_at, job.nr) < ({at}, {nr})");
    let block = |key: String, words: Vec<String>| {
        let words: Vec<_> = words.iter().map(|word| format!("'{word}'")).collect();
        let words = words.join(", ");
        format!("(({key}) {than} ({words}) OR ({key}) = ({words}) AND {later})")
    };
    let words = words(sort, row);
    match sort {
        JobSort::Requested => format!("(listed_at, job.nr) {than} ({at}, {nr})"),
        JobSort::Duration => match row.duration {
            Some(took) => format!(
                "((duration_ms, job.nr) {than} ({}, {nr}) OR duration_ms IS NULL)",
                took.as_millis()
            ),
            None => format!("duration_ms IS NULL AND job.nr < {nr}"),
        },
        JobSort::Bot => block(format!("{NAME}, bot.id, account.id"), words),
        JobSort::Account => block(
            format!("lower(account.name), account.id, {NAME}, bot.id"),
            words,
        ),
        JobSort::State => block(format!("CAST({STATE} AS TEXT)"), words),
        JobSort::Who if words.is_empty() => format!("person.id IS NULL AND {later}"),
        JobSort::Who => format!(
            "({} OR person.id IS NULL)",
            block("lower(person.id), person.id".into(), words)
        ),
    }
}

fn words(sort: JobSort, row: &JobRow) -> Vec<String> {
    let id = row.bot.as_str().to_owned();
    let name = row.bot_name.clone().unwrap_or_else(|| id.clone());
    let name = name.to_lowercase();
    let account = row.account.as_str().to_owned();
    match sort {
        JobSort::Requested | JobSort::Duration => Vec::new(),
        JobSort::Bot => vec![name, id, account],
        JobSort::Account => vec![format!("{account} account"), account, name, id],
        JobSort::State => vec![
            match row.state {
                PublishState::Failed => "0",
                PublishState::Unknown => "1",
                PublishState::Publishing => "2",
                PublishState::Waiting => "3",
                PublishState::Published => "4",
            }
            .to_owned(),
        ],
        // Nobody has a name here.
        JobSort::Who => row
            .started_by
            .iter()
            .flat_map(|id| [id.to_lowercase(), id.clone()])
            .collect(),
    }
}

/// The place after a row.
pub fn place(sort: JobSort, row: &JobRow) -> ListPlace {
    ListPlace {
        row: row.row,
        requested_at: row.requested_at,
        duration: row.duration,
        words: words(sort, row),
    }
}
