//! The words that the system shows for the app, outside its window. The window's own are in
//! `ui/src/words`.

pub mod alerts;
pub mod files;
mod name;
pub mod tray;

/// On standard error, when not even a window can be made.
pub const COULD_NOT_START: &str = "Publish Monitor could not open its window. On Windows, check that the Microsoft Edge WebView2 \
     Runtime is installed; on Linux, that WebKitGTK 4.1 is.";
/// On a notification: what a click does. Other systems need no word for it.
#[cfg(target_os = "linux")]
pub const OPEN_ALERT: &str = "Open";

fn bots(count: u32) -> String {
    if count == 1 {
        "1 bot".to_owned()
    } else {
        format!("{count} bots")
    }
}
