//! The text of a file, in the forms in which spreadsheets write it.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use monitor::view::OpenOutcome;

/// Nobody has a larger list.
const MOST_BYTES: u64 = 8 << 20;

/// Reads a file.
///
/// # Errors
/// When it is too large, no text, or cannot be read.
pub fn text(path: &Path) -> Result<String, OpenOutcome> {
    let unreadable = |_| OpenOutcome::Unreadable;
    // Reading from a device may wait for ever, and so may opening a pipe: it is asked before.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(OpenOutcome::Unreadable);
    }
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    let limit = MOST_BYTES + 1;
    file.take(limit)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 == limit {
        return Err(OpenOutcome::TooLarge);
    }
    decode(&bytes).ok_or(OpenOutcome::NotText)
}

/// UTF-8, UTF-16 with its mark (a spreadsheet's "Unicode text"), or else the Western European
/// bytes of an older one.
fn decode(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    };
    // No text holds it; a packed file does, soon.
    (!text.contains('\0')).then_some(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]))
        .collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_spreadsheets_are_read_alike() {
        let text = "st-1;Zürich;Größe";
        let marked = format!("\u{feff}{text}");
        let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let western: Vec<u8> = text
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
        for bytes in [text.as_bytes(), marked.as_bytes(), &little, &big, &western] {
            assert_eq!(decode(bytes).as_deref(), Some(text), "{bytes:?}");
        }
        assert_eq!(decode(b"PK\x03\x04\x00\x00\x08"), None);
    }

    #[test]
    fn what_is_no_file_is_never_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(super::text(folder.path()), Err(OpenOutcome::Unreadable));
        let gone = folder.path().join("gone");
        assert_eq!(super::text(&gone), Err(OpenOutcome::Unreadable));
        let large = folder.path().join("large");
        let file = File::create(&large).unwrap();
        file.set_len(MOST_BYTES + 1).unwrap();
        assert_eq!(super::text(&large), Err(OpenOutcome::TooLarge));
    }

    #[test]
    fn the_largest_file_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        let most = vec![b'x'; usize::try_from(MOST_BYTES).unwrap()];
        fs::write(&path, &most).unwrap();
        assert_eq!(super::text(&path).unwrap().len(), most.len());
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_that_nobody_writes_to_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let (told, answer) = std::sync::mpsc::channel();
        std::thread::spawn(move || told.send(super::text(&pipe)));
        let waited = answer.recv_timeout(std::time::Duration::from_secs(20));
        assert_eq!(waited, Ok(Err(OpenOutcome::Unreadable)));
    }
}
