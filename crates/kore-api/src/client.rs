//! The client of one account.

use domain::{BotId, Host, PublishJob};
use jiff::Timestamp;
use reqwest::header::HeaderValue;

use crate::address;
use crate::learned::Learned;
use crate::refused;
use crate::token::Signer;
use crate::transport::Transport;
use crate::verdict::{NotFound, Refusal, Reply, Verdict, judge};
use crate::{Cause, ClaimsForm, Credentials, Error, Habits, Limits, Network, PathForm};

/// Asks one server with one account's credentials. Used through `&self`, by many at once: the
/// connections are shared.
pub struct Client {
    pub(crate) transport: Transport,
    pub(crate) credentials: Credentials,
    pub(crate) signer: Signer,
    pub(crate) learned: Learned,
    pub(crate) limits: Limits,
    pub(crate) network: Network,
}

/// What came of asking about one bot.
#[derive(Debug)]
pub struct Answer {
    /// The bot's running or last publish, `None` where it was never published.
    pub job: Result<Option<PublishJob>, Error>,
    /// How many HTTP requests it cost: the server counts each. 0 where no address can hold the
    /// bot's id, 1 as a rule, 2 or 3 while something is learned about the server.
    pub requests: u32,
}

/// Why a client could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientProblem {
    /// This computer's list of trusted authorities is missing or cannot be read: no server's
    /// certificate could be verified.
    #[error("This computer's list of trusted certificate authorities could not be read.")]
    NoTrustStore,
    /// Something else in the HTTP library.
    #[error("The HTTP client could not be set up.")]
    Other,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("host", self.transport.host())
            .field("learned", &self.learned)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A client that goes on with what was learned before, over the system's network. Reads the
    /// system's proxy settings and trusted authorities; sends nothing.
    ///
    /// # Errors
    /// When the system's trusted authorities cannot be read.
    pub fn new(
        host: Host,
        credentials: Credentials,
        habits: Habits,
        limits: Limits,
    ) -> Result<Self, ClientProblem> {
        Self::over(&Network::default(), host, credentials, habits, limits)
    }

    /// The same over a network that a person set up.
    ///
    /// # Errors
    /// When the trusted authorities cannot be read.
    pub fn over(
        network: &Network,
        host: Host,
        credentials: Credentials,
        habits: Habits,
        limits: Limits,
    ) -> Result<Self, ClientProblem> {
        Ok(Self {
            transport: Transport::new(host, network, limits)?,
            signer: Signer::new(&credentials),
            credentials,
            learned: Learned::new(habits),
            limits,
            network: network.clone(),
        })
    }

    /// Takes over what a test of the connection found.
    pub fn learn(&self, habits: Habits) {
        self.learned.learn(habits);
    }

    /// What is known of the server by now. To be stored when it changed.
    pub fn habits(&self) -> Habits {
        self.learned.habits()
    }

    /// Asks for the running or last publish of a bot (page *Bot Publish Status*).
    pub async fn publish_status(&self, bot: &BotId) -> Answer {
        let mut requests = 0;
        let job = self.check(bot, &mut requests).await;
        Answer {
            job: job.map_err(|error| self.clean(error)),
            requests,
        }
    }

    /// An error that does not quote the secret, should the server know it.
    pub(crate) fn clean(&self, error: Error) -> Error {
        error.without(self.credentials.secret.expose())
    }

    pub(crate) async fn check(
        &self,
        bot: &BotId,
        requests: &mut u32,
    ) -> Result<Option<PublishJob>, Error> {
        let (path, claims) = (self.learned.path(), self.learned.claims());
        let first = self.ask(bot, path, claims, requests).await?;
        let (path, asked) = match first.verdict {
            Verdict::NotFound(missing) if missing.certain && self.learned.path_is_proven() => {
                return missing.outcome;
            }
            Verdict::NotFound(missing) => {
                let second = self.ask(bot, path.other(), claims, requests).await?;
                match better(missing, second, self.learned.path_is_proven()) {
                    Ok(second) => (path.other(), second),
                    Err(missing) => {
                        if missing.certain {
                            // The platform spoke, and the other address knew no better.
                            self.learned.answers_at(path);
                        }
                        return missing.outcome;
                    }
                }
            }
            verdict => (path, Asked { verdict, ..first }),
        };
        if has_let_us_in(&asked.verdict) {
            self.learned.answers_at(path);
        }
        match asked.verdict {
            Verdict::Answered(job) => Ok(job),
            Verdict::Failed(error) => Err(error),
            Verdict::NotFound(missing) => missing.outcome,
            Verdict::Refused(refusal) => {
                let other = claims.other(&refusal.text.words);
                let second = self.ask(bot, path, other, requests).await?;
                if has_let_us_in(&second.verdict) {
                    self.learned.answers_at(path);
                }
                self.after_a_refusal((claims, other), &refusal, asked.clock_off_by, second)
            }
        }
    }

    /// The token with the first claims was refused, and the one with the other claims tried.
    fn after_a_refusal(
        &self,
        (claims, other): (ClaimsForm, ClaimsForm),
        refusal: &Refusal,
        clock_off_by: Option<jiff::SignedDuration>,
        second: Asked,
    ) -> Result<Option<PublishJob>, Error> {
        let clock_off_by = second.clock_off_by.or(clock_off_by);
        if has_let_us_in(&second.verdict) {
            self.learned.accepts(other, refusal, clock_off_by);
        }
        match second.verdict {
            Verdict::Answered(job) => Ok(job),
            Verdict::Failed(error) => Err(error),
            Verdict::NotFound(missing) => missing.outcome,
            Verdict::Refused(again) => {
                if claims == ClaimsForm::Timed {
                    self.learned.forget_claims();
                }
                Err(match other {
                    ClaimsForm::Minimum => refused::twice(refusal, &again, clock_off_by),
                    _ => refused::twice(&again, refusal, clock_off_by),
                })
            }
        }
    }

    pub(crate) async fn ask(
        &self,
        bot: &BotId,
        path: PathForm,
        claims: ClaimsForm,
        requests: &mut u32,
    ) -> Result<Asked, Error> {
        let url = address::publish_status(self.transport.host(), bot, path)
            .ok_or_else(Error::no_address)?;
        *requests += 1;
        let reply = self.transport.ask(url, Some(self.token(claims)?)).await?;
        let clock_off_by = clock_off_by(&reply);
        self.learned.clock(clock_off_by);
        Ok(Asked {
            verdict: judge(&reply, bot, self.limits.max_body_bytes),
            clock_off_by,
        })
    }

    /// A token of its own for each request, second tries included.
    pub(crate) fn token(&self, claims: ClaimsForm) -> Result<HeaderValue, Error> {
        let failed = Error::Unreachable {
            cause: Cause::Other,
        };
        self.signer
            .token(claims, Timestamp::now())
            .map_err(|_| failed)
    }
}

