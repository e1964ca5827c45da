//! The table at the end.

use std::fmt::Write;

use super::part::Part;
use super::{Counts, Ran};
use crate::run::Outcome;

/// One part and what came of it.
pub struct Row {
    name: &'static str,
    counts: Option<Counts>,
    elapsed_s: u64,
    note: &'static str,
}

impl Row {
    /// Says what came of a part.
    pub fn of(part: Part, ran: &Outcome<Ran>, counts: Counts, elapsed_s: u64) -> Self {
        let note = match ran {
            Ok(Ran::Skipped(why)) => why,
            Ok(Ran::Tests(counts)) if counts.passed == 0 => "no test ran",
            Ok(_) => "",
            Err(_) => "did not pass",
        };
        let counted = counts != Counts::default() || matches!(ran, Ok(Ran::Tests(_)));
        Self {
            name: part.name(),
            counts: counted.then_some(counts),
            elapsed_s,
            note,
        }
    }
}

/// All rows under their heads.
pub fn draw(rows: &[Row]) -> String {
    let mut text = format!(
        "{:<10}{:>8}{:>8}{:>9}{:>9}\n",
        "part", "passed", "failed", "skipped", "seconds"
    );
    for row in rows {
        let cell = |number: fn(&Counts) -> u64| {
            row.counts
                .as_ref()
                .map_or_else(|| "-".to_owned(), |counts| number(counts).to_string())
        };
        let line = format!(
            "{:<10}{:>8}{:>8}{:>9}{:>9}  {}",
            row.name,
            cell(|counts| counts.passed),
            cell(|counts| counts.failed),
            cell(|counts| counts.skipped),
            row.elapsed_s,
            row.note
        );
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// The last line: all tests together.
pub fn closing(rows: &[Row]) -> String {
    let all = rows.iter().filter_map(|row| row.counts);
    let (passed, failed) = all.fold((0, 0), |(passed, failed), counts| {
        (passed + counts.passed, failed + counts.failed)
    });
    format!("{passed} passed, {failed} failed")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tests(passed: u64, failed: u64) -> Counts {
        Counts {
            passed,
            failed,
            skipped: 0,
        }
    }

    #[test]
    fn the_table_says_what_each_part_came_to() {
        let rows = [
            Row::of(Part::Fmt, &Ok(Ran::Looked), Counts::default(), 1),
            Row::of(
                Part::Crates,
                &Ok(Ran::Tests(tests(210, 0))),
                tests(210, 0),
                64,
            ),
            Row::of(Part::Ui, &Err(String::new()), tests(3, 2), 5),
            Row::of(
                Part::Shell,
                &Ok(Ran::Tests(tests(0, 0))),
                Counts::default(),
                9,
            ),
            Row::of(
                Part::Journeys,
                &Ok(Ran::Skipped("Linux only")),
                Counts::default(),
                0,
            ),
        ];
        assert_eq!(
            draw(&rows),
            "\
part        passed  failed  skipped  seconds
fmt              -       -        -        1
crates         210       0        0       64
ui               3       2        0        5  did not pass
shell            0       0        0        9  no test ran
journeys         -       -        -        0  Linux only
"
        );
        assert_eq!(closing(&rows), "213 passed, 2 failed");
    }
}
