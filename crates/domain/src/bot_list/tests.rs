use proptest::prelude::*;

use super::*;

fn read(text: &str) -> BotListRead {
    read_bot_list(text).unwrap()
}

fn ids(read: &BotListRead) -> Vec<&str> {
    read.bots.iter().map(|bot| bot.id.as_str()).collect()
}

fn said(text: &str) -> Vec<(u32, String, NotABotId)> {
    let problems = read(text).problems.into_iter();
    problems.map(|one| (one.line, one.text, one.why)).collect()
}

type Named<'a> = (u32, &'a str, Option<&'a str>, Option<&'a str>);

fn named(read: &BotListRead) -> Vec<Named<'_>> {
    read.bots
        .iter()
        .map(|bot| {
            (
                bot.line,
                bot.id.as_str(),
                bot.name.as_deref(),
                bot.group.as_deref(),
            )
        })
        .collect()
}

#[test]
fn quotes_spaces_and_any_separator() {
    let read = read(
        " \"st-aaaa-1\", 'st-bbbb-2';st-cccc-3\tst-dddd-4\r\n\n“st-aaaa-1”\nhttps://bots.kore.ai/b/#/bot/st-eeee-5/x | st-ffff-6 st-gggg-7\u{a0}st-hhhh-8",
    );
    assert_eq!(
        ids(&read),
        [
            "st-aaaa-1",
            "st-bbbb-2",
            "st-cccc-3",
            "st-dddd-4",
            "st-eeee-5",
            "st-ffff-6",
            "st-gggg-7",
            "st-hhhh-8",
        ]
    );
    assert_eq!(
        read.repeated,
        [RepeatedBot {
            line: 3,
            id: BotId::new("st-aaaa-1"),
            first_line: 1
        }]
    );
    assert_eq!(read.problems, []);
}

#[test]
fn what_is_no_id_is_named_by_its_line_with_what_it_seems_to_be() {
    let uuid = "a86a6717-340b-5830-a8b6-13b4aeb6b865";
    let text = format!(
        "st-aaaa-1\ncs-bbbb-2\n\nst-<script>\nst-a86a6717-340b-58\n{uuid}\nst-{uuid}st-{uuid}\n\
         u-{uuid}\no-{uuid}\nds-{uuid}\nhttps://bots.kore.ai/\nBilling assistant\nst-{uuid}\nst-"
    );
    let whys: Vec<_> = said(&text)
        .into_iter()
        .map(|(line, _, why)| (line, why))
        .collect();
    assert_eq!(
        whys,
        [
            (2, NotABotId::ClientId),
            (4, NotABotId::OddCharacter),
            (5, NotABotId::TooShort),
            (6, NotABotId::NoPrefix),
            (7, NotABotId::TooLong),
            (8, NotABotId::UserId),
            (9, NotABotId::OrganisationId),
            (10, NotABotId::JobId),
            (11, NotABotId::Address),
            (12, NotABotId::Text),
            (14, NotABotId::TooShort),
        ]
    );
    assert_eq!(read(&text).bots.len(), 2);
}

#[test]
fn a_table_with_headings_in_any_order_and_separator() {
    for delimiter in [",", ";", "\t"] {
        let text = "\u{feff}Group|Owner|Bot ID|Name\r\nRetail|ann|st-aaaa-1|Store locator\r\n\r\n\
                    |bob|st-bbbb-2|\r\nRetail|ann||Nobody\r\n|||\r\n"
            .replace('|', delimiter);
        let read = read(&text);
        assert_eq!(
            named(&read),
            [
                (2, "st-aaaa-1", Some("Store locator"), Some("Retail")),
                (4, "st-bbbb-2", None, None),
            ],
            "{delimiter:?}"
        );
        assert_eq!(said(&text), [(5, "Retail".to_owned(), NotABotId::Text)]);
    }
}

#[test]
fn without_headings_the_name_comes_before_the_group() {
    let read = read(
        "st-aaaa-1,\"Bills, reminders\",Finance\nBranch finder;st-bbbb-2\nst-cccc-3,,Retail\n\
         st-dddd-4 Flight changes\nst-eeee-5,\"He said \"\"hi\"\"\"\nst-ffff-6,=HYPERLINK(\"x\")",
    );
    assert_eq!(
        named(&read),
        [
            (1, "st-aaaa-1", Some("Bills, reminders"), Some("Finance")),
            (2, "st-bbbb-2", Some("Branch finder"), None),
            (3, "st-cccc-3", None, Some("Retail")),
            (4, "st-dddd-4", Some("Flight changes"), None),
            (5, "st-eeee-5", Some("He said \"hi\""), None),
            (6, "st-ffff-6", Some("=HYPERLINK(\"x\")"), None),
        ]
    );
    assert_eq!(read.problems, []);
}

