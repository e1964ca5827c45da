//! The client secret, which cannot print and has one door.

use std::borrow::Cow;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// Largest secret taken, in bytes. The platform's are about 44; Windows' credential store ends
/// at 2,560 bytes of UTF-16.
const MAX_BYTES: usize = 1024;

/// A client secret. It does not print, is not serialisable, and is wiped when dropped.
#[derive(Clone)]
pub struct ClientSecret(SecretString);

/// What came of reading a typed secret.
#[derive(Debug)]
pub struct SecretRead {
    /// The secret.
    pub secret: ClientSecret,
    /// White space or invisible marks around it were dropped; the person is told.
    pub trimmed: bool,
    /// Shorter than the 32 bytes that RFC 7518, section 3.2 asks for with HS256. The server
    /// decides; the person is warned.
    pub short: bool,
}

/// Why a secret cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretProblem {
    /// Nothing was typed. The signing library would sign with an empty key.
    Empty,
    /// Over 1,024 bytes.
    TooLong,
}

impl ClientSecret {
    /// Reads what a person typed or pasted.
    ///
    /// # Errors
    /// When it is empty or too long.
    pub fn read(typed: &str) -> Result<SecretRead, SecretProblem> {
        let text = typed.trim_matches(|c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
        });
        if text.is_empty() {
            return Err(SecretProblem::Empty);
        }
        if text.len() > MAX_BYTES {
            return Err(SecretProblem::TooLong);
        }
        Ok(SecretRead {
            trimmed: text.len() != typed.len(),
            short: text.len() < 32,
            secret: Self(SecretString::from(text.to_owned())),
        })
    }

    /// A text without this secret, should somebody have put it there: `instead` stands for it.
    pub fn strike_out<'a>(&self, text: &'a str, instead: &str) -> Cow<'a, str> {
        let secret = self.0.expose_secret();
        if text.contains(secret) {
            Cow::Owned(text.replace(secret, instead))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// The secret's text. The only door: to sign a request and to put it into the keychain.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientSecret([not shown])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_pasted_around_it_goes_and_is_told() {
        let read =
            ClientSecret::read("\u{feff}abcdefghijklmnopqrstuvwxyz0123456789abcdefg=\r\n").unwrap();
        assert_eq!(
            read.secret.expose(),
            "abcdefghijklmnopqrstuvwxyz0123456789abcdefg="
        );
        assert!(read.trimmed);
        assert!(!read.short);
    }

    #[test]
    fn an_empty_or_huge_one_is_refused() {
        assert_eq!(
            ClientSecret::read(" \n\t").unwrap_err(),
            SecretProblem::Empty
        );
        assert_eq!(
            ClientSecret::read(&"x".repeat(1025)).unwrap_err(),
            SecretProblem::TooLong
        );
    }

    #[test]
    fn it_does_not_print() {
        let read = ClientSecret::read("hunter2hunter2").unwrap();
        assert!(!format!("{read:?}").contains("hunter"));
    }
}
