//! The bots of an account, as the platform lists them.

use super::Monitor;
use crate::view::{FindBotsDraft, FoundBots, Refusal};

impl Monitor {
    /// Lists the bots of an account.
    ///
    /// # Errors
    /// When there is no such account, or the loop does not run.
    #[expect(clippy::unused_async, reason = "filled in next")]
    pub async fn find_bots(&self, draft: FindBotsDraft) -> Result<FoundBots, Refusal> {
        let _ = draft;
        Err(Refusal::Gone)
    }
}
