//! What was learned about the server of an account, so that it is learned once.

use crate::refusal::asks_for_claims;

/// Which of the two documented addresses the server answers at.
///
/// The page *Bot Publish Status* has one in its table and the other in its sample request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PathForm {
    /// `/api/public/bot/{BotID}/publish/status`
    #[default]
    Plain,
    /// `/api/1.1/public/bot/{BotID}/publish/status/`
    Versioned,
}

/// Which claims the server accepts in a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClaimsForm {
    /// With times and an id used once (`jti`): a token that is seen by somebody else is soon
    /// worthless, and it is worth nothing a second time. What the app's switch *Enforce JTI* asks
    /// for.
    #[default]
    WithJti,
    /// With times alone.
    Timed,
    /// The documented minimum, `sub` and `appId` only (page *API Introduction*). Such a token
    /// never expires.
    Minimum,
}

/// What was learned about an account's server. The caller stores it beside the account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Habits {
    /// Where it answers.
    pub path: PathForm,
    /// Which claims it accepts.
    pub claims: ClaimsForm,
}

impl PathForm {
    /// One word for files and the database. Stable.
    pub fn as_word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Versioned => "versioned",
        }
    }

    /// The reverse of [`PathForm::as_word`].
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Plain, Self::Versioned]
            .into_iter()
            .find(|form| form.as_word() == word)
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Self::Plain => Self::Versioned,
            Self::Versioned => Self::Plain,
        }
    }
}

impl ClaimsForm {
    /// One word for files and the database. Stable.
    pub fn as_word(self) -> &'static str {
        match self {
            Self::WithJti => "with_jti",
            Self::Timed => "times",
            Self::Minimum => "minimum",
        }
    }

    /// The reverse of [`ClaimsForm::as_word`].
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            // What this app wrote when there were two forms.
            "timed" => Some(Self::WithJti),
            _ => [Self::WithJti, Self::Timed, Self::Minimum]
                .into_iter()
                .find(|form| form.as_word() == word),
        }
    }

    /// The form to try after this one was refused in such words.
    pub(crate) fn other(self, refused: &str) -> Self {
        match self {
            Self::Minimum => Self::WithJti,
            Self::Timed if asks_for_claims(refused) => Self::WithJti,
            Self::WithJti | Self::Timed => Self::Minimum,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        for form in [PathForm::Plain, PathForm::Versioned] {
            assert_eq!(PathForm::from_word(form.as_word()), Some(form));
        }
        for form in [ClaimsForm::WithJti, ClaimsForm::Timed, ClaimsForm::Minimum] {
            assert_eq!(ClaimsForm::from_word(form.as_word()), Some(form));
        }
        assert_eq!(PathForm::from_word("times"), None);
        assert_eq!(ClaimsForm::from_word("timed"), Some(ClaimsForm::WithJti));
        assert_eq!(ClaimsForm::from_word(""), None);
    }
}
