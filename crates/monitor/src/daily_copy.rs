//! A copy of the history once a day, beside the loop.

use std::sync::Arc;
use std::time::Duration;

use history::{History, copy_due};
use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::held::Held;
use crate::ports::Clock;

/// The first look comes when the start is over and the first checks are done.
const FIRST: Duration = Duration::from_mins(5);
/// A computer that is seldom on gets its copy all the same.
const BETWEEN: Duration = Duration::from_hours(1);

/// Looks every hour whether a copy is due, until it is closing. A copy that is being made is then
/// stopped, and nothing of it stays.
pub(crate) async fn keep(
    history: Arc<Held<History>>,
    clock: Arc<dyn Clock>,
    closing: CancellationToken,
) {
    let mut wait = FIRST;
    loop {
        tokio::select! {
            () = closing.cancelled() => return,
            () = tokio::time::sleep(wait) => {}
        }
        look(&history, clock.now().wall, &closing).await;
        wait = BETWEEN;
    }
}

/// Makes a copy where one is due. Where that does not succeed, the next look tries again.
async fn look(history: &Held<History>, now: Timestamp, closing: &CancellationToken) {
    let prepared = history
        .call(move |history| {
            let newest = history.copies().first().map(|copy| copy.at);
            // A history without bots holds nothing that anybody would miss.
            let worth = copy_due(newest, now) && history.board().is_ok_and(|rows| !rows.is_empty());
            worth.then(|| history.copier())
        })
        .await;
    let copier = match prepared {
        Ok(Some(Ok(copier))) => copier,
        Ok(Some(Err(problem))) => {
            tracing::warn!(%problem, "no copy of the history was made");
            return;
        }
        Ok(None) | Err(_) => return,
    };
    let stopper = copier.stopper();
    let mut making = tokio::task::spawn_blocking(move || copier.make(now));
    let made = loop {
        tokio::select! {
            made = &mut making => break made,
            // Again and again: a stop between two of its statements is not heard.
            () = stop(closing) => stopper.stop(),
        }
    };
    match made {
        Ok(Ok(copy)) => tracing::info!(bytes = copy.bytes, "a copy of the history was made"),
        Ok(Err(problem)) => tracing::warn!(%problem, "no copy of the history was made"),
        Err(_) => tracing::error!("making a copy of the history ended in a panic"),
    }
}

async fn stop(closing: &CancellationToken) {
    closing.cancelled().await;
    tokio::time::sleep(Duration::from_millis(10)).await;
}

#[cfg(test)]
mod tests {
    use domain::{AccountId, BotId, ClientId};
    use history::AccountRecord;

    use super::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + hour * 3_600).unwrap()
    }

    fn add_a_bot(history: &mut History) {
        let id = AccountId::new("a");
        history
            .add_account(&AccountRecord::new(
                id.clone(),
                "https://platform.kore.ai",
                ClientId::new("cs-1"),
                at(0),
            ))
            .unwrap();
        history
            .add_bots(&id, &[BotId::new("st-1111")], at(0))
            .unwrap();
    }

    #[tokio::test]
    async fn a_history_with_bots_is_copied_once_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.sqlite3");
        let history = Held::new(History::open(&path, at(0)).unwrap().history);
        let closing = CancellationToken::new();
        let copies = || -> Vec<Timestamp> {
            let all = history::copies(&path);
            all.iter().map(|copy| copy.at).collect()
        };
        look(&history, at(0), &closing).await;
        assert_eq!(copies(), [], "nothing in it yet");
        history.call(add_a_bot).await.unwrap();
        for hour in [1, 2, 24, 25, 26, 48] {
            look(&history, at(hour), &closing).await;
        }
        assert_eq!(copies(), [at(25), at(1)]);
        history.end().await.unwrap().close().unwrap();
        let log = path.with_file_name("history.sqlite3-wal");
        assert!(!log.exists(), "no connection is left behind");
    }

    #[tokio::test]
    async fn a_close_in_the_middle_stops_the_copy_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.sqlite3");
        let mut history = History::open(&path, at(0)).unwrap().history;
        add_a_bot(&mut history);
        // Large enough that the copy is not there before the stop.
        let others = rusqlite::Connection::open(&path).unwrap();
        others
            .execute(
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 200000)
         INSERT INTO setting SELECT 'filler ' || x, hex(randomblob(100)) FROM n",
                (),
            )
            .unwrap();
        drop(others);
        let history = Held::new(history);
        let closing = CancellationToken::new();
        closing.cancel();
        look(&history, at(1), &closing).await;
        assert_eq!(history::copies(&path), []);
        history.end().await.unwrap().close().unwrap();
    }
}
