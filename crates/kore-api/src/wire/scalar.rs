//! Single values: text, percentages, times.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::fields::{Kind, kind, unquote};

/// Longest text kept, in characters. Names are short; a megabyte in a name is an attack or a
/// mistake, and goes no further.
const TEXT_CHARS: usize = 1_000;

/// From here on (in the year 5138 as seconds, 1973 as milliseconds) a number counts milliseconds.
const FIRST_MILLIS: f64 = 1e11;

/// Text, or a number or truth value as it was written. `None` for anything else and for nothing
/// but white space.
pub(super) fn text(raw: &str) -> Option<String> {
    let written = match kind(raw) {
        Kind::Text => unquote(raw)?,
        Kind::Other => raw.into(),
        Kind::Object | Kind::Array | Kind::Null => return None,
    };
    let trimmed = written.trim();
    if trimmed.is_empty() {
        return None;
    }
    Some(match trimmed.char_indices().nth(TEXT_CHARS) {
        Some((end, _)) => trimmed[..end].to_owned(),
        None => trimmed.to_owned(),
    })
}

/// A percentage as a number or as text, rounded down: 99.9 is not done. Over 100 counts as 100,
/// below zero tells nothing.
pub(super) fn percent(raw: &str) -> Option<u8> {
    let text = text(raw)?;
    let number: f64 = text.trim_end_matches('%').trim_end().parse().ok()?;
    if !number.is_finite() || number < 0.0 {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 100"
    )]
    Some(number.min(100.0) as u8)
}

/// A time in whole milliseconds, which is what the platform sends and what the history keeps:
/// ISO 8601 text with an offset or without one (then UTC), or milliseconds or seconds since 1970
/// as a number or as text. Times before 1970 are not times.
pub(super) fn time(raw: &str) -> Option<Timestamp> {
    let text = text(raw)?;
    let read = if let Ok(number) = text.parse::<f64>() {
        since_1970(number)
    } else if let Ok(timestamp) = text.parse::<Timestamp>() {
        Some(timestamp)
    } else {
        let date_time: DateTime = text.parse().ok()?;
        TimeZone::UTC.to_timestamp(date_time).ok()
    };
    let millis = read?.as_millisecond();
    (millis > 0)
        .then(|| Timestamp::from_millisecond(millis).ok())
        .flatten()
}

fn since_1970(number: f64) -> Option<Timestamp> {
    if !number.is_finite() || number <= 0.0 {
        return None;
    }
    let millis = if number < FIRST_MILLIS {
        number * 1_000.0
    } else {
        number
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a float turns into the nearest integer there is, and the range is checked next"
    )]
    Timestamp::from_millisecond(millis as i64).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_text_or_what_was_written() {
        let table = [
            (r#""Settings""#, Some("Settings")),
            (r#"" Settings\n""#, Some("Settings")),
            ("42", Some("42")),
            ("1e999", Some("1e999")),
            ("true", Some("true")),
            ("null", None),
            (r#""""#, None),
            (r#""  ""#, None),
            ("{}", None),
            (r#"["x"]"#, None),
        ];
        for (raw, expected) in table {
            assert_eq!(text(raw).as_deref(), expected, "{raw}");
        }
        let long = format!("\"{}\"", "é".repeat(5_000));
        assert_eq!(text(&long).unwrap().chars().count(), 1_000);
    }

    #[test]
    fn percentages() {
        let table = [
            ("0", Some(0)),
            ("85", Some(85)),
            ("100", Some(100)),
            (r#""100""#, Some(100)),
            (r#""85 %""#, Some(85)),
            ("85.4", Some(85)),
            ("99.99", Some(99)),
            ("1e2", Some(100)),
            ("250", Some(100)),
            ("-1", None),
            ("1e999", None),
            (r#""NaN""#, None),
            (r#""inf""#, None),
            (r#""half""#, None),
            ("true", None),
            ("null", None),
            ("[50]", None),
        ];
        for (raw, expected) in table {
            assert_eq!(percent(raw), expected, "{raw}");
        }
    }

    #[test]
    fn times() {
        let expected = Some("2022-07-29T08:04:48.731Z");
        let table = [
            (r#""2022-07-29T08:04:48.731Z""#, expected),
            (r#""2022-07-29T08:04:48.731999Z""#, expected),
            (r#""2022-07-29T13:34:48.731+05:30""#, expected),
            (r#""2022-07-29T13:34:48.731+0530""#, expected),
            (r#""2022-07-29 08:04:48.731Z""#, expected),
            (r#""2022-07-29T08:04:48.731""#, expected),
            ("1659081888731", expected),
            (r#""1659081888731""#, expected),
            ("1659081888.731", expected),
            ("1659081888", Some("2022-07-29T08:04:48Z")),
            (r#""1659081888""#, Some("2022-07-29T08:04:48Z")),
            ("0", None),
            ("-1659081888731", None),
            ("1e300", None),
            ("1e999", None),
            (r#""yesterday""#, None),
            (r#""2022-13-45T99:99:99Z""#, None),
            (r#""0001-01-01T00:00:00Z""#, None),
            (r#""""#, None),
            ("true", None),
            ("null", None),
            ("{}", None),
        ];
        for (raw, expected) in table {
            let expected = expected.map(|text| text.parse::<Timestamp>().unwrap());
            assert_eq!(time(raw), expected, "{raw}");
        }
    }
}
