//! How long to wait and how much to read.

use std::time::Duration;

/// Bounds of one request. The HTTP library has none of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until the connection stands, certificate check included.
    pub connect: Duration,
    /// Between two pieces of the answer.
    pub read: Duration,
    /// From the begin of the request to the last byte of the answer.
    pub total: Duration,
    /// Largest answer, in bytes after unpacking. A bot with hundreds of dialogs answers with
    /// megabytes, since the platform sends each dialog's definition along.
    pub max_body_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            read: Duration::from_secs(15),
            total: Duration::from_secs(30),
            max_body_bytes: 16 * 1024 * 1024,
        }
    }
}
