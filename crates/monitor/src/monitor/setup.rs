//! Setting up an account, left off and gone on with.

use super::Monitor;
use crate::setup::keepable;
use crate::view::{Refusal, SetupKept};

const KEY: &str = "setup_progress";

impl Monitor {
    /// What is kept of a set-up that was left off.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn setup_progress(&self) -> Result<SetupKept, Refusal> {
        let kept = self.read(|reader| reader.setting(KEY)).await?;
        // What cannot be read was written by another version: the person begins anew.
        Ok(kept
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }

    /// Keeps how far it got, in place of what was kept before.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn keep_setup_progress(&self, kept: SetupKept) -> Result<(), Refusal> {
        let kept = SetupKept {
            progress: kept.progress.as_ref().map(keepable),
        };
        let text = serde_json::to_string(&kept).map_err(|_| Refusal::Unreadable)?;
        self.write(move |history| history.set_setting(KEY, &text))
            .await
    }
}
