//! What the tray says.

use jiff::{Timestamp, ZonedDateTime};
use monitor::overall::{NeedsLook, Overall, Standing, Summary};
use monitor::view::CheckReply;

use super::bots;
use super::name::readable;

pub const OPEN: &str = "Open Publish Monitor";
pub const CHECK_ALL: &str = "Check all bots now";
pub const PAUSE: &str = "Pause checking";
pub const HALF_HOUR: &str = "For 30 minutes";
pub const HOUR: &str = "For 1 hour";
pub const TOMORROW: &str = "Until tomorrow morning";
pub const GO_ON: &str = "Resume checking";
pub const STOPPED: &str =
    "Publish Monitor: the app has stopped checking, and starts again by itself";
pub const QUIT: &str = "Quit";
/// Said once, the first time that closing the window does not end the app.
pub const STAYS: (&str, &str) = (
    "Publish Monitor keeps watching",
    "The window is closed, your bots are still being checked. Use the icon in the tray to open it or to quit.",
);
pub const NOT_READY: &str = "Nothing could be checked: the history is not open.";
pub const NEWER: &str =
    "Nothing is checked: a newer Publish Monitor wrote the history. Update to go on.";
pub const NOT_KEPT: &str = "The pause could not be kept: the history cannot be written.";

/// Longest name in a menu.
const NAME: usize = 40;

/// How all bots are, in one sentence without a full stop.
pub fn state(overall: Overall, worst: Standing) -> String {
    match worst {
        _ if overall.bots == 0 => "no bots yet".to_owned(),
        Standing::Failed if overall.failed == 1 => "1 bot's last publish failed".to_owned(),
        Standing::Failed => format!("the last publish of {} failed", bots(overall.failed)),
        Standing::Unknown if overall.unknown == 1 => "1 bot is in an unknown state".to_owned(),
        Standing::Unknown => format!("{} are in an unknown state", bots(overall.unknown)),
        Standing::CannotCheck => format!("{} cannot be checked", bots(overall.cannot_check)),
        Standing::Outdated if overall.outdated == 1 => {
            "what is known of 1 bot is outdated".to_owned()
        }
        Standing::Outdated => format!("what is known of {} is outdated", bots(overall.outdated)),
        Standing::Moving => format!("{} publishing", bots(overall.moving)),
        Standing::Calm => format!("{}, nothing needs a look", bots(overall.bots)),
    }
}

/// What the icon says to those who point at it or cannot see it.
pub fn spoken(summary: &Summary, worst: Standing, now: &ZonedDateTime) -> String {
    let state = state(summary.overall, worst);
    match summary.paused_until {
        Some(until) => format!(
            "Publish Monitor: {}; before that, {state}",
            paused(until, now)
        ),
        None => format!("Publish Monitor: {state}"),
    }
}

/// That and how long checking is paused.
pub fn paused(until: Timestamp, now: &ZonedDateTime) -> String {
    let until = until.to_zoned_datetime(now.time_zone().clone());
    let form = if until.date() == now.date() {
        "%H:%M"
    } else {
        "%A, %H:%M"
    };
    format!("checking is paused until {}", until.strftime(form))
}

/// A line of the menu for a bot that needs a look.
pub fn needs_look(bot: &NeedsLook) -> String {
    let name = bot.name.as_deref().unwrap_or(bot.bot.bot.as_str());
    let what = match bot.standing {
        Standing::Failed => "failed",
        Standing::Unknown => "unknown state",
        Standing::CannotCheck => "cannot be checked",
        Standing::Outdated => "outdated",
        Standing::Moving => "publishing",
        Standing::Calm => "published",
    };
    format!("{}: {what}", readable(name, NAME))
}

/// How many more need a look than are named.
pub fn more(count: u32) -> String {
    format!("and {count} more…")
}

/// What came of "check all".
pub fn checked(reply: CheckReply) -> String {
    let left = match reply.left_out {
        0 => String::new(),
        count => format!(" {} left out: see the window.", bots(count)),
    };
    match reply.planned {
        0 if reply.left_out == 0 => "Nothing to check.".to_owned(),
        0 => format!("Nothing is checked.{left}"),
        count => format!("Checking {} now.{left}", bots(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_names_the_day_where_it_is_another_one() {
        let now: ZonedDateTime = "2026-11-25T15:10[Europe/Berlin]".parse().unwrap();
        let at = |text: &str| text.parse::<ZonedDateTime>().unwrap().timestamp();
        assert_eq!(
            paused(at("2026-11-25T15:40[Europe/Berlin]"), &now),
            "checking is paused until 15:40"
        );
        assert_eq!(
            paused(at("2026-11-26T06:00[Europe/Berlin]"), &now),
            "checking is paused until Thursday, 06:00"
        );
    }
}
