//! Writes what a person exports: all of it or nothing. A file that has the name already stays
//! whole until the new one is on the disk.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use monitor::view::SaveOutcome;

/// Writes a file beside its place, and puts it there when it is complete. `fill` may write as
/// much as it likes: nothing is held in memory.
///
/// # Errors
/// As the system tells them; also what `fill` returns. The old file is as it was then.
pub fn write(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), SaveOutcome> {
    // A link leads to the file that is meant.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // To put a file in the place of a device would take the device away.
    if fs::metadata(&path).is_ok_and(|there| !there.is_file()) {
        return Err(SaveOutcome::NoFile);
    }
    replace(&path, fill).map_err(|problem| {
        // The path is the person's own: only its kind of trouble is said.
        tracing::warn!(kind = ?problem.kind(), "a file was not saved");
        outcome(&problem)
    })
}

fn replace(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let folder = folder_of(path);
    let mut beside = builder().tempfile_in(&folder)?;
    let mut text = BufWriter::new(beside.as_file_mut());
    fill(&mut text)?;
    text.flush()?;
    drop(text);
    if let Ok(before) = fs::metadata(path) {
        let _ = beside.as_file().set_permissions(before.permissions());
    }
    // Before it gets its name: otherwise a power cut may leave the name with nothing behind it.
    beside.as_file().sync_all()?;
    beside.persist(path).map_err(|problem| problem.error)?;
    sync_folder(&folder);
    Ok(())
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
        .to_owned()
}

fn builder() -> tempfile::Builder<'static, 'static> {
    #[allow(unused_mut, reason = "only Unix has permissions to set")]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any file that a person saves: the system's own mask decides who may read it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

/// So that the new name survives a power cut too. Not every file system can; the file is complete
/// all the same.
fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

fn outcome(problem: &io::Error) -> SaveOutcome {
    match problem.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            SaveOutcome::DiskFull
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            SaveOutcome::ReadOnly
        }
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => SaveOutcome::FolderGone,
        _ => SaveOutcome::Failed,
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_os = "linux")]
    use std::process::Command;

    use super::*;

    fn text(text: &str) -> impl FnOnce(&mut dyn Write) -> io::Result<()> + '_ {
        move |to| to.write_all(text.as_bytes())
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_written_and_written_again_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bots.csv");
        assert_eq!(write(&path, text("one")), Ok(()));
        assert_eq!(write(&path, text("two")), Ok(()));
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(names(folder.path()), ["bots.csv"]);
    }

    #[test]
    fn what_stops_half_way_leaves_the_old_file_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bots.csv");
        fs::write(&path, "the old one").unwrap();
        let stops = |to: &mut dyn Write| {
            to.write_all(&vec![b'x'; 100_000])?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        assert_eq!(write(&path, stops), Err(SaveOutcome::DiskFull));
        assert_eq!(fs::read_to_string(&path).unwrap(), "the old one");
        assert_eq!(names(folder.path()), ["bots.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn who_may_read_it_is_as_with_any_file_and_stays_when_it_is_written_again() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let (usual, path) = (folder.path().join("usual"), folder.path().join("bots.csv"));
        fs::write(&usual, "").unwrap();
        assert_eq!(write(&path, text("one")), Ok(()));
        assert_eq!(mode(&path), mode(&usual));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(write(&path, text("two")), Ok(()));
        assert_eq!(mode(&path), 0o640);
    }

    #[test]
    fn each_trouble_has_its_words() {
        use io::ErrorKind as Kind;
        let table = [
            (Kind::StorageFull, SaveOutcome::DiskFull),
            (Kind::QuotaExceeded, SaveOutcome::DiskFull),
            (Kind::FileTooLarge, SaveOutcome::DiskFull),
            (Kind::PermissionDenied, SaveOutcome::ReadOnly),
            (Kind::ReadOnlyFilesystem, SaveOutcome::ReadOnly),
            (Kind::NotFound, SaveOutcome::FolderGone),
            (Kind::NotADirectory, SaveOutcome::FolderGone),
            (Kind::TimedOut, SaveOutcome::Failed),
        ];
        for (kind, told) in table {
            assert_eq!(outcome(&io::Error::from(kind)), told, "{kind:?}");
        }
    }

    #[test]
    fn a_folder_that_is_gone_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gone/bots.csv");
        assert_eq!(write(&path, text("x")), Err(SaveOutcome::FolderGone));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_or_folder_is_never_replaced_and_a_link_leads_to_its_file() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let device = folder.path().join("device");
        symlink("/dev/full", &device).unwrap();
        assert_eq!(write(&device, text("x")), Err(SaveOutcome::NoFile));
        assert_eq!(write(folder.path(), text("x")), Err(SaveOutcome::NoFile));
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "before").unwrap();
        symlink(&file, &link).unwrap();
        assert_eq!(write(&link, text("after")), Ok(()));
        assert_eq!(fs::read_to_string(&file).unwrap(), "after");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    /// A file system of its own, where this user may make one.
    #[cfg(target_os = "linux")]
    struct Disk(tempfile::TempDir);

    #[cfg(target_os = "linux")]
    impl Disk {
        fn with(options: &str) -> Option<Self> {
            let folder = tempfile::tempdir().unwrap();
            let mut mount = Command::new("mount");
            mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]);
            let made = mount.arg(folder.path()).output();
            let made = made.is_ok_and(|made| made.status.success());
            if !made {
                eprintln!("skipped: making a small file system needs root");
            }
            made.then_some(Self(folder))
        }
    }

    #[cfg(target_os = "linux")]
    impl Drop for Disk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(self.0.path()).status();
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_and_the_old_file_stays() {
        let Some(disk) = Disk::with("size=64k") else {
            return;
        };
        let path = disk.0.path().join("bots.csv");
        assert_eq!(write(&path, text("the old one")), Ok(()));
        let large = "x".repeat(200_000);
        assert_eq!(write(&path, text(&large)), Err(SaveOutcome::DiskFull));
        // One that is so short that it waits in memory until the end.
        let filler = disk.0.path().join("filler");
        let _ = fs::write(&filler, &large);
        assert_eq!(write(&path, text("short")), Err(SaveOutcome::DiskFull));
        fs::remove_file(filler).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "the old one");
        assert_eq!(names(disk.0.path()), ["bots.csv"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_may_not_be_written_is_told() {
        let Some(disk) = Disk::with("size=64k,ro") else {
            return;
        };
        let path = disk.0.path().join("bots.csv");
        assert_eq!(write(&path, text("x")), Err(SaveOutcome::ReadOnly));
    }
}
