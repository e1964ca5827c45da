//! Judges the token in the `auth` header, with the rules of the pages *API Introduction* and
//! *SDK Security*.

use std::collections::HashMap;

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Map, Value};

use crate::{Refusal, Switches};

type Claims = Map<String, Value>;

/// How far ahead of the server's clock a token may have been made. Not documented.
const SKEW_SECONDS: f64 = 30.0;

/// The longest life of a token with a `jti` (page *SDK Security*).
const JTI_LIFE_SECONDS: f64 = 3600.0;

/// The pretend app in the Admin Console.
pub(crate) struct App {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
}

/// The `jti`s that were accepted, each until its token has expired.
#[derive(Debug, Default)]
pub(crate) struct UsedOnce {
    until: HashMap<String, f64>,
    prune_at: usize,
}

impl UsedOnce {
    /// Remembers a `jti`; false when it was there already.
    fn first_use(&mut self, jti: &str, expires: f64, now: f64) -> bool {
        if self.until.len() > self.prune_at {
            self.until.retain(|_, until| *until > now);
            self.prune_at = 1000 + self.until.len() * 2;
        }
        self.until.insert(jti.to_owned(), expires).is_none()
    }
}

/// What a token says of itself, whether or not it is any good: for the record of requests.
pub(crate) fn jti_of(token: &str) -> Option<String> {
    let claims = jsonwebtoken::dangerous::insecure_decode::<Claims>(token).ok()?;
    Some(claims.claims.get("jti")?.as_str()?.to_owned())
}

/// Lets a token in, or says what the platform would say.
pub(crate) fn check(
    token: Option<&str>,
    app: &App,
    switches: Switches,
    used: &mut UsedOnce,
    now: Timestamp,
) -> Result<(), Refusal> {
    // A header that is missing and one that holds no token are refused in different words.
    let token = token
        .filter(|text| !text.is_empty())
        .ok_or(Refusal::BadCredentials)?;
    if jsonwebtoken::dangerous::insecure_decode::<Claims>(token).is_err() || switches.enforce_jwe {
        return Err(Refusal::BadToken);
    }
    let claims = signed_claims(token, app, switches).ok_or(Refusal::BadCredentials)?;
    let is_ours = |name: &str| claims.get(name).and_then(Value::as_str) == Some(&app.client_id);
    if !(is_ours("appId") || (switches.accept_iss_alone && is_ours("iss"))) {
        return Err(Refusal::BadCredentials);
    }
    if switches.refuse_extra_claims && claims.keys().any(|name| name != "sub" && name != "appId") {
        return Err(Refusal::BadCredentials);
    }
    judge_times(&claims, switches, used, now)
}

/// The claims, where the signature is the app's over the raw bytes of the secret. The secret looks
/// like base64 and is not decoded.
fn signed_claims(token: &str, app: &App, switches: Switches) -> Option<Claims> {
    let mut rules = Validation::new(if switches.signs_with_hs512 {
        Algorithm::HS512
    } else {
        Algorithm::HS256
    });
    rules.required_spec_claims.clear();
    rules.validate_exp = false;
    rules.validate_nbf = false;
    rules.validate_aud = false;
    let key = DecodingKey::from_secret(app.client_secret.as_bytes());
    jsonwebtoken::decode::<Claims>(token, &key, &rules)
        .ok()
        .map(|token| token.claims)
}

fn judge_times(
    claims: &Claims,
    switches: Switches,
    used: &mut UsedOnce,
    now: Timestamp,
) -> Result<(), Refusal> {
    let now = now.as_duration().as_secs_f64();
    let made = seconds(claims, "iat")?;
    let expires = seconds(claims, "exp")?;
    if expires.is_some_and(|at| at <= now) {
        return Err(Refusal::Expired);
    }
    if made.is_some_and(|at| at > now + SKEW_SECONDS) {
        return Err(Refusal::FromTheFuture);
    }
    let Some(jti) = claims.get("jti").and_then(Value::as_str) else {
        return if switches.enforce_jti {
            Err(Refusal::NoJti)
        } else {
            Ok(())
        };
    };
    // "exp" may be at most an hour away, and at most an hour after "iat": the page does not say
    // from which it counts, so both.
    let expires = expires.ok_or(Refusal::LongJti)?;
    let life = expires - made.unwrap_or(now).min(now);
    if life > JTI_LIFE_SECONDS {
        return Err(Refusal::LongJti);
    }
    if used.first_use(jti, expires, now) {
        Ok(())
    } else {
        Err(Refusal::Replay)
    }
}

