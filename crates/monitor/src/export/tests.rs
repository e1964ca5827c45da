use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;

/// Characters that matter here, among any others.
fn text() -> impl Strategy<Value = String> {
    let odd = proptest::sample::select(
        "=+-@\t\r\n '\"`,;\u{feff}\u{200b}\u{202e}\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}\u{2019}\u{201c}\u{a0}\u{2212}\u{0}x1"
            .chars()
            .collect::<Vec<_>>(),
    );
    let one = prop_oneof![4 => odd, 1 => any::<char>()];
    proptest::collection::vec(one, 0..12).prop_map(|all| all.into_iter().collect())
}

/// Said anew, by another way than the guard's: after everything that is neither letter nor digit
/// nor one of the signs, no sign may come first.
fn begins_as_a_formula(cell: &str) -> bool {
    const SIGNS: &str = "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}\u{2212}\t\r";
    const SKIPPED: &str = " \"`\u{feff}\u{200b}\u{202e}\u{2019}\u{201c}\u{a0}\u{0}\n";
    let first = cell.trim_start_matches(|c| SKIPPED.contains(c));
    first.starts_with(|c| SIGNS.contains(c))
}

fn table(lines: &[Line], with_user_ids: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut table = CsvTable::begin(&mut bytes, with_user_ids).unwrap();
    for line in lines {
        table.line(line).unwrap();
    }
    table.end().unwrap();
    bytes
}

fn read(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let rest = text.strip_prefix('\u{feff}').expect("Excel needs the mark");
    ::csv::Reader::from_reader(rest.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Ten texts each time: a hundred thousand in all.
    #[test]
    fn no_cell_begins_as_a_formula_and_every_text_comes_back(
        texts in proptest::collection::vec(text(), 10)
    ) {
        let lines: Vec<Line> = texts
            .iter()
            .map(|text| Line {
                kind: "publish",
                bot_name: Some(text.clone()),
                bot_id: text.clone(),
                comment: Some(text.clone()),
                failed_parts: vec![text.clone()],
                user_id: Some(text.clone()),
                ..Line::default()
            })
            .collect();
        let rows = read(&table(&lines, true));
        prop_assert_eq!(rows.len(), texts.len());
        for (row, text) in rows.iter().zip(&texts) {
            for cell in row {
                prop_assert!(!begins_as_a_formula(cell), "{:?}", cell);
            }
            for column in [1, 2, 14, 16, 18] {
                prop_assert_eq!(unguarded(&row[column]), text);
            }
        }
    }
}

#[test]
fn known_attacks_are_texts_and_what_is_harmless_stays_as_it_is() {
    for text in [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\"=1",
        "' =1",
        "\u{ff1d}cmd|' /C calc'!A0",
        "\u{feff}=1",
        "\u{200b}\u{201c}@x",
    ] {
        assert_eq!(guarded(text), format!("'{text}"), "{text:?}");
        assert_eq!(unguarded(&guarded(text)), text);
    }
    for text in [
        "",
        "Bot",
        "'tis",
        "''",
        "1-2",
        "a=b",
        "\u{e4}+",
        "\"quoted\" = x",
    ] {
        assert_eq!(guarded(text), text);
        assert_eq!(unguarded(text), text);
    }
}

#[test]
fn a_line_of_json_holds_the_texts_as_they_are() {
    let line = Line {
        kind: "publish",
        comment: Some("=1+1\r\n\u{2028}\"".into()),
        ..Line::default()
    };
    let mut bytes = Vec::new();
    json_line(&mut bytes, &line).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.matches('\n').count(), 1);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["comment"], "=1+1\r\n\u{2028}\"");
    assert_eq!(value.get("userId"), None);
}

#[test]
fn lines_end_as_windows_wants_them_and_ids_have_a_column_only_where_they_are_wanted() {
    let line = Line {
        kind: "publish",
        bot_id: "st-1".into(),
        ..Line::default()
    };
    let (without, with) = (
        table(std::slice::from_ref(&line), false),
        table(&[line], true),
    );
    let heads = |bytes: &[u8]| {
        String::from_utf8_lossy(bytes)
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    assert!(String::from_utf8_lossy(&without).ends_with("\"\r\n"));
    assert_eq!(String::from_utf8_lossy(&without).matches("\r\n").count(), 2);
    assert!(!heads(&without).contains("User ID"));
    assert!(heads(&with).ends_with("\"User ID\""));
}

/// Where and when clocks were changed: by an hour, by half an hour, and not at all.
const CHANGES: [(&str, &str); 5] = [
    ("Europe/Berlin", "2026-03-29T01:00:00Z"),
    ("Europe/Berlin", "2026-10-25T01:00:00Z"),
    ("America/New_York", "2026-11-01T06:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
    ("Asia/Kathmandu", "2026-10-25T01:00:00Z"),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// A time on the person's clock is the same moment again, and what lies between two of them is
    /// what passed, also where the clock was changed in between.
    #[test]
    fn times_on_the_persons_clock_keep_what_passed_between_them(
        change in 0..CHANGES.len(),
        from in -200_000_000_i64..200_000_000,
        lasts in 0_i64..200_000_000,
    ) {
        let (zone, changed) = CHANGES[change];
        let zone = TimeZone::get(zone).unwrap();
        let changed: Timestamp = changed.parse().unwrap();
        let from = changed + SignedDuration::from_millis(from);
        let to = from + SignedDuration::from_millis(lasts);
        let again = |at| line::local(at, &zone).parse::<Timestamp>().unwrap();
        prop_assert_eq!(again(from), from);
        let clock = zone.to_datetime(from).to_string();
        prop_assert!(line::local(from, &zone).starts_with(&clock), "{}", clock);
        let passed = again(to).duration_since(again(from));
        prop_assert_eq!(passed, SignedDuration::from_millis(lasts));
    }
}
