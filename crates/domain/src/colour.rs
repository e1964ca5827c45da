//! Colours by which a person tells accounts apart.

use serde::{Deserialize, Serialize};

/// A colour, always shown beside a name. The eight stay apart in the common colour blindnesses
/// (after Okabe and Ito, *Color Universal Design*), and each has its word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Colour {
    /// None was chosen.
    #[default]
    None,
    /// Blue.
    Blue,
    /// Light blue.
    Sky,
    /// Bluish green.
    Green,
    /// Yellow.
    Yellow,
    /// Orange.
    Orange,
    /// Vermilion.
    Red,
    /// Reddish purple.
    Purple,
    /// Grey.
    Grey,
}

impl Colour {
    /// None and the eight.
    pub const ALL: [Self; 9] = [
        Self::None,
        Self::Blue,
        Self::Sky,
        Self::Green,
        Self::Yellow,
        Self::Orange,
        Self::Red,
        Self::Purple,
        Self::Grey,
    ];

    /// A stable word for files; empty for none.
    pub fn as_word(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Blue => "blue",
            Self::Sky => "sky",
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Orange => "orange",
            Self::Red => "red",
            Self::Purple => "purple",
            Self::Grey => "grey",
        }
    }

    /// The reverse of [`Colour::as_word`]. A word of nobody's is no colour: losing one costs
    /// nothing.
    pub fn from_word(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|colour| colour.as_word() == word)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_and_a_strange_one_is_no_colour() {
        for colour in Colour::ALL {
            assert_eq!(Colour::from_word(colour.as_word()), colour);
        }
        assert_eq!(Colour::from_word("beige"), Colour::None);
    }
}