/// A time claim in seconds; one that is not a number is refused like a token that is none.
fn seconds(claims: &Claims, name: &str) -> Result<Option<f64>, Refusal> {
    match claims.get(name) {
        None => Ok(None),
        Some(value) => value.as_f64().map(Some).ok_or(Refusal::BadToken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Made with Python's hmac and base64, not with the library that reads it here:
    // {"sub":"1234567890","appId":"cs-1"} under the secret "c2VjcmV0LXdpdGgtcGFkZGluZw==".
    const GOLDEN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
         eyJzdWIiOiIxMjM0NTY3ODkwIiwiYXBwSWQiOiJjcy0xIn0.\
         TIz8MQ7gN_gBIjOeD_fTwKg5fowtZprV8rfkQWlmLm4";

    fn app() -> App {
        App {
            client_id: "cs-1".into(),
            client_secret: "c2VjcmV0LXdpdGgtcGFkZGluZw==".into(),
        }
    }

    fn check_golden(app: &App, switches: Switches) -> Result<(), Refusal> {
        let mut used = UsedOnce::default();
        check(Some(GOLDEN), app, switches, &mut used, Timestamp::now())
    }

    #[test]
    fn the_documented_minimum_is_let_in_and_signed_with_the_raw_secret() {
        assert_eq!(check_golden(&app(), Switches::default()), Ok(()));
        let decoded = App {
            client_secret: "secret-with-padding".into(),
            ..app()
        };
        assert_eq!(
            check_golden(&decoded, Switches::default()),
            Err(Refusal::BadCredentials)
        );
    }

    #[test]
    fn another_client_id_is_refused_as_bad_credentials() {
        let other = App {
            client_id: "cs-2".into(),
            ..app()
        };
        assert_eq!(
            check_golden(&other, Switches::default()),
            Err(Refusal::BadCredentials)
        );
    }

    /// Made as the other one, with `hashlib.sha512`.
    const GOLDEN_512: &str = "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.\
         eyJzdWIiOiIxMjM0NTY3ODkwIiwiYXBwSWQiOiJjcy0xIn0.\
         6jwrGzAn74cTesPv2cIfd6O865713AqyzNnDteBZ1K3TMQsyxol7rJTEe27pjaSo-YdUzO5-NpsZkU2t0Ws9YQ";

    #[test]
    fn an_app_takes_its_own_algorithm_only() {
        let strict = Switches {
            signs_with_hs512: true,
            ..Switches::default()
        };
        let say = |token, switches| {
            let mut used = UsedOnce::default();
            check(Some(token), &app(), switches, &mut used, Timestamp::now())
        };
        assert_eq!(say(GOLDEN_512, strict), Ok(()));
        assert_eq!(say(GOLDEN, strict), Err(Refusal::BadCredentials));
        let usual = Switches::default();
        assert_eq!(say(GOLDEN_512, usual), Err(Refusal::BadCredentials));
    }

    #[test]
    fn enforcing_jti_refuses_the_documented_minimum() {
        let strict = Switches {
            enforce_jti: true,
            ..Switches::default()
        };
        assert_eq!(check_golden(&app(), strict), Err(Refusal::NoJti));
    }

    #[test]
    fn no_header_and_no_token_are_told_apart() {
        let mut used = UsedOnce::default();
        let mut say = |token| {
            let now = Timestamp::now();
            check(token, &app(), Switches::default(), &mut used, now)
        };
        assert_eq!(say(None), Err(Refusal::BadCredentials));
        assert_eq!(say(Some("not a token")), Err(Refusal::BadToken));
        assert_eq!(say(Some("a.b.c")), Err(Refusal::BadToken));
    }

    #[test]
    fn used_tokens_are_forgotten_when_they_have_expired() {
        let mut used = UsedOnce::default();
        for n in 0..5000 {
            assert!(used.first_use(&n.to_string(), f64::from(n) + 60.0, f64::from(n)));
        }
        assert!(used.until.len() < 2100, "{}", used.until.len());
        assert!(!used.first_use("4999", 5059.0, 4999.0));
    }
}
