use domain::{AccountId, BotId, ClientSecret, JobId, PublishState};
use history::{Before, ExportedJob, JobRow, Person, Progress};
use jiff::SignedDuration;

use super::*;
use crate::export::{CsvTable, json_line, publish_line};

const SECRET: &str = "Zk3-planted-secret-of-over-32-characters";
const NAMED: &str = "u-11112222-aaaa-5bbb-8ccc-0123456789ab";
const UNNAMED: &str = "u-51e0aaaa-1b2c-5d3e-9f00-00aa11bb9bc8";

/// What somebody who wants harm might call a bot, a part or a comment.
const HOSTILE: [&str; 16] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</td></table><iframe src=//evil.example>",
    "&lt;script&gt;",
    "javascript:alert(1)",
    "=HYPERLINK(\"http://evil.example\")",
    "\u{202e}gnp.exe",
    "[click](https://evil.example)",
    "| a | b |\n|---|---|",
    "```\n# head",
    "![x](https://evil.example/x.png)",
    "\u{0}\u{1}\u{1b}[31m",
    "www.evil.example",
    "</style><style>@import url(//evil.example)</style>",
    "Opening hours",
];

struct Made {
    random: fastrand::Rng,
}

impl Made {
    fn text(&mut self) -> String {
        let pieces = self.random.usize(..5);
        (0..pieces)
            .map(|_| match self.random.u8(..8) {
                0 => SECRET.to_owned(),
                1 => UNNAMED.to_owned(),
                2 => format!("by {UNNAMED},"),
                3 => self.random.char(..).to_string(),
                4 => UNNAMED.to_uppercase(),
                5 => format!("eyJhbGciOiJIUzI1NiJ9.e30.{SECRET}"),
                _ => HOSTILE[self.random.usize(..HOSTILE.len())].to_owned(),
            })
            .collect::<Vec<_>>()
            .join([" ", "", "\n", ": "][self.random.usize(..4)])
    }

    fn maybe(&mut self) -> Option<String> {
        (self.random.u8(..4) > 0).then(|| self.text())
    }

    fn state(&mut self) -> PublishState {
        [
            PublishState::Published,
            PublishState::Failed,
            PublishState::Publishing,
            PublishState::Waiting,
            PublishState::Unknown,
        ][self.random.usize(..5)]
    }

    fn at(&mut self) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + self.random.i64(0..9_000_000)).unwrap()
    }

    fn part(&mut self) -> Resource {
        Resource {
            id: self.maybe(),
            kind: self.maybe(),
            name: self.maybe(),
            state: self.state(),
            server_status: self.maybe(),
            modules: vec![self.text()],
            awaiting_approval: self.random.u8(..9) == 0,
            published_at: None,
        }
    }

    fn parts(&mut self) -> Vec<Resource> {
        let count = self.random.usize(..7);
        (0..count).map(|_| self.part()).collect()
    }

    fn job(&mut self) -> StoredJob {
        let resources = self.parts();
        StoredJob {
            row: JobRow {
                row: 1,
                account: AccountId::new("a"),
                bot: BotId::new("st-1111"),
                bot_name: self.maybe(),
                state: self.state(),
                server_status: self.maybe(),
                awaiting_approval: self.random.bool(),
                percent: None,
                requested_at: self.at(),
                started_at: Some(self.at()),
                ended_at: self.random.bool().then(|| self.at()),
                duration: Some(SignedDuration::from_millis(self.random.i64(0..9_000_000))),
                started_by: [Some(NAMED), Some(UNNAMED), None][self.random.usize(..3)]
                    .map(Into::into),
                parts: 3,
                parts_published: 2,
                parts_failed: 1,
                before_watching: self.random.bool(),
            },
            job_id: Some(JobId::new(self.text())),
            version_comment: self.maybe(),
            resources,
            times: Vec::new(),
            progress: vec![Progress {
                at: self.at(),
                percent: Some(40),
                parts_published: 1,
                parts_failed: 0,
            }],
        }
    }
}

