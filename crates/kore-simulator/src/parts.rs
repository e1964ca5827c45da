//! The parts of a publish: the fixed ones of every bot, then its dialogs and its knowledge.

use serde_json::{Value, json};

use crate::life::{Dialogs, Publish};
use crate::made_up;

/// A part, without its state.
pub(crate) struct Part {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) name: String,
}

const FIXED: [(&str, &str); 5] = [
    ("SETTINGS", "Settings"),
    ("CHANNELS", "Channels"),
    ("EXTENSIONS", "Extensions"),
    ("BOTLANGUAGES", "BotLanguages"),
    ("NL", "Natural Language"),
];

/// What bots are asked to do, for bots that do not name their dialogs.
const TOPICS: [&str; 12] = [
    "Welcome",
    "Small talk",
    "Opening hours",
    "Talk to a person",
    "Find a document",
    "Book an appointment",
    "Change my address",
    "Check a request",
    "Give feedback",
    "Reset a password",
    "Report a problem",
    "Order a replacement",
];

/// The parts in the order of the page's long sample. The version part comes last, and only with
/// success: the page *App Versioning* has it made "on each successful publish".
pub(crate) fn parts(publish: &Publish, bot_id: &str, with_version: bool) -> Vec<Part> {
    let fixed = FIXED.iter().map(|(kind, name)| part(kind, kind, name));
    let mut parts: Vec<Part> = fixed.collect();
    let first = made_up::pick(bot_id, TOPICS.len());
    let mut add_dialog = |name: &str, n: usize| {
        let id = format!("dg-{}", made_up::uuid_of(&format!("{bot_id} dialog {n}")));
        parts.push(part(&id, "dialog", name));
    };
    match &publish.dialogs {
        Dialogs::Named(names) => {
            for (n, name) in names.iter().enumerate() {
                add_dialog(name, n);
            }
        }
        Dialogs::Count(count) => {
            for n in 0..*count {
                let topic = TOPICS[(first + n) % TOPICS.len()];
                match n / TOPICS.len() {
                    0 => add_dialog(topic, n),
                    round => add_dialog(&format!("{topic} {}", round + 1), n),
                }
            }
        }
    }
    if publish.knowledge {
        let id = made_up::mongo_id(&format!("{bot_id} knowledge"));
        parts.push(part(&id, "knowledge", "Questions and answers"));
    }
    if with_version {
        parts.push(part(
            "AUTOVERSIONING",
            "AUTOVERSIONING",
            "Creating New Version",
        ));
    }
    parts
}

fn part(id: &str, kind: &'static str, name: &str) -> Part {
    Part {
        id: id.to_owned(),
        kind,
        name: name.to_owned(),
    }
}

/// The modules of a fixed part: an array, but an object for the languages. Dialogs, knowledge
/// and the version have none.
pub(crate) fn modules(kind: &str) -> Option<Value> {
    Some(match kind {
        "SETTINGS" => json!([
            "general",
            "bot_variables",
            "pii",
            "ivr",
            "hold_resume",
            "custom_script",
            "advanced"
        ]),
        "CHANNELS" => json!(["rtm"]),
        "EXTENSIONS" => json!(["botkit", "agent_transfer", "websdk", "events"]),
        "BOTLANGUAGES" => json!({"enabledLanguages": ["en"]}),
        "NL" => json!(["nl_model", "settings"]),
        _ => return None,
    })
}

/// A made-up dialog definition of about this many bytes. It is a bot's own logic and wording:
/// what a client must not keep.
pub(crate) fn nodes(name: &str, bytes: usize) -> Value {
    // Long texts rather than many nodes: a huge reply is made for each request, also by a debug
    // build.
    let sentences = if bytes > 5000 { 40 } else { 1 };
    let text = |n: usize| {
        let sentence = format!("CONFIDENTIAL-DIALOG-TEXT of {name}, step {n}: how can I help? ");
        sentence.repeat(sentences)
    };
    let node = |n: usize| {
        json!({
            "nodeId": format!("message{n}"),
            "type": if n.is_multiple_of(3) { "entity" } else { "message" },
            "name": format!("{name} step {n}"),
            "message": [{"channel": "default", "type": "basic", "text": text(n)}],
            "transitions": [{"default": format!("message{}", n + 1), "metadata": {"color": "#009dab"}}],
            "useTaskLevelNegation": true,
        })
    };
    let each = 230 + name.len() + sentences * (60 + name.len());
    (0..bytes.div_ceil(each)).map(node).collect()
}
