//! What changed from one publish of a bot to a later one, part by part.
//!
//! The platform does not promise an order, an id or a name for the parts of a publish, so a part
//! is found again by what it has, in rounds: by kind and id with the same name, by kind and id, by
//! kind and name where an id is missing on either side, and by kind alone, where a bot has only one
//! of the kind or neither side tells more.

use std::collections::{BTreeSet, HashMap, VecDeque};

use serde::{Deserialize, Serialize};

use crate::plain_word::plain_word;
use crate::{PublishState, Resource};

/// What became of one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PartChange {
    /// It failed, and did not before.
    NewlyFailing,
    /// It was not there before, and failed at once.
    NewAndFailing,
    /// It failed both times.
    StillFailing,
    /// It failed before and is published now.
    Fixed,
    /// It was not there before.
    New,
    /// It is not there any more.
    Gone,
    /// Neither failure nor mending: it runs, waits, or the server used an unfamiliar word, in one
    /// of the two.
    Undecided,
    /// The same state as before.
    Same,
}

/// One part in both publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedPart<'a> {
    /// What became of it.
    pub change: PartChange,
    /// As it was; `None` for a new one.
    pub before: Option<&'a Resource>,
    /// As it is; `None` for one that is gone.
    pub now: Option<&'a Resource>,
    /// Modules that it has now and had not before, sorted. Empty for a new or gone part, and where
    /// one of the two publishes tells no modules of any part.
    pub modules_added: Vec<&'a str>,
    /// Modules that it had and has no longer, sorted. Empty likewise.
    pub modules_missing: Vec<&'a str>,
}

impl ComparedPart<'_> {
    /// Nothing about it is worth a line.
    pub fn is_unchanged(&self) -> bool {
        self.change == PartChange::Same
            && self.modules_added.is_empty()
            && self.modules_missing.is_empty()
            && !self.is_renamed()
    }

    /// It bears another name than before.
    pub fn is_renamed(&self) -> bool {
        match (self.before, self.now) {
            (Some(before), Some(now)) => before.name != now.name,
            _ => false,
        }
    }
}

/// Compares the parts of two publishes. Each part of either side is in exactly one line; the
/// order of the parts on either side does not matter. Worst first, then by name.
pub fn compare<'a>(before: &'a [Resource], now: &'a [Resource]) -> Vec<ComparedPart<'a>> {
    let mut old = in_order(before);
    let mut new = in_order(now);
    let mut parts = Vec::with_capacity(old.len().max(new.len()));
    for round in ROUNDS {
        pair(&mut old, &mut new, *round, &mut parts);
    }
    // A reply in the short shape tells no modules at all: that says nothing about any.
    if !tell_modules(before) || !tell_modules(now) {
        for part in &mut parts {
            part.modules_added.clear();
            part.modules_missing.clear();
        }
    }
    parts.extend(old.into_iter().map(|part| ComparedPart {
        change: PartChange::Gone,
        before: Some(part),
        now: None,
        modules_added: Vec::new(),
        modules_missing: Vec::new(),
    }));
    parts.extend(new.into_iter().map(|part| ComparedPart {
        change: if part.state == PublishState::Failed {
            PartChange::NewAndFailing
        } else {
            PartChange::New
        },
        before: None,
        now: Some(part),
        modules_added: Vec::new(),
        modules_missing: Vec::new(),
    }));
    parts.sort_by(|a, b| {
        let rank = |part: &ComparedPart<'a>| (part.change, whole(part.now.or(part.before)));
        rank(a).cmp(&rank(b))
    });
    parts
}

/// By what a part is found again in one round; `None`: not in this round.
type Mark = (String, Option<String>, Option<String>);
type Marking = fn(&Resource) -> Option<Mark>;

/// For each round: how the earlier parts are marked, and how the later ones.
const ROUNDS: &[(Marking, Marking)] = &[
    (id_and_name, id_and_name),
    (id, id),
    (name_without_id, name),
    (name, name_without_id),
    (single, single),
    (nameless, nameless),
];

fn id_and_name(part: &Resource) -> Option<Mark> {
    let (kind, id, _) = id(part)?;
    Some((kind, id, part.name.clone()))
}

