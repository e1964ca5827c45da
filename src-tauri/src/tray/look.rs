//! What the tray shows, as a pure function of how all bots are.

use jiff::ZonedDateTime;
use monitor::overall::{Standing, Summary};
use monitor::view::{BotRef, Destination, PauseFor, TrayFirst};

use crate::words::tray as words;

/// Everything that the tray shows. What does not change is not sent to the system again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The picture: no two states share one.
    pub shape: Shape,
    /// What it says to those who point at it or cannot see it.
    pub says: String,
    /// The menu.
    pub items: Vec<Item>,
}

/// A picture of the icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Some publish failed.
    Failed,
    /// The server said something unfamiliar.
    Unknown,
    /// Some bot cannot be checked.
    CannotCheck,
    /// What is known is too old.
    Outdated,
    /// Something is publishing.
    Moving,
    /// Checking is paused.
    Paused,
    /// Nothing needs a look.
    Calm,
}

/// A line of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Something to press.
    Press(String, Press),
    /// Something to read.
    Read(String),
    /// More lines behind one.
    Under(String, Vec<Item>),
    /// A line between groups.
    Gap,
}

/// What a press does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Shows the window, and leads to a place in it.
    Open(Option<Destination>),
    /// Checks every bot.
    CheckAll,
    /// Pauses checking.
    Pause(PauseFor),
    /// Goes on checking.
    Unpause,
    /// Ends the app.
    Quit,
}

/// What the tray shows. `said` is what came of the last press.
pub fn look(summary: &Summary, first: TrayFirst, said: Option<&str>, now: &ZonedDateTime) -> Look {
    let worst = shown_first(summary, first);
    Look {
        shape: match worst {
            _ if summary.paused_until.is_some() => Shape::Paused,
            Standing::Failed => Shape::Failed,
            Standing::Unknown => Shape::Unknown,
            Standing::CannotCheck => Shape::CannotCheck,
            Standing::Outdated => Shape::Outdated,
            Standing::Moving => Shape::Moving,
            Standing::Calm => Shape::Calm,
        },
        says: words::spoken(summary, worst, now),
        items: menu(summary, worst, said, now),
    }
}

/// What the tray shows while the app does not check by a mistake of its own.
pub fn stopped() -> Look {
    Look {
        shape: Shape::CannotCheck,
        says: words::STOPPED.to_owned(),
        items: vec![
            Item::Press(words::OPEN.to_owned(), Press::Open(None)),
            Item::Gap,
            Item::Read(words::STOPPED.to_owned()),
            Item::Gap,
            Item::Press(words::QUIT.to_owned(), Press::Quit),
        ],
    }
}

fn shown_first(summary: &Summary, first: TrayFirst) -> Standing {
    match first {
        TrayFirst::Running if summary.overall.moving > 0 => Standing::Moving,
        _ => summary.overall.worst(),
    }
}

fn menu(summary: &Summary, worst: Standing, said: Option<&str>, now: &ZonedDateTime) -> Vec<Item> {
    let press = |label: &str, press| Item::Press(label.to_owned(), press);
    // Most trays of Linux tell no click on the icon: opening comes first.
    let mut items = vec![press(words::OPEN, Press::Open(None)), Item::Gap];
    items.push(Item::Read(capital(&words::state(summary.overall, worst))));
    items.extend(summary.needs_look.iter().map(|needing| {
        let bot = BotRef {
            account_id: needing.bot.account.as_str().to_owned(),
            bot_id: needing.bot.bot.as_str().to_owned(),
        };
        Item::Press(
            words::needs_look(needing),
            Press::Open(Some(Destination::Bot(bot))),
        )
    }));
    let named = u32::try_from(summary.needs_look.len()).unwrap_or(u32::MAX);
    let more = summary.overall.need_look().saturating_sub(named);
    if more > 0 {
        let board = Press::Open(Some(Destination::Board));
        items.push(Item::Press(words::more(more), board));
    }
    items.push(Item::Gap);
    if let Some(until) = summary.paused_until {
        items.push(Item::Read(capital(&words::paused(until, now))));
        items.push(press(words::GO_ON, Press::Unpause));
    } else {
        items.push(press(words::CHECK_ALL, Press::CheckAll));
    }
    items.extend(said.map(|said| Item::Read(said.to_owned())));
    items.push(Item::Under(
        words::PAUSE.to_owned(),
        vec![
            press(words::HALF_HOUR, Press::Pause(PauseFor::HalfHour)),
            press(words::HOUR, Press::Pause(PauseFor::Hour)),
            press(words::TOMORROW, Press::Pause(PauseFor::Tomorrow)),
        ],
    ));
    items.push(Item::Gap);
    items.push(press(words::QUIT, Press::Quit));
    items
}

