//! Pages of the history, filtered and ordered.

use domain::{AccountId, BotId, ResourceGroup};
use history::{Gap, JobFilter, JobPage, JobSort, ListPlace, Parts, Reader};
use jiff::{SignedDuration, Timestamp};

use super::Monitor;
use crate::show;
use crate::view::{
    HistoryChoices, HistoryCursor, HistoryFilter, HistoryPage, HistoryQuery, HistorySort, Millis,
    Refusal,
};

/// Rows of one page at most.
const PAGE: u32 = 500;
/// Shorter pauses are the ordinary rhythm of checks.
const SHORTEST_GAP: SignedDuration = SignedDuration::from_mins(1);
/// Nobody reads a longer list of people.
const PEOPLE: u32 = 500;
/// The platform knows some twenty kinds; nobody's history needs more looked at.
const KINDS: u32 = 1_000;

const GROUPS: [ResourceGroup; 7] = [
    ResourceGroup::TasksAndDialogs,
    ResourceGroup::NaturalLanguage,
    ResourceGroup::Channels,
    ResourceGroup::Extensions,
    ResourceGroup::Settings,
    ResourceGroup::NewVersion,
    ResourceGroup::Other,
];

impl Monitor {
    /// A page of the history.
    ///
    /// # Errors
    /// When the question cannot be read, or the history cannot.
    pub async fn history_page(&self, query: HistoryQuery) -> Result<HistoryPage, Refusal> {
        let limit = query.limit.clamp(1, PAGE);
        let sort = sort(query.sort);
        let after = query.after.map(place).transpose()?;
        let (part_group, parts_failed) = parts_asked(&query.filter);
        let mut filter = filter(query.filter)?;
        let now = self.ports.clock.now().wall;
        let (page, about, gaps) = self
            .read(move |reader| {
                filter.parts = parts(reader, part_group, parts_failed)?;
                let page =
                    reader.jobs_by(&filter, sort, query.descending, after.as_ref(), limit)?;
                let about = match after {
                    None => Some(reader.about_jobs(&filter)?),
                    Some(_) => None,
                };
                let gaps = match sort {
                    JobSort::Requested => {
                        let span = Span::of(&filter, query.descending, after.as_ref(), &page, now);
                        gaps(reader, &filter, span, now)?
                    }
                    _ => Vec::new(),
                };
                Ok((page, about, gaps))
            })
            .await?;
        Ok(show::history_page(&page, about, &gaps))
    }

    /// What the history can be filtered by.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn history_choices(&self) -> Result<HistoryChoices, Refusal> {
        self.read(|reader| {
            let kinds = reader.part_kinds(KINDS)?;
            let there = |group: &ResourceGroup| {
                kinds
                    .iter()
                    .any(|kind| ResourceGroup::of_kind(Some(kind)) == *group)
            };
            Ok(HistoryChoices {
                people: reader
                    .people(PEOPLE)?
                    .into_iter()
                    .map(|one| one.id)
                    .collect(),
                part_groups: GROUPS.into_iter().filter(there).collect(),
            })
        })
        .await
    }
}

/// The time that a page spans which is ordered by time: after one moment, up to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    after: Timestamp,
    until: Timestamp,
}

impl Span {
    /// Pages touch, and the first and the last reach as far as the filter: no gap is on two pages,
    /// and none is on no page. Where no time was asked for, nothing is said of the time before the
    /// oldest publish.
    fn of(
        filter: &JobFilter,
        descending: bool,
        place: Option<&ListPlace>,
        page: &JobPage,
        now: Timestamp,
    ) -> Self {
        let begin = place.map(|place| place.requested_at);
        let end = page.next.as_ref().map(|place| place.requested_at);
        let (older, newer) = if descending {
            (end, begin)
        } else {
            (begin, end)
        };
        let oldest = || page.jobs.iter().map(|job| job.requested_at).min();
        Self {
            after: older.or(filter.from).or_else(oldest).unwrap_or(now),
            until: newer.unwrap_or(now).min(now),
        }
    }
}

fn gaps(
    reader: &Reader,
    filter: &JobFilter,
    Span { after, until }: Span,
    now: Timestamp,
) -> Result<Vec<Gap>, history::Problem> {
    let account = filter.account.as_ref();
    let mut gaps = match (account, &filter.bot) {
        (Some(account), Some(bot)) => {
            reader.gaps_between(account, bot, (after, until), SHORTEST_GAP, now)?
        }
        _ => reader.away(account, after, until, now)?,
    };
    // One that began in the time that was asked for may have ended after it.
    gaps.retain(|gap| filter.to.is_none_or(|to| gap.from < to));
    Ok(gaps)
}

/// What a filter asks of parts: a group, and whether one failed.
pub(super) fn parts_asked(asked: &HistoryFilter) -> (Option<ResourceGroup>, bool) {
    (asked.part_group, asked.parts_failed)
}

/// The same as the history keeps it: by kinds.
pub(super) fn parts(
    reader: &Reader,
    group: Option<ResourceGroup>,
    failed: bool,
) -> Result<Option<Parts>, history::Problem> {
    Ok(match group {
        None if failed => Some(Parts::Failed),
        None => None,
        Some(group) if failed => Some(Parts::FailedOfKinds(kinds_of(reader, group)?)),
        Some(group) => Some(Parts::OfKinds(kinds_of(reader, group)?)),
    })
}

fn kinds_of(reader: &Reader, group: ResourceGroup) -> Result<Vec<String>, history::Problem> {
    let mut kinds = reader.part_kinds(KINDS)?;
    kinds.retain(|kind| ResourceGroup::of_kind(Some(kind)) == group);
    Ok(kinds)
}

fn sort(sort: HistorySort) -> JobSort {
    match sort {
        HistorySort::Requested => JobSort::Requested,
        HistorySort::Duration => JobSort::Duration,
        HistorySort::Bot => JobSort::Bot,
        HistorySort::Account => JobSort::Account,
        HistorySort::State => JobSort::State,
        HistorySort::StartedBy => JobSort::Who,
    }
}

/// All but the parts, whose kinds stand in the history.
pub(super) fn filter(asked: HistoryFilter) -> Result<JobFilter, Refusal> {
    Ok(JobFilter {
        account: asked.account_id.map(AccountId::new),
        bot: asked.bot_id.map(BotId::new),
        group: asked.group,
        states: asked.states,
        parts: None,
        who: asked.started_by,
        from: asked.from.map(moment).transpose()?,
        to: asked.to.map(moment).transpose()?,
    })
}

fn place(cursor: HistoryCursor) -> Result<ListPlace, Refusal> {
    Ok(ListPlace {
        row: cursor.job,
        requested_at: moment(cursor.requested_at)?,
        duration: cursor.duration.map(SignedDuration::from_millis),
        words: cursor.words,
    })
}

fn moment(at: Millis) -> Result<Timestamp, Refusal> {
    Timestamp::from_millisecond(at).map_err(|_| Refusal::Unreadable)
}
