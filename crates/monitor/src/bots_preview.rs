//! What adding a list of bots would do. Pure.

use std::collections::BTreeMap;

use domain::{BotId, BotListProblem, BotListRead, NotABotId};

use crate::view::{BotLine, BotVerdict, BotsPreview, BotsProblem};

/// Lines of each kind that travel to the window; the rest is counted.
const SHOWN: usize = 500;

/// How an account knows a bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It is watched.
    Watched,
    /// It is put away.
    Archived,
}

/// What adding would do, for an account that knows these bots.
pub fn preview(
    read: Result<&BotListRead, BotListProblem>,
    known: &BTreeMap<BotId, Known>,
) -> BotsPreview {
    let mut preview = BotsPreview {
        problem: None,
        fresh: 0,
        archived: 0,
        watched: 0,
        repeated: 0,
        bad: 0,
        odd_lines: Vec::new(),
        bot_lines: Vec::new(),
    };
    let read = match read {
        Ok(read) => read,
        Err(problem) => {
            preview.problem = Some(match problem {
                BotListProblem::TooLarge => BotsProblem::TooLarge,
                BotListProblem::TooManyLines => BotsProblem::TooManyLines,
            });
            return preview;
        }
    };
    for bot in &read.bots {
        let (verdict, count) = match known.get(&bot.id) {
            None => (BotVerdict::Fresh, &mut preview.fresh),
            Some(Known::Archived) => (BotVerdict::Archived, &mut preview.archived),
            Some(Known::Watched) => (BotVerdict::Watched, &mut preview.watched),
        };
        *count += 1;
        preview.bot_lines.push(BotLine {
            name: bot.name.clone(),
            group: bot.group.clone(),
            ..line(bot.line, bot.id.as_str(), verdict)
        });
    }
    for bot in &read.repeated {
        preview.repeated += 1;
        preview.odd_lines.push(BotLine {
            first_line: Some(bot.first_line),
            ..line(bot.line, bot.id.as_str(), BotVerdict::Repeated)
        });
    }
    for piece in &read.problems {
        preview.bad += 1;
        preview
            .odd_lines
            .push(line(piece.line, &piece.text, verdict(piece.why)));
    }
    if preview.bot_lines.is_empty() && preview.odd_lines.is_empty() {
        preview.problem = Some(BotsProblem::Empty);
    }
    // Where there are too many to show, what has to be mended is shown rather than what stands
    // there twice.
    preview
        .odd_lines
        .sort_by_key(|line| line.verdict == BotVerdict::Repeated);
    preview.odd_lines.truncate(SHOWN);
    preview.odd_lines.sort_by_key(|line| line.line);
    preview.bot_lines.truncate(SHOWN);
    preview
}

fn line(line: u32, text: &str, verdict: BotVerdict) -> BotLine {
    BotLine {
        line,
        text: text.to_owned(),
        name: None,
        group: None,
        verdict,
        first_line: None,
    }
}

fn verdict(why: NotABotId) -> BotVerdict {
    match why {
        NotABotId::ClientId => BotVerdict::ClientId,
        NotABotId::UserId => BotVerdict::UserId,
        NotABotId::OrganisationId => BotVerdict::OrganisationId,
        NotABotId::JobId => BotVerdict::JobId,
        NotABotId::NoPrefix => BotVerdict::NoPrefix,
        NotABotId::TooShort => BotVerdict::TooShort,
        NotABotId::TooLong => BotVerdict::TooLong,
        NotABotId::OddCharacter => BotVerdict::OddCharacter,
        NotABotId::Address => BotVerdict::Address,
        NotABotId::Text => BotVerdict::Text,
    }
}

#[cfg(test)]
mod tests {
    use domain::read_bot_list;

    use super::*;

    #[test]
    fn a_thousand_ids_with_forty_bad_lines_are_counted_and_the_forty_are_named() {
        let lines: Vec<_> = (1..=1_000)
            .map(|number| match number {
                n if n % 25 == 0 => format!("cs-{n:08}-bad"),
                n if n % 111 == 0 => "st-watched-1".to_owned(),
                n => format!("st-{n:04}-good,Bot {n},Retail"),
            })
            .collect();
        let text = lines.join("\n");
        let known = BTreeMap::from([
            (BotId::new("st-watched-1"), Known::Watched),
            (BotId::new("st-0001-good"), Known::Archived),
        ]);
        let preview = preview(read_bot_list(&text).as_ref().map_err(|e| *e), &known);
        assert_eq!((preview.bad, preview.watched, preview.archived), (40, 1, 1));
        assert_eq!(
            (preview.repeated, preview.fresh),
            (8, 1_000 - 40 - 1 - 1 - 8)
        );
        let bad: Vec<_> = preview
            .odd_lines
            .iter()
            .filter(|line| line.verdict == BotVerdict::ClientId)
            .map(|line| line.line)
            .collect();
        assert_eq!(bad, (1..=40).map(|at| at * 25).collect::<Vec<_>>());
        let again = preview
            .odd_lines
            .iter()
            .find(|line| line.verdict == BotVerdict::Repeated)
            .unwrap();
        assert_eq!((again.line, again.first_line), (222, Some(111)));
        assert_eq!(preview.bot_lines.len(), 500);
        assert_eq!(preview.bot_lines[1].name.as_deref(), Some("Bot 2"));
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        let read = read_bot_list(" \n\n ").unwrap();
        let preview = preview(Ok(&read), &BTreeMap::new());
        assert_eq!(preview.problem, Some(BotsProblem::Empty));
    }
}
