//! Both forms of claims were refused: what is wrong?

use jiff::SignedDuration;

use crate::refusal::{asks_for_claims, speaks_of_time, takes_it_for_no_token, wants_encryption};
use crate::verdict::Refusal;
use crate::{Error, Said};

/// A clock that is off by less explains no refusal.
pub(crate) const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_secs(60);

/// Far enough off that tokens, which live five minutes, are over or not begun for the server.
const CLOCK_FAR_OFF: SignedDuration = SignedDuration::from_mins(4);

/// Decides from the server's words on the token with times and on the one without.
///
/// `clock_off_by` is how far this computer's clock is ahead of the server's, where told.
/// - The server speaks of times and the clocks differ: the clock.
/// - The clocks differ by minutes, and of the token *without* times the server says that a claim
///   is missing (the app's switch *Enforce JTI*): its signature was fine then, so the clock again.
/// - Otherwise the client id or the secret. In particular: a token without times that is plainly
///   refused has nothing to do with any clock.
pub(crate) fn twice(
    timed: &Refusal,
    minimum: &Refusal,
    clock_off_by: Option<SignedDuration>,
) -> Error {
    let said = Said::text(&timed.text.words);
    if let Some(by) = clock_off_by {
        let blamed = by.abs() > CLOCK_TOLERANCE && speaks_of_time(&timed.text.words)
            || by.abs() > CLOCK_FAR_OFF && asks_for_claims(&minimum.text.words);
        if blamed {
            return Error::WrongClock { by, said };
        }
    }
    Error::BadCredentials {
        status: timed.status,
        wants_encryption: [wants_encryption, takes_it_for_no_token]
            .iter()
            .any(|says_so| says_so(&timed.text.words) || says_so(&minimum.text.words)),
        said,
    }
}

#[cfg(test)]
mod tests {
    use domain::FailureKind;

    use super::*;
    use crate::wire::ServerText;

    fn refusal(words: &str) -> Refusal {
        Refusal {
            status: 401,
            text: ServerText {
                words: words.to_owned(),
                ..ServerText::default()
            },
        }
    }

    #[test]
    fn the_clock_is_blamed_only_with_reason() {
        const PLAIN: &str = "Invalid SDK credentials";
        let table = [
            ("jwt expired", PLAIN, Some(-600), FailureKind::WrongClock),
            (
                "iat is in the future",
                PLAIN,
                Some(86_400),
                FailureKind::WrongClock,
            ),
            (PLAIN, "jti is missing", Some(-600), FailureKind::WrongClock),
            ("jwt expired", PLAIN, Some(20), FailureKind::BadCredentials),
            ("jwt expired", PLAIN, None, FailureKind::BadCredentials),
            (PLAIN, PLAIN, Some(-86_400), FailureKind::BadCredentials),
            (
                PLAIN,
                "jti is missing",
                Some(90),
                FailureKind::BadCredentials,
            ),
            (PLAIN, PLAIN, Some(0), FailureKind::BadCredentials),
        ];
        for (timed, minimum, seconds, kind) in table {
            let by = seconds.map(SignedDuration::from_secs);
            let error = twice(&refusal(timed), &refusal(minimum), by);
            assert_eq!(error.kind(), kind, "{timed} / {minimum} / {seconds:?}");
        }
    }

    #[test]
    fn an_app_that_wants_encryption_is_named() {
        for words in [
            "JWE is enforced",
            "error decrypting the token",
            "Invalid JWT token",
        ] {
            let error = twice(&refusal(words), &refusal("no"), None);
            assert_eq!(error.kind(), FailureKind::EncryptionEnforced, "{words}");
        }
        let error = twice(&refusal("Invalid SDK credentials"), &refusal("no"), None);
        assert_eq!(error.kind(), FailureKind::BadCredentials);
    }
}
