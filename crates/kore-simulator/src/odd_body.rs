//! A response body that can also end badly: cut, silent, or one byte at a time.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Interval, interval};

/// See the module.
pub(crate) struct OddBody {
    chunks: VecDeque<Bytes>,
    end: Ending,
    /// What the `Content-Length` promises, where it is more than what is sent.
    promised: Option<u64>,
}

enum Ending {
    Clean,
    Silence,
    Cut { flushed: bool },
    Drip(Interval),
}

impl OddBody {
    fn new(first: &[u8], end: Ending, promised: Option<u64>) -> Self {
        let first = Bytes::copy_from_slice(first);
        Self {
            chunks: if first.is_empty() {
                VecDeque::new()
            } else {
                [first].into()
            },
            end,
            promised,
        }
    }

    /// Sends all of it.
    pub(crate) fn whole(bytes: Vec<u8>) -> Self {
        let promised = Some(bytes.len() as u64);
        Self {
            chunks: if bytes.is_empty() {
                VecDeque::new()
            } else {
                [Bytes::from(bytes)].into()
            },
            end: Ending::Clean,
            promised,
        }
    }

    /// Sends half of it and then nothing, with the connection open.
    pub(crate) fn halted(bytes: &[u8]) -> Self {
        let sent = &bytes[..bytes.len() / 2];
        Self::new(sent, Ending::Silence, Some(bytes.len() as u64))
    }

    /// Sends half of it and closes the connection.
    pub(crate) fn cut(bytes: &[u8]) -> Self {
        let sent = &bytes[..bytes.len() / 2];
        Self::new(
            sent,
            Ending::Cut { flushed: false },
            Some(bytes.len() as u64),
        )
    }

    /// Sends this and then a space after each pause, for ever.
    pub(crate) fn dripping(first: &[u8], every: Duration) -> Self {
        let every = interval(every.max(Duration::from_millis(1)));
        Self::new(first, Ending::Drip(every), None)
    }
}

impl Body for OddBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(chunk) = self.chunks.pop_front() {
            return Poll::Ready(Some(Ok(Frame::data(chunk))));
        }
        match &mut self.end {
            Ending::Clean => Poll::Ready(None),
            Ending::Silence => Poll::Pending,
            Ending::Drip(pause) => {
                ready!(pause.poll_tick(cx));
                Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b" ")))))
            }
            // The error drops what hyper has not yet written, so give it one turn to write.
            Ending::Cut { flushed } if !*flushed => {
                *flushed = true;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            Ending::Cut { .. } => Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into()))),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self.promised {
            Some(length) => SizeHint::with_exact(length),
            None => SizeHint::default(),
        }
    }
}
