//! Which of the APIs a path asks for.

use crate::Switches;

/// A path that this server knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route<'a> {
    /// Bot Publish Status of this bot.
    Status(&'a str),
    /// Get Bots.
    Bots,
    /// Get ChangeLogs of this bot.
    Changes(&'a str),
}

impl<'a> Route<'a> {
    /// Reads a path without its query. The page *Bot Publish Status* writes it in two ways,
    /// `/api/public/…/status` and `/api/1.1/public/…/status/`; a slash at the end is taken on
    /// both, as web frameworks do.
    pub(crate) fn read(path: &'a str, switches: Switches) -> Option<Self> {
        let path = path.strip_suffix('/').unwrap_or(path);
        let (rest, served) = match path.strip_prefix("/api/public/") {
            Some(rest) => (rest, switches.plain_path),
            None => (
                path.strip_prefix("/api/1.1/public/")?,
                switches.versioned_path,
            ),
        };
        if rest == "bots" {
            return Some(Self::Bots);
        }
        let rest = rest.strip_prefix("bot/")?;
        let (bot_id, what) = rest.split_once('/')?;
        if bot_id.is_empty() {
            return None;
        }
        match what {
            "publish/status" => served.then_some(Self::Status(bot_id)),
            "changelogs" => Some(Self::Changes(bot_id)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_documented_paths_are_known_and_each_can_be_missing() {
        let plain = "/api/public/bot/st-1/publish/status";
        let versioned = "/api/1.1/public/bot/st-1/publish/status/";
        let all = Switches::default();
        assert_eq!(Route::read(plain, all), Some(Route::Status("st-1")));
        assert_eq!(Route::read(versioned, all), Some(Route::Status("st-1")));
        let only_plain = Switches {
            versioned_path: false,
            ..all
        };
        assert_eq!(Route::read(versioned, only_plain), None);
        assert!(Route::read(plain, only_plain).is_some());
        let only_versioned = Switches {
            plain_path: false,
            ..all
        };
        assert_eq!(Route::read(plain, only_versioned), None);
        assert!(Route::read(versioned, only_versioned).is_some());
    }

    #[test]
    fn the_change_log_of_a_bot_is_known() {
        let path = "/api/public/bot/st-1/changelogs";
        let route = Route::read(path, Switches::default());
        assert_eq!(route, Some(Route::Changes("st-1")));
    }

    #[test]
    fn nothing_else_is_known() {
        for path in [
            "/",
            "",
            "/api/public/bot//publish/status",
            "/api/public/bot/a/b/publish/status",
            "/api/public/bot/st-1/publish",
            "/api/2.0/public/bot/st-1/publish/status",
            "/API/public/bots",
        ] {
            assert_eq!(Route::read(path, Switches::default()), None, "{path}");
        }
    }
}
