//! Waiting for what has to come.

use std::time::{Duration, Instant};

/// Far away: it ends a journey that would never end, and measures nothing.
pub(crate) const AT_MOST: Duration = Duration::from_secs(90);
const LOOK_EVERY: Duration = Duration::from_millis(60);

/// Looks until there is something, and gives it. `what` names it when it never comes.
pub async fn until<T>(what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
    until_or(what, look, async || String::new()).await
}

/// The same; when it never comes, it is told what came instead.
pub(crate) async fn until_or<T>(
    what: &str,
    mut look: impl AsyncFnMut() -> Option<T>,
    instead: impl AsyncFnOnce() -> String,
) -> T {
    let begun = Instant::now();
    loop {
        // A driver whose app is gone never answers.
        let looked = tokio::time::timeout(AT_MOST, look()).await;
        if let Ok(Some(found)) = looked {
            return found;
        }
        assert!(
            begun.elapsed() <= AT_MOST,
            "this never came: {what}\n{}",
            instead().await
        );
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
