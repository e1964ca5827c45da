//! One publish for people who were not there: what happened, which parts failed, what changed since
//! it last worked, and what the app could not see. As one web page without scripts, and as text.
//! Pure.

mod html;
mod markdown;
mod plain;
mod sheet;
mod timeline;

use domain::{Resource, Unwatched};
use history::{Beside, StoredJob, Stretch};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::discreet::Discreet;

pub use html::html;
pub use markdown::markdown;
pub use sheet::{Block, Section, Sheet, Table};

/// What a report is made of.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The publish.
    pub job: &'a StoredJob,
    /// The account's name.
    pub account: Option<&'a str>,
    /// The publish beside the last one that worked.
    pub beside: Option<&'a Beside>,
    /// Times around it in which its bot was not watched.
    pub gaps: &'a [Stretch],
    /// What must not leave this computer.
    pub discreet: &'a Discreet,
    /// The time zone of this computer.
    pub zone: &'a TimeZone,
    /// Now.
    pub now: Timestamp,
    /// The app's version.
    pub version: &'a str,
}

/// The report, before it gets a form.
pub fn report(facts: &Facts<'_>) -> Sheet {
    sheet::sheet(facts)
}

/// So long before and after a publish it matters whether anybody watched.
const AROUND: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

/// The times in which nobody watched, out of a bot's whole life, that touch a publish and the hour
/// before and after it.
pub fn gaps_around(coverage: &[Stretch], job: &StoredJob, now: Timestamp) -> Vec<Stretch> {
    let from = job
        .row
        .requested_at
        .saturating_sub(AROUND)
        .unwrap_or(Timestamp::MIN);
    let end = job.row.ended_at.unwrap_or(now);
    let to = end.saturating_add(AROUND).unwrap_or(Timestamp::MAX);
    coverage
        .iter()
        .filter(|piece| piece.why.is_some() && piece.until >= from && piece.since <= to)
        .copied()
        .collect()
}

/// What is said of a reason that nobody knows.
fn why(why: Option<Unwatched>) -> &'static str {
    match why.map(crate::words::unwatched) {
        Some(words) if !words.is_empty() => words,
        _ => "not known",
    }
}

/// What a part is called.
fn part_name(part: &Resource) -> String {
    let name = part.name.as_deref().or(part.kind.as_deref());
    name.or(part.id.as_deref())
        .unwrap_or("Part without a name")
        .to_owned()
}

#[cfg(test)]
mod tests;
