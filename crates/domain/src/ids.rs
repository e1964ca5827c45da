//! Names of things. Each is opaque text in a type of its own, so that one cannot stand for
//! another.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// One account of this app: a host with a client id. A random UUID made here, never the
    /// client id, so that the keychain entry keeps its name when the client id changes.
    AccountId
}

text_id! {
    /// A bot, as the platform names it: `st-` and a UUID in every sample. The platform's pages
    /// call it Bot ID, Stream ID or App Id.
    BotId
}

text_id! {
    /// A publish job, as the platform names it: `ds-…` or `ber-…`; opaque.
    JobId
}

text_id! {
    /// The public half of an app's credentials: `cs-` and a UUID in every sample.
    ClientId
}

impl AccountId {
    /// A new, random id.
    pub fn random() -> Self {
        Self(uuid::Uuid::new_v4().to_string())
    }
}

/// Why a client id cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientIdProblem {
    /// Nothing was typed.
    Empty,
    /// It holds white space or control characters inside.
    Spaces,
    /// It begins as another kind of id: `st-` (bot), `u-` (user), `o-` (organisation).
    OtherKind,
}

impl ClientId {
    /// Reads what a person typed or pasted: surrounding white space and quotes go.
    ///
    /// # Errors
    /// When nothing is left, when there is white space inside, or when it is plainly the id of
    /// something else.
    pub fn read(typed: &str) -> Result<Self, ClientIdProblem> {
        let text = strip(typed);
        if text.is_empty() {
            return Err(ClientIdProblem::Empty);
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(ClientIdProblem::Spaces);
        }
        if ["st-", "u-", "o-"]
            .iter()
            .any(|prefix| text.starts_with(prefix))
        {
            return Err(ClientIdProblem::OtherKind);
        }
        Ok(Self::new(text))
    }
}

/// What people paste around an id: white space, quotes, invisible marks, a trailing comma.
pub(crate) fn strip(typed: &str) -> &str {
    typed.trim_matches(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '"' | '\''
                    | '`'
                    | '“'
                    | '”'
                    | '‘'
                    | '’'
                    | '„'
                    | '«'
                    | '»'
                    | ','
                    | ';'
                    | '\u{feff}'
                    | '\u{200b}'..='\u{200f}'
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_id_is_read_without_what_was_pasted_around_it() {
        assert_eq!(ClientId::read(" \"cs-1\"\n").unwrap().as_str(), "cs-1");
    }

    #[test]
    fn a_client_id_of_another_kind_is_refused() {
        assert_eq!(ClientId::read("st-1"), Err(ClientIdProblem::OtherKind));
        assert_eq!(ClientId::read("cs 1"), Err(ClientIdProblem::Spaces));
        assert_eq!(ClientId::read(" '' "), Err(ClientIdProblem::Empty));
    }

    #[test]
    fn account_ids_differ() {
        assert_ne!(AccountId::random(), AccountId::random());
    }
}
