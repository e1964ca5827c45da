//! The parts of the whole test.

use crate::run::Outcome;

/// One part, in the order of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The layout of the code.
    Fmt,
    /// Lints of the packages that need no window libraries.
    Clippy,
    /// Their tests.
    Crates,
    /// The window's types, tests and build.
    Ui,
    /// The window in a browser, with a pretend backend.
    Browser,
    /// The shell's lints and tests.
    Shell,
    /// A person's ways through the real window.
    Journeys,
}

impl Part {
    const ALL: [Self; 7] = [
        Self::Fmt,
        Self::Clippy,
        Self::Crates,
        Self::Ui,
        Self::Browser,
        Self::Shell,
        Self::Journeys,
    ];

    /// The word that chooses it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Crates => "crates",
            Self::Ui => "ui",
            Self::Browser => "browser",
            Self::Shell => "shell",
            Self::Journeys => "journeys",
        }
    }

    /// What it looks at.
    pub fn says(self) -> &'static str {
        match self {
            Self::Fmt => "the layout of the code",
            Self::Clippy => "lints of all but the shell",
            Self::Crates => "tests of all but the shell",
            Self::Ui => "the window's types, tests and build",
            Self::Browser => "the window in a browser, with a pretend backend",
            Self::Shell => "the shell's lints and tests",
            Self::Journeys => "a person's ways through the real window",
        }
    }

    /// Rust is compiled, C with it.
    pub fn compiles(self) -> bool {
        !matches!(self, Self::Fmt | Self::Ui)
    }

    /// Node is needed.
    pub fn needs_window(self) -> bool {
        !matches!(self, Self::Fmt | Self::Clippy | Self::Crates)
    }

    /// The parts of these names, in the order of the whole, each once; all when none is named.
    pub fn choose(names: &[&str]) -> Outcome<Vec<Self>> {
        if names.is_empty() {
            return Ok(Self::ALL.to_vec());
        }
        let mut parts = Vec::new();
        for name in names {
            let part = Self::ALL.into_iter().find(|part| part.name() == *name);
            parts.push(part.ok_or_else(|| {
                let all = Self::ALL.map(Self::name).join(" ");
                format!("The test has no part `{name}`. Its parts are: {all}")
            })?);
        }
        parts.sort_unstable();
        parts.dedup();
        Ok(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_run_in_the_order_of_the_whole_and_once() {
        assert_eq!(
            Part::choose(&["shell", "fmt", "shell"]),
            Ok(vec![Part::Fmt, Part::Shell])
        );
        assert_eq!(Part::choose(&[]), Ok(Part::ALL.to_vec()));
    }

    #[test]
    fn an_unknown_part_names_the_known_ones() {
        let why = Part::choose(&["unit"]).unwrap_err();
        assert!(
            why.contains("`unit`") && why.contains("crates ui browser shell"),
            "{why}"
        );
    }
}
