//! What a report says, in which order: as texts and tables, without a form.

use domain::{PublishState, ResourceGroup};

use super::plain::plain;
use super::timeline::{both, length, timeline};
use super::{Facts, part_name, why};
use crate::show_comparison::comparison;
use crate::words;

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What stands on top.
    pub title: String,
    /// One below the other.
    pub sections: Vec<Section>,
}

/// A piece of it under its own head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The head.
    pub head: &'static str,
    /// What stands below.
    pub blocks: Vec<Block>,
}

/// What stands in a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// Names with their values.
    Pairs(Vec<(&'static str, String)>),
    /// A table; each row has a cell for each head.
    Table {
        /// The heads of the columns.
        heads: Vec<&'static str>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
}

pub(super) fn sheet(facts: &Facts<'_>) -> Sheet {
    let row = &facts.job.row;
    let bot = row.bot_name.as_deref().unwrap_or_else(|| row.bot.as_str());
    let state = words::state(row.state, row.awaiting_approval, row.parts_failed);
    Sheet {
        title: format!("Publish of {}: {state}", facts.text(bot)),
        sections: vec![
            Section {
                head: "The publish",
                blocks: vec![Block::Pairs(facts.publish(bot, state))],
            },
            facts.parts(),
            facts.changes(),
            Section {
                head: "Timeline",
                blocks: vec![Block::Table {
                    heads: vec!["When", "What"],
                    rows: timeline(facts.job, facts.zone),
                }],
            },
            facts.watching(),
            Section {
                head: "About this report",
                blocks: vec![Block::Pairs(vec![
                    ("Made at", both(facts.now, facts.zone)),
                    ("Made by", format!("Publish Monitor {}", facts.version)),
                    ("Time zone", facts.zone_name()),
                ])],
            },
        ],
    }
}

impl Facts<'_> {
    /// A text that others wrote.
    fn text(&self, text: &str) -> String {
        plain(&self.discreet.text(text))
    }

    fn zone_name(&self) -> String {
        let offset = self.zone.to_offset(self.now);
        match self.zone.iana_name() {
            Some(name) => format!("{name} (UTC{offset})"),
            None => format!("UTC{offset}"),
        }
    }

    fn publish(&self, bot: &str, state: &str) -> Vec<(&'static str, String)> {
        let row = &self.job.row;
        let mut pairs = vec![
            ("Bot", self.text(bot)),
            ("Bot ID", self.text(row.bot.as_str())),
        ];
        pairs.extend(self.account.map(|name| ("Account", self.text(name))));
        pairs.push(("State", state.to_owned()));
        let word = row.server_status.as_deref();
        pairs.extend(word.map(|word| ("Kore.ai's word", self.text(word))));
        pairs.push(("Asked for", both(row.requested_at, self.zone)));
        pairs.extend(row.started_at.map(|at| ("Began", both(at, self.zone))));
        pairs.extend(row.ended_at.map(|at| ("Ended", both(at, self.zone))));
        pairs.extend(row.duration.map(|took| ("Took", length(took))));
        let name = row
            .started_by
            .as_deref()
            .and_then(|id| self.discreet.name(id));
        pairs.extend(name.map(|name| ("Started by", self.text(name))));
        let comment = self.job.version_comment.as_deref();
        pairs.extend(comment.map(|comment| ("Comment", self.text(comment))));
        pairs
    }

    /// Failures first, then what is not done, then the rest.
    fn parts(&self) -> Section {
        let row = &self.job.row;
        let mut parts: Vec<_> = self.job.resources.iter().collect();
        parts.sort_by_key(|part| match part.state {
            PublishState::Failed => 0,
            PublishState::Unknown => 1,
            PublishState::Publishing | PublishState::Waiting => 2,
            PublishState::Published => 3,
        });
        let rows: Vec<_> = parts
            .into_iter()
            .map(|part| {
                let state = if part.awaiting_approval {
                    "Waiting for approval"
                } else {
                    words::part_state(part.state)
                };
                let group = ResourceGroup::of_kind(part.kind.as_deref());
                vec![
                    self.text(&part_name(part)),
                    words::group(group).to_owned(),
                    state.to_owned(),
                    part.server_status
                        .as_deref()
                        .map_or_else(String::new, |word| self.text(word)),
                ]
            })
            .collect();
        let counts = format!(
            "Parts: {}. Published: {}. Failed: {}.",
            row.parts, row.parts_published, row.parts_failed
        );
        let mut blocks = vec![Block::Text(counts)];
        if !rows.is_empty() {
            blocks.push(Block::Table {
                heads: vec!["Part", "Group", "State", "Kore.ai's word"],
                rows,
            });
        }
        Section {
            head: "Parts",
            blocks,
        }
    }

    fn changes(&self) -> Section {
        let head = "What changed";
        let compared = self.beside.map(comparison);
        let Some((compared, with)) =
            compared.and_then(|compared| compared.with.clone().map(|with| (compared, with)))
        else {
            let first = "The history holds no earlier publish of this bot to compare with.";
            return Section {
                head,
                blocks: vec![Block::Text(first.to_owned())],
            };
        };
        let at = jiff::Timestamp::from_millisecond(with.requested_at)
            .map_or_else(|_| String::new(), |at| both(at, self.zone));
        let lead = if compared.worked {
            format!(
                "Compared with the publish of {at}, the last one in which every part was published."
            )
        } else {
            format!(
                "No earlier publish worked as a whole, so this is compared with the one of {at}."
            )
        };
        let mut blocks = vec![Block::Text(lead)];
        let rows: Vec<_> = compared
            .parts
            .iter()
            .map(|part| {
                let name = part.name.as_deref().or(part.kind.as_deref());
                let name = name.or(part.id.as_deref()).unwrap_or("Part without a name");
                let renamed = part.name_before.as_deref();
                let mut more: Vec<String> = renamed
                    .map(|before| format!("was called {}", self.text(before)))
                    .into_iter()
                    .collect();
                for (words, modules) in [
                    ("modules added", &part.modules_added),
                    ("modules gone", &part.modules_missing),
                ] {
                    if !modules.is_empty() {
                        more.push(format!("{words}: {}", self.text(&modules.join(", "))));
                    }
                }
                vec![
                    self.text(name),
                    words::change(part.change).to_owned(),
                    more.join("; "),
                ]
            })
            .collect();
        if !rows.is_empty() {
            blocks.push(Block::Table {
                heads: vec!["Part", "Change", "More"],
                rows,
            });
        }
        if compared.more > 0 {
            let more = format!("Differences that are not listed: {}.", compared.more);
            blocks.push(Block::Text(more));
        }
        let same = format!("Parts that are as before: {}.", compared.unchanged);
        blocks.push(Block::Text(same));
        Section { head, blocks }
    }

    fn watching(&self) -> Section {
        let mut blocks = Vec::new();
        if self.job.row.before_watching {
            let late = "The publish had ended before the app first looked at the bot.";
            blocks.push(Block::Text(late.to_owned()));
        }
        if self.gaps.is_empty() {
            let all = "From an hour before the publish to an hour after it, no time without watching is known.";
            blocks.push(Block::Text(all.to_owned()));
        } else {
            let rows = self
                .gaps
                .iter()
                .map(|gap| {
                    vec![
                        both(gap.since, self.zone),
                        both(gap.until, self.zone),
                        why(gap.why).to_owned(),
                    ]
                })
                .collect();
            blocks.push(Block::Text(
                "In these times the bot was not watched; what happened in them may be missing here."
                    .to_owned(),
            ));
            blocks.push(Block::Table {
                heads: vec!["From", "To", "Why"],
                rows,
            });
        }
        Section {
            head: "What the app could not see",
            blocks,
        }
    }
}
