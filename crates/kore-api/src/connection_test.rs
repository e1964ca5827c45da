//! Tests a connection step by step.
//!
//! The first request holds no token: what answers there, with which certificate and which clock,
//! is known before a token leaves this computer. It goes over a connection of its own, so that
//! the certificate is really looked at.

use domain::{BotId, FailureKind, Host};
use jiff::SignedDuration;

use crate::address;
use crate::client::{Client, clock_off_by, has_let_us_in};
use crate::steps::{Observed, StepResult, steps};
use crate::transport::Transport;
use crate::verdict::{Verdict, judge};
use crate::{
    Certificate, ClaimsForm, ClientProblem, Credentials, Error, Habits, Issuer, Limits, Network,
    PathForm, Said,
};

/// Asked about where there is no bot. The platform signs a client in and looks at its permissions
/// before it looks for the bot.
const MADE_UP_BOT: &str = "st-00000000-0000-0000-0000-000000000000";

/// What to test.
#[derive(Clone, Debug)]
pub struct Target {
    /// The server.
    pub host: Host,
    /// What to sign in with.
    pub credentials: Credentials,
    /// The bot to ask about.
    pub bot: Option<BotId>,
    /// How to get there.
    pub network: Network,
    /// How long to wait.
    pub limits: Limits,
}

/// What came of a test.
#[derive(Clone, Debug)]
pub struct Tested {
    /// All steps, in order.
    pub steps: Vec<StepResult>,
    /// How many HTTP requests it cost.
    pub requests: u32,
    /// What was learned of the server, where it let us in: of use to a client.
    pub habits: Option<Habits>,
}

/// Tests whether bots can be checked. Costs 2 requests as a rule, 7 at most.
pub async fn test_connection(target: Target) -> Tested {
    let bot = target
        .bot
        .clone()
        .unwrap_or_else(|| BotId::new(MADE_UP_BOT));
    let begun = Client::over(
        &target.network,
        target.host,
        target.credentials.clone(),
        Habits::default(),
        target.limits,
    );
    let client = match begun {
        Ok(client) => client,
        Err(problem) => return not_begun(problem),
    };
    let mut requests = 0;
    let first = knock(&client.transport, &bot, target.limits, &mut requests).await;
    let mut seen = Observed {
        has_bot: target.bot.is_some(),
        ..first
    };
    if seen.first.is_ok() {
        sign_in(&client, &bot, &mut seen, &mut requests).await;
    }
    if let Some(Err(error)) = &mut seen.asked {
        *error = client.clean(error.clone());
    }
    if let Err(error) = &mut seen.first {
        *error = client.clean(error.clone());
    }
    Tested {
        steps: steps(&seen),
        requests,
        habits: seen.claims.map(|_| client.habits()),
    }
}

/// Tests the way to a server, without anything that names anybody: the first three steps.
pub async fn test_network(host: Host, network: &Network, limits: Limits) -> Tested {
    let mut tested = match Transport::new(host, network, limits) {
        Ok(transport) => {
            let mut requests = 0;
            let bot = BotId::new(MADE_UP_BOT);
            let seen = knock(&transport, &bot, limits, &mut requests).await;
            Tested {
                steps: steps(&seen),
                requests,
                habits: None,
            }
        }
        Err(problem) => not_begun(problem),
    };
    tested.steps.truncate(3);
    tested
}

/// Nothing could be sent: without trusted authorities no certificate can be verified.
fn not_begun(problem: ClientProblem) -> Tested {
    let error = Error::UntrustedServer {
        reason: match problem {
            ClientProblem::NoTrustStore => Certificate::NoTrustStore,
            ClientProblem::Other => Certificate::Other,
        },
        issuer: None,
    };
    let mut steps = steps(&looked(Err(error), None, None));
    // Nobody was reached either.
    steps[0].outcome = crate::Outcome::NotTold;
    Tested {
        steps,
        requests: 0,
        habits: None,
    }
}

fn looked(
    first: Result<(), Error>,
    issuer: Option<Issuer>,
    clock_off_by: Option<SignedDuration>,
) -> Observed {
    Observed {
        first,
        issuer,
        clock_off_by,
        speaks_of_bots_to_strangers: false,
        asked: None,
        has_bot: false,
        claims: None,
        use_algorithm: None,
    }
}

