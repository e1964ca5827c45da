//! Which tests run for long, read from what `cargo test` says.

/// Tests that ran for long and did not end yet.
#[derive(Debug, Default)]
pub struct Slow(Vec<String>);

impl Slow {
    /// Takes in one line.
    ///
    /// `test a::b has been running for over 60 seconds`, and later `test a::b ... ok`
    pub fn read_cargo_line(&mut self, line: &str) {
        let Some(said) = line.strip_prefix("test ") else {
            return;
        };
        if let Some((name, _)) = said.split_once(" has been running for over ") {
            self.0.push(name.to_owned());
        } else if let Some((name, _)) = said.split_once(" ... ") {
            self.0.retain(|slow| slow != name);
        }
    }

    /// For the words of a run that failed; empty when there are none.
    pub fn says(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        format!("\nThese tests did not end:\n  {}", self.0.join("\n  "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ran_for_long_and_did_not_end_is_named() {
        let mut slow = Slow::default();
        for line in [
            "running 3 tests",
            "test one ... ok",
            "test two has been running for over 60 seconds",
            "test a::three has been running for over 60 seconds",
            "test two ... FAILED",
        ] {
            slow.read_cargo_line(line);
        }
        assert_eq!(slow.says(), "\nThese tests did not end:\n  a::three");
        slow.read_cargo_line("test a::three ... ok");
        assert_eq!(slow.says(), "");
    }
}