fn capital(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

#[cfg(test)]
mod tests {
    use domain::{AccountId, BotId};
    use monitor::overall::NeedsLook;
    use monitor::planner::BotKey;

    use super::*;

    fn now() -> ZonedDateTime {
        "2026-11-25T15:10[Europe/Berlin]".parse().unwrap()
    }

    fn summary(failed: u32, moving: u32) -> Summary {
        let mut summary = Summary::default();
        summary.overall.bots = failed + moving + 1;
        summary.overall.failed = failed;
        summary.overall.moving = moving;
        summary.needs_look = (0..failed.min(8))
            .map(|number| NeedsLook {
                bot: BotKey {
                    account: AccountId::new("a"),
                    bot: BotId::new(format!("st-{number}")),
                },
                name: Some(format!("Bot {number}")),
                standing: Standing::Failed,
            })
            .collect();
        summary
    }

    fn labels(look: &Look) -> Vec<&str> {
        look.items
            .iter()
            .map(|item| match item {
                Item::Press(label, _) | Item::Read(label) | Item::Under(label, _) => label.as_str(),
                Item::Gap => "-",
            })
            .collect()
    }

    #[test]
    fn the_worst_comes_first_unless_a_running_publish_was_asked_for() {
        let mixed = summary(2, 1);
        let worst = look(&mixed, TrayFirst::Worst, None, &now());
        assert_eq!(worst.shape, Shape::Failed);
        assert_eq!(
            worst.says,
            "Publish Monitor: the last publish of 2 bots failed"
        );
        let running = look(&mixed, TrayFirst::Running, None, &now());
        assert_eq!(running.shape, Shape::Moving);
        assert_eq!(
            look(&summary(2, 0), TrayFirst::Running, None, &now()).shape,
            Shape::Failed
        );
        assert_eq!(
            look(&summary(0, 0), TrayFirst::Worst, None, &now()).says,
            "Publish Monitor: 1 bot, nothing needs a look"
        );
    }

    #[test]
    fn the_menu_names_eight_bots_and_counts_the_others() {
        let many = look(
            &summary(20, 0),
            TrayFirst::Worst,
            Some("Checking 21 bots now."),
            &now(),
        );
        let labels = labels(&many);
        assert_eq!(labels[0], "Open Publish Monitor");
        assert_eq!(labels[2], "The last publish of 20 bots failed");
        assert_eq!(labels[3], "Bot 0: failed");
        assert_eq!(labels[11], "and 12 more…");
        assert_eq!(
            labels[13..],
            [
                "Check all bots now",
                "Checking 21 bots now.",
                "Pause checking",
                "-",
                "Quit"
            ]
        );
        let bot = BotRef {
            account_id: "a".into(),
            bot_id: "st-0".into(),
        };
        assert_eq!(
            many.items[3],
            Item::Press(
                "Bot 0: failed".into(),
                Press::Open(Some(Destination::Bot(bot)))
            )
        );
    }

    #[test]
    fn while_paused_the_tray_says_so_and_offers_to_go_on() {
        let mut paused = summary(1, 0);
        paused.paused_until = Some(
            "2026-11-25T15:40[Europe/Berlin]"
                .parse::<ZonedDateTime>()
                .unwrap()
                .timestamp(),
        );
        let look = look(&paused, TrayFirst::Worst, None, &now());
        assert_eq!(look.shape, Shape::Paused);
        assert_eq!(
            look.says,
            "Publish Monitor: checking is paused until 15:40; before that, 1 bot's last publish failed"
        );
        let labels = labels(&look);
        assert!(labels.contains(&"Checking is paused until 15:40"));
        assert!(labels.contains(&"Resume checking"));
        assert!(!labels.contains(&"Check all bots now"));
    }
}
