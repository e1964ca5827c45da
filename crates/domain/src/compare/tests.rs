use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;

fn part(kind: &str, id: &str, name: &str, state: PublishState) -> Resource {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Resource {
        id: some(id),
        kind: some(kind),
        name: some(name),
        state,
        server_status: None,
        modules: Vec::new(),
        awaiting_approval: false,
        published_at: None,
    }
}

fn with(modules: &[&str], mut part: Resource) -> Resource {
    part.modules = modules.iter().map(|&module| module.to_owned()).collect();
    part
}

/// One line a part: what became of it, its name, and its modules.
fn lines(before: &[Resource], now: &[Resource]) -> Vec<String> {
    compare(before, now)
        .iter()
        .map(|part| {
            let name = |part: Option<&Resource>| part.and_then(|part| part.name.clone());
            let mut line = format!("{:?}", part.change);
            for name in [name(part.before), name(part.now)] {
                line.push(' ');
                line.push_str(&name.unwrap_or_else(|| "-".to_owned()));
            }
            for (sign, modules) in [('+', &part.modules_added), ('-', &part.modules_missing)] {
                for module in modules {
                    line.extend([' ', sign]);
                    line.push_str(module);
                }
            }
            line
        })
        .collect()
}

use PublishState::{Failed, Published, Publishing, Unknown};

#[test]
fn a_failure_after_a_success_names_what_is_new() {
    let before = [
        part("SETTINGS", "SETTINGS", "Settings", Published),
        with(
            &["rtm", "ivr"],
            part("CHANNELS", "CHANNELS", "Channels", Published),
        ),
        part("dialog", "dg-1", "Book a trip", Published),
        part("dialog", "dg-2", "Old dialog", Published),
        part("knowledge", "5e", "Questions", Failed),
        part("dialog", "dg-4", "Refund", Failed),
    ];
    let now = [
        part("dialog", "dg-3", "New dialog", Failed),
        part("knowledge", "5e", "Questions", Published),
        with(
            &["alexa", "rtm"],
            part("CHANNELS", "CHANNELS", "Channels", Published),
        ),
        part("dialog", "dg-1", "Book a trip", Failed),
        part("dialog", "dg-4", "Refund", Failed),
        part("SETTINGS", "SETTINGS", "Settings", Published),
        part("dialog", "dg-5", "Weather", Published),
    ];
    assert_eq!(
        lines(&before, &now),
        [
            "NewlyFailing Book a trip Book a trip",
            "NewAndFailing - New dialog",
            "StillFailing Refund Refund",
            "Fixed Questions Questions",
            "New - Weather",
            "Gone Old dialog -",
            "Same Channels Channels +alexa -ivr",
            "Same Settings Settings",
        ]
    );
}

#[test]
fn a_renamed_dialog_is_the_same_dialog() {
    let before = [part("dialog", "dg-1", "Trip", Published)];
    let now = [part("Dialog", "dg-1", "Journey", Failed)];
    let compared = compare(&before, &now);
    assert_eq!(compared[0].change, PartChange::NewlyFailing);
    assert!(compared[0].is_renamed());
    assert_eq!(compared.len(), 1);
}

#[test]
fn a_dialog_of_the_same_name_with_another_id_is_another_dialog() {
    let before = [part("dialog", "dg-1", "Trip", Published)];
    let now = [part("dialog", "dg-2", "Trip", Published)];
    assert_eq!(lines(&before, &now), ["New - Trip", "Gone Trip -"]);
}

#[test]
fn a_part_without_an_id_is_found_by_its_name_and_one_without_both_by_its_kind() {
    let before = [
        part("knowledge", "", "Questions", Published),
        part("NL", "NL", "Natural Language", Published),
    ];
    let now = [
        part("nl", "", "", Failed),
        part("knowledge", "5e", "Questions", Failed),
    ];
    assert_eq!(
        lines(&before, &now),
        [
            "NewlyFailing Natural Language -",
            "NewlyFailing Questions Questions",
        ]
    );
}

