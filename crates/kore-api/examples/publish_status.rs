//! Asks for one bot's publish status and prints it as one JSON object.
//!
//! `KORE_CLIENT_ID=… KORE_CLIENT_SECRET=… publish_status --host https://… --bot st-…`
//!
//! Standard output: `{"job":{…}}`, `{"job":null}` for a bot that was never published, or
//! `{"error":{"kind","retryAfterMs","message"}}` with exit status 2. Where nothing could be asked
//! (bad usage), one sentence on standard error and exit status 64.

use std::process::ExitCode;

use domain::{
    BotId, ClientId, ClientIdProblem, ClientSecret, FailureKind, Host, HostProblem, PublishJob,
    PublishState, SecretProblem,
};
use jiff::{SignedDuration, Timestamp};
use kore_api::{Client, Credentials, Habits, Limits};
use serde::Serialize;

/// `EX_USAGE` of sysexits.h.
const BAD_USAGE: u8 = 64;
const FAILED: u8 = 2;

const USAGE: &str = "usage: publish_status --host HTTPS_ADDRESS --bot BOT_ID \
     (with KORE_CLIENT_ID and KORE_CLIENT_SECRET in the environment)";

struct Question {
    host: Host,
    bot: BotId,
    credentials: Credentials,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Output {
    Job(Option<Job>),
    Error(Failure),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    id: Option<String>,
    state: &'static str,
    server_status: Option<String>,
    percent: Option<u8>,
    requested_at: Option<String>,
    started_at: Option<String>,
    modified_at: Option<String>,
    started_by: Option<String>,
    bot_id: Option<String>,
    resources: Vec<Part>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    id: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    name: Option<String>,
    state: &'static str,
    server_status: Option<String>,
    modules: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Failure {
    kind: &'static str,
    retry_after_ms: Option<i64>,
    message: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let question = match read_question() {
        Ok(Some(question)) => question,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(BAD_USAGE);
        }
    };
    let output = ask(question).await;
    match serde_json::to_string(&output) {
        Ok(line) => println!("{line}"),
        Err(_) => return ExitCode::FAILURE,
    }
    match output {
        Output::Job(_) => ExitCode::SUCCESS,
        Output::Error(_) => ExitCode::from(FAILED),
    }
}

async fn ask(question: Question) -> Output {
    let client = match Client::new(
        question.host,
        question.credentials,
        Habits::default(),
        Limits::default(),
    ) {
        Ok(client) => client,
        Err(problem) => return failure(FailureKind::UntrustedServer, None, problem.to_string()),
    };
    match client.publish_status(&question.bot).await.job {
        Ok(job) => Output::Job(job.map(Job::from)),
        Err(error) => failure(error.kind(), error.retry_after(), error.to_string()),
    }
}

fn failure(kind: FailureKind, retry_after: Option<SignedDuration>, message: String) -> Output {
    Output::Error(Failure {
        kind: kind.as_word(),
        retry_after_ms: retry_after.map(|wait| i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)),
        message,
    })
}

impl From<PublishJob> for Job {
    fn from(job: PublishJob) -> Self {
        Self {
            id: job.id.map(|id| id.as_str().to_owned()),
            state: word(job.state),
            server_status: job.server_status,
            percent: job.percent,
            requested_at: job.requested_at.map(time),
            started_at: job.started_at.map(time),
            modified_at: job.modified_at.map(time),
            started_by: job.started_by,
            bot_id: job.bot_id.map(|id| id.as_str().to_owned()),
            resources: job
                .resources
                .into_iter()
                .map(|part| Part {
                    id: part.id,
                    kind: part.kind,
                    name: part.name,
                    state: word(part.state),
                    server_status: part.server_status,
                    modules: part.modules,
                })
                .collect(),
        }
    }
}

fn word(state: PublishState) -> &'static str {
    state.as_word()
}

/// RFC 3339 in UTC, always with three digits of milliseconds.
fn time(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// Reads arguments and environment; `None` where only the usage is asked for.
fn read_question() -> Result<Option<Question>, String> {
    use lexopt::prelude::{Long, Short, ValueExt};

    let mut host = None;
    let mut bot = None;
    let mut arguments = lexopt::Parser::from_env();
    let usage = |error: lexopt::Error| format!("{error}. {USAGE}");
    while let Some(argument) = arguments.next().map_err(usage)? {
        match argument {
            Long("host") => host = Some(text(arguments.value().map_err(usage)?.string())?),
            Long("bot") => bot = Some(text(arguments.value().map_err(usage)?.string())?),
            Long("help") | Short('h') => return Ok(None),
            other => return Err(usage(other.unexpected())),
        }
    }
    let host = host.ok_or_else(|| format!("--host is missing. {USAGE}"))?;
    let bot = bot.ok_or_else(|| format!("--bot is missing. {USAGE}"))?;
    let bot = bot.trim();
    if bot.is_empty() {
        return Err("The bot ID is empty.".to_owned());
    }
    Ok(Some(Question {
        host: read_host(&host)?,
        bot: BotId::new(bot),
        credentials: Credentials {
            client_id: read_client_id()?,
            secret: read_secret()?,
            algorithm: domain::Algorithm::default(),
        },
    }))
}

fn text(value: Result<String, lexopt::Error>) -> Result<String, String> {
    value.map_err(|_| format!("An argument is not readable text. {USAGE}"))
}

fn read_host(typed: &str) -> Result<Host, String> {
    Host::read(typed).map(|read| read.host).map_err(|problem| {
        match problem {
            HostProblem::Empty => "The address is empty.",
            HostProblem::Unreadable => "The address cannot be read.",
            HostProblem::NotHttps => {
                "The address has to begin with https (http is for this computer's own addresses)."
            }
            HostProblem::HasUser => "The address must not hold a user name.",
            HostProblem::LooksLikeAnId => "This is an ID, not an address.",
        }
        .to_owned()
    })
}

fn read_client_id() -> Result<ClientId, String> {
    ClientId::read(&environment("KORE_CLIENT_ID")?).map_err(|problem| {
        match problem {
            ClientIdProblem::Empty => "KORE_CLIENT_ID is empty.",
            ClientIdProblem::Spaces => "KORE_CLIENT_ID holds white space.",
            ClientIdProblem::OtherKind => "KORE_CLIENT_ID is the ID of something else.",
        }
        .to_owned()
    })
}

fn read_secret() -> Result<ClientSecret, String> {
    ClientSecret::read(&environment("KORE_CLIENT_SECRET")?)
        .map(|read| read.secret)
        .map_err(|problem| {
            match problem {
                SecretProblem::Empty => "KORE_CLIENT_SECRET is empty.",
                SecretProblem::TooLong => "KORE_CLIENT_SECRET is too long.",
            }
            .to_owned()
        })
}

/// A variable's text. The error names the variable and never its value.
fn environment(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|error| match error {
        std::env::VarError::NotPresent => format!("{name} is not set in the environment."),
        std::env::VarError::NotUnicode(_) => format!("{name} is not readable text."),
    })
}
