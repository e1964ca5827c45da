//! A change log that tells nothing.

use kore_api::{LogNext, LogPage};
use monitor::ports::Boxed;

pub fn empty_log<'a>() -> Boxed<'a, LogPage> {
    Box::pin(async {
        LogPage {
            changes: Vec::new(),
            requests: 1,
            next: LogNext::Complete,
        }
    })
}
