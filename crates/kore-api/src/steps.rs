//! What each step of a connection test comes to. Pure.

use domain::Algorithm;
use jiff::SignedDuration;

use crate::refused::CLOCK_TOLERANCE;
use crate::{ClaimsForm, Error, Issuer};

/// A step, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Something answers at the address.
    Reached,
    /// Its certificate is trusted.
    CertificateTrusted,
    /// Its clock and this computer's agree.
    ClockAgrees,
    /// It accepts the client id and secret.
    SignedIn,
    /// The app may read the publish status.
    MayRead,
    /// The bot is there.
    BotExists,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Reached,
        Self::CertificateTrusted,
        Self::ClockAgrees,
        Self::SignedIn,
        Self::MayRead,
        Self::BotExists,
    ];
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Passed,
    /// Why not.
    Failed(Error),
    /// It could not be told.
    NotTold,
    /// An earlier step failed, or there was nothing to ask about.
    NotReached,
}

/// One step with what was learned in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepResult {
    /// The step.
    pub step: Step,
    /// What came of it.
    pub outcome: Outcome,
    /// Who issued the server's certificate; with [`Step::CertificateTrusted`].
    pub issuer: Option<Issuer>,
    /// How far this computer's clock is ahead; with [`Step::ClockAgrees`].
    pub clock_off_by: Option<SignedDuration>,
    /// Which claims the server accepts; with [`Step::SignedIn`].
    pub claims: Option<ClaimsForm>,
    /// The server accepts tokens signed so, and not as asked; with [`Step::SignedIn`].
    pub use_algorithm: Option<Algorithm>,
}

/// What was seen.
#[derive(Debug)]
pub(crate) struct Observed {
    /// The first request, which holds no token: what is wrong with its answer, if anything.
    pub(crate) first: Result<(), Error>,
    /// Who issued the certificate that was shown.
    pub(crate) issuer: Option<Issuer>,
    /// How far this computer's clock is ahead of the server's, where told.
    pub(crate) clock_off_by: Option<SignedDuration>,
    /// The server said already to the first request, without a token, that there is no such bot:
    /// then the same words to a token prove nothing about the token.
    pub(crate) speaks_of_bots_to_strangers: bool,
    /// What came of asking with a token; `None`: not tried.
    pub(crate) asked: Option<Result<(), Error>>,
    /// The bot that was asked about is a real one.
    pub(crate) has_bot: bool,
    /// The claims that were accepted.
    pub(crate) claims: Option<ClaimsForm>,
    /// The other algorithm was accepted.
    pub(crate) use_algorithm: Option<Algorithm>,
}

/// The results of all steps.
pub(crate) fn steps(seen: &Observed) -> Vec<StepResult> {
    let mut steps: Vec<_> = Step::ALL
        .into_iter()
        .map(|step| StepResult {
            step,
            outcome: Outcome::NotReached,
            issuer: None,
            clock_off_by: None,
            claims: None,
            use_algorithm: None,
        })
        .collect();
    let mut set = |step: Step, outcome| steps[step as usize].outcome = outcome;
    match &seen.first {
        Err(error @ Error::Unreachable { .. }) => {
            set(Step::Reached, Outcome::Failed(error.clone()));
        }
        Err(error @ Error::UntrustedServer { .. }) => {
            set(Step::Reached, Outcome::Passed);
            set(Step::CertificateTrusted, Outcome::Failed(error.clone()));
        }
        first => {
            set(Step::Reached, Outcome::Passed);
            set(Step::CertificateTrusted, Outcome::Passed);
            set(Step::ClockAgrees, clock(seen.clock_off_by));
            let asked = first.as_ref().err().map(|error| Err(error.clone()));
            if let Some(asked) = asked.as_ref().or(seen.asked.as_ref()) {
                for (step, outcome) in after_asking(asked, seen) {
                    set(step, outcome);
                }
            }
        }
    }
    steps[Step::CertificateTrusted as usize]
        .issuer
        .clone_from(&seen.issuer);
    steps[Step::ClockAgrees as usize].clock_off_by = seen.clock_off_by;
    steps[Step::SignedIn as usize].claims = seen.claims;
    steps[Step::SignedIn as usize].use_algorithm = seen.use_algorithm;
    steps
}

fn clock(off_by: Option<SignedDuration>) -> Outcome {
    match off_by {
        None => Outcome::NotTold,
        Some(by) if by.abs() <= CLOCK_TOLERANCE => Outcome::Passed,
        Some(by) => Outcome::Failed(Error::WrongClock {
            by,
            said: crate::Said::default(),
        }),
    }
}

