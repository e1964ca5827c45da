//! Files that a person chooses in their system's own dialog. Paths stay on the other side.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

view! {
    /// What came of saving into a file that a person chose.
    pub struct FileSaved {
        /// How it went.
        pub outcome: SaveOutcome,
        /// The name of the file, without its folder; empty where none was chosen.
        pub name: String,
    }

    /// How it went. But for `saved`, a file that was there before is as it was.
    #[derive(Copy)]
    pub enum SaveOutcome {
        /// All of it is on the disk.
        Saved,
        /// The person chose no file.
        Cancelled,
        /// There is no room left.
        DiskFull,
        /// The folder or the disk may not be written.
        ReadOnly,
        /// The folder is not there (any more).
        FolderGone,
        /// What has this name is no ordinary file.
        NoFile,
        /// The system could not write it.
        Failed,
    }

    /// The text of a file that a person chose.
    pub struct FileText {
        /// How it went.
        pub outcome: OpenOutcome,
        /// The name of the file, without its folder; empty where none was chosen.
        pub name: String,
        /// The text; empty where it was not read.
        pub text: String,
    }

    /// How it went.
    #[derive(Copy)]
    pub enum OpenOutcome {
        /// The text is there.
        Read,
        /// The person chose no file.
        Cancelled,
        /// Over 8 MiB.
        TooLarge,
        /// It is no text: a spreadsheet in its own form, a picture.
        NotText,
        /// It is not there or may not be read.
        Unreadable,
    }
}