#[test]
fn an_unfamiliar_word_is_neither_failure_nor_mending() {
    let mut odd = part("dialog", "dg-1", "Trip", Unknown);
    odd.server_status = Some("PARTIAL".to_owned());
    let failed = part("dialog", "dg-1", "Trip", Failed);
    let runs = part("dialog", "dg-1", "Trip", Publishing);
    for (before, now) in [(&failed, &odd), (&failed, &runs), (&odd, &runs)] {
        let (before, now) = (std::slice::from_ref(before), std::slice::from_ref(now));
        assert_eq!(compare(before, now)[0].change, PartChange::Undecided);
    }
    let same = std::slice::from_ref(&odd);
    assert!(compare(same, same)[0].is_unchanged());
}

#[test]
fn twins_pair_each_with_one() {
    let before = [
        part("dialog", "dg-1", "Trip", Published),
        part("dialog", "dg-1", "Trip", Failed),
    ];
    let now = [
        part("dialog", "dg-1", "Trip", Failed),
        part("dialog", "dg-1", "Trip", Published),
        part("dialog", "dg-1", "Trip", Published),
    ];
    let changes: Vec<_> = compare(&before, &now)
        .iter()
        .map(|part| part.change)
        .collect();
    assert_eq!(
        changes,
        [PartChange::StillFailing, PartChange::New, PartChange::Same]
    );
}

fn any_part() -> impl Strategy<Value = Resource> {
    (
        select(vec!["dialog", "DIALOG", "knowledge", "NL", "SETTINGS", ""]),
        select(vec!["", "a", "b", "c"]),
        select(vec!["", "x", "y", "z"]),
        select(vec![Published, Failed, Publishing, Unknown]),
        proptest::collection::vec(select(vec!["m", "n", "o"]), 0..3),
    )
        .prop_map(|(kind, id, name, state, modules)| with(&modules, part(kind, id, name, state)))
}

fn parts() -> impl Strategy<Value = Vec<Resource>> {
    proptest::collection::vec(any_part(), 0..12)
}

/// How often each part stands on one side of the lines.
fn sides<'a>(
    compared: &[ComparedPart<'a>],
    side: fn(&ComparedPart<'a>) -> Option<&'a Resource>,
) -> Vec<String> {
    let mut found: Vec<_> = compared
        .iter()
        .filter_map(side)
        .map(|part| format!("{part:?}"))
        .collect();
    found.sort();
    found
}

fn sorted(parts: &[Resource]) -> Vec<String> {
    let mut parts: Vec<_> = parts.iter().map(|part| format!("{part:?}")).collect();
    parts.sort();
    parts
}

proptest! {
    #[test]
    fn each_part_of_either_side_is_in_exactly_one_line(before in parts(), now in parts()) {
        let compared = compare(&before, &now);
        prop_assert_eq!(sides(&compared, |part| part.before), sorted(&before));
        prop_assert_eq!(sides(&compared, |part| part.now), sorted(&now));
    }

    #[test]
    fn the_order_of_the_replies_does_not_matter(
        before in parts(),
        now in parts(),
        swaps in proptest::collection::vec((any::<Index>(), any::<Index>()), 0..12),
    ) {
        let mut mixed = (before.clone(), now.clone());
        for (a, b) in swaps {
            for side in [&mut mixed.0, &mut mixed.1] {
                if !side.is_empty() {
                    let (a, b) = (a.index(side.len()), b.index(side.len()));
                    side.swap(a, b);
                }
            }
        }
        prop_assert_eq!(compare(&mixed.0, &mixed.1), compare(&before, &now));
    }

    #[test]
    fn a_publish_compared_with_itself_changed_nothing(parts in parts()) {
        let compared = compare(&parts, &parts);
        for part in &compared {
            prop_assert!(part.before.is_some() && part.now.is_some(), "{part:?}");
            prop_assert!(part.modules_added.is_empty() && part.modules_missing.is_empty());
        }
    }
}
