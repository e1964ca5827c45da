//! How many tests ran, read from what each runner says.

/// Tests by how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// These passed.
    pub passed: u64,
    /// These failed.
    pub failed: u64,
    /// These were not run.
    pub skipped: u64,
}

impl Counts {
    /// Adds what one line of `cargo test` says; other lines say nothing. Colours do not matter.
    ///
    /// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; …`
    pub fn read_cargo_line(&mut self, line: &str) {
        let Some((_, result)) = line.split_once("test result: ") else {
            return;
        };
        for piece in result.split(';') {
            let mut words = piece.split_whitespace().rev();
            let (Some(word), Some(number)) = (words.next(), words.next()) else {
                continue;
            };
            let Ok(number) = number.parse::<u64>() else {
                continue;
            };
            match word {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.skipped += number,
                _ => {}
            }
        }
    }

    /// Adds what one line of the walks in a browser says: `ok   name` or `FAIL name`.
    pub fn read_walk_line(&mut self, line: &str) {
        self.passed += u64::from(line.starts_with("ok   "));
        self.failed += u64::from(line.starts_with("FAIL "));
    }

    /// Reads the report of Vitest's `json` reporter.
    pub fn of_vitest(report: &str) -> Option<Self> {
        let report: serde_json::Value = serde_json::from_str(report).ok()?;
        let number = |name: &str| report[name].as_u64();
        Some(Self {
            passed: number("numPassedTests")?,
            failed: number("numFailedTests")?,
            skipped: number("numPendingTests")? + number("numTodoTests").unwrap_or(0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_of_several_test_programs_are_added() {
        let mut counts = Counts::default();
        for line in [
            "running 3 tests",
            "test a ... ok",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 4.00s",
        ] {
            counts.read_cargo_line(line);
        }
        assert_eq!(
            counts,
            Counts {
                passed: 14,
                failed: 1,
                skipped: 1
            }
        );
    }

    #[test]
    fn a_coloured_line_counts_the_same() {
        let mut counts = Counts::default();
        counts.read_cargo_line(
            "test result: \u{1b}[32mok\u{1b}[m. 7 passed; 0 failed; 0 ignored; 0 measured",
        );
        assert_eq!(counts.passed, 7);
    }

    #[test]
    fn a_walk_in_a_browser_counts_by_how_it_ended() {
        let mut counts = Counts::default();
        for line in [
            "> node tools/journeys.mjs",
            "ok   the list is walked by keyboard",
            "FAIL the focus survives",
            "     ok   is not what it said",
        ] {
            counts.read_walk_line(line);
        }
        assert_eq!((counts.passed, counts.failed), (1, 1));
    }

    #[test]
    fn a_vitest_report_is_counted() {
        let report = r#"{"numTotalTests":9,"numPassedTests":6,"numFailedTests":1,
            "numPendingTests":1,"numTodoTests":1,"testResults":[]}"#;
        assert_eq!(
            Counts::of_vitest(report),
            Some(Counts {
                passed: 6,
                failed: 1,
                skipped: 2
            })
        );
    }

    #[test]
    fn no_report_is_not_a_count() {
        assert_eq!(Counts::of_vitest(""), None);
        assert_eq!(Counts::of_vitest("{}"), None);
    }
}
