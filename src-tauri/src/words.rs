//! The words that the system shows for the app, outside its window. The window's own are in
//! `ui/src/words`.

pub mod alerts;
mod name;

use monitor::overall::{Overall, Standing};

/// On standard error, when not even a window can be made.
pub const COULD_NOT_START: &str = "Publish Monitor could not open its window. On Windows, check that the Microsoft Edge WebView2 \
     Runtime is installed; on Linux, that WebKitGTK 4.1 is.";
/// Menu of the tray.
pub const OPEN: &str = "Open Publish Monitor";
/// On a notification: what a click does.
pub const OPEN_ALERT: &str = "Open";
/// Menu of the tray.
pub const CHECK_ALL: &str = "Check all bots now";
/// Menu of the tray.
pub const QUIT: &str = "Quit";

/// What the tray icon says while nothing is checked.
pub const STOPPED: &str =
    "Publish Monitor: the app has stopped checking, and starts again by itself";

fn bots(count: u32) -> String {
    if count == 1 {
        "1 bot".to_owned()
    } else {
        format!("{count} bots")
    }
}

/// What the tray icon says.
pub fn tray(overall: Overall) -> String {
    if overall.bots == 0 {
        return "Publish Monitor: no bots yet".to_owned();
    }
    let what = match overall.worst() {
        Standing::Failed if overall.failed == 1 => "1 bot's last publish failed".to_owned(),
        Standing::Failed => format!("the last publish of {} failed", bots(overall.failed)),
        Standing::Unknown => format!("{} in an unknown state", bots(overall.unknown)),
        Standing::Outdated => format!("{} outdated", bots(overall.outdated)),
        Standing::CannotCheck => format!("{} cannot be checked", bots(overall.cannot_check)),
        Standing::Moving => format!("{} publishing", bots(overall.moving)),
        Standing::Calm => format!("{}, nothing needs a look", bots(overall.bots)),
    };
    format!("Publish Monitor: {what}")
}
