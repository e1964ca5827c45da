//! Credentials, and the token made from them for each request.

use domain::{Algorithm, ClientId, ClientSecret};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{EncodingKey, Header};
use reqwest::header::HeaderValue;
use serde::Serialize;

use crate::ClaimsForm;

/// A token is dated back by this much, for servers whose clock is behind ours.
const BACK_DATED: SignedDuration = SignedDuration::from_secs(30);

/// A token is good for this long. The platform refuses more than an hour (page *SDK Security*).
const LIFE: SignedDuration = SignedDuration::from_mins(5);

/// The documentation asks for a `sub` and says nothing of its meaning.
const SUBJECT: &str = "publish-monitor";

/// What an app made in the platform's Admin Console is known by.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The public half.
    pub client_id: ClientId,
    /// The other half, which does not print.
    pub secret: ClientSecret,
    /// How its tokens are signed.
    pub algorithm: Algorithm,
}

/// Signs tokens with one secret.
pub(crate) struct Signer {
    client_id: ClientId,
    key: EncodingKey,
    algorithm: jsonwebtoken::Algorithm,
}

#[derive(Serialize)]
struct Claims<'a> {
    sub: &'static str,
    // Exactly so: "Don't use "App ID", "appid", or "app ID"" (page *API Introduction*).
    #[serde(rename = "appId")]
    app_id: &'a str,
    #[serde(flatten)]
    timed: Option<TimedClaims>,
}

#[derive(Serialize)]
struct TimedClaims {
    iat: i64,
    exp: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    jti: Option<String>,
}

impl Signer {
    pub(crate) fn new(credentials: &Credentials) -> Self {
        Self {
            client_id: credentials.client_id.clone(),
            // The secret looks like base64, but its text is the key.
            key: EncodingKey::from_secret(credentials.secret.expose().as_bytes()),
            algorithm: match credentials.algorithm {
                Algorithm::Hs256 => jsonwebtoken::Algorithm::HS256,
                Algorithm::Hs512 => jsonwebtoken::Algorithm::HS512,
            },
        }
    }

    /// A token for one request sent at `now`, as a header value that debug output leaves out.
    ///
    /// The platform takes a `jti` that it has seen for a replay, so each token has its own.
    pub(crate) fn token(
        &self,
        form: ClaimsForm,
        now: Timestamp,
    ) -> Result<HeaderValue, SigningFailed> {
        let timed = (form != ClaimsForm::Minimum).then(|| TimedClaims {
            iat: now.as_second() - BACK_DATED.as_secs(),
            exp: now.as_second() + LIFE.as_secs(),
            jti: (form == ClaimsForm::WithJti).then(|| uuid::Uuid::new_v4().to_string()),
        });
        let claims = Claims {
            sub: SUBJECT,
            app_id: self.client_id.as_str(),
            timed,
        };
        let token = jsonwebtoken::encode(&Header::new(self.algorithm), &claims, &self.key)
            .map_err(|_| SigningFailed)?;
        let mut value = HeaderValue::try_from(token).map_err(|_| SigningFailed)?;
        value.set_sensitive(true);
        Ok(value)
    }
}

/// The signing library refused. Its error is not kept: nobody knows what it quotes.
#[derive(Debug)]
pub(crate) struct SigningFailed;

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(secret: &str) -> Signer {
        signing_with(secret, Algorithm::Hs256)
    }

    fn signing_with(secret: &str, algorithm: Algorithm) -> Signer {
        Signer::new(&Credentials {
            client_id: ClientId::new("cs-1"),
            secret: ClientSecret::read(secret).unwrap().secret,
            algorithm,
        })
    }

    /// Made with OpenSSL: `printf %s "$header.$claims" | openssl dgst -sha256 -hmac "$secret"`.
    #[test]
    fn the_minimum_is_signed_with_the_text_of_the_secret() {
        let token = signer("c2VjcmV0LXRleHQtbm90LWJhc2U2NC1kZWNvZGVkISE=")
            .token(ClaimsForm::Minimum, Timestamp::UNIX_EPOCH)
            .unwrap();
        assert_eq!(token.to_str().unwrap(), GOLDEN);
    }

    const GOLDEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwdWJsaXNoLW1vbml0b3IiLCJhcHBJZCI6ImNzLTEifQ.QLkc9Kym5LFylfpOlT630stbPn0sQDsEskv6_REkn3M";

    /// Made with Python's `hmac` and `hashlib.sha512`.
    #[test]
    fn the_minimum_is_signed_with_sha_512_where_the_app_asks_for_it() {
        let secret = "c2VjcmV0LXRleHQtbm90LWJhc2U2NC1kZWNvZGVkISE=";
        let token = signing_with(secret, Algorithm::Hs512)
            .token(ClaimsForm::Minimum, Timestamp::UNIX_EPOCH)
            .unwrap();
        assert_eq!(token.to_str().unwrap(), GOLDEN_512);
    }

    const GOLDEN_512: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzUxMiJ9.eyJzdWIiOiJwdWJsaXNoLW1vbml0b3IiLCJhcHBJZCI6ImNzLTEifQ.2qS5b13CRCAyMm-B-MQkKyFI8o1FF5RQQiv9oLLcdWrDRWzV3G5GqCruJnw0dUPq2g630UJlxe3NeTlgLCh9jA";

    #[test]
    fn each_form_holds_its_claims_and_no_others() {
        for (form, claims) in [
            (
                ClaimsForm::WithJti,
                vec!["appId", "exp", "iat", "jti", "sub"],
            ),
            (ClaimsForm::Timed, vec!["appId", "exp", "iat", "sub"]),
            (ClaimsForm::Minimum, vec!["appId", "sub"]),
        ] {
            let token = signer("x").token(form, Timestamp::UNIX_EPOCH).unwrap();
            let read = jsonwebtoken::dangerous::insecure_decode::<serde_json::Value>(
                token.to_str().unwrap(),
            )
            .unwrap();
            let mut names: Vec<_> = read.claims.as_object().unwrap().keys().collect();
            names.sort();
            assert_eq!(names, claims, "{form:?}");
        }
    }

    #[test]
    fn a_token_does_not_print() {
        let token = signer("x")
            .token(ClaimsForm::Timed, Timestamp::UNIX_EPOCH)
            .unwrap();
        assert_eq!(format!("{token:?}"), "Sensitive");
    }
}
