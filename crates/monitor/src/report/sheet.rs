//! What a report says, in which order: as texts and tables, without a form.

use std::fmt::Write as _;

use domain::{PublishState, ResourceGroup};

use super::plain::plain;
use super::timeline::{both, here_and_utc, length, timeline};
use super::{AROUND, Facts, part_name, why};
use crate::show_comparison::comparison;
use crate::words;

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What stands on top.
    pub title: String,
    /// The whole of it in a sentence or two, for somebody in a hurry.
    pub lead: String,
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
    /// A table.
    Table(Table),
}

/// Rows with a cell for each head. A `\n` within a cell begins a new line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The heads of the columns.
    pub heads: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// So many rows at the beginning are what a reader looks for.
    pub first: usize,
}

impl Table {
    /// Without the columns in which nothing stands.
    fn of<const COLUMNS: usize>(
        heads: [&'static str; COLUMNS],
        rows: Vec<[String; COLUMNS]>,
    ) -> Self {
        let told = std::array::from_fn::<bool, COLUMNS, _>(|at| {
            rows.iter().any(|row| !row[at].is_empty())
        });
        let kept = |at: &usize| told[*at];
        Self {
            heads: (0..COLUMNS).filter(kept).map(|at| heads[at]).collect(),
            rows: rows
                .into_iter()
                .map(|row| {
                    row.into_iter()
                        .zip(told)
                        .filter_map(|(cell, told)| told.then_some(cell))
                        .collect()
                })
                .collect(),
            first: 0,
        }
    }
}

/// Characters of a name in a title or a sentence, in a cell, and of a text that has a line to itself.
const SHORT: usize = 80;
const CELL: usize = 200;
const LONG: usize = 1_000;

/// Names of failed parts that the lead tells.
const NAMED: usize = 3;

pub(super) fn sheet(facts: &Facts<'_>) -> Sheet {
    let row = &facts.job.row;
    let bot = row.bot_name.as_deref().unwrap_or_else(|| row.bot.as_str());
    let state = words::state(row.state, row.awaiting_approval, row.parts_failed);
    Sheet {
        title: format!("Publish of {}: {state}", facts.text(bot, SHORT)),
        lead: facts.lead(state),
        sections: vec![
            Section {
                head: "The publish",
                blocks: vec![Block::Pairs(facts.publish(bot, state))],
            },
            facts.parts(),
            facts.changes(),
            Section {
                head: "Timeline",
                blocks: vec![Block::Table(Table::of(
                    ["When", "In UTC", "What"],
                    timeline(facts.job, facts.zone),
                ))],
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
    fn text(&self, text: &str, longest: usize) -> String {
        plain(&self.discreet.text(text), longest)
    }

    fn lead(&self, state: &str) -> String {
        let row = &self.job.row;
        let parts = if row.parts == 1 { "part" } else { "parts" };
        let failed: Vec<_> = self
            .job
            .resources
            .iter()
            .filter(|part| part.state == PublishState::Failed)
            .collect();
        let mut lead = if failed.is_empty() {
            format!(
                "{state}: {} of {} {parts} published.",
                row.parts_published, row.parts
            )
        } else {
            let names = failed.iter().take(NAMED);
            let mut names: Vec<_> = names
                .map(|part| self.text(&part_name(part), SHORT))
                .collect();
            if failed.len() > NAMED {
                names.push(format!("and {} more", failed.len() - NAMED));
            }
            format!(
                "{} of {} {parts} failed: {}.",
                failed.len(),
                row.parts,
                names.join(", ")
            )
        };
        let [asked, _] = here_and_utc(row.requested_at, self.zone);
        let _ = write!(lead, " Asked for at {asked}");
        if let Some(took) = row.duration {
            let _ = write!(lead, ", took {}", length(took));
        }
        lead.push('.');
        lead
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
            ("Bot", self.text(bot, CELL)),
            ("Bot ID", self.text(row.bot.as_str(), CELL)),
        ];
        pairs.extend(self.account.map(|name| ("Account", self.text(name, CELL))));
        pairs.push(("State", state.to_owned()));
        let word = row.server_status.as_deref();
        pairs.extend(word.map(|word| ("Kore.ai's word", self.text(word, CELL))));
        pairs.push(("Asked for", both(row.requested_at, self.zone)));
        pairs.extend(row.started_at.map(|at| ("Began", both(at, self.zone))));
        pairs.extend(row.ended_at.map(|at| ("Ended", both(at, self.zone))));
        pairs.extend(row.duration.map(|took| ("Took", length(took))));
        let name = row
            .started_by
            .as_deref()
            .and_then(|id| self.discreet.name(id));
        pairs.extend(name.map(|name| ("Started by", self.text(name, CELL))));
        let comment = self.job.version_comment.as_deref();
        pairs.extend(comment.map(|comment| ("Comment", self.text(comment, LONG))));
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
        let failed = parts
            .iter()
            .filter(|part| part.state == PublishState::Failed)
            .count();
        let rows: Vec<_> = parts
            .into_iter()
            .map(|part| {
                let state = if part.awaiting_approval {
                    "Waiting for approval"
                } else {
                    words::part_state(part.state)
                };
                let group = ResourceGroup::of_kind(part.kind.as_deref());
                [
                    self.text(&part_name(part), CELL),
                    words::group(group).to_owned(),
                    state.to_owned(),
                    part.server_status
                        .as_deref()
                        .map_or_else(String::new, |word| self.text(word, CELL)),
                ]
            })
            .collect();
        let counts = format!(
            "Parts: {}. Published: {}. Failed: {}.",
            row.parts, row.parts_published, row.parts_failed
        );
        let mut blocks = vec![Block::Text(counts)];
        if !rows.is_empty() {
            blocks.push(Block::Table(Table {
                first: failed,
                ..Table::of(["Part", "Group", "State", "Kore.ai's word"], rows)
            }));
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
                    .map(|before| format!("was called {}", self.text(before, SHORT)))
                    .into_iter()
                    .collect();
                for (words, modules) in [
                    ("modules added", &part.modules_added),
                    ("modules gone", &part.modules_missing),
                ] {
                    if !modules.is_empty() {
                        more.push(format!("{words}: {}", self.text(&modules.join(", "), CELL)));
                    }
                }
                [
                    self.text(name, CELL),
                    words::change(part.change).to_owned(),
                    more.join("; "),
                ]
            })
            .collect();
        if !rows.is_empty() {
            blocks.push(Block::Table(Table::of(["Part", "Change", "More"], rows)));
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
            let until = match self.job.row.ended_at {
                Some(ended)
                    if ended
                        .saturating_add(AROUND)
                        .is_ok_and(|end| end <= self.now) =>
                {
                    "to an hour after it"
                }
                _ => "until this report was made",
            };
            blocks.push(Block::Text(format!(
                "From an hour before the publish {until}, no time is known in which the bot was not watched."
            )));
        } else {
            let rows = self
                .gaps
                .iter()
                .map(|gap| {
                    [
                        lines(gap.since, self.zone),
                        lines(gap.until, self.zone),
                        why(gap.why).to_owned(),
                    ]
                })
                .collect();
            blocks.push(Block::Text(
                "In these times the bot was not watched; what happened in them may be missing here."
                    .to_owned(),
            ));
            blocks.push(Block::Table(Table::of(["From", "To", "Why"], rows)));
        }
        Section {
            head: "What the app could not see",
            blocks,
        }
    }
}

/// A time here, and below it in UTC.
fn lines(at: jiff::Timestamp, zone: &jiff::tz::TimeZone) -> String {
    let [here, utc] = here_and_utc(at, zone);
    format!("{here}\n({utc} UTC)")
}