fn id(part: &Resource) -> Option<Mark> {
    part.id.as_ref()?;
    Some((plain(part.kind.as_deref()), part.id.clone(), None))
}

fn name(part: &Resource) -> Option<Mark> {
    part.name.as_ref()?;
    Some((plain(part.kind.as_deref()), None, part.name.clone()))
}

fn name_without_id(part: &Resource) -> Option<Mark> {
    name(part).filter(|_| part.id.is_none())
}

fn single(part: &Resource) -> Option<Mark> {
    is_single(part).then(|| (plain(part.kind.as_deref()), None, None))
}

fn nameless(part: &Resource) -> Option<Mark> {
    let nothing_else = part.id.is_none() && part.name.is_none();
    nothing_else.then(|| (plain(part.kind.as_deref()), None, None))
}

/// A bot has one set of settings, one language model; of dialogs it has many, and a dialog that
/// went is not another that came.
fn is_single(part: &Resource) -> bool {
    matches!(
        plain(part.kind.as_deref()).as_str(),
        "settings" | "channels" | "extensions" | "botlanguages" | "nl" | "autoversioning"
    )
}

fn plain(kind: Option<&str>) -> String {
    plain_word(kind.unwrap_or_default())
}

/// Everything of a part that can be told apart, for an order that does not depend on the reply's.
fn whole(part: Option<&Resource>) -> Option<impl Ord + '_> {
    part.map(|part| {
        (
            &part.name,
            plain(part.kind.as_deref()),
            &part.id,
            part.state.as_word(),
            &part.server_status,
            &part.kind,
            &part.modules,
            part.awaiting_approval,
            part.published_at,
        )
    })
}

fn in_order(parts: &[Resource]) -> Vec<&Resource> {
    let mut parts: Vec<_> = parts.iter().collect();
    parts.sort_by(|a, b| whole(Some(a)).cmp(&whole(Some(b))));
    parts
}

/// Pairs parts with the same mark, each with one other. Both sides are in order, so twins pair the
/// same way whatever the order of the replies.
fn pair<'a>(
    old: &mut Vec<&'a Resource>,
    new: &mut Vec<&'a Resource>,
    (mark_old, mark_new): (Marking, Marking),
    parts: &mut Vec<ComparedPart<'a>>,
) {
    let mut waiting: HashMap<Mark, VecDeque<usize>> = HashMap::new();
    for (at, part) in new.iter().enumerate() {
        if let Some(mark) = mark_new(part) {
            waiting.entry(mark).or_default().push_back(at);
        }
    }
    let mut taken = vec![false; new.len()];
    old.retain(|before| {
        let found = mark_old(before)
            .and_then(|mark| waiting.get_mut(&mark))
            .and_then(VecDeque::pop_front);
        if let Some(at) = found {
            taken[at] = true;
            parts.push(compared(before, new[at]));
        }
        found.is_none()
    });
    let mut taken = taken.into_iter();
    new.retain(|_| !taken.next().unwrap_or_default());
}

fn compared<'a>(before: &'a Resource, now: &'a Resource) -> ComparedPart<'a> {
    use PublishState::{Failed, Published};
    let change = match (before.state, now.state) {
        (Failed, Failed) => PartChange::StillFailing,
        (_, Failed) => PartChange::NewlyFailing,
        (Failed, Published) => PartChange::Fixed,
        (a, b) if a == b && before.server_status == now.server_status => PartChange::Same,
        (a, b) if a == b && a != PublishState::Unknown => PartChange::Same,
        _ => PartChange::Undecided,
    };
    let had = modules(before);
    let has = modules(now);
    ComparedPart {
        change,
        before: Some(before),
        now: Some(now),
        modules_added: has.difference(&had).copied().collect(),
        modules_missing: had.difference(&has).copied().collect(),
    }
}

fn tell_modules(parts: &[Resource]) -> bool {
    parts.iter().any(|part| !part.modules.is_empty())
}

fn modules(part: &Resource) -> BTreeSet<&str> {
    part.modules.iter().map(String::as_str).collect()
}

#[cfg(test)]
mod tests;
