//! A value that lives on a thread of its own, because its calls block.

use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use tokio::sync::oneshot;

type Call<T> = Box<dyn FnOnce(&mut T) + Send>;

/// Carries calls to the value's thread, one after the other.
pub struct OwnThread<T> {
    line: Mutex<Option<Line<T>>>,
}

struct Line<T> {
    calls: mpsc::Sender<Call<T>>,
    ended: oneshot::Receiver<T>,
}

/// The thread is gone.
#[derive(Debug, thiserror::Error)]
#[error("the thread has ended")]
pub struct Ended;

impl<T: Send + 'static> OwnThread<T> {
    /// Moves the value to a new thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn spawn(name: &str, mut value: T) -> std::io::Result<Self> {
        let (calls, queue) = mpsc::channel::<Call<T>>();
        let (give_back, ended) = oneshot::channel();
        thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                for call in queue {
                    call(&mut value);
                }
                let _ = give_back.send(value);
            })?;
        Ok(Self {
            line: Mutex::new(Some(Line { calls, ended })),
        })
    }

    /// Calls with the value and waits for the answer.
    ///
    /// # Errors
    /// When the thread is gone.
    pub async fn call<R: Send + 'static>(
        &self,
        call: impl FnOnce(&mut T) -> R + Send + 'static,
    ) -> Result<R, Ended> {
        let (answer, answered) = oneshot::channel();
        self.line()
            .as_ref()
            .ok_or(Ended)?
            .calls
            .send(Box::new(move |value| {
                let _ = answer.send(call(value));
            }))
            .map_err(|_| Ended)?;
        answered.await.map_err(|_| Ended)
    }

    /// Ends the thread after the calls so far, and gives the value back.
    ///
    /// # Errors
    /// When the thread had ended before.
    pub async fn end(&self) -> Result<T, Ended> {
        let line = self.line().take().ok_or(Ended)?;
        drop(line.calls);
        line.ended.await.map_err(|_| Ended)
    }

    fn line(&self) -> MutexGuard<'_, Option<Line<T>>> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn calls_are_carried_out_in_order_and_the_value_comes_back() {
        let thread = OwnThread::spawn("test", Vec::new()).unwrap();
        for number in 0..100 {
            let length = thread
                .call(move |list: &mut Vec<i32>| {
                    list.push(number);
                    list.len()
                })
                .await
                .unwrap();
            assert_eq!(length, usize::try_from(number).unwrap() + 1);
        }
        assert_eq!(thread.end().await.unwrap(), (0..100).collect::<Vec<_>>());
        assert!(thread.end().await.is_err());
        assert!(thread.call(|_| ()).await.is_err());
    }

    #[tokio::test]
    async fn a_panic_is_told_to_the_caller() {
        let thread = OwnThread::spawn("test", ()).unwrap();
        assert!(thread.call(|()| panic!("meant")).await.is_err());
        assert!(thread.end().await.is_err());
    }
}