fn discreet() -> Discreet {
    let people = [(NAMED, Some("Ann <b>")), (UNNAMED, None)].map(|(id, name)| Person {
        id: id.into(),
        name: name.map(Into::into),
    });
    let secret = ClientSecret::read(SECRET).unwrap().secret;
    Discreet::new(vec![secret], people, false)
}

fn forms(made: &mut Made, discreet: &Discreet, zone: &TimeZone) -> (String, String, String) {
    let (job, earlier) = (made.job(), made.job());
    let beside = Beside {
        now: job.resources.clone(),
        before: made.random.bool().then(|| Before {
            row: earlier.row,
            resources: earlier.resources,
            worked: made.random.bool(),
        }),
    };
    let gaps = [Stretch {
        since: made.at(),
        until: made.at(),
        why: Some(Unwatched::Closed),
    }];
    let account = made.text();
    let sheet = report(&Facts {
        job: &job,
        account: Some(&account),
        beside: Some(&beside),
        gaps: &gaps,
        discreet,
        zone,
        now: made.at(),
        version: "1.2.3",
    });
    let exported = ExportedJob {
        row: job.row,
        version_comment: job.version_comment,
        failed_parts: vec![made.text(), made.text()],
    };
    let line = publish_line(&exported, Some(&account), zone, discreet);
    let mut lines = Vec::new();
    json_line(&mut lines, &line).unwrap();
    let mut table = CsvTable::begin(&mut lines, false).unwrap();
    table.line(&line).unwrap();
    table.end().unwrap();
    (
        html(&sheet),
        markdown(&sheet),
        String::from_utf8(lines).unwrap(),
    )
}

/// The tags of a page, as they stand there.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.match_indices('<')
        .map(|(at, _)| page[at..].split_inclusive('>').next().unwrap())
}

#[test]
fn a_thousand_reports_and_exports_hold_no_secret_no_stranger_and_no_foreign_tag() {
    const TAGS: [&str; 43] = [
        "<!doctype html>",
        "<html lang=\"en\">",
        "</html>",
        "<head>",
        "</head>",
        "<title>",
        "</title>",
        "<style>",
        "</style>",
        "<body>",
        "</body>",
        "<main>",
        "</main>",
        "<h1>",
        "</h1>",
        "<h2>",
        "</h2>",
        "<section>",
        "</section>",
        "<p>",
        "</p>",
        "<bdi>",
        "</bdi>",
        "<table>",
        "</table>",
        "<thead>",
        "</thead>",
        "<tbody>",
        "</tbody>",
        "<tr>",
        "<tr class=\"first\">",
        "<br>",
        "</tr>",
        "<td>",
        "</td>",
        "<th scope=\"row\">",
        "<th scope=\"col\">",
        "</th>",
        "<meta charset=\"utf-8\">",
        "<meta name=\"referrer\" content=\"no-referrer\">",
        "<meta name=\"color-scheme\" content=\"light\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">",
    ];
    let discreet = discreet();
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    let mut made = Made {
        random: fastrand::Rng::with_seed(7),
    };
    let mut named = 0;
    for _ in 0..1_000 {
        let (page, text, lines) = forms(&mut made, &discreet, &zone);
        // Where a line may end nothing may hide.
        let page = page.replace("<wbr>", "");
        for all in [&page, &text, &lines] {
            assert!(!all.contains(SECRET), "{all}");
            assert!(!all.to_lowercase().contains(UNNAMED), "{all}");
            assert!(!all.contains(NAMED), "{all}");
            named += u32::from(all.contains("Ann"));
        }
        for tag in tags(&page) {
            assert!(TAGS.contains(&tag), "{tag} in {page}");
        }
        for c in ['\u{0}', '\u{1b}', '\u{202e}'] {
            assert!(!page.contains(c) && !text.contains(c));
        }
    }
    assert!(named > 500, "names given by hand are there: {named}");
}

