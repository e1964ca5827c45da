//! How long publishes are kept: the person's choice, and the removing beside the loop.

use std::sync::Arc;
use std::time::Duration;

use history::{History, Problem, Reader};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::held::Held;
use crate::ports::Clock;
use crate::view::Keep;

const KEY: &str = "keep";
const FIRST: Duration = Duration::from_mins(10);
const BETWEEN: Duration = Duration::from_hours(1);
/// So many publishes in one transaction: the loop waits for some milliseconds at most.
const STEP: u32 = 50;
/// The loop gets its turn in between.
const PAUSE: Duration = Duration::from_millis(100);

/// The choice. A word of another version of the app keeps everything.
pub(crate) fn chosen(reader: &Reader) -> Result<Keep, Problem> {
    let kept = reader.setting(KEY)?;
    Ok(kept
        .and_then(|text| serde_json::from_value(text.into()).ok())
        .unwrap_or_default())
}

/// Keeps the choice.
pub(crate) fn choose(history: &mut History, keep: Keep) -> Result<(), Problem> {
    let word = serde_json::to_value(keep).ok();
    let word = word.as_ref().and_then(|word| word.as_str());
    history.set_setting(KEY, word.unwrap_or_default())
}

/// The moment before which publishes may go; `None`: all stay.
///
/// Years are counted from the newest publish, or from now where that is earlier: a computer whose
/// clock runs years ahead removes nothing by that.
pub(crate) fn before(
    keep: Keep,
    reader: &Reader,
    now: Timestamp,
) -> Result<Option<Timestamp>, Problem> {
    let years = |years: i64| -> Result<Option<Timestamp>, Problem> {
        let Some(newest) = reader.newest_publish()? else {
            return Ok(None);
        };
        let from = newest.min(now).to_zoned_datetime(TimeZone::UTC);
        let before = from.checked_sub(years.years());
        Ok(before.ok().map(|before| before.timestamp()))
    };
    match keep {
        Keep::Everything => Ok(None),
        Keep::FiveYears => years(5),
        Keep::TwoYears => years(2),
        Keep::OneYear => years(1),
        Keep::OneGigabyte => reader.before_for_bytes(1_000_000_000),
        Keep::QuarterGigabyte => reader.before_for_bytes(250_000_000),
    }
}

/// Removes what is not to be kept, every hour and when another choice was made, until it is
/// closing.
pub(crate) async fn keep(
    history: Arc<Held<History>>,
    clock: Arc<dyn Clock>,
    changed: Arc<Notify>,
    closing: CancellationToken,
) {
    let mut wait = FIRST;
    loop {
        tokio::select! {
            () = closing.cancelled() => return,
            () = changed.notified() => {}
            () = tokio::time::sleep(wait) => {}
        }
        look(&history, clock.now().wall, &closing).await;
        wait = BETWEEN;
    }
}

/// Removes in small steps. Where one does not succeed, the next look goes on.
async fn look(history: &Held<History>, now: Timestamp, closing: &CancellationToken) {
    let limit = move |history: &mut History| before(chosen(history)?, history, now);
    let limit = match history.call(limit).await {
        Ok(Ok(Some(limit))) => limit,
        Ok(Ok(None)) | Err(_) => return,
        Ok(Err(problem)) => {
            tracing::warn!(%problem, "old publishes were not looked for");
            return;
        }
    };
    let mut removed = 0;
    while !closing.is_cancelled() {
        // Asked each time: another choice counts at once.
        let step = move |history: &mut History| match chosen(history)? {
            Keep::Everything => Ok(0),
            _ => match history.remove_before(limit, STEP)? {
                0 => history.remove_logged_before(limit, STEP),
                removed => Ok(removed),
            },
        };
        let now = match history.call(step).await {
            Ok(Ok(now)) => now,
            Ok(Err(problem)) => {
                tracing::warn!(%problem, "old publishes were not removed");
                break;
            }
            Err(_) => break,
        };
        removed += now;
        if now == 0 {
            break;
        }
        tokio::select! {
            () = closing.cancelled() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
    if removed > 0 {
        tracing::info!(
            removed,
            "old publishes and lines of change logs were removed"
        );
    }
}

#[cfg(test)]
mod tests {
    use domain::{AccountId, BotId, ClientId, JobId, PublishJob, PublishState};
    use history::{AccountRecord, Success};
    use jiff::SignedDuration;

    use super::*;

    const DAYS: i64 = 800;

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + day * 86_400).unwrap()
    }

    /// One publish a day.
    fn filled(folder: &std::path::Path) -> History {
        let opened = History::open(&folder.join("history.sqlite3"), day(0)).unwrap();
        let mut history = opened.history;
        let account = AccountId::new("a");
        let bot = BotId::new("st-1111");
        let record = AccountRecord::new(
            account.clone(),
            "https://platform.kore.ai",
            ClientId::new("cs-1"),
            day(0),
        );
        history.add_account(&record).unwrap();
        let bots = [bot.clone()];
        history.add_bots(&account, &bots, day(0)).unwrap();
        for number in (0..DAYS).step_by(10) {
            let job = PublishJob {
                id: Some(JobId::new(format!("ds-{number}"))),
                bot_id: None,
                state: PublishState::Published,
                server_status: None,
                percent: Some(100),
                requested_at: Some(day(number)),
                started_at: None,
                modified_at: None,
                started_by: None,
                version_comment: None,
                resources: vec![],
            };
            let success = Success {
                account: &account,
                bot: &bot,
                at: day(number),
                every: SignedDuration::from_secs(60),
                job: Some(&job),
            };
            history.record_success(&success).unwrap();
        }
        history
    }

    #[test]
    fn everything_is_kept_until_somebody_chooses() {
        let folder = tempfile::tempdir().unwrap();
        let mut history = filled(folder.path());
        assert_eq!(chosen(&history), Ok(Keep::Everything));
        assert_eq!(before(Keep::Everything, &history, day(DAYS)), Ok(None));
        for keep in [Keep::OneYear, Keep::QuarterGigabyte, Keep::Everything] {
            choose(&mut history, keep).unwrap();
            assert_eq!(chosen(&history), Ok(keep));
        }
        history.set_setting(KEY, "ten centuries").unwrap();
        assert_eq!(chosen(&history), Ok(Keep::Everything));
        assert_eq!(before(Keep::OneGigabyte, &history, day(DAYS)), Ok(None));
    }

    #[test]
    fn a_clock_that_runs_years_ahead_takes_nothing_away() {
        let folder = tempfile::tempdir().unwrap();
        let history = filled(folder.path());
        let newest = day(DAYS - 10);
        let year_ago = newest - SignedDuration::from_hours(24 * 365);
        for now in [newest, day(DAYS * 10)] {
            let before = before(Keep::OneYear, &history, now).unwrap().unwrap();
            assert!(before.duration_since(year_ago).abs() <= SignedDuration::from_hours(24));
        }
        let earlier = before(Keep::OneYear, &history, day(500)).unwrap();
        assert!(earlier.unwrap() < day(140), "nor one that runs behind");
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_older_than_chosen_goes_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        let history = Held::new(filled(folder.path()));
        let closing = CancellationToken::new();
        let count = || history.call(|history| history.job_count().unwrap());
        look(&history, day(DAYS), &closing).await;
        assert_eq!(count().await.unwrap(), 80, "no choice was made");
        let year = |history: &mut History| choose(history, Keep::OneYear).unwrap();
        history.call(year).await.unwrap();
        look(&history, day(DAYS), &closing).await;
        let left = count().await.unwrap();
        assert!((36..=38).contains(&left), "{left}");
    }
}
