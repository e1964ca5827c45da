//! The groups of the platform's own publish page.

use serde::{Deserialize, Serialize};

use crate::plain_word::plain_word;

/// Where a resource stands on the platform's publish page.
///
/// The page *Publishing your app* of the platform's documentation lists Flows, Tasks & Languages;
/// Natural Language; Channels; Extensions; Settings. The version that a successful publish makes
/// by itself (`AUTOVERSIONING`, page *App versioning*) has a group of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ResourceGroup {
    /// Dialogs, knowledge, alerts, small talk, languages.
    TasksAndDialogs,
    /// The language model and its settings.
    NaturalLanguage,
    /// Where people talk to the bot.
    Channels,
    /// Event handlers, BotKit, agent transfer, SDKs.
    Extensions,
    /// General settings, variables and the like.
    Settings,
    /// The version that the platform keeps of this publish.
    NewVersion,
    /// A kind of resource that the documentation does not name.
    Other,
}

impl ResourceGroup {
    /// The group of a `resourceType`. Case, `_`, `-` and spaces do not count.
    pub fn of_kind(kind: Option<&str>) -> Self {
        match plain_word(kind.unwrap_or_default()).as_str() {
            "dialog" | "dialogs" | "knowledge" | "alert" | "action" | "information" | "flow"
            | "flows" | "task" | "tasks" | "smalltalk" | "botlanguages" | "panel" | "widget"
            | "form" | "faq" => Self::TasksAndDialogs,
            "nl" | "naturallanguage" | "trait" | "traits" | "synonyms" => Self::NaturalLanguage,
            "channels" | "channel" => Self::Channels,
            "extensions" | "extension" => Self::Extensions,
            "settings" | "setting" | "stream" => Self::Settings,
            "autoversioning" => Self::NewVersion,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_in_a_documented_sample_has_its_group() {
        let seen = [
            ("SETTINGS", ResourceGroup::Settings),
            ("CHANNELS", ResourceGroup::Channels),
            ("EXTENSIONS", ResourceGroup::Extensions),
            ("BOTLANGUAGES", ResourceGroup::TasksAndDialogs),
            ("NL", ResourceGroup::NaturalLanguage),
            ("dialog", ResourceGroup::TasksAndDialogs),
            ("knowledge", ResourceGroup::TasksAndDialogs),
            ("AUTOVERSIONING", ResourceGroup::NewVersion),
            ("smalltalk", ResourceGroup::TasksAndDialogs),
        ];
        for (kind, group) in seen {
            assert_eq!(ResourceGroup::of_kind(Some(kind)), group, "{kind}");
        }
        assert_eq!(
            ResourceGroup::of_kind(Some("PANELS_2")),
            ResourceGroup::Other
        );
        assert_eq!(ResourceGroup::of_kind(None), ResourceGroup::Other);
    }
}
