//! A value whose calls block, used by one call at a time, off the runtime's own threads.

use std::sync::{Arc, Mutex, PoisonError};

/// Carries calls to the value, on the threads that the runtime keeps for work that blocks. A call
/// that panics is told to its caller; the value goes on serving, so it has to be whole after each
/// step (SQLite rolls an unfinished transaction back).
///
/// The runtime knows of work on these threads, so a test in virtual time does not run ahead of it.
pub(crate) struct Held<T>(Arc<Mutex<Option<T>>>);

/// The value was given back, the call panicked, or the runtime is going down.
#[derive(Debug, thiserror::Error)]
#[error("the call was not carried out")]
pub(crate) struct NotDone;

impl<T: Send + 'static> Held<T> {
    pub fn new(value: T) -> Self {
        Self(Arc::new(Mutex::new(Some(value))))
    }

    /// Holds nothing: every call is refused.
    pub fn nothing() -> Self {
        Self(Arc::new(Mutex::new(None)))
    }

    /// Calls with the value and waits for the answer. A caller that stops waiting does not stop
    /// the call.
    ///
    /// # Errors
    /// When it was not carried out.
    pub async fn call<R: Send + 'static>(
        &self,
        call: impl FnOnce(&mut T) -> R + Send + 'static,
    ) -> Result<R, NotDone> {
        self.with(|value| value.as_mut().map(call)).await
    }

    /// Gives the value back after the calls so far.
    ///
    /// # Errors
    /// When it was given back before.
    pub async fn end(&self) -> Result<T, NotDone> {
        self.with(Option::take).await
    }

    async fn with<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Option<T>) -> Option<R> + Send + 'static,
    ) -> Result<R, NotDone> {
        let value = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || {
            work(&mut value.lock().unwrap_or_else(PoisonError::into_inner))
        })
        .await
        .ok()
        .flatten()
        .ok_or(NotDone)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn the_value_comes_back_once() {
        let held = Held::new(Vec::new());
        for number in 0..100 {
            let length = held
                .call(move |list: &mut Vec<i32>| {
                    list.push(number);
                    list.len()
                })
                .await
                .unwrap();
            assert_eq!(length, usize::try_from(number).unwrap() + 1);
        }
        assert_eq!(held.end().await.unwrap(), (0..100).collect::<Vec<_>>());
        assert!(held.end().await.is_err());
        assert!(held.call(|_| ()).await.is_err());
    }

    #[tokio::test]
    async fn a_panic_is_told_to_the_caller_and_the_value_goes_on() {
        let held = Held::new(7);
        assert!(held.call(|_| panic!("meant")).await.is_err());
        assert_eq!(held.call(|value| *value).await.unwrap(), 7);
    }

    #[tokio::test(start_paused = true)]
    async fn virtual_time_waits_for_the_work() {
        let held = Held::new(());
        let work = held.call(|()| std::thread::sleep(Duration::from_millis(50)));
        let done = tokio::time::timeout(Duration::from_millis(1), work).await;
        assert!(done.is_ok(), "time ran ahead of work that blocks");
    }
}
