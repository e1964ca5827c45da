//! Where things are asked for.

use std::fmt::Write;

use domain::{BotId, Host};
use jiff::civil::Date;
use reqwest::Url;

use crate::PathForm;

/// The address of a bot's publish status, or `None` for an id that no path segment can carry:
/// an empty one, `.` and `..`, which every URL library takes for steps in the path.
pub(crate) fn publish_status(host: &Host, bot: &BotId, form: PathForm) -> Option<Url> {
    let id = as_one_segment(bot)?;
    let mut url = host.url().clone();
    url.set_path(&match form {
        PathForm::Plain => format!("/api/public/bot/{id}/publish/status"),
        PathForm::Versioned => format!("/api/1.1/public/bot/{id}/publish/status/"),
    });
    Some(url)
}

/// The address of a page of the list of bots (page *Get Bots*).
pub(crate) fn bots(host: &Host, form: PathForm, offset: usize, limit: usize) -> Url {
    let mut url = host.url().clone();
    url.set_path(match form {
        PathForm::Plain => "/api/public/bots",
        PathForm::Versioned => "/api/1.1/public/bots",
    });
    url.set_query(Some(&format!("offset={offset}&limit={limit}")));
    url
}

/// The address of a page of a bot's change log (page *Get ChangeLogs*), for days from the first to
/// the second; `None` as above.
pub(crate) fn change_log(
    host: &Host,
    bot: &BotId,
    form: PathForm,
    offset: usize,
    limit: usize,
    (from, to): (Date, Date),
) -> Option<Url> {
    let id = as_one_segment(bot)?;
    let mut url = host.url().clone();
    url.set_path(&match form {
        PathForm::Plain => format!("/api/public/bot/{id}/changelogs"),
        PathForm::Versioned => format!("/api/1.1/public/bot/{id}/changelogs"),
    });
    url.set_query(Some(&format!(
        "offset={offset}&limit={limit}&startDate={from}&endDate={to}"
    )));
    Some(url)
}

/// Percent-encodes all but RFC 3986's unreserved characters. Not left to the URL library, which
/// drops line ends and tabs: the id that was asked about would then be another one. `None` for
/// what is a step in the path to it.
fn as_one_segment(bot: &BotId) -> Option<String> {
    let id = bot.as_str();
    if matches!(id, "" | "." | "..") {
        return None;
    }
    let mut segment = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            segment.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(segment, "%{byte:02X}");
        }
    }
    Some(segment)
}

/// Whether a token may travel to `url`: scheme, name and port are the account's own.
pub(crate) fn is_at_home(url: &Url, host: &Host) -> bool {
    url.origin().is_tuple() && url.origin() == host.url().origin()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host() -> Host {
        Host::read("https://platform.kore.ai").unwrap().host
    }

    fn path(id: &str, form: PathForm) -> Option<String> {
        publish_status(&host(), &BotId::new(id), form).map(|url| url.to_string())
    }

    #[test]
    fn both_documented_addresses() {
        assert_eq!(
            path("st-1", PathForm::Plain).unwrap(),
            "https://platform.kore.ai/api/public/bot/st-1/publish/status"
        );
        assert_eq!(
            path("st-1", PathForm::Versioned).unwrap(),
            "https://platform.kore.ai/api/1.1/public/bot/st-1/publish/status/"
        );
    }

    #[test]
    fn an_id_stays_one_segment() {
        for (id, segment) in [
            ("a/b", "a%2Fb"),
            ("a?b#c", "a%3Fb%23c"),
            ("a\\b", "a%5Cb"),
            ("../../x", "..%2F..%2Fx"),
            ("%2e%2e", "%252e%252e"),
            ("a b\u{e9}", "a%20b%C3%A9"),
            ("@evil.example", "%40evil.example"),
            ("a\r\n\tb", "a%0D%0A%09b"),
            ("//evil.example", "%2F%2Fevil.example"),
        ] {
            assert_eq!(
                path(id, PathForm::Plain).unwrap(),
                format!("https://platform.kore.ai/api/public/bot/{segment}/publish/status"),
                "{id}"
            );
        }
    }

    #[test]
    fn an_id_that_is_a_step_in_the_path_has_no_address() {
        for id in ["", ".", ".."] {
            assert_eq!(path(id, PathForm::Plain), None, "{id:?}");
        }
    }

    #[test]
    fn only_the_accounts_own_origin_is_home() {
        for (url, at_home) in [
            ("https://platform.kore.ai/x", true),
            ("https://platform.kore.ai:443/x", true),
            ("http://platform.kore.ai/x", false),
            ("https://platform.kore.ai:444/x", false),
            ("https://platform.kore.ai.evil.example/x", false),
            ("https://evil.example/x", false),
            ("data:text/plain,x", false),
        ] {
            assert_eq!(is_at_home(&url.parse().unwrap(), &host()), at_home, "{url}");
        }
    }
}
