//! The systems that are checked.

use crate::run::Outcome;

/// A system that the app is made for, beside Linux.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Windows on 64-bit Intel.
    Windows,
    /// macOS on Apple's own chips.
    Macos,
}

impl System {
    const ALL: [Self; 2] = [Self::Windows, Self::Macos];

    /// The word that chooses it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Windows => "windows",
            Self::Macos => "macos",
        }
    }

    /// What the compiler calls it. For Windows the GNU kind: its C compiler is in Linux
    /// distributions, and no line of this app differs between the two kinds.
    pub fn triple(self) -> &'static str {
        match self {
            Self::Windows => "x86_64-pc-windows-gnu",
            Self::Macos => "aarch64-apple-darwin",
        }
    }

    /// Those of these names; all when none is named.
    pub fn choose(names: &[&str]) -> Outcome<Vec<Self>> {
        let known = |name: &&str| {
            let found = Self::ALL.into_iter().find(|system| system.name() == *name);
            found.ok_or_else(|| format!("`{name}` is neither `windows` nor `macos`."))
        };
        if names.is_empty() {
            Ok(Self::ALL.to_vec())
        } else {
            names.iter().map(known).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_chosen_by_name() {
        assert_eq!(System::choose(&[]), Ok(System::ALL.to_vec()));
        assert_eq!(System::choose(&["macos"]), Ok(vec![System::Macos]));
        assert!(System::choose(&["beos"]).unwrap_err().contains("`beos`"));
    }
}
