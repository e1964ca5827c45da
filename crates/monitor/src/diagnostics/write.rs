//! The text: a line a fact, the same order each time.

use std::fmt::{Debug, Display, Write as _};
use std::time::Duration;

use domain::FailureKind;
use jiff::{SignedDuration, Timestamp};

use super::{AccountFacts, Diagnostics, KeptFacts, LoopFacts, Plain, ShellFacts};
use crate::network::Network;

/// The text that is shown, copied and saved.
pub fn text(all: &Diagnostics) -> String {
    let mut sheet = Sheet(
        "Publish Monitor: diagnostics\n\
         Without names, IDs, addresses of your own, notes and secrets.\n"
            .to_owned(),
    );
    sheet.line("Made at", at(all.at));
    shell(&mut sheet, &all.shell);
    sheet.head("History");
    match &all.kept {
        Some(facts) => kept(&mut sheet, facts),
        None => sheet.line("State", "not open, or not readable"),
    }
    sheet.head("Checking");
    match &all.checking {
        Some(facts) => checking(&mut sheet, facts),
        None => sheet.line("State", "does not run"),
    }
    sheet.0
}

struct Sheet(String);

impl Sheet {
    fn head(&mut self, title: impl Display) {
        let _ = write!(self.0, "\n{title}\n");
    }

    fn line(&mut self, name: &str, value: impl Display) {
        let _ = writeln!(self.0, "  {name}: {value}");
    }

    /// A word of a closed list: the name that it has in the code.
    fn word(&mut self, name: &str, value: impl Debug) {
        self.line(name, word(value));
    }

    fn yes(&mut self, name: &str, value: bool) {
        self.line(name, if value { "yes" } else { "no" });
    }
}

