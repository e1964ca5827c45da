//! Times, as a person elsewhere can read them too, and how a publish moved.

use history::StoredJob;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::words;

/// `2026-03-01 10:00:00 +01:00 (2026-03-01 09:00:00 UTC)`
pub fn both(at: Timestamp, zone: &TimeZone) -> String {
    let [here, utc] = here_and_utc(at, zone);
    format!("{here} ({utc} UTC)")
}

/// The same in two pieces: here, and in UTC.
pub fn here_and_utc(at: Timestamp, zone: &TimeZone) -> [String; 2] {
    let local = at.to_zoned_datetime(zone.clone());
    let utc = at.to_zoned_datetime(TimeZone::UTC);
    [
        local.strftime("%Y-%m-%d %H:%M:%S %:z").to_string(),
        utc.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    ]
}

/// `1 h 2 min 3 s`; less than a second in milliseconds.
pub fn length(length: SignedDuration) -> String {
    let seconds = length.as_secs();
    if seconds == 0 {
        return format!("{} ms", length.as_millis());
    }
    let pieces = [
        (seconds / 3600, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ];
    let pieces: Vec<_> = pieces
        .into_iter()
        .filter(|(value, _)| *value != 0)
        .map(|(value, unit)| format!("{value} {unit}"))
        .collect();
    pieces.join(" ")
}

/// When what happened, oldest first: time here, time in UTC, and what was seen.
pub fn timeline(job: &StoredJob, zone: &TimeZone) -> Vec<[String; 3]> {
    let row = &job.row;
    let mut moments = vec![(row.requested_at, "Asked for".to_owned())];
    moments.extend(row.started_at.map(|at| (at, "Began".to_owned())));
    for sample in &job.progress {
        let percent = sample
            .percent
            .map_or_else(String::new, |percent| format!(" at {percent} %"));
        let failed = match sample.parts_failed {
            0 => String::new(),
            failed => format!(", {failed} failed"),
        };
        let seen = format!(
            "Seen{percent}: {} published{failed}",
            sample.parts_published
        );
        moments.push((sample.at, seen));
    }
    let state = words::state(row.state, row.awaiting_approval, row.parts_failed);
    moments.extend(row.ended_at.map(|at| (at, format!("Ended: {state}"))));
    // What is seen at one moment stays in the order in which it was seen.
    moments.sort_by_key(|(at, _)| *at);
    moments
        .into_iter()
        .map(|(at, what)| {
            let [here, utc] = here_and_utc(at, zone);
            [here, utc, what]
        })
        .collect()
}
