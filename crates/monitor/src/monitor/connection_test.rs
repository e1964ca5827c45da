//! The connection test.

use super::Monitor;
use crate::view::{ConnectionDraft, ConnectionReport, Refusal};

impl Monitor {
    /// Tests a connection step by step.
    ///
    /// # Errors
    /// When the loop does not run. What the test finds is a value.
    #[expect(clippy::unused_async, reason = "filled in next")]
    pub async fn test_connection(
        &self,
        draft: ConnectionDraft,
    ) -> Result<ConnectionReport, Refusal> {
        Ok(ConnectionReport {
            notes: Vec::new(),
            steps: Vec::new(),
            requests: 0,
            took: 0,
            host: draft.host,
            bot_id: draft.bot_id,
            proxy: None,
        })
    }
}