#[test]
fn a_quote_that_is_not_closed_costs_no_other_line() {
    let mut lines = vec!["st-aaaa-1,\"Open".to_owned()];
    lines.extend((0..50).map(|number| format!("st-bbbb-{number},Bot {number}")));
    let read = read(&lines.join("\n"));
    assert_eq!(read.bots.len(), 51);
    assert_eq!(read.bots[50].line, 51);
    assert_eq!(read.bots[50].name.as_deref(), Some("Bot 49"));
}

#[test]
fn a_name_of_two_lines_keeps_the_lines_after_it_right() {
    let read = read("st-aaaa-1,\"Two\nlines\"\n\nnonsense\nst-bbbb-2");
    assert_eq!(read.bots[0].name.as_deref(), Some("Two lines"));
    assert_eq!(read.problems[0].line, 4);
    assert_eq!(read.bots[1].line, 5);
}

#[test]
fn names_are_cut_and_lose_what_cannot_be_seen() {
    let text = format!(
        "st-aaaa-1,{}\nst-bbbb-2,a\u{0}b\u{7}\n{}",
        "é".repeat(500),
        "é".repeat(500)
    );
    let read = read(&text);
    assert_eq!(
        read.bots[0].name.as_ref().unwrap().chars().count(),
        LONGEST_NAME
    );
    assert_eq!(read.bots[1].name.as_deref(), Some("ab"));
    assert_eq!(read.problems[0].text.chars().count(), 80);
}

#[test]
fn an_open_quote_at_the_end_is_in_the_line_in_which_it_stands() {
    for text in ["\"st-\n", "\"st-\n\n\n", "\"st-"] {
        assert_eq!(read(text).problems[0].line, 1, "{text:?}");
    }
    let closed = read("st-aaaa-1\n\"st-\n\"\n");
    assert_eq!((closed.bots[0].line, closed.problems[0].line), (1, 2));
}

#[test]
fn more_than_anybody_means_is_refused_at_once() {
    let megabyte = "x".repeat(5 << 20);
    assert_eq!(read_bot_list(&megabyte), Err(BotListProblem::TooLarge));
    let lines = "st-aaaa-1\n".repeat(10_001);
    assert_eq!(read_bot_list(&lines), Err(BotListProblem::TooManyLines));
    assert_eq!(
        read_bot_list(&"\n".repeat(9_999)),
        Ok(BotListRead::default())
    );
}

proptest! {
    /// Whatever is pasted: no panic, every id is one, each once, every line number is a line.
    #[test]
    fn anything_can_be_pasted(text in "(st-[a-f0-9-]{0,12}|[a-z\"',;|\t \r\n=\u{202e}é]|\\PC){0,60}") {
        let read = read(&text);
        let lines = u32::try_from(table::plain_lines(&text).lines().count().max(1)).unwrap();
        let all: std::collections::HashSet<_> = ids(&read).into_iter().collect();
        prop_assert_eq!(all.len(), read.bots.len());
        for line in read.bots.iter().map(|bot| bot.line).chain(read.problems.iter().map(|p| p.line)) {
            prop_assert!((1..=lines).contains(&line), "{} of {}", line, lines);
        }
    }

    /// Ids between whatever separators are all found, in their lines.
    #[test]
    fn every_id_is_found(ids in prop::collection::vec("st-[a-z]{4}-[0-9]{1,4}", 1..40),
                         between in prop::collection::vec("[ ,;\t|\n]{1,3}", 40)) {
        let mut text = String::new();
        let mut wanted = Vec::new();
        for (id, gap) in ids.iter().zip(&between) {
            let line = u32::try_from(text.matches('\n').count() + 1).unwrap();
            if !wanted.iter().any(|(_, known)| known == id) {
                wanted.push((line, id.clone()));
            }
            text.push_str(id);
            text.push_str(gap);
        }
        let found: Vec<_> = read(&text).bots.into_iter().map(|bot| (bot.line, bot.id.as_str().to_owned())).collect();
        prop_assert_eq!(found, wanted);
    }
}
