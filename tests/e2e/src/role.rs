//! What a thing in the window is to a person.

/// A role, by the names of WAI-ARIA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something to press.
    Button,
    /// A line to write in, or several; a password too.
    TextBox,
    /// A choice among several.
    Radio,
    /// A choice that is on or off.
    Checkbox,
    /// A heading.
    Heading,
    /// A note that belongs together.
    Group,
    /// A form.
    Form,
}

impl Role {
    /// Elements that may have it: the spoken name decides.
    pub(crate) fn selector(self) -> &'static str {
        match self {
            Self::Button => "button, summary, [role=button]",
            Self::TextBox => "input:not([type=radio]):not([type=checkbox]), textarea",
            Self::Radio => "input[type=radio]",
            Self::Checkbox => "input[type=checkbox]",
            Self::Heading => "h1, h2, h3",
            Self::Group => "[role=group]",
            Self::Form => "form",
        }
    }
}
