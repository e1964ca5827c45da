//! The way out of this computer.

use super::Monitor;
use crate::view::{
    NetworkDraft, NetworkReply, NetworkSettings, NetworkTest, NetworkTestReport, Refusal,
};

#[expect(clippy::unused_async, reason = "filled in next")]
impl Monitor {
    /// The network as it is set up.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn network_settings(&self) -> Result<NetworkSettings, Refusal> {
        Err(Refusal::Gone)
    }

    /// Sets the network up.
    ///
    /// # Errors
    /// When the loop does not run. Refusals of the form are values.
    pub async fn set_network_settings(&self, draft: NetworkDraft) -> Result<NetworkReply, Refusal> {
        let _ = draft;
        Err(Refusal::Gone)
    }

    /// Tries settings out.
    ///
    /// # Errors
    /// When the loop does not run. What the test finds is a value.
    pub async fn test_network(&self, test: NetworkTest) -> Result<NetworkTestReport, Refusal> {
        let _ = test;
        Err(Refusal::Gone)
    }
}
