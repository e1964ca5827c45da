//! Files that a person chooses in the dialog of their system. The window never learns a path, and
//! names none: it says what shall be saved or opened, and hears how it went.

#[cfg(target_os = "linux")]
#[path = "files/linux.rs"]
mod dialog;
#[cfg(not(target_os = "linux"))]
#[path = "files/native.rs"]
mod dialog;
mod read;

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use monitor::ports::Boxed;
use monitor::view::{FileSaved, FileText, OpenOutcome, SaveOutcome};

use crate::save;

pub use dialog::SystemDialog;

/// What a dialog is to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What stands on top.
    pub title: &'static str,
    /// What such files are called.
    pub kind: &'static str,
    /// The ends of their names, without the dot; the first one is for new files.
    pub endings: &'static [&'static str],
    /// The name of a new file; empty where one is opened.
    pub name: String,
}

/// Asks a person for a file. `None`: they chose none, or there is no dialog.
pub trait FileDialog: Send + Sync {
    /// Where to save. A file that is there was agreed to be replaced.
    fn where_to_save(&self, wanted: Wanted) -> Boxed<'_, Option<PathBuf>>;
    /// What to open.
    fn what_to_open(&self, wanted: Wanted) -> Boxed<'_, Option<PathBuf>>;
}

/// The dialog in use.
#[derive(Clone)]
pub struct Files(pub Arc<dyn FileDialog>);

/// Asks where, and writes the text there.
pub(crate) async fn save(dialog: &dyn FileDialog, wanted: Wanted, text: String) -> FileSaved {
    match choose(dialog, wanted).await {
        Some(path) => put(path, move |to| to.write_all(text.as_bytes())).await,
        None => NOT_CHOSEN,
    }
}

/// No file was chosen.
pub(crate) const NOT_CHOSEN: FileSaved = FileSaved {
    outcome: SaveOutcome::Cancelled,
    name: String::new(),
};

/// Asks where to save.
pub(crate) async fn choose(dialog: &dyn FileDialog, wanted: Wanted) -> Option<PathBuf> {
    let ending = wanted.endings.first().copied().unwrap_or_default();
    let path = dialog.where_to_save(wanted).await?;
    Some(with_ending(path, ending))
}

/// Writes what `fill` gives, all of it or nothing.
pub(crate) async fn put(
    path: PathBuf,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static,
) -> FileSaved {
    let name = name_of(&path);
    let written = tokio::task::spawn_blocking(move || save::write(&path, fill))
        .await
        .unwrap_or(Err(SaveOutcome::Failed));
    FileSaved {
        outcome: written.err().unwrap_or(SaveOutcome::Saved),
        name,
    }
}

/// Asks which, and reads it.
pub(crate) async fn open(dialog: &dyn FileDialog, wanted: Wanted) -> FileText {
    let Some(path) = dialog.what_to_open(wanted).await else {
        return FileText {
            outcome: OpenOutcome::Cancelled,
            name: String::new(),
            text: String::new(),
        };
    };
    let name = name_of(&path);
    let read = tokio::task::spawn_blocking(move || read::text(&path)).await;
    match read.unwrap_or(Err(OpenOutcome::Unreadable)) {
        Ok(text) => FileText {
            outcome: OpenOutcome::Read,
            name,
            text,
        },
        Err(outcome) => FileText {
            outcome,
            name,
            text: String::new(),
        },
    }
}

/// Who types a name without its end means one with it. Where a file has that name already, nobody
/// agreed to replace it.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    let longer = path.with_extension(ending);
    if path.extension().is_some() || longer.exists() {
        path
    } else {
        longer
    }
}

fn name_of(path: &std::path::Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_an_end_gets_one_unless_that_is_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let typed = folder.path().join("team");
        let ended = folder.path().join("team.json");
        assert_eq!(with_ending(typed.clone(), "json"), ended);
        assert_eq!(with_ending(ended.clone(), "txt"), ended);
        std::fs::write(&ended, "another").unwrap();
        assert_eq!(with_ending(typed.clone(), "json"), typed);
    }
}
