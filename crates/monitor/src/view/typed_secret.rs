//! A secret on its way in.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

/// A secret as a person typed it: it comes in, and neither prints nor goes out again.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct TypedSecret(String);

impl TypedSecret {
    /// What was typed.
    pub fn typed(&self) -> &str {
        &self.0
    }
}

impl From<&str> for TypedSecret {
    fn from(typed: &str) -> Self {
        Self(typed.to_owned())
    }
}

impl fmt::Debug for TypedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[not shown]")
    }
}

impl Serialize for TypedSecret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("")
    }
}