#[test]
fn no_text_of_others_becomes_a_link_a_head_or_a_cell_of_its_own_in_markdown() {
    let mut job = Made {
        random: fastrand::Rng::with_seed(1),
    }
    .job();
    job.resources.clear();
    job.progress.clear();
    job.version_comment = Some("[x](https://e.example) | y\n# z `w` www.e.example".into());
    let text = markdown(&report(&Facts {
        job: &job,
        account: None,
        beside: None,
        gaps: &[],
        discreet: &discreet(),
        zone: &TimeZone::UTC,
        now: Timestamp::UNIX_EPOCH,
        version: "1",
    }));
    let wanted = r"- **Comment:** \[x\]\(https\://e.example\) \| y \# z \`w\` www\.e.example";
    assert!(text.lines().any(|line| line == wanted), "{text}");
}

#[test]
fn a_report_says_failures_first_both_time_zones_and_what_nobody_saw() {
    let mut job = Made {
        random: fastrand::Rng::with_seed(1),
    }
    .job();
    let part = |name: &str, state| Resource {
        id: None,
        kind: Some("dialog".into()),
        name: Some(name.into()),
        state,
        server_status: None,
        modules: Vec::new(),
        awaiting_approval: false,
        published_at: None,
    };
    job.resources = vec![
        part("Fine", PublishState::Published),
        part("Broken", PublishState::Failed),
    ];
    let asked: Timestamp = "2026-07-01T10:00:00Z".parse().unwrap();
    job.row.requested_at = asked;
    job.row.ended_at = Some(asked + SignedDuration::from_mins(5));
    let piece = |from: i64, to: i64, why| Stretch {
        since: asked + SignedDuration::from_mins(from),
        until: asked + SignedDuration::from_mins(to),
        why,
    };
    let life = [
        piece(-900, -61, Some(Unwatched::Offline)),
        piece(-61, -10, None),
        piece(-10, -5, Some(Unwatched::Asleep)),
        piece(-5, 90, None),
        piece(90, 99, Some(Unwatched::Paused)),
    ];
    let gaps = gaps_around(&life, &job, asked + SignedDuration::from_mins(200));
    assert_eq!(gaps, [life[2]]);
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    let text = markdown(&report(&Facts {
        job: &job,
        account: Some("Germany"),
        beside: None,
        gaps: &gaps,
        discreet: &discreet(),
        zone: &zone,
        now: asked,
        version: "1.2.3",
    }));
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    assert!(at("| Broken |") < at("| Fine |"));
    assert!(at("2026-07-01 12:00:00 +02:00 \\(2026-07-01 10:00:00 UTC\\)") < at("## Timeline"));
    assert!(at("the computer slept") > at("## What the app could not see"));
    assert!(at("Publish Monitor 1.2.3") < at("Europe/Berlin"));
}

#[test]
fn a_report_begins_with_what_somebody_in_a_hurry_wants_and_has_no_empty_column() {
    let mut job = Made {
        random: fastrand::Rng::with_seed(1),
    }
    .job();
    job.resources = (0..5)
        .map(|at| Resource {
            id: None,
            kind: None,
            name: Some(format!("Part {at}")),
            state: [PublishState::Failed, PublishState::Published][usize::from(at == 4)],
            server_status: None,
            modules: Vec::new(),
            awaiting_approval: false,
            published_at: None,
        })
        .collect();
    job.row.parts = 5;
    job.row.requested_at = "2026-07-01T10:00:00Z".parse().unwrap();
    job.row.duration = Some(SignedDuration::from_secs(65));
    job.row.server_status = None;
    job.row.bot_name = Some("B".repeat(3_000));
    let sheet = report(&Facts {
        job: &job,
        account: None,
        beside: None,
        gaps: &[],
        discreet: &discreet(),
        zone: &TimeZone::UTC,
        now: Timestamp::UNIX_EPOCH,
        version: "1",
    });
    assert_eq!(
        sheet.lead,
        "4 of 5 parts failed: Part 0, Part 1, Part 2, and 1 more. Asked for at 2026-07-01 10:00:00 \
         +00:00, took 1 min 5 s."
    );
    assert!(sheet.title.chars().count() < 150, "{}", sheet.title);
    let page = html(&sheet);
    assert!(!page.contains("word</th>"), "{page}");
    assert_eq!(page.matches("<tr class=\"first\">").count(), 4);
    assert!(page.contains(&["B".repeat(10), "B".repeat(10)].join("<wbr>")));
}
