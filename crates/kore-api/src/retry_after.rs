//! How long a server asks us to wait.

use jiff::{SignedDuration, Timestamp};

/// No server makes us wait longer than this; a year in the header is a mistake or a joke.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);

/// Reads a `Retry-After` header: seconds, or an HTTP date (RFC 9110, section 10.2.3), which is
/// taken against `server_now`, the same answer's `Date`. At most 15 minutes; a date in the past
/// is zero; anything else is `None`.
pub fn read_retry_after(text: &str, server_now: Timestamp) -> Option<SignedDuration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Only digits, so the one way to fail is to be larger than any wait.
        let seconds = text.parse::<i64>().unwrap_or(i64::MAX);
        return Some(SignedDuration::from_secs(seconds).min(LONGEST));
    }
    let until = Timestamp::try_from(httpdate::parse_http_date(text).ok()?).ok()?;
    let wait = until.duration_since(server_now);
    Some(wait.clamp(SignedDuration::ZERO, LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form() {
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let table = [
            ("7", Some(7)),
            (" 7 ", Some(7)),
            ("0", Some(0)),
            ("900", Some(900)),
            ("901", Some(900)),
            ("99999999999999999999999", Some(900)),
            ("Thu, 01 Jan 2026 00:00:30 GMT", Some(30)),
            ("Thursday, 01-Jan-26 00:00:30 GMT", Some(30)),
            ("Wed, 31 Dec 2025 23:59:00 GMT", Some(0)),
            ("Tue, 01 Jan 2036 00:00:00 GMT", Some(900)),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
            ("7, 9", None),
            ("+7", None),
        ];
        for (text, seconds) in table {
            assert_eq!(
                read_retry_after(text, now),
                seconds.map(SignedDuration::from_secs),
                "{text:?}"
            );
        }
    }
}
