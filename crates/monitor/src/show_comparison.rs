//! A publish beside an earlier one, as the window sees it. Pure.

use domain::{ComparedPart, ResourceGroup, compare};
use history::Beside;

use crate::show::job_row;
use crate::view::{Comparison, PartDifference};

/// Lines that travel at most.
const LINES: usize = 500;

/// What changed.
pub fn comparison(beside: &Beside) -> Comparison {
    let Some(before) = &beside.before else {
        return Comparison {
            with: None,
            worked: false,
            parts: Vec::new(),
            more: 0,
            unchanged: 0,
        };
    };
    let compared = compare(&before.resources, &beside.now);
    let (unchanged, changed): (Vec<_>, Vec<_>) =
        compared.iter().partition(|part| part.is_unchanged());
    Comparison {
        with: Some(job_row(&before.row)),
        worked: before.worked,
        parts: changed
            .iter()
            .take(LINES)
            .map(|part| difference(part))
            .collect(),
        more: count(changed.len().saturating_sub(LINES)),
        unchanged: count(unchanged.len()),
    }
}

fn count(parts: usize) -> u32 {
    u32::try_from(parts).unwrap_or(u32::MAX)
}

fn difference(part: &ComparedPart<'_>) -> PartDifference {
    let newest = part.now.or(part.before);
    let kind = newest.and_then(|part| part.kind.clone());
    PartDifference {
        change: part.change,
        group: ResourceGroup::of_kind(kind.as_deref()),
        id: newest.and_then(|part| part.id.clone()),
        kind,
        name: newest.and_then(|part| part.name.clone()),
        name_before: part
            .before
            .filter(|_| part.is_renamed())
            .and_then(|before| before.name.clone()),
        state: part.now.map(|now| now.state),
        modules_added: owned(&part.modules_added),
        modules_missing: owned(&part.modules_missing),
    }
}

fn owned(modules: &[&str]) -> Vec<String> {
    modules.iter().map(|&module| module.to_owned()).collect()
}