/// One request's outcome.
pub(crate) struct Asked {
    pub(crate) verdict: Verdict,
    /// How far this computer's clock is ahead of the server's.
    clock_off_by: Option<jiff::SignedDuration>,
}

pub(crate) fn clock_off_by(reply: &Reply) -> Option<jiff::SignedDuration> {
    Some(Timestamp::now().duration_since(reply.server_now?))
}

/// The answer at the second address, unless the first address knew better: a certain "no such
/// bot" there weighs more than a page or another "not found" here, and so does an address that
/// worked before than one that refuses the token: a gateway may ask for another sign-in wherever
/// there is nothing.
#[expect(clippy::result_large_err, reason = "neither side is an error")]
fn better(first: NotFound, second: Asked, first_is_proven: bool) -> Result<Asked, NotFound> {
    let knew = first.certain || is_unknown_bot(&first);
    let knows_better = match &second.verdict {
        Verdict::NotFound(second) => {
            !first.certain && (second.certain || !knew && is_unknown_bot(second))
        }
        Verdict::Failed(Error::NotKore { .. }) => !knew,
        Verdict::Refused(_) => !first_is_proven,
        Verdict::Answered(_) | Verdict::Failed(_) => true,
    };
    if knows_better { Ok(second) } else { Err(first) }
}

fn is_unknown_bot(missing: &NotFound) -> bool {
    matches!(missing.outcome, Err(Error::UnknownBot { .. }))
}

/// Only the platform itself answers so, at this address and to a token that it accepts.
pub(crate) fn has_let_us_in(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Answered(_) => true,
        Verdict::Refused(_) => false,
        Verdict::NotFound(missing) => missing.certain,
        Verdict::Failed(error) => matches!(
            error,
            Error::MissingScope { .. } | Error::UnknownBot { .. } | Error::TooLarge { .. }
        ),
    }
}