/// The first request, without a token.
async fn knock(transport: &Transport, bot: &BotId, limits: Limits, requests: &mut u32) -> Observed {
    let Some(url) = address::publish_status(transport.host(), bot, PathForm::Plain) else {
        let error = Error::UnknownBot {
            status: 0,
            said: Said::default(),
        };
        return looked(Err(error), None, None);
    };
    *requests += 1;
    let reply = transport.ask(url, None).await;
    let issuer = transport.last_issuer();
    let reply = match reply {
        Ok(reply) => reply,
        Err(error) => return looked(Err(error), issuer, None),
    };
    let clock = clock_off_by(&reply);
    match judge(&reply, bot, limits.max_body_bytes) {
        // Where something else answers, no token goes. A refusal, whatever its shape, is what a
        // request without a token deserves: that proves nothing yet.
        Verdict::Failed(error) if sends_no_token_there(&error) => looked(Err(error), issuer, clock),
        verdict if says_that_there_is_no_such_bot(&verdict) => Observed {
            speaks_of_bots_to_strangers: true,
            ..looked(Ok(()), issuer, clock)
        },
        _ => looked(Ok(()), issuer, clock),
    }
}

fn says_that_there_is_no_such_bot(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Failed(error) => matches!(error, Error::UnknownBot { .. }),
        Verdict::NotFound(missing) => {
            missing.certain && matches!(missing.outcome, Err(Error::UnknownBot { .. }))
        }
        Verdict::Answered(_) | Verdict::Refused(_) => false,
    }
}

fn sends_no_token_there(error: &Error) -> bool {
    match error {
        Error::NotKore { status, .. } => *status < 400 || *status == 511,
        Error::Unreachable { .. } => true,
        _ => false,
    }
}

async fn sign_in(client: &Client, bot: &BotId, seen: &mut Observed, requests: &mut u32) {
    let asked = client.check(bot, requests).await.map(|_| ());
    let claims = client.learned.claims();
    match &asked {
        Ok(())
        | Err(Error::MissingScope { .. } | Error::UnknownBot { .. } | Error::TooLarge { .. }) => {
            seen.claims = Some(better_claims(client, bot, claims, requests).await);
        }
        Err(Error::BadCredentials { .. }) => {
            seen.use_algorithm = other_algorithm(client, bot, requests).await;
        }
        Err(_) => {}
    }
    if seen.speaks_of_bots_to_strangers && matches!(asked, Err(Error::UnknownBot { .. })) {
        seen.claims = None;
    }
    seen.asked = Some(asked);
}

/// A token that never expires is the last choice: one with times alone may do.
async fn better_claims(
    client: &Client,
    bot: &BotId,
    accepted: ClaimsForm,
    requests: &mut u32,
) -> ClaimsForm {
    let habits = client.habits();
    if accepted != ClaimsForm::Minimum || habits.claims != ClaimsForm::Minimum {
        return accepted;
    }
    match client
        .ask(bot, habits.path, ClaimsForm::Timed, requests)
        .await
    {
        Ok(asked) if has_let_us_in(&asked.verdict) => {
            client.learn(Habits {
                claims: ClaimsForm::Timed,
                ..habits
            });
            ClaimsForm::Timed
        }
        _ => accepted,
    }
}

/// Whether the server accepts the same secret under the other algorithm.
async fn other_algorithm(
    client: &Client,
    bot: &BotId,
    requests: &mut u32,
) -> Option<domain::Algorithm> {
    let other = client.credentials.algorithm.other();
    let with_other = Client::over(
        &client.network,
        client.transport.host().clone(),
        Credentials {
            algorithm: other,
            ..client.credentials.clone()
        },
        client.habits(),
        client.limits,
    )
    .ok()?;
    let answer = with_other.check(bot, requests).await;
    let kind = answer.err().map(|error| error.kind());
    let let_in = matches!(
        kind,
        None | Some(FailureKind::MissingScope | FailureKind::UnknownBot | FailureKind::TooLarge)
    );
    let_in.then_some(other)
}