/// `DoNotDisturb` as `do not disturb`.
fn word(value: impl Debug) -> String {
    let mut words = String::new();
    for c in format!("{value:?}").chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

impl Display for Plain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn at(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

fn span(length: SignedDuration) -> String {
    let minutes = length.as_mins();
    format!("{} h {:02} min", minutes / 60, minutes % 60)
}

fn seconds(length: Duration) -> String {
    format!("{:.2} s", length.as_secs_f64())
}

fn shell(sheet: &mut Sheet, facts: &ShellFacts) {
    sheet.head("App");
    let build = if facts.debug_build { " (debug)" } else { "" };
    sheet.line("Version", format!("{}{build}", facts.version));
    sheet.line(
        "System",
        format!("{} {}", facts.system, facts.system_version),
    );
    sheet.line("Processor", facts.processor);
    sheet.line("Web view", &facts.web_view);
    sheet.yes("Sample bots", facts.samples);
    sheet.head("Settings");
    sheet.word("Theme", facts.theme);
    sheet.word("Rows", facts.density);
    sheet.word("Closing the window", facts.closing);
    sheet.yes("Tray", facts.tray);
    sheet.word("Tray icon shows first", facts.tray_first);
    sheet.word("Start at login", facts.at_login);
    sheet.word("Notifications, says the system", facts.notifications);
}

fn kept(sheet: &mut Sheet, facts: &KeptFacts) {
    sheet.line("Form of the file", facts.schema_version);
    sheet.line("Bytes", facts.bytes);
    sheet.line("Publishes", facts.jobs);
    sheet.yes("Notifications wanted", facts.alerts);
    sheet.line("Alert choices of one's own", facts.alert_choices);
    sheet.line("Quiet bots and groups", facts.quiets);
    sheet.word("Proxy server", facts.network.proxy);
    sheet.yes("Proxy server named by the system", facts.network.of_system);
    sheet.yes("Proxy server found by a script", facts.network.by_script);
    sheet.yes("Extra certificates", facts.network.extra_authorities);
    let (watching, bots) = &facts.watching;
    sheet.head(format!("Last 24 hours, times of {bots} bots added up"));
    for (why, length) in watching {
        let name = why.map_or_else(
            || "watched".to_owned(),
            |why| format!("not watched: {}", word(why)),
        );
        sheet.line(&name, span(*length));
    }
}

fn checking(sheet: &mut Sheet, facts: &LoopFacts) {
    let up = SignedDuration::try_from(facts.up).unwrap_or(SignedDuration::MAX);
    sheet.line("Running for", span(up));
    sheet.line("Started again after a mistake", facts.restarts);
    sheet.line("Checks that did not end", facts.lost_checks);
    sheet.yes("Paused", facts.paused);
    let network = match facts.network {
        Network::Unknown => "unknown",
        Network::Offline => "offline",
        Network::Online => "online",
    };
    sheet.line("Network, says the system", network);
    for notice in &facts.notices {
        sheet.word("Told on top", notice);
    }
    for (number, account) in (1..).zip(&facts.accounts) {
        sheet.head(format!("Account {number}"));
        self::account(sheet, account);
    }
}

fn account(sheet: &mut Sheet, facts: &AccountFacts) {
    let place = facts
        .region
        .map_or("an address of one's own".to_owned(), |name| {
            format!("Kore.ai, {name}")
        });
    sheet.line("Host", place);
    sheet.word("Secret", facts.secret);
    match facts.keychain {
        Some(problem) => sheet.word("Password store", problem),
        None => sheet.line("Password store", "no problem known"),
    }
    sheet.word("Signed with", facts.algorithm);
    learned(sheet, "Claims", facts.claims);
    learned(sheet, "Form of the address", facts.path);
    sheet.line("Bots", facts.bots.0);
    sheet.line("Bots put away", facts.bots.1);
    sheet.line("Bots never checked with success", facts.never_checked);
    match facts.failure {
        Some((kind, since)) => sheet.line("Trouble", trouble(kind, since)),
        None => sheet.line("Trouble", "none"),
    }
    for (kind, bots) in &facts.failing_bots {
        sheet.line(
            &format!("Bots with trouble of their own, {}", kind.as_word()),
            bots,
        );
    }
    let (minute, hour, most) = facts.requests;
    sheet.line("Requests in the last minute", minute);
    sheet.line("Requests in the last hour", format!("{hour} of {most}"));
    sheet.line("Checks since the start", facts.checks);
    if let Some((median, longest)) = facts.took {
        sheet.line("A check takes (median)", seconds(median));
        sheet.line("The longest took", seconds(longest));
    }
    for (kind, when) in facts.failures.iter().rev() {
        sheet.line("Failed", trouble(*kind, *when));
    }
}

fn learned(sheet: &mut Sheet, name: &str, form: Option<impl Debug>) {
    match form {
        Some(form) => sheet.word(name, form),
        None => sheet.line(name, "the usual one"),
    }
}

fn trouble(kind: FailureKind, when: Timestamp) -> String {
    format!("{}, {}", kind.as_word(), at(when))
}

#[cfg(test)]
mod tests {
    use domain::{Algorithm, Unwatched};
    use kore_api::{ClaimsForm, PathForm};

    use super::*;
    use crate::diagnostics::NetworkFacts;
    use crate::view::{
        AtLogin, Closing, Density, KeychainProblem, Notice, ProxyMode, SecretPlace, SystemAlerts,
        Theme, TrayFirst,
    };

    fn moment(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// No two facts alike, so that none can stand in another's place.
    fn all_of_it() -> Diagnostics {
        Diagnostics {
            at: moment(1),
            shell: ShellFacts {
                version: "9.8.7",
                debug_build: false,
                system: "linux",
                system_version: Plain::of("debian-12"),
                processor: "x86_64",
                web_view: Plain::of("2.48.1"),
                samples: false,
                theme: Theme::Dark,
                density: Density::Compact,
                closing: Closing::Quit,
                tray: true,
                tray_first: TrayFirst::Running,
                at_login: AtLogin::On,
                notifications: SystemAlerts::DoNotDisturb,
            },
            kept: Some(KeptFacts {
                schema_version: 21,
                bytes: 22,
                jobs: 23,
                alerts: true,
                alert_choices: 24,
                quiets: 25,
                network: NetworkFacts {
                    proxy: ProxyMode::Manual,
                    of_system: true,
                    by_script: false,
                    extra_authorities: true,
                },
                watching: (
                    [
                        (None, SignedDuration::from_mins(26 * 60 + 1)),
                        (Some(Unwatched::Asleep), SignedDuration::from_mins(27)),
                    ]
                    .into(),
                    28,
                ),
            }),
            checking: Some(LoopFacts {
                up: Duration::from_mins(31),
                restarts: 32,
                lost_checks: 33,
                paused: true,
                network: Network::Online,
                notices: vec![Notice::HistoryNotWritten],
                accounts: vec![
                    AccountFacts {
                        region: Some("germany"),
                        secret: SecretPlace::Keychain,
                        keychain: Some(KeychainProblem::Locked),
                        algorithm: Algorithm::Hs512,
                        claims: Some(ClaimsForm::WithJti),
                        path: Some(PathForm::Versioned),
                        bots: (41, 42),
                        never_checked: 43,
                        failure: Some((FailureKind::WrongClock, moment(44))),
                        failing_bots: vec![(FailureKind::UnknownBot, 45)],
                        requests: (46, 47, 48),
                        checks: 49,
                        took: Some((Duration::from_millis(500), Duration::from_millis(5_100))),
                        failures: vec![
                            (FailureKind::Server, moment(52)),
                            (FailureKind::Offline, moment(53)),
                        ],
                    },
                    AccountFacts {
                        region: None,
                        secret: SecretPlace::Awaited,
                        keychain: None,
                        algorithm: Algorithm::Hs256,
                        claims: None,
                        path: None,
                        bots: (0, 0),
                        never_checked: 0,
                        failure: None,
                        failing_bots: Vec::new(),
                        requests: (0, 0, 48),
                        checks: 0,
                        took: None,
                        failures: Vec::new(),
                    },
                ],
            }),
        }
    }

    #[test]
    fn each_fact_stands_on_its_line() {
        let sheet = include_str!("sheet.txt").replace("\r\n", "\n");
        assert_eq!(text(&all_of_it()), sheet);
    }

    #[test]
    fn words_of_the_code_are_readable() {
        assert_eq!(
            word(crate::view::SystemAlerts::DoNotDisturb),
            "do not disturb"
        );
        assert_eq!(word(kore_api::ClaimsForm::WithJti), "with jti");
    }

    #[test]
    fn of_a_foreign_text_a_version_is_all_that_comes_through() {
        assert_eq!(Plain::of("2.48.1").to_string(), "2.48.1");
        assert_eq!(Plain::of("").to_string(), "unknown");
        let odd = Plain::of("12\n  Secret: https://a.example/ü").to_string();
        assert!(!odd.contains(['\n', ':', '/', ' ']), "{odd}");
        assert_eq!(Plain::of(&"9".repeat(500)).to_string().len(), 40);
    }
}
