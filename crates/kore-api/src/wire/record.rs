//! The reply's record: one publish job.

use domain::{BotId, JobId, PublishJob, PublishState};
use serde::de::IgnoredAny;

use super::fields::{Kind, each_field, each_item, kind};
use super::refusal::ServerText;
use super::resource::{self, Part};
use super::scalar;

/// Most parts taken of one publish. A part of three bytes grows to two hundred here, so the cap
/// on the reply's bytes alone would not bound the memory. No bot has nearly as many.
const MOST_PARTS: usize = 10_000;

/// What a reply turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Record {
    /// The bot's running or last publish.
    Job(Box<PublishJob>),
    /// A reply that says nothing: the bot was never published.
    Nothing,
    /// Not a record but an error.
    Refusal(ServerText),
    /// The record of another bot than asked for.
    OtherBot,
    /// The record of another kind of job.
    OtherJob,
    /// JSON, but nothing like a publish job.
    Unfamiliar,
    /// The JSON ends in its middle.
    Cut,
    /// Not JSON.
    NotJson,
    /// More parts than are read.
    TooManyParts,
}

/// Reads the body of an answer about `bot`.
pub(crate) fn read(body: &str, bot: &BotId) -> Record {
    let body = body.trim_start_matches('\u{feff}').trim();
    if body.is_empty() || body == "null" {
        return Record::Nothing;
    }
    let outcome = match kind(body) {
        Kind::Object => read_object(body, bot),
        Kind::Array => read_array(body, bot),
        Kind::Text | Kind::Other | Kind::Null => {
            serde_json::from_str(body).map(|_: IgnoredAny| refusal_or_unfamiliar(body))
        }
    };
    outcome.unwrap_or_else(|error| {
        let begun_well = matches!(kind(body), Kind::Object | Kind::Array);
        if begun_well && error.is_eof() {
            Record::Cut
        } else {
            Record::NotJson
        }
    })
}

/// An array is not documented for this API, but the platform's job records come in arrays
/// elsewhere: the newest publish in it counts.
fn read_array(body: &str, bot: &BotId) -> Result<Record, serde_json::Error> {
    let mut newest: Option<Box<PublishJob>> = None;
    // The first thing in it that is neither a publish nor a job of another kind.
    let mut odd = None;
    each_item(body, |item| match read_object(item, bot) {
        Ok(Record::Job(job)) => {
            let when = |job: &PublishJob| (job.requested_at, job.modified_at);
            if newest.as_ref().is_none_or(|best| when(best) < when(&job)) {
                newest = Some(job);
            }
        }
        Ok(Record::Nothing | Record::OtherJob) => {}
        Ok(record) => {
            odd.get_or_insert(record);
        }
        Err(_) => {
            odd.get_or_insert(Record::NotJson);
        }
    })?;
    if let Some(job) = newest {
        return Ok(Record::Job(job));
    }
    Ok(match odd {
        // Nothing, or jobs and no publish among them.
        None => Record::Nothing,
        // Perhaps the usual error form without its wrapper.
        Some(Record::Refusal(_) | Record::Unfamiliar) => refusal_or_unfamiliar(body),
        Some(record) => record,
    })
}

fn refusal_or_unfamiliar(raw: &str) -> Record {
    let text = ServerText::read(raw);
    if text.is_empty() {
        Record::Unfamiliar
    } else {
        Record::Refusal(text)
    }
}

/// Fields that only a job record has; `status` alone could be anything's.
const TELLING: [&str; 10] = [
    "_id",
    "jobType",
    "streamId",
    "percentageComplete",
    "requestedTime",
    "initiatedOn",
    "lastModifiedOn",
    "createdBy",
    "statusSummary",
    "countOfDockStatuses",
];

#[derive(Default)]
struct Fields<'a> {
    count: usize,
    telling: bool,
    id: Option<&'a str>,
    job_type: Option<&'a str>,
    stream_id: Option<&'a str>,
    percent: Option<&'a str>,
    requested: Option<&'a str>,
    initiated: Option<&'a str>,
    modified: Option<&'a str>,
    created_by: Option<&'a str>,
    status: Option<&'a str>,
    version_comment: Option<&'a str>,
    summary: Option<&'a str>,
}

fn read_object(raw: &str, bot: &BotId) -> Result<Record, serde_json::Error> {
    if kind(raw) == Kind::Null {
        return Ok(Record::Nothing);
    }
    if kind(raw) != Kind::Object {
        return Ok(Record::Unfamiliar);
    }
    let mut fields = Fields::default();
    each_field(raw, |key, value| {
        fields.count += 1;
        // A field that is there without a value tells no more than one that is not.
        fields.telling |= TELLING.contains(&key) && kind(value) != Kind::Null;
        let place = match key {
            "_id" => &mut fields.id,
            "jobType" => &mut fields.job_type,
            "streamId" => &mut fields.stream_id,
            "percentageComplete" => &mut fields.percent,
            "requestedTime" => &mut fields.requested,
            "initiatedOn" => &mut fields.initiated,
            "lastModifiedOn" => &mut fields.modified,
            "createdBy" => &mut fields.created_by,
            "status" => &mut fields.status,
            "versionComment" => &mut fields.version_comment,
            "statusSummary" => &mut fields.summary,
            _ => return,
        };
        *place = Some(value);
    })?;
    if fields.count == 0 {
        return Ok(Record::Nothing);
    }
    // `{"status":"success","data":…}` is how other services wrap other things.
    let status_alone = fields.count == 1 && fields.status.and_then(scalar::text).is_some();
    if !fields.telling && !status_alone {
        return Ok(refusal_or_unfamiliar(raw));
    }
    Ok(job(&fields, bot))
}

fn job(fields: &Fields<'_>, bot: &BotId) -> Record {
    let bot_id = fields.stream_id.and_then(scalar::text);
    if bot_id
        .as_ref()
        .is_some_and(|id| !id.eq_ignore_ascii_case(bot.as_str().trim()))
    {
        return Record::OtherBot;
    }
    let job_type = fields.job_type.and_then(scalar::text);
    if job_type.is_some_and(|word| plain_word(&word) != "publishbot") {
        return Record::OtherJob;
    }
    let status = fields.status.and_then(scalar::text);
    let mut version_comment = fields.version_comment.and_then(resource::comment);
    let mut resources = Vec::new();
    let mut too_many = false;
    // A slice of a JSON text that was read before cannot fail to be read.
    let _ = each_item(fields.summary.unwrap_or_default(), |item| {
        if resources.len() == MOST_PARTS {
            too_many = true;
            return;
        }
        if let Some(Part {
            resource,
            version_comment: comment,
        }) = resource::read(item)
        {
            resources.push(resource);
            if version_comment.is_none() {
                version_comment = comment;
            }
        }
    });
    if too_many {
        return Record::TooManyParts;
    }
    Record::Job(Box::new(PublishJob {
        id: fields.id.and_then(scalar::text).map(JobId::new),
        bot_id: bot_id.map(BotId::new),
        state: PublishState::of_word(status.as_deref()),
        server_status: status,
        percent: fields.percent.and_then(scalar::percent),
        requested_at: fields.requested.and_then(scalar::time),
        started_at: fields.initiated.and_then(scalar::time),
        modified_at: fields.modified.and_then(scalar::time),
        started_by: fields.created_by.and_then(scalar::text),
        version_comment,
        resources,
    }))
}

/// A word without case, spaces, `_` and `-`: the platform spells its words in several ways.
pub(super) fn plain_word(word: &str) -> String {
    word.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}
