//! Work beside the loop that goes on for as long as the app is open.

use std::time::Duration;

use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::carried::Carried;

/// Before a chore that stopped by a mistake is begun again. None of them is in a hurry.
const AGAIN: Duration = Duration::from_mins(1);

/// Chores under way. One that stops by a mistake is begun again: nobody would notice for weeks that
/// no copy is made any more.
pub(crate) struct Chores {
    tasks: TaskTracker,
    closing: CancellationToken,
    carried: Carried,
}

impl Chores {
    /// Chores end by themselves when it is closing.
    pub fn new(closing: &CancellationToken, carried: &Carried) -> Self {
        Self {
            tasks: TaskTracker::new(),
            closing: closing.clone(),
            carried: carried.clone(),
        }
    }

    pub fn closing(&self) -> &CancellationToken {
        &self.closing
    }

    pub fn keep<Chore>(&self, name: &'static str, begin: impl Fn() -> Chore + Send + 'static)
    where
        Chore: Future<Output = ()> + Send + 'static,
    {
        let closing = self.closing.clone();
        let carried = self.carried.clone();
        self.tasks.spawn(async move {
            while tokio::spawn(begin()).await.is_err() {
                carried.things().health.restarts += 1;
                tracing::error!(
                    name,
                    wait_s = AGAIN.as_secs(),
                    "it stopped; it begins again"
                );
                tokio::select! {
                    () = closing.cancelled() => return,
                    () = sleep(AGAIN) => {}
                }
            }
        });
    }

    /// Waits until all of them ended.
    pub async fn end(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    struct Kept {
        chores: Chores,
        carried: Carried,
        closing: CancellationToken,
        begun: Arc<AtomicU32>,
    }

    /// A chore that stops by a mistake the first two times, a second after it began.
    fn kept() -> Kept {
        let (closing, carried) = (CancellationToken::new(), Carried::default());
        let chores = Chores::new(&closing, &carried);
        let begun = Arc::new(AtomicU32::new(0));
        let (counted, ending) = (Arc::clone(&begun), closing.clone());
        chores.keep("a chore", move || {
            let (nth, ending) = (counted.fetch_add(1, Ordering::Relaxed), ending.clone());
            async move {
                sleep(Duration::from_secs(1)).await;
                assert!(nth >= 2, "meant");
                ending.cancelled().await;
            }
        });
        Kept {
            chores,
            carried,
            closing,
            begun,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_stops_by_a_mistake_is_begun_again_without_haste_and_counted() {
        let kept = kept();
        for (seconds, begun) in [(30, 1), (60, 2), (60, 3), (3_600, 3)] {
            sleep(Duration::from_secs(seconds)).await;
            assert_eq!(kept.begun.load(Ordering::Relaxed), begun);
        }
        assert_eq!(kept.carried.things().health.restarts, 2);
        kept.closing.cancel();
        kept.chores.end().await;
    }

    #[tokio::test(start_paused = true)]
    async fn it_closes_at_once_also_while_a_chore_waits_to_be_begun_again() {
        let kept = kept();
        sleep(Duration::from_secs(30)).await;
        let asked = tokio::time::Instant::now();
        kept.closing.cancel();
        kept.chores.end().await;
        assert_eq!(asked.elapsed(), Duration::ZERO);
        assert_eq!(kept.begun.load(Ordering::Relaxed), 1);
    }
}
