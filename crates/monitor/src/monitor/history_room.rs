//! How much room the history takes, and how long publishes are kept.

use super::Monitor;
use crate::keep_old;
use crate::show;
use crate::view::{HistoryRoom, KeepDraft, KeepPreview, Refusal};

impl Monitor {
    /// The room that the history takes, and what is kept.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn history_room(&self) -> Result<HistoryRoom, Refusal> {
        self.read(|reader| {
            Ok(HistoryRoom {
                bytes: reader.file_bytes(),
                unused_bytes: reader.unused_bytes()?,
                publishes: reader.job_count()?,
                kept_since: reader.kept_since()?.map(show::millis),
                keep: keep_old::chosen(reader)?,
            })
        })
        .await
    }

    /// What a choice would remove, now.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub async fn preview_keep(&self, draft: KeepDraft) -> Result<KeepPreview, Refusal> {
        let now = self.ports.clock.now().wall;
        self.read(move |reader| {
            let before = keep_old::before(draft.keep, reader, now)?;
            let freeable = before.map(|before| reader.freeable(before)).transpose()?;
            let freeable = freeable.unwrap_or_default();
            Ok(KeepPreview {
                before: before.map(show::millis),
                publishes: freeable.publishes,
                bytes: freeable.bytes,
            })
        })
        .await
    }

    /// Keeps the choice. The removing begins at once, beside the loop.
    ///
    /// # Errors
    /// When the history cannot be written.
    pub async fn set_keep(&self, draft: KeepDraft) -> Result<(), Refusal> {
        self.write(move |history| keep_old::choose(history, draft.keep))
            .await?;
        self.keep_changed.notify_one();
        Ok(())
    }

    /// Gives the room that nothing uses back to the disk. Checks wait meanwhile.
    ///
    /// # Errors
    /// When the history cannot be written, or the disk has too little room to do it.
    pub async fn compact_history(&self) -> Result<HistoryRoom, Refusal> {
        self.write(history::History::compact).await?;
        self.history_room().await
    }
}