fn after_asking(asked: &Result<(), Error>, seen: &Observed) -> [(Step, Outcome); 3] {
    let [sign_in, read, bot] = match asked {
        Ok(()) => [Outcome::Passed, Outcome::Passed, Outcome::Passed],
        Err(error @ Error::MissingScope { .. }) => [
            Outcome::Passed,
            Outcome::Failed(error.clone()),
            Outcome::NotReached,
        ],
        Err(error @ Error::UnknownBot { .. }) => {
            let so_far = if seen.speaks_of_bots_to_strangers {
                Outcome::NotTold
            } else {
                Outcome::Passed
            };
            [so_far.clone(), so_far, Outcome::Failed(error.clone())]
        }
        Err(error @ Error::TooLarge { .. }) => [
            Outcome::Passed,
            Outcome::Passed,
            Outcome::Failed(error.clone()),
        ],
        Err(error) => [
            Outcome::Failed(error.clone()),
            Outcome::NotReached,
            Outcome::NotReached,
        ],
    };
    // A bot that was made up for the question says nothing by not being there.
    let bot = if seen.has_bot {
        bot
    } else {
        Outcome::NotReached
    };
    [
        (Step::SignedIn, sign_in),
        (Step::MayRead, read),
        (Step::BotExists, bot),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cause, Certificate, Odd, Said};

    fn seen() -> Observed {
        Observed {
            first: Ok(()),
            issuer: None,
            clock_off_by: Some(SignedDuration::ZERO),
            speaks_of_bots_to_strangers: false,
            asked: Some(Ok(())),
            has_bot: true,
            claims: Some(ClaimsForm::WithJti),
            use_algorithm: None,
        }
    }

    /// One letter a step: passed, failed, told nothing, not reached.
    fn in_short(seen: &Observed) -> String {
        steps(seen)
            .iter()
            .map(|step| match step.outcome {
                Outcome::Passed => 'p',
                Outcome::Failed(_) => 'F',
                Outcome::NotTold => '?',
                Outcome::NotReached => '-',
            })
            .collect()
    }

    fn unknown_bot() -> Error {
        Error::UnknownBot {
            status: 400,
            said: Said::default(),
        }
    }

    fn scope() -> Error {
        Error::MissingScope {
            status: 401,
            said: Said::default(),
        }
    }

    fn secret() -> Error {
        Error::BadCredentials {
            status: 401,
            wants_encryption: false,
            said: Said::default(),
        }
    }

    fn stall() -> Error {
        Error::Unreachable {
            cause: Cause::AnswerTimedOut,
        }
    }

    #[test]
    fn each_step_fails_by_itself_and_stops_those_behind_it() {
        let first = |error| Observed {
            first: Err(error),
            asked: None,
            ..seen()
        };
        let asked = |error| Observed {
            asked: Some(Err(error)),
            ..seen()
        };
        let untrusted = Error::UntrustedServer {
            reason: Certificate::UnknownIssuer,
            issuer: None,
        };
        let page = Error::NotKore {
            status: 200,
            odd: Odd::Page,
            excerpt: Said::default(),
        };
        assert_eq!(in_short(&seen()), "pppppp");
        assert_eq!(in_short(&first(stall())), "F-----");
        assert_eq!(in_short(&first(untrusted)), "pF----");
        assert_eq!(in_short(&first(page)), "pppF--");
        assert_eq!(in_short(&asked(secret())), "pppF--");
        assert_eq!(in_short(&asked(stall())), "pppF--");
        assert_eq!(in_short(&asked(scope())), "ppppF-");
        assert_eq!(in_short(&asked(unknown_bot())), "pppppF");
    }

    #[test]
    fn a_wrong_clock_is_told_and_does_not_stop_the_rest() {
        let off = |seconds| Observed {
            clock_off_by: Some(SignedDuration::from_secs(seconds)),
            ..seen()
        };
        assert_eq!(in_short(&off(60)), "pppppp");
        assert_eq!(in_short(&off(-600)), "ppFppp");
        assert_eq!(in_short(&off(600)), "ppFppp");
        let untold = Observed {
            clock_off_by: None,
            ..seen()
        };
        assert_eq!(in_short(&untold), "pp?ppp");
    }

    #[test]
    fn a_made_up_bot_says_nothing_by_not_being_there() {
        let made_up = Observed {
            has_bot: false,
            asked: Some(Err(unknown_bot())),
            ..seen()
        };
        assert_eq!(in_short(&made_up), "ppppp-");
    }

    #[test]
    fn words_about_a_bot_that_a_stranger_gets_too_prove_no_sign_in() {
        let to_strangers = Observed {
            speaks_of_bots_to_strangers: true,
            asked: Some(Err(unknown_bot())),
            ..seen()
        };
        assert_eq!(in_short(&to_strangers), "ppp??F");
    }
}
